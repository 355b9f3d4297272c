import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchIndices, epochsAfter, stepsFor } from './batches';

function batch(step: number, size: number, n: number, seed: number): number[] {
  const out = new Uint32Array(size);
  batchIndices(out, step, n, seed);
  return [...out];
}

const sizes = { n: fc.integer({ min: 1, max: 300 }), size: fc.integer({ min: 1, max: 400 }) };
const seeds = fc.nat(2 ** 31);

describe('batches', () => {
  test('every image comes once per epoch, also where batches straddle epochs or exceed the set', () => {
    fc.assert(
      fc.property(sizes.n, sizes.size, seeds, (n, size, seed) => {
        const epochs = 3;
        const stream: number[] = [];
        for (let step = 0; step < stepsFor(epochs, size, n); step++)
          stream.push(...batch(step, size, n, seed));
        for (let e = 0; e < epochs; e++) {
          const epoch = stream.slice(e * n, (e + 1) * n).sort((a, b) => a - b);
          expect(epoch).toEqual(Array.from({ length: n }, (_, i) => i));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a batch is a pure function of seed and step, whatever was computed before', () => {
    fc.assert(
      fc.property(sizes.n, sizes.size, seeds, fc.nat(50), fc.nat(50), (n, size, seed, a, b) => {
        const first = batch(a, size, n, seed);
        batch(b, size, n, seed + 1);
        expect(batch(a, size, n, seed)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  test('the stream does not depend on its division into batches', () => {
    const n = 37;
    const cut = (size: number) =>
      Array.from({ length: 120 / size }, (_, step) => batch(step, size, n, 5)).flat();
    expect(cut(8)).toEqual(cut(60));
  });

  test('seeds and epochs differ in their order', () => {
    expect(batch(0, 100, 100, 1)).not.toEqual(batch(0, 100, 100, 2));
    expect(batch(0, 100, 100, 1)).not.toEqual(batch(1, 100, 100, 1));
  });

  test('steps and epochs convert into each other', () => {
    expect(stepsFor(1, 128, 60_000)).toBe(469);
    expect(epochsAfter(469, 128, 60_000)).toBeGreaterThanOrEqual(1);
    expect(epochsAfter(468, 128, 60_000)).toBeLessThan(1);
    expect(stepsFor(2, 500, 100)).toBe(1);
  });
});
