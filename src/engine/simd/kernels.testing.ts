/**
 * Helpers of the kernels' tests: random numbers, memory initialised with NaN, float64 products, comparison.
 */
import { expect } from 'vitest';
import { fillNormal, fillUniform, Purpose } from '../../math/random';
import type { Update } from '../../model/optimiser';
import { Arena, type Matrix } from './arena';
import { type Build, compileKernels, openKernels } from './kernels';

export const seed = 20_261_126;

export const WIDTHS = [1, 3, 7, 33, 100];
const BATCHES = [1, 5, 128];
/** All different; `keep` applies to weights only. */
export const NUMBERS: Update = {
  beta1: 0.9,
  dampening: 0.8,
  beta2: 0.999,
  squares: 0.002,
  rate: 2e-3,
  epsilon: 5e-10,
  keep: 0.5,
};
/** Batch, inputs and outputs. */
export const SIZES = BATCHES.flatMap((batch) =>
  WIDTHS.flatMap((inputs) => WIDTHS.map((outputs): [number, number, number] => [batch, inputs, outputs])),
);

let draws = 0;

/** Normal numbers; a share `paper` of them is zero. */
export function random(count: number, paper = 0): Float32Array {
  const out = new Float32Array(count);
  const keep = new Float32Array(count);
  fillNormal(out, seed, Purpose.selfTest, ++draws);
  fillUniform(keep, seed, Purpose.selfTest, ++draws);
  return out.map((v, i) => (keep[i] < paper ? 0 : v));
}

/** Memory full of NaN, with places reserved by `lay`. */
export async function workshop(build: Build, lay: (arena: Arena) => void) {
  const arena = new Arena();
  lay(arena);
  const memory = arena.open();
  const floats = new Float32Array(memory.buffer).fill(Number.NaN, 256);
  const kernels = await openKernels(await compileKernels(false, build), memory);
  const at = (place: number, size: number) => floats.subarray(place / 4, place / 4 + size);
  const write = (m: Matrix, values: Float32Array) => {
    for (let r = 0; r * m.columns < values.length; r++) {
      at(m.at + r * m.ld, m.columns).set(values.subarray(r * m.columns, (r + 1) * m.columns));
    }
  };
  const read = (m: Matrix, rows: number) =>
    Array.from({ length: rows }, (_, r) => [...at(m.at + r * m.ld, m.columns)]).flat();
  const doubles = (place: number, count: number) => new Float64Array(memory.buffer, place, count);
  const sum = (place: number, count: number) => doubles(place, count).reduce((all, one) => all + one, 0);
  return { kernels, at, doubles, write, read, sum, bytes: new Uint8Array(memory.buffer) };
}

/** The tolerance is relative to the sum of magnitudes, since each term may be rounded differently. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  scale: number,
  what = '',
): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    // Written so that NaN fails.
    if (!(Math.abs(actual[i] - expected[i]) <= scale)) {
      expect.fail(`${what} ${i}: ${actual[i]} instead of ${expected[i]}`);
    }
  }
}

/** a [n × k] times b [k × m], in float64. */
export function times(a: Float32Array, b: Float32Array, n: number, k: number, m: number): number[] {
  const out = new Array<number>(n * m).fill(0);
  for (let i = 0; i < n; i++)
    for (let l = 0; l < k; l++) for (let j = 0; j < m; j++) out[i * m + j] += a[i * k + l] * b[l * m + j];
  return out;
}

export function transposed(a: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: a.length }, (_, i) => a[(i % rows) * columns + Math.floor(i / rows)]);
}
