/**
 * Randomness is a counter: every draw in this project is a pure function of
 * (seed, purpose, step, index), so the same seed means the same run on every
 * engine, rewinding is free, and no generator state is ever saved.
 *
 * The generator is Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw:
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011). It needs only 32-bit
 * additions, rotations and exclusive or, so TypeScript, WGSL and WebAssembly
 * produce the same bits.
 *
 * Key = (seed, purpose), counter = (step, index).
 */

/** The purpose of a draw. The numbers are part of the format: never renumber. */
export const Purpose = {
  weights: 1,
  shuffle: 2,
  epsilon: 3,
  evaluate: 4,
  glyphs: 5,
  prior: 6,
  corruption: 7,
  selfTest: 8,
  clusters: 9,
  draws: 10,
  flow: 11,
  diffusion: 12,
  shapes: 13,
} as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

const KEY_PARITY = 0x1bd11bda;

const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));

/** One block: writes two 32-bit words for key (k0, k1) and counter (c0, c1) to `out[0..1]`. */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number, out: Uint32Array): void {
  // Three variables that are rotated, instead of an array of three, which would be allocated for each block.
  let a = k0 | 0;
  let b = k1 | 0;
  let c = KEY_PARITY ^ k0 ^ k1;
  let x = (c0 + a) | 0;
  let y = (c1 + b) | 0;
  for (let group = 1; group <= 5; group++) {
    const odd = (group & 1) === 1;
    x = (x + y) | 0;
    y = rotate(y, odd ? 13 : 17) ^ x;
    x = (x + y) | 0;
    y = rotate(y, odd ? 15 : 29) ^ x;
    x = (x + y) | 0;
    y = rotate(y, odd ? 26 : 16) ^ x;
    x = (x + y) | 0;
    y = rotate(y, odd ? 6 : 24) ^ x;
    const first = a;
    a = b;
    b = c;
    c = first;
    x = (x + a) | 0;
    y = (y + b + group) | 0;
  }
  out[0] = x;
  out[1] = y;
}

const block = new Uint32Array(2);

/** The 32 random bits at (seed, purpose, step, index): words 0 and 1 of block `index >> 1`. */
export function randomBits(seed: number, purpose: Purpose, step: number, index: number): number {
  threefry2x32(seed, purpose, step, index >>> 1, block);
  return block[index & 1];
}

/**
 * Bits to a number in the open interval (0, 1). Only the top 23 bits count, so that the
 * result is exact in float32 too and never 0 or 1.
 */
export function toUniform(bits: number): number {
  return ((bits >>> 9) + 0.5) * 2 ** -23;
}

/** Uniform draws in (0, 1): `out[i]` is draw i of (seed, purpose, step). */
export function fillUniform(
  out: Float32Array | Float64Array,
  seed: number,
  purpose: Purpose,
  step: number,
  first = 0,
): void {
  // From the even index at or below `first`, as a block holds two draws.
  for (let i = -(first & 1); i < out.length; i += 2) {
    threefry2x32(seed, purpose, step, (first + i) >>> 1, block);
    if (i >= 0) out[i] = toUniform(block[0]);
    if (i + 1 < out.length) out[i + 1] = toUniform(block[1]);
  }
}

/**
 * Standard normal draws by Box and Muller (1958): block b of the generator gives the pair
 * r cos θ, r sin θ at indices 2b and 2b + 1. `out[i]` is draw `first + i` of (seed, purpose, step).
 */
export function fillNormal(
  out: Float32Array | Float64Array,
  seed: number,
  purpose: Purpose,
  step: number,
  first = 0,
): void {
  // From the even index at or below `first`, so that a pair is computed once.
  for (let i = -(first & 1); i < out.length; i += 2) {
    threefry2x32(seed, purpose, step, (first + i) >>> 1, block);
    const radius = Math.sqrt(-2 * Math.log(toUniform(block[0])));
    const angle = 2 * Math.PI * toUniform(block[1]);
    if (i >= 0) out[i] = radius * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
  }
}

/**
 * A seeded permutation of 0 … n − 1 whose elements can be computed one at a time, in any order: a four-round
 * Feistel network (Luby & Rackoff 1988) on the next even power of two, iterated until the result is below n.
 * No table, so a shader can shuffle by itself.
 */
export function permutation(n: number, seed: number, epoch: number): (i: number) => number {
  let half = 1;
  while (2 ** (2 * half) < n) half++;
  const mask = 2 ** half - 1;
  return (i) => {
    let x = i;
    do {
      let left = x >>> half;
      let right = x & mask;
      for (let round = 0; round < 4; round++) {
        threefry2x32(seed, Purpose.shuffle, epoch, (round << 16) | right, block);
        const next = left ^ (block[0] & mask);
        left = right;
        right = next;
      }
      x = (left << half) | right;
    } while (x >= n);
    return x;
  };
}
