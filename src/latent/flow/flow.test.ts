import { expect, test } from 'vitest';
import { simdExecution } from '../../engine/simd/execution';
import { energyDistance } from '../../math/energyDistance';
import { fillNormal, Purpose } from '../../math/random';
import { lastScore, scoreAt } from './diffusion';
import { integrate, type METHODS, transport } from './integrate';
import { logLikelihood, withDivergence } from './likelihood';
import { BATCH, type CodesToLearn, canLearn, createFlowTraining, programFor, splitCodes } from './training';
import { coefficients, type Flow, fieldOf, flowOn, flowProgram, PASS } from './velocity';

const normal = (length: number, stream: number) => {
  const out = new Float64Array(length);
  fillNormal(out, 5, Purpose.selfTest, stream);
  return out;
};
const codesOf = (mu: ArrayLike<number>, labels: Uint8Array | null = null) => ({
  latent: 2,
  mu: Float32Array.from(mu),
  logVar: null,
  labels,
});

/** Three clouds, far apart and of different widths, in turn. */
const CLOUDS = [
  { x: -4, y: 1, width: 0.5 },
  { x: 3, y: 3, width: 0.8 },
  { x: 1, y: -3, width: 0.4 },
];
function clouds(count: number, stream: number): Float64Array {
  const z = normal(2 * count, stream);
  for (let i = 0; i < count; i++) {
    const { x, y, width } = CLOUDS[i % 3];
    z[2 * i] = x + width * z[2 * i];
    z[2 * i + 1] = y + width * z[2 * i + 1];
  }
  return z;
}

/** Learning, and moving, as on the page: on the kernels, in float32. Likelihoods are computed in float64 in any case. */
const learning = async (
  codes: CodesToLearn,
  seed: number,
  { last, batch = BATCH }: { last: number; batch?: number },
) =>
  createFlowTraining(codes, seed, { last, batch, execution: await simdExecution(programFor(codes), batch) });
const moving = async (flow: Flow) => flowOn(flow, await simdExecution(flow.program, PASS));

/** Learned once, and used by several tests. */
const COUNT = 3000;
const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 3);
const training = await learning(codesOf(clouds(COUNT, 0), labels), 1, { last: 600 });
const losses = training.train(600);
const learned = training.flow;
const moved = await moving(learned);
const ANY = new Uint8Array(20_000).fill(10);

test('the loss falls below that of a Gaussian, which is 1', () => {
  const mean = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  expect(mean(losses.slice(0, 5))).toBeGreaterThan(0.9);
  expect(mean(losses.slice(0, 5))).toBeLessThan(1.1);
  expect(mean(losses.slice(-50))).toBeLessThan(0.6);
});

test('draws of the flow are nearer to new codes than those of N(0, I) and of a fitted Gaussian', () => {
  const drawn = normal(2 * 1500, 1);
  const gaussian = drawn.map((e, i) => learned.scales.mean[i % 2] + learned.scales.deviation[i % 2] * e);
  const codes = clouds(1500, 2);
  const ends = drawn.slice();
  transport(moved, ends, ANY);
  const distance = energyDistance(ends, codes, 2);
  expect(distance).toBeLessThan(energyDistance(drawn, codes, 2) / 20);
  expect(distance).toBeLessThan(energyDistance(gaussian, codes, 2) / 5);
});

test('conditioned on a class, it generates that class', () => {
  for (const label of [0, 1, 2]) {
    const z = normal(2 * 300, 3);
    transport(moved, z, new Uint8Array(300).fill(label));
    const { x, y } = CLOUDS[label];
    let near = 0;
    for (let i = 0; i < 300; i++) near += Number(Math.hypot(z[2 * i] - x, z[2 * i + 1] - y) < 2.4);
    expect(near).toBeGreaterThan(285);
  }
});

test('the likelihood integrates to 1 on a grid, within 1%', () => {
  // Cells narrower than the narrowest cloud: the sum over a grid of a smooth function is then nearly its integral.
  const [side, half] = [48, 6.5];
  const cell = (2 * half) / side;
  const grid = new Float64Array(2 * side * side);
  for (let i = 0; i < side * side; i++) {
    grid[2 * i] = -half + cell * ((i % side) + 0.5);
    grid[2 * i + 1] = -half + cell * (Math.floor(i / side) + 0.5);
  }
  const found = logLikelihood(learned, grid, ANY, { steps: 24 });
  const sum = found.reduce((all, value) => all + Math.exp(value) * cell * cell, 0);
  expect(Math.abs(sum - 1)).toBeLessThan(0.01);
});

test('the divergence is that of finite differences within 1e-6', () => {
  const field = fieldOf(learned);
  const x = clouds(40, 4);
  const [out, divergence] = [new Float64Array(80), new Float64Array(40)];
  const h = 1e-5;
  for (const t of [0, 0.3, 0.8, 1]) {
    const along = (d: number, by: number) => {
      const moved = x.map((value, i) => value + (i % 2 === d ? by : 0));
      const v = new Float64Array(80);
      field.velocity(moved, t, 40, ANY, v);
      return v;
    };
    withDivergence(learned, x, t, ANY, out, divergence);
    const expected = new Float64Array(40);
    for (const d of [0, 1]) {
      const [up, down] = [along(d, h), along(d, -h)];
      for (let i = 0; i < 40; i++) expected[i] += (up[2 * i + d] - down[2 * i + d]) / (2 * h);
    }
    for (const [i, value] of expected.entries())
      expect(Math.abs(divergence[i] - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
  }
});

test('the score is within a quarter of the exact one where draws are, until the last time that it is given for', async () => {
  // Half as long as on the page; the one above has learned less.
  const training = await learning(codesOf(clouds(COUNT, 0)), 1, { last: 1000, batch: 128 });
  training.train(1000);
  const flow = await moving(training.flow);
  const last = lastScore(flow.scales);
  expect(last).toBeGreaterThan(0.8);
  for (const t of [0.1, 0.4, 0.7, last]) {
    const noise = normal(600, 11);
    const x = clouds(300, 12).map((code, i) => (1 - t) * noise[i] + t * code);
    const found = scoreAt(flow, x, t, ANY);
    let [wrong, all] = [0, 0];
    for (let i = 0; i < 300; i++) {
      // Of a mixture: the means of the gradients, weighted by the densities.
      let density = 0;
      const gradient = [0, 0];
      for (const cloud of CLOUDS) {
        const variance = (1 - t) ** 2 + (t * cloud.width) ** 2;
        const [dx, dy] = [x[2 * i] - t * cloud.x, x[2 * i + 1] - t * cloud.y];
        const own = Math.exp(-(dx * dx + dy * dy) / (2 * variance)) / variance;
        density += own;
        gradient[0] -= (own * dx) / variance;
        gradient[1] -= (own * dy) / variance;
      }
      for (const d of [0, 1]) {
        wrong += (found[2 * i + d] - gradient[d] / density) ** 2;
        all += (gradient[d] / density) ** 2;
      }
    }
    expect(Math.sqrt(wrong / all)).toBeLessThan(0.25);
  }
});

/** The flow of a network that is 0 everywhere, in closed form that from N(0, I) to N(m, diag s²). */
const M = [1.5, -2];
const S = [0.4, 3];
const gaussian = (): Flow => {
  const program = flowProgram(2, 0);
  return {
    latent: 2,
    classes: 0,
    program,
    scales: { mean: Float64Array.from(M), deviation: Float64Array.from(S) },
    parameters: new Float64Array(program.layout.size),
  };
};

test('Gaussian to Gaussian: paths are x_t = t m + √((1 − t)² + t² s²) x₀', () => {
  const start = normal(40, 6);
  for (const [method, steps] of [
    ['euler', 6000],
    ['midpoint', 400],
    ['heun', 400],
  ] as const) {
    const x = start.slice(0, steps === 400 ? 40 : 8);
    transport(gaussian(), x, ANY, { to: 0.7, steps, method });
    x.forEach((value, i) => {
      const exact = 0.7 * M[i % 2] + Math.hypot(0.3, 0.7 * S[i % 2]) * start[i];
      expect(Math.abs(value - exact)).toBeLessThan(1e-3);
    });
  }
});

test('halving the step divides the error as the order of each method says', () => {
  // x′ = x cos t, so x(t) = exp(sin t).
  const errorOf = (method: (typeof METHODS)[number], steps: number) => {
    const x = Float64Array.of(1);
    integrate((at, t, out) => out.fill(at[0] * Math.cos(t)), x, 0, 2, steps, method);
    return Math.abs(x[0] - Math.exp(Math.sin(2)));
  };
  for (const [method, order] of [
    ['euler', 1],
    ['midpoint', 2],
    ['heun', 2],
  ] as const) {
    const halved = Math.log2(errorOf(method, 1000) / errorOf(method, 2000));
    expect(Math.abs(halved - order)).toBeLessThan(0.05);
  }
});

test('Gaussian to Gaussian: the log-likelihood is that of N(m, diag s²)', () => {
  const points = normal(20, 7).map((e, i) => M[i % 2] + S[i % 2] * e);
  const found = logLikelihood(gaussian(), points, ANY, { steps: 800 });
  for (let i = 0; i < 10; i++) {
    let expected = 0;
    for (const d of [0, 1])
      expected +=
        -0.5 * Math.log(2 * Math.PI) - Math.log(S[d]) - 0.5 * ((points[2 * i + d] - M[d]) / S[d]) ** 2;
    expect(Math.abs(found[i] - expected)).toBeLessThan(1e-5);
  }
});

test('a flow that is learned from a correlated Gaussian comes close to its closed form', async () => {
  // x₁ = L e with Σ = L Lᵀ = [[1, 0.8], [0.8, 1]]: the axes of Σ are the diagonals, with variances 1.8 and 0.2.
  const e = normal(2 * 20_000, 8);
  const correlated = e.map((value, i) => (i % 2 === 0 ? value : 0.8 * e[i - 1] + 0.6 * value));
  const training = await learning(codesOf(correlated), 2, { last: 800, batch: 128 });
  training.train(800);
  const field = fieldOf(training.flow);
  let [wrong, all] = [0, 0];
  for (const t of [0.1, 0.5, 0.9]) {
    // v(x, t) = (t Σ − (1 − t) I) ((1 − t)² I + t² Σ)⁻¹ x, along each diagonal by itself.
    const rate = (variance: number) => (t * variance - (1 - t)) / ((1 - t) ** 2 + t * t * variance);
    const size = (variance: number) => Math.sqrt((1 - t) ** 2 + t * t * variance);
    const x = normal(400, 9);
    for (let i = 0; i < 400; i += 2) {
      const [a, b] = [size(1.8) * x[i], size(0.2) * x[i + 1]];
      x[i] = (a + b) / Math.SQRT2;
      x[i + 1] = (a - b) / Math.SQRT2;
    }
    const v = new Float64Array(400);
    field.velocity(x, t, 200, ANY, v);
    for (let i = 0; i < 400; i += 2) {
      const sum = ((x[i] + x[i + 1]) / 2) * rate(1.8);
      const difference = ((x[i] - x[i + 1]) / 2) * rate(0.2);
      wrong += (v[i] - sum - difference) ** 2 + (v[i + 1] - sum + difference) ** 2;
      all += (sum + difference) ** 2 + (sum - difference) ** 2;
    }
  }
  // Root mean square, of the velocity's own.
  expect(Math.sqrt(wrong / all)).toBeLessThan(0.1);
});

test('the same seed gives the same weights, bit for bit, however the steps are divided; another seed others', () => {
  const codes = codesOf(clouds(300, 0));
  const of = (seed: number, ...parts: number[]) => {
    const training = createFlowTraining(codes, seed, { batch: 32 });
    for (const steps of parts) training.train(steps);
    return training.flow.parameters;
  };
  expect(of(1, 12)).toEqual(of(1, 5, 7));
  expect(of(1, 12)).not.toEqual(of(2, 12));
});

test('the last sixth of the codes is kept apart', () => {
  const mu = Float32Array.from({ length: 26 }, (_, i) => i);
  const all = { latent: 2, mu, logVar: mu, labels: Uint8Array.from({ length: 13 }, (_, i) => i) };
  const { seen, unseen } = splitCodes(all);
  expect([...(unseen.labels ?? [])]).toEqual([11, 12]);
  expect([...unseen.mu]).toEqual([22, 23, 24, 25]);
  expect(seen.labels).toHaveLength(11);
  expect(seen.mu).toHaveLength(22);
  expect(seen.logVar).toEqual(seen.mu);
  expect(splitCodes({ ...all, logVar: null, labels: null }).seen).toMatchObject({
    logVar: null,
    labels: null,
  });
});

test('codes that are distributions are drawn with their σ', () => {
  const mu = new Float32Array(2 * 500);
  const logVar = new Float32Array(2 * 500).fill(2 * Math.log(3));
  const { flow } = createFlowTraining({ latent: 2, mu, logVar, labels: null }, 1);
  expect([...flow.scales.deviation].every((s) => Math.abs(s - 3) < 1e-5)).toBe(true);
});

test('codes that cannot be learned are refused; constant ones, and those of any scale, are not', async () => {
  expect(canLearn(codesOf([1, Number.NaN]))).toBe(false);
  expect(canLearn(codesOf([]))).toBe(false);
  expect(canLearn({ ...codesOf([1, 2]), logVar: Float32Array.of(0, 1e9) })).toBe(false);
  expect(() => createFlowTraining(codesOf([1, Number.POSITIVE_INFINITY]), 1)).toThrow();
  const many = createFlowTraining(
    codesOf(
      clouds(20, 0),
      Uint8Array.from({ length: 20 }, (_, i) => i),
    ),
    1,
  );
  expect(many.flow.classes).toBe(20);
  for (const scale of [0, 1e-12, 1e12]) {
    const scaled = codesOf(clouds(100, 0).map((z) => z * scale));
    for (const training of [
      createFlowTraining(scaled, 1, { batch: 16 }),
      await learning(scaled, 1, { last: 2000, batch: 16 }),
    ]) {
      expect(training.train(3).every(Number.isFinite)).toBe(true);
      const x = normal(20, 1);
      transport(await moving(training.flow), x, ANY);
      expect(x.every(Number.isFinite)).toBe(true);
    }
  }
});

test('integration goes back the way that it came', () => {
  const x = normal(100, 1);
  const there = x.slice();
  transport(moved, there, ANY, { steps: 200 });
  transport(moved, there, ANY, { from: 1, to: 0, steps: 200 });
  for (const [i, value] of there.entries()) expect(Math.abs(value - x[i])).toBeLessThan(0.02);
  // A derivative that depends on the time alone.
  const y = new Float64Array(1);
  integrate((_, t, out) => out.fill(2 * t), y, 0, 1, 10, 'midpoint');
  expect(y[0]).toBeCloseTo(1, 12);
});

test('what is left of the variance of x₁ − x₀ is s² / r²', () => {
  const { linear, residual, spread } = coefficients(0.25, {
    mean: Float64Array.of(0),
    deviation: Float64Array.of(2),
  });
  // Var(x₁ − x₀ | x_t) = Var(x₁ − x₀) − Cov(x₁ − x₀, x_t)² / Var x_t, with variances 4 and 1.
  const [covariance, variance] = [0.25 * 4 - 0.75, 0.75 ** 2 + 0.25 ** 2 * 4];
  expect(linear[0]).toBeCloseTo(covariance / variance, 12);
  expect(residual[0] ** 2).toBeCloseTo(5 - covariance ** 2 / variance, 12);
  expect(spread[0] ** 2).toBeCloseTo(variance, 12);
});
