/**
 * Corrupted inputs of denoising models. Bounds are five standard errors: one fixed seed in two million fails.
 */
import { describe, expect, it } from 'vitest';
import { corrupted } from './corruption';
import { INPUT_SIZE } from './spec';

const COUNT = 100;
const N = COUNT * INPUT_SIZE;
/** No pixel is 0 or 1, so that corrupted pixels can be recognised. */
const x = Float64Array.from({ length: N }, (_, i) => 0.25 + (i % 50) / 100);
const draws = { seed: 11, step: 3 };
const standardError = (share: number) => Math.sqrt((share * (1 - share)) / N);

const shareOf = (y: Float64Array, value: number) => y.filter((v) => v === value).length / N;

it('none is a copy', () => {
  const y = corrupted('none', x, 0.5, draws, INPUT_SIZE);
  expect(y).toEqual(x);
  expect(y).not.toBe(x);
});

describe.each([0, 0.1, 0.3, 0.75, 1])('at strength %f', (noise) => {
  it('masking turns that share into paper and leaves the rest', () => {
    const y = corrupted('masking', x, noise, draws, INPUT_SIZE);
    expect(y.every((v, i) => v === 0 || v === x[i])).toBe(true);
    expect(Math.abs(shareOf(y, 0) - noise)).toBeLessThanOrEqual(5 * standardError(noise));
  });

  it('salt and pepper turns half of that share into paper, half into ink, and leaves the rest', () => {
    const y = corrupted('saltPepper', x, noise, draws, INPUT_SIZE);
    expect(y.every((v, i) => v === 0 || v === 1 || v === x[i])).toBe(true);
    for (const value of [0, 1]) {
      expect(Math.abs(shareOf(y, value) - noise / 2)).toBeLessThanOrEqual(5 * standardError(noise / 2));
    }
  });

  it('Gaussian noise has mean 0 and that standard deviation', () => {
    const added = corrupted('gaussian', x, noise, draws, INPUT_SIZE).map((v, i) => v - x[i]);
    const mean = added.reduce((sum, v) => sum + v, 0) / N;
    const deviation = Math.sqrt(added.reduce((sum, v) => sum + v * v, 0) / N);
    expect(Math.abs(mean)).toBeLessThanOrEqual((5 * noise) / Math.sqrt(N));
    // The standard error of a normal sample's standard deviation is σ / √(2n).
    expect(Math.abs(deviation - noise)).toBeLessThanOrEqual((5 * noise) / Math.sqrt(2 * N));
  });
});

it('Gaussian noise goes beyond paper and ink', () => {
  const y = corrupted('gaussian', x, 0.5, draws, INPUT_SIZE);
  expect(y.some((v) => v < 0)).toBe(true);
  expect(y.some((v) => v > 1)).toBe(true);
});

describe.each(['gaussian', 'masking', 'saltPepper'] as const)('%s', (kind) => {
  it('is the same for the same seed and step, and differs for others', () => {
    const y = corrupted(kind, x, 0.3, draws, INPUT_SIZE);
    expect(corrupted(kind, x, 0.3, { ...draws }, INPUT_SIZE)).toEqual(y);
    expect(corrupted(kind, x, 0.3, { ...draws, seed: 12 }, INPUT_SIZE)).not.toEqual(y);
    expect(corrupted(kind, x, 0.3, { ...draws, step: 4 }, INPUT_SIZE)).not.toEqual(y);
  });

  it('of a slice is the slice of the whole', () => {
    const y = corrupted(kind, x, 0.3, draws, INPUT_SIZE);
    const [from, to] = [7 * INPUT_SIZE, 20 * INPUT_SIZE];
    const part = corrupted(kind, x.subarray(from, to), 0.3, { ...draws, first: 7 }, INPUT_SIZE);
    expect(part).toEqual(y.slice(from, to));
  });

  it('leaves its input unchanged', () => {
    const before = x.slice();
    corrupted(kind, x, 0.9, draws, INPUT_SIZE);
    expect(x).toEqual(before);
  });
});
