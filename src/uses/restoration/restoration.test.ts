import { describe, expect, test, vi } from 'vitest';
import { noisy, patched } from './damage';
import { type Model, passThrough, SHOWN, squaredError } from './passes';

const grey = (byte: number) => new Uint8Array(784).fill(byte);

describe('passes', () => {
  /** A model whose code is the first byte, and whose output is half as dark. */
  const halving: Model = {
    encode: async (image) => new Float32Array([image[0]]),
    decode: ([code]) => new Float32Array(784).fill(code / 2 / 255),
  };

  test('each pass gets the last output, as bytes', async () => {
    const encode = vi.fn(halving.encode);
    const restored = await passThrough(grey(200), { ...halving, encode });
    // 200 → 100 → 50 → 25 → 12.5, shown as 13 → 6.5, shown as 7 → 3.5 → 4 → 2 → 1 → 0.5 → 1.
    expect(restored?.images.map((image) => image[0])).toEqual([100, 50, 13, 1, 1]);
    expect(restored?.images.every((image) => image.length === 784)).toBe(true);
    expect(restored?.codes.map(([code]) => code)).toEqual([
      200,
      100,
      50,
      25,
      13,
      7,
      4,
      2,
      ...Array(9).fill(1),
    ]);
    expect(encode).toHaveBeenCalledTimes(1 + SHOWN[SHOWN.length - 1]);
  });

  test('returns null where the model is not available', async () => {
    expect(await passThrough(grey(9), { ...halving, encode: async () => null })).toBeNull();
    expect(await passThrough(grey(9), { ...halving, decode: () => null })).toBeNull();
  });

  test('squared error by hand', () => {
    const a = grey(0);
    const b = grey(0);
    [a[3], b[3]] = [255, 0];
    [a[9], b[9]] = [0, 51];
    expect(squaredError(a, b)).toBeCloseTo(1 + 0.04, 12);
    expect(squaredError(a, a)).toBe(0);
  });
});

describe('damage', () => {
  const image = Uint8Array.from({ length: 784 }, (_, i) => 1 + (i % 200));
  const changed = (other: Uint8Array) => [...image.keys()].filter((i) => other[i] !== image[i]);

  test('noise is that of the model, or salt and pepper', () => {
    const masked = noisy(image, { kind: 'masking', noise: 0.5 }, 3);
    expect(changed(masked).every((i) => masked[i] === 0)).toBe(true);
    // 392 on average, σ = 14.
    expect(Math.abs(changed(masked).length - 392)).toBeLessThan(56);
    const plain = noisy(image, { kind: 'none', noise: 0.5 }, 3);
    expect(new Set(changed(plain).map((i) => plain[i]))).toEqual(new Set([0, 255]));
    // A fifth: 157, σ = 11.
    expect(Math.abs(changed(plain).length - 157)).toBeLessThan(44);
    expect(noisy(image, { kind: 'none', noise: 0.5 }, 4)).not.toEqual(plain);
  });

  test('a patch is 9 × 9 of paper, over the digit, elsewhere for another seed', () => {
    const corners = new Set<number>();
    for (let seed = 0; seed < 50; seed++) {
      const at = changed(patched(image, seed));
      expect(at).toHaveLength(81);
      const xs = at.map((i) => i % 28);
      const ys = at.map((i) => Math.floor(i / 28));
      expect(Math.max(...xs) - Math.min(...xs)).toBe(8);
      expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(4);
      expect(Math.max(...xs, ...ys)).toBeLessThan(24);
      expect(patched(image, seed)[at[0]]).toBe(0);
      corners.add(at[0]);
    }
    expect(corners.size).toBeGreaterThan(20);
  });
});
