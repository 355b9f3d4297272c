/** The distance of two subspaces. */
import { eigenSymmetric, orthonormalise } from './eigen';

/**
 * The principal angles, in radians, largest first, between the spaces that the rows of a and of b span (each
 * k × n, row by row, rows independent; they are not changed). Computed from their sines, the singular values
 * of one basis after removing its projection on the other (Björck & Golub 1973, "Numerical methods for
 * computing angles between linear subspaces", §3): accurate for small angles, to 1e-8 near π/2. Throws where
 * a and b differ in length.
 */
export function principalAngles(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const n = a.length / k;
  if (b.length !== a.length) throw new Error(`${a.length} numbers against ${b.length}`);
  const [p, q] = [a.slice(), b.slice()];
  orthonormalise(p, k, n);
  orthonormalise(q, k, n);
  const left = q.slice();
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const along = dot(q, i, p, j, n);
      for (let c = 0; c < n; c++) left[i * n + c] -= along * p[j * n + c];
    }
  }
  const products = Float64Array.from({ length: k * k }, (_, at) =>
    dot(left, Math.floor(at / k), left, at % k, n),
  );
  return eigenSymmetric(products, k).values.map((s) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, s)))));
}

/** The product of row i of x and row j of y, both n long. */
function dot(x: Float64Array, i: number, y: Float64Array, j: number, n: number): number {
  let sum = 0;
  for (let c = 0; c < n; c++) sum += x[i * n + c] * y[j * n + c];
  return sum;
}
