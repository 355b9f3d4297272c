import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { eigenSymmetric, orthonormalise } from './eigen';
import { fillNormal, Purpose } from './random';

/** A Aᵀ of random numbers: a generic symmetric matrix. */
function symmetric(n: number): Matrix {
  const draws = new Float64Array(n * n);
  fillNormal(draws, 11, Purpose.selfTest, n);
  const a = new Matrix(Array.from({ length: n }, (_, i) => Array.from(draws.subarray(i * n, (i + 1) * n))));
  return a.mmul(a.transpose());
}

test.each([1, 2, 7, 40])(
  'eigenvalues of %i × %i are those of a library, and the vectors are eigenvectors',
  (n) => {
    const c = symmetric(n);
    const { values, vectors } = eigenSymmetric(Float64Array.from(c.to1DArray()), n);
    const expected = new EigenvalueDecomposition(c).realEigenvalues.sort((a, b) => b - a);
    values.forEach((value, i) => {
      expect(Math.abs(value - expected[i]) / expected[0]).toBeLessThan(1e-12);
      const v = Matrix.columnVector(Array.from(vectors.subarray(i * n, (i + 1) * n)));
      expect(c.mmul(v).sub(Matrix.mul(v, value)).norm() / expected[0]).toBeLessThan(1e-12);
      expect(v.norm()).toBeCloseTo(1, 12);
    });
  },
);

test('rows become orthonormal, and keep their span', () => {
  const [rows, n] = [5, 12];
  const q = new Float64Array(rows * n);
  fillNormal(q, 12, Purpose.selfTest, 0);
  // Nearly the same row twice: a single pass would lose half the digits.
  for (let k = 0; k < n; k++) q[n + k] = q[k] + 1e-7 * q[n + k];
  const before = q.slice();
  orthonormalise(q, rows, n);
  const at = (x: Float64Array, i: number) => x.subarray(i * n, (i + 1) * n);
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, v, k) => sum + v * y[k], 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) expect(dot(at(q, i), at(q, j))).toBeCloseTo(Number(i === j), 12);
    const rest = at(before, i).slice();
    for (let j = 0; j <= i; j++) {
      const along = dot(at(before, i), at(q, j));
      for (let k = 0; k < n; k++) rest[k] -= along * at(q, j)[k];
    }
    expect(Math.sqrt(dot(rest, rest))).toBeLessThan(1e-12);
  }
});
