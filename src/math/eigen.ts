/** Eigenvectors of small symmetric matrices. */

/** Sweeps, far more than it takes to converge. */
const SWEEPS = 60;

/**
 * All eigenvalues of a symmetric n × n matrix (row by row; it is overwritten), largest first, and their
 * eigenvectors as the rows of `vectors`, by Jacobi's rotations (1846), row after row.
 */
export function eigenSymmetric(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    let on = 0;
    for (let p = 0; p < n; p++) {
      on += a[p * n + p] ** 2;
      for (let q = p + 1; q < n; q++) off += a[p * n + q] ** 2;
    }
    if (off <= 1e-30 * on) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i]);
  return {
    values: Float64Array.from(order, (i) => a[i * n + i]),
    vectors: Float64Array.from(order.flatMap((i) => Array.from(v.subarray(i * n, (i + 1) * n)))),
  };
}

/** Rotates the axes p and q so that a[p, q] becomes zero, and the rows of v with them. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const x = a[k * n + p];
    const y = a[k * n + q];
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
  for (const m of [a, v]) {
    for (let k = 0; k < n; k++) {
      const x = m[p * n + k];
      const y = m[q * n + k];
      m[p * n + k] = c * x - s * y;
      m[q * n + k] = s * x + c * y;
    }
  }
}

/**
 * Orthonormalises the `rows` rows of q (each n long), one after another; twice, since one pass loses digits.
 */
export function orthonormalise(q: Float64Array, rows: number, n: number): void {
  for (let i = 0; i < rows; i++) {
    const row = q.subarray(i * n, (i + 1) * n);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = q.subarray(j * n, (j + 1) * n);
        const along = dot(row, other);
        for (let k = 0; k < n; k++) row[k] -= along * other[k];
      }
    }
    const length = Math.sqrt(dot(row, row));
    for (let k = 0; k < n; k++) row[k] = length > 0 ? row[k] / length : 0;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k] * y[k];
  return sum;
}
