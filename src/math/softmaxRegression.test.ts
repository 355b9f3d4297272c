import { expect, test } from 'vitest';
import { fillNormal, Purpose } from './random';
import { crossEntropy, probeAccuracy } from './softmaxRegression';

const normals = (count: number, step: number) => {
  const out = new Float64Array(count);
  fillNormal(out, 1, Purpose.selfTest, step);
  return out;
};

test('the gradient equals finite differences', () => {
  const known = { inputs: normals(7 * 3, 0), labels: [0, 1, 2, 3, 1, 0, 2], width: 3, classes: 4 };
  const theta = normals(4 * 4, 1);
  const gradient = new Float64Array(theta.length);
  crossEntropy(theta, gradient, known, 0.3);
  const scratch = new Float64Array(theta.length);
  const at = (i: number, by: number) =>
    crossEntropy(
      theta.map((v, j) => v + (j === i ? by : 0)),
      scratch,
      known,
      0.3,
    );
  const h = 1e-5;
  theta.forEach((_, i) => {
    expect(Math.abs((at(i, h) - at(i, -h)) / (2 * h) - gradient[i])).toBeLessThan(1e-9);
  });
});

test('uniform probabilities cost log classes, also with large logits', () => {
  const known = { inputs: new Float64Array([5, -5]), labels: [0, 1], width: 1, classes: 2 };
  expect(crossEntropy(new Float64Array(4), new Float64Array(4), known, 0)).toBeCloseTo(Math.log(2), 12);
  // Right by a margin of 10,000: the loss is zero, and nothing overflows.
  const sure = Float64Array.from([1000, 0, -1000, 0]);
  expect(crossEntropy(sure, new Float64Array(4), known, 0)).toBe(0);
});

test('separates linearly separable classes at any scale; for constant inputs, predicts the most frequent class', () => {
  const n = 60;
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 3);
  // The classes differ only by a thousandth, next to an input that is a million times as large.
  const codes = Float32Array.from({ length: 2 * n }, (_, i) =>
    i % 2 === 0 ? 1e3 * Math.sin(i) : 7e-3 + 1e-3 * (labels[i >> 1] % 2),
  );
  expect(
    probeAccuracy(
      codes,
      labels.map((l) => l % 2),
      2,
      n / 2,
      2,
    ),
  ).toBe(1);
  const mostlyOnes = labels.map((l) => Math.min(l, 1));
  expect(probeAccuracy(new Float32Array(2 * n).fill(4), mostlyOnes, 2, n / 2, 3)).toBeCloseTo(2 / 3, 12);
});

test('cannot separate rings', () => {
  const n = 400;
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const codes = Float32Array.from({ length: 2 * n }, (_, i) => {
    const at = i >> 1;
    return (1 + 2 * labels[at]) * (i % 2 === 0 ? Math.cos(at * 0.618) : Math.sin(at * 0.618));
  });
  expect(probeAccuracy(codes, labels, 2, n / 2, 2)).toBeLessThan(0.65);
});
