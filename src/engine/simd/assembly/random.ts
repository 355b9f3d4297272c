/**
 * The counter-based generator of `math/random.ts`, bit for bit: Threefry-2x32 with 20 rounds, the shuffle by
 * a Feistel network, and normal draws by Box and Muller. Logarithm, cosine and sine are the host's (the
 * module is built with Math = JSMath), so that ε has the same bits as in TypeScript.
 */

const KEY_PARITY: u32 = 0x1bd11bda;
const SHUFFLE: u32 = 2;

/** Both words of a block, the first one in the low half. */
export function threefry(k0: u32, k1: u32, c0: u32, c1: u32): u64 {
  const k2 = KEY_PARITY ^ k0 ^ k1;
  let x = c0 + k0;
  let y = c1 + k1;
  x += y; y = rotl(y, 13) ^ x;
  x += y; y = rotl(y, 15) ^ x;
  x += y; y = rotl(y, 26) ^ x;
  x += y; y = rotl(y, 6) ^ x;
  x += k1; y += k2 + 1;
  x += y; y = rotl(y, 17) ^ x;
  x += y; y = rotl(y, 29) ^ x;
  x += y; y = rotl(y, 16) ^ x;
  x += y; y = rotl(y, 24) ^ x;
  x += k2; y += k0 + 2;
  x += y; y = rotl(y, 13) ^ x;
  x += y; y = rotl(y, 15) ^ x;
  x += y; y = rotl(y, 26) ^ x;
  x += y; y = rotl(y, 6) ^ x;
  x += k0; y += k1 + 3;
  x += y; y = rotl(y, 17) ^ x;
  x += y; y = rotl(y, 29) ^ x;
  x += y; y = rotl(y, 16) ^ x;
  x += y; y = rotl(y, 24) ^ x;
  x += k1; y += k2 + 4;
  x += y; y = rotl(y, 13) ^ x;
  x += y; y = rotl(y, 15) ^ x;
  x += y; y = rotl(y, 26) ^ x;
  x += y; y = rotl(y, 6) ^ x;
  x += k2; y += k0 + 5;
  return (<u64>y << 32) | <u64>x;
}

/** Bits to a number in the open interval (0, 1), like `toUniform`. */
// @ts-ignore: decorator
@inline
function uniform(bits: u32): f64 {
  return (<f64>(bits >>> 9) + 0.5) * 1.1920928955078125e-7;
}

/** `count` standard normal draws to `out` as float32: draws `first` … of (seed, purpose, step). */
export function fillNormal(out: usize, count: i32, seed: u32, purpose: u32, step: u32, first: u32): void {
  // From the even index at or below `first`, so that each pair is computed once.
  for (let i = -(<i32>(first & 1)); i < count; i += 2) {
    const block = threefry(seed, purpose, step, (first + <u32>i) >>> 1);
    const radius = sqrt<f64>(-2 * Math.log(uniform(<u32>block)));
    const angle = 6.283185307179586 * uniform(<u32>(block >>> 32));
    if (i >= 0) store<f32>(out + (i << 2), <f32>(radius * Math.cos(angle)));
    if (i + 1 < count) store<f32>(out + ((i + 1) << 2), <f32>(radius * Math.sin(angle)));
  }
}

const GAUSSIAN: i32 = 1;
const MASKING: i32 = 2;

/**
 * Rows x of `columns` pixels after corruption (`model/corruption.ts`), in place: Gaussian noise of standard
 * deviation `noise`; or that share of the pixels made paper; or half of it paper and half ink. Draw
 * (first + row) · columns + i of (seed, purpose, step) is for pixel i; `columns` is even.
 */
export function corrupt(
  kind: i32,
  x: usize,
  ld: i32,
  rows: i32,
  columns: i32,
  noise: f64,
  seed: u32,
  purpose: u32,
  step: u32,
  first: u32,
): void {
  const share = <f64>(<f32>noise);
  const half = <f64>(<f32>(noise / 2));
  for (let row = 0; row < rows; row++, x += ld) {
    const begin = (first + <u32>row) * <u32>columns;
    for (let i = 0; i < columns; i += 2) {
      const at = x + (<usize>i << 2);
      const block = threefry(seed, purpose, step, (begin + <u32>i) >>> 1);
      const u = uniform(<u32>block);
      const w = uniform(<u32>(block >>> 32));
      if (kind == GAUSSIAN) {
        const radius = sqrt<f64>(-2 * Math.log(u));
        const angle = 6.283185307179586 * w;
        store<f32>(at, <f32>(<f64>load<f32>(at) + noise * radius * Math.cos(angle)));
        store<f32>(at, <f32>(<f64>load<f32>(at, 4) + noise * radius * Math.sin(angle)), 4);
      } else if (kind == MASKING) {
        if (u < share) store<f32>(at, 0);
        if (w < share) store<f32>(at, 0, 4);
      } else {
        if (u < half) store<f32>(at, 0);
        else if (1 - u < half) store<f32>(at, 1);
        if (w < half) store<f32>(at, 0, 4);
        else if (1 - w < half) store<f32>(at, 1, 4);
      }
    }
  }
}

/** Element i of the permutation of 0 … n − 1 for (seed, epoch). */
export function permuted(n: u32, seed: u32, epoch: u32, i: u32): u32 {
  let half: u32 = 1;
  while (<u64>1 << (2 * half) < <u64>n) half++;
  const mask: u32 = (1 << half) - 1;
  let x = i;
  do {
    let left = x >>> half;
    let right = x & mask;
    for (let round: u32 = 0; round < 4; round++) {
      const next = left ^ (<u32>threefry(seed, SHUFFLE, epoch, (round << 16) | right) & mask);
      left = right;
      right = next;
    }
    x = (left << half) | right;
  } while (x >= n);
  return x;
}
