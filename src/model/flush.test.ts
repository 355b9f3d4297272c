import { describe, expect, it } from 'vitest';
import { hyperWith, specWith } from '../experiment/specOf';
import { activate } from './activations';
import { layoutOf } from './compile';
import { flushed, flushedSquare, TINY, TINY_SQUARE } from './flush';
import { pixel } from './losses';
import { EPSILON } from './optimiser';
import { referenceGradient, referenceState } from './reference';
import { referenceUpdate } from './reference/update';
import { greyBatch, randomParameters } from './testing';

describe('tiny numbers', () => {
  it('are zero below the threshold, of either sign; NaN is kept', () => {
    expect([TINY, -TINY, TINY / 2, -TINY / 2].map(flushed).map((x) => x + 0)).toEqual([TINY, -TINY, 0, 0]);
    expect([TINY_SQUARE, TINY_SQUARE / 2].map(flushedSquare)).toEqual([TINY_SQUARE, 0]);
    expect(flushed(Number.NaN)).toBeNaN();
    expect(flushedSquare(Number.NaN)).toBeNaN();
  });

  it('are chosen so that products of the others are never subnormal in float32', () => {
    expect(TINY * TINY).toBeGreaterThan(2 ** -126);
    expect(TINY_SQUARE * 0.999).toBeGreaterThan(2 ** -126);
  });

  it('do not change √v + ε in float32, from the first step on', () => {
    for (const t of [1, 2, 10, 100, 10_000]) {
      const epsilon = Math.fround(EPSILON * Math.sqrt(1 - 0.999 ** t));
      expect(Math.fround(epsilon + Math.fround(Math.sqrt(TINY_SQUARE * 0.99)))).toBe(epsilon);
    }
  });

  it('are zero after an activation, and in a decoded image', () => {
    expect(activate('sigmoid', -60)).toBe(0);
    expect(activate('relu', TINY / 2)).toBe(0);
    expect(pixel('bernoulli', -60)).toBe(0);
    expect(activate('sigmoid', -30)).toBeGreaterThan(0);
  });

  it('are zero in the gradients of the reference', () => {
    for (const model of ['vae', 'made'] as const) {
      const spec = specWith({ model, encoder: [5], decoder: [4], latent: 2 });
      const p = randomParameters(spec, 0.1);
      const { layers } = layoutOf(spec);
      const { bias, biasSize, weight } = layers[layers.length - 1];
      p.fill(-60, bias, bias + biasSize);
      const blank = { ...greyBatch(3), images: new Uint8Array(3 * 784) };
      const { gradient } = referenceGradient(spec, 0, p, blank, hyperWith({ beta: 0 }));
      expect(Array.from(gradient.slice(weight)).filter((g) => g !== 0)).toEqual([]);
    }
  });

  it("are zero in Adam's moments when a unit no longer learns", () => {
    const spec = specWith({ model: 'ae', encoder: [], decoder: [], latent: 1 });
    const { layers: all, size } = layoutOf(spec);
    const layers = all.slice(0, 1);
    const state = referenceState(spec, new Float64Array(size));
    const none = new Float64Array(size);
    const [first, end] = [layers[0].weight, layers[0].bias + 1];
    state.m.fill(1e-3, 0, size);
    // Its value after gradients of 1e-15: within a thousand steps it is below the threshold.
    state.v.fill(3e-34, 0, size);
    for (let step = 0; step < 1000; step++) referenceUpdate(state, layers, none, 1e-3);
    expect(state.m.slice(first, end).every((m) => m === 0)).toBe(true);
    expect(state.v.slice(first, end).every((v) => v === 0)).toBe(true);
  });
});
