/**
 * Principal component analysis (Pearson 1901), the best linear code by squared error, in closed form: the
 * mean, and the directions of largest variance as the rows of V. Its code is V (x − mean), its reconstruction
 * Vᵀ z + mean: the parameters of an autoencoder without hidden layers.
 */
import { eigenSymmetric, orthonormalise } from '../math/eigen';
import { Purpose, randomBits } from '../math/random';
import { layoutOf } from './compile';
import { headOf } from './layout';
import { imageSize, type ModelSpec } from './spec';

export interface Pca {
  /** In the layout of the spec. */
  parameters: Float32Array;
  /** Variance along each component, largest first, and total variance of the images (pixels in [0, 1]). */
  variances: Float64Array;
  total: number;
}

/** Images between two awaits of `nextTask`: about 50 ms. */
const IMAGES_PER_TASK = 4000;

/**
 * From n × pixels bytes. `nextTask` is awaited now and then, so that other work can run; where it rejects, so does
 * this.
 */
export async function fitPca(
  spec: ModelSpec,
  images: Uint8Array,
  nextTask: () => Promise<void>,
): Promise<Pca> {
  const N = imageSize(spec.data);
  const { mean, covariance } = await moments(images, N, nextTask);
  const { vectors, values } = await leading(covariance, N, Math.min(spec.latent, N), nextTask);
  const layout = layoutOf(spec);
  const parameters = new Float32Array(layout.size);
  const mu = headOf(layout);
  const [output] = layout.decoder;
  for (let d = 0; d < spec.latent; d++) {
    const v = vectors.subarray(d * N, (d + 1) * N);
    // A component and its opposite are equivalent: the one whose largest entry is positive is used.
    const longest = v.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
    const sign = Math.sign(longest) || 1;
    let offset = 0;
    for (let i = 0; i < N; i++) {
      parameters[mu.weight + i * spec.latent + d] = sign * v[i];
      parameters[output.weight + d * N + i] = sign * v[i];
      offset += sign * v[i] * mean[i];
    }
    parameters[mu.bias + d] = -offset;
  }
  parameters.set(mean, output.bias);
  let total = 0;
  for (let i = 0; i < N; i++) total += covariance[i * N + i];
  return { parameters, variances: values, total };
}

/** Mean and covariance (divided by n), of pixels in [0, 1]. */
async function moments(
  images: Uint8Array,
  N: number,
  nextTask: () => Promise<void>,
): Promise<{ mean: Float64Array; covariance: Float64Array }> {
  const count = images.length / N;
  const sums = new Float64Array(N);
  /** Upper triangle of Σ x xᵀ: integers, so without rounding. */
  const products = new Float64Array(N * N);
  for (let from = 0; from < count; from += IMAGES_PER_TASK) {
    addProducts(images.subarray(from * N, (from + IMAGES_PER_TASK) * N), sums, products);
    await nextTask();
  }
  const mean = sums.map((sum) => sum / (255 * count));
  for (let i = 0; i < N; i++) {
    for (let j = i; j < N; j++) {
      const c = products[i * N + j] / (255 * 255 * count) - mean[i] * mean[j];
      products[i * N + j] = c;
      products[j * N + i] = c;
    }
  }
  return { mean, covariance: products };
}

/**
 * Adds Σ x and the upper triangle of Σ x xᵀ of some images (entries below the diagonal are undefined). Only
 * nonzero pixels are visited, and four rows of the products are updated together per pixel.
 */
function addProducts(images: Uint8Array, sums: Float64Array, products: Float64Array): void {
  const N = sums.length;
  const inked = new Int32Array(N);
  const values = new Float64Array(N);
  for (let first = 0; first < images.length; first += N) {
    let found = 0;
    for (let i = 0; i < N; i++) {
      const x = images[first + i];
      if (x === 0) continue;
      inked[found] = i;
      values[found++] = x;
      sums[i] += x;
    }
    let a = 0;
    for (; a + 3 < found; a += 4) {
      const [row0, row1, row2, row3] = [inked[a] * N, inked[a + 1] * N, inked[a + 2] * N, inked[a + 3] * N];
      const [x0, x1, x2, x3] = [values[a], values[a + 1], values[a + 2], values[a + 3]];
      for (let b = a; b < found; b++) {
        const j = inked[b];
        const y = values[b];
        products[row0 + j] += x0 * y;
        products[row1 + j] += x1 * y;
        products[row2 + j] += x2 * y;
        products[row3 + j] += x3 * y;
      }
    }
    for (; a < found; a++) {
      const row = inked[a] * N;
      for (let b = a; b < found; b++) products[row + inked[b]] += values[a] * values[b];
    }
  }
}

/**
 * Relative change of an eigenvalue below which it has converged; its vector is then accurate to at least half
 * as many digits.
 */
const SETTLED = 1e-14;
const MAX_ITERATIONS = 1000;

/**
 * The k leading eigenvectors, as rows, by subspace iteration with Rayleigh and Ritz's projection (Saad 2011,
 * "Numerical methods for large eigenvalue problems", §5.2), with some extra rows to speed up convergence.
 */
async function leading(
  covariance: Float64Array,
  N: number,
  k: number,
  nextTask: () => Promise<void>,
): Promise<{ values: Float64Array; vectors: Float64Array }> {
  const rows = Math.min(N, k + Math.max(8, k >> 1));
  let q: Float64Array = Float64Array.from(
    { length: rows * N },
    (_, i) => randomBits(0, Purpose.weights, 0, i) / 2 ** 31,
  );
  orthonormalise(q, rows, N);
  let before: Float64Array = new Float64Array(rows);
  for (let iteration = 1; ; iteration++) {
    const image = times(q, covariance, rows, N, N);
    // B = Q C Qᵀ; its eigenvectors rotate Q's rows into the best approximations within their span.
    const b = new Float64Array(rows * rows);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < rows; j++) {
        let sum = 0;
        for (let n = 0; n < N; n++) sum += q[i * N + n] * image[j * N + n];
        b[i * rows + j] = sum;
      }
    }
    const { values, vectors } = eigenSymmetric(b, rows);
    const changed = values.subarray(0, k).some((v, i) => Math.abs(v - before[i]) > SETTLED * values[0]);
    const done = !changed || iteration === MAX_ITERATIONS;
    const next = times(vectors, done ? q : image, rows, N, rows);
    orthonormalise(next, rows, N);
    if (done) return { values: values.slice(0, k), vectors: next };
    q = next;
    before = values;
    await nextTask();
  }
}

/** a b, where a is [rows × depth] and b [depth × N]. */
function times(a: Float64Array, b: Float64Array, rows: number, N: number, depth: number): Float64Array {
  const out = new Float64Array(rows * N);
  for (let i = 0; i < rows; i++) {
    const to = out.subarray(i * N, (i + 1) * N);
    let j = 0;
    for (; j + 3 < depth; j += 4) {
      const at = i * depth + j;
      const [x0, x1, x2, x3] = [a[at], a[at + 1], a[at + 2], a[at + 3]];
      const [row0, row1, row2, row3] = [j * N, (j + 1) * N, (j + 2) * N, (j + 3) * N];
      for (let n = 0; n < N; n++)
        to[n] += x0 * b[row0 + n] + x1 * b[row1 + n] + x2 * b[row2 + n] + x3 * b[row3 + n];
    }
    for (; j < depth; j++) {
      const x = a[i * depth + j];
      for (let n = 0; n < N; n++) to[n] += x * b[j * N + n];
    }
  }
  return out;
}
