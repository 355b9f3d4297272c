import { expect, test } from 'vitest';
import { specWith } from '../../experiment/specOf';
import { hasUnits, readUnits } from './units';

const vae = specWith({ latent: 3 });

test('for a VAE: nats by coordinate, and the inactive ones, whose mean does not vary', () => {
  // The second is at the prior; the third is far from it, but the same for both images.
  const mu = Float32Array.of(-1, 0, 2, 1, 0, 2);
  const reading = readUnits(vae, 0.05, { mu, logVar: new Float32Array(6) });
  expect(reading).toMatchObject({ kind: 'kl', top: 2, target: null, inactive: [1, 2] });
  expect([...(reading?.bars ?? [])]).toEqual([0.5, 0, 2]);
  expect(reading?.active).toBeCloseTo(1 / 3);
});

test('a collapsed VAE does not look active: a full bar is at least one nat', () => {
  const mu = new Float32Array(6).fill(0.01);
  expect(readUnits(vae, 0.05, { mu, logVar: new Float32Array(6) })).toMatchObject({
    top: 1,
    inactive: [0, 1, 2],
  });
});

test('for sigmoid units: mean activation next to ρ, and how many are on for an image', () => {
  const spec = specWith({ model: 'ae', latent: 2, code: 'sigmoid', penalty: 'sparsity' });
  const mu = Float32Array.of(0.75, 0.125, 0.25, 0.125, 0.75, 0.375, 0.25, 0.375);
  const reading = readUnits(spec, 0.4, { mu, logVar: null });
  expect(reading).toMatchObject({ kind: 'activation', target: 0.4, active: 0.25, inactive: [1] });
  expect(reading?.top).toBeCloseTo(0.6);
  expect([...(reading?.bars ?? [])]).toEqual([0.5, 0.25]);
});

test('for ReLU units without a target: every positive activation is on', () => {
  const spec = specWith({ model: 'ae', latent: 2, code: 'relu', penalty: 'l1' });
  const reading = readUnits(spec, 0.05, { mu: Float32Array.of(4, 0, 0, 0), logVar: null });
  expect(reading).toMatchObject({ target: null, top: 2, active: 0.25, inactive: [1] });
});

test('is null for a run that has diverged', () => {
  const nowhere = Float32Array.of(0, Number.NaN, 0);
  const still = new Float32Array(3);
  expect(readUnits(vae, 0.05, { mu: nowhere, logVar: still })).toBeNull();
  expect(readUnits(vae, 0.05, { mu: still, logVar: nowhere })).toBeNull();
});

test('is null without codes, for codes of another size, before their spread is known, and for linear codes', () => {
  const mu = new Float32Array(4);
  expect(readUnits(vae, 0.05, null)).toBeNull();
  expect(readUnits(vae, 0.05, { mu, logVar: mu })).toBeNull();
  expect(readUnits(vae, 0.05, { mu: new Float32Array(3), logVar: null })).toBeNull();
  const plain = specWith({ model: 'ae' });
  expect(hasUnits(plain)).toBe(false);
  expect(readUnits(plain, 0.05, { mu, logVar: null })).toBeNull();
  expect(hasUnits(specWith({ model: 'gan', latent: 2 }))).toBe(false);
});
