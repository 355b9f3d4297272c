import { expect, test } from 'vitest';
import { simdExecution } from '../../engine/simd/execution';
import { fillNormal, Purpose } from '../../math/random';
import { denoise, levelsOf, scoreAt, timeOf } from './diffusion';
import { type Flow, flowOn, flowProgram, PASS } from './velocity';

/** The exact flow to N(m, diag s²): that of a network that is 0. */
const M = [1.5, -2];
const S = [0.4, 3];
const program = flowProgram(2, 0);
const gaussian: Flow = {
  latent: 2,
  classes: 0,
  program,
  scales: { mean: Float64Array.from(M), deviation: Float64Array.from(S) },
  parameters: new Float64Array(program.layout.size),
};
const normal = (length: number, stream: number) => {
  const out = new Float64Array(length);
  fillNormal(out, 2, Purpose.selfTest, stream);
  return out;
};

test('the schedule is that of the paper; the time has the same share of noise', () => {
  const levels = levelsOf(1000);
  expect(levels[1000]).toBe(1);
  expect(levels[999]).toBeCloseTo(1 - 1e-4, 12);
  // The product of all, which the paper's code prints as 4.0358e-5.
  expect(levels[0]).toBeCloseTo(4.0358e-5, 8);
  expect(levelsOf(10)).toHaveLength(11);
  for (const bar of [0.01, 0.5, 0.9]) {
    const t = timeOf(bar);
    expect(t ** 2 / ((1 - t) ** 2 + t ** 2)).toBeCloseTo(bar, 12);
  }
});

test('a step draws from q(y′ | y, E[x₁ | y]), for a Gaussian in closed form', () => {
  const start = normal(40, 0);
  const y = start.slice();
  denoise(gaussian, y, [], 4, (out, step) => out.set(normal(out.length, 1 + step)));
  // The same by precisions: y′ is normal given x₁, and y given y′ is normal with variance 1 − ᾱ/ᾱ′.
  const levels = levelsOf(4);
  const expected = start.map((value, i) => {
    const [m, s] = [M[i % 2], S[i % 2]];
    let at = value;
    for (let n = 0; n < 4; n++) {
      const [from, to] = [levels[n], levels[n + 1]];
      const code = m + ((Math.sqrt(from) * s * s) / (from * s * s + 1 - from)) * (at - Math.sqrt(from) * m);
      if (to === 1) {
        at = code;
        break;
      }
      const kept = from / to;
      const precision = 1 / (1 - to) + kept / (1 - kept);
      const mean = ((Math.sqrt(to) * code) / (1 - to) + (Math.sqrt(kept) * at) / (1 - kept)) / precision;
      at = mean + normal(40, 1 + n)[i] / Math.sqrt(precision);
    }
    return at;
  });
  for (const [i, value] of expected.entries()) expect(y[i]).toBeCloseTo(value, 9);
});

test('many steps end in the Gaussian: mean and standard deviation within four standard errors', async () => {
  const count = 1000;
  const y = normal(2 * count, 0);
  const rows = new Uint8Array(count);
  // A network that is 0 is so on the kernels, too.
  const flow = flowOn(gaussian, await simdExecution(program, PASS));
  denoise(flow, y, rows, 100, (out, step) => out.set(normal(out.length, 1 + step)));
  for (const d of [0, 1]) {
    const values = y.filter((_, i) => i % 2 === d);
    const mean = values.reduce((sum, value) => sum + value / count, 0);
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0));
    expect(Math.abs(mean - M[d])).toBeLessThan((4 * S[d]) / Math.sqrt(count));
    expect(Math.abs(deviation / S[d] - 1)).toBeLessThan(4 / Math.sqrt(2 * count));
  }
});

test('the score is the gradient of the log density, for a Gaussian −(x − t m) / ((1 − t)² + t² s²)', () => {
  const x = normal(20, 0);
  for (const t of [0, 0.4, 0.9]) {
    const found = scoreAt(gaussian, x, t, []);
    for (const [i, score] of found.entries()) {
      const variance = (1 - t) ** 2 + t ** 2 * S[i % 2] ** 2;
      expect(score).toBeCloseTo(-(x[i] - t * M[i % 2]) / variance, 10);
    }
  }
});
