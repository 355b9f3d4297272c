/**
 * Denoising diffusion (Ho, Jain & Abbeel 2020, arXiv:2006.11239) by the network that has learned a flow: both need the same
 * expectation. With v(x, t) = E[x₁ − x₀ | x_t = x] and x_t = (1 − t) x₀ + t x₁,
 *
 *   E[x₁ | x_t = x] = x + (1 − t) v,  E[x₀ | x_t = x] = x − t v,  ∇ log p_t(x) = −E[x₀ | x_t = x] / (1 − t),
 *
 * the last by Tweedie's formula (Efron 2011). Scaled to y = x_t / √((1 − t)² + t²), it is the diffusion's
 * y = √ᾱ x₁ + √(1 − ᾱ) ε with ᾱ = t² / ((1 − t)² + t²). Its network is usually trained with other weights of the noise levels.
 */
import { type Flow, fieldOf, type Scales } from './velocity';

/** The linear schedule of the paper: 1000 variances from 1e-4 to 0.02. */
const LEVELS = 1000;
const [LEAST, MOST] = [1e-4, 0.02];

/** ᾱ after each of the levels; the first is 1, before any noise. */
const alphaBars: readonly number[] = (() => {
  const bars = [1];
  for (let k = 0; k < LEVELS; k++) bars.push(bars[k] * (1 - LEAST - ((MOST - LEAST) * k) / (LEVELS - 1)));
  return bars;
})();

/** ᾱ at both ends of each of so many steps, from noise to codes: levels of the schedule, evenly spaced. */
export function levelsOf(steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, n) => alphaBars[Math.round((LEVELS * (steps - n)) / steps)]);
}

/** The time of the flow at which the share of noise is that of the diffusion at ᾱ. */
export function timeOf(alphaBar: number): number {
  const [signal, noise] = [Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar)];
  return signal / (signal + noise);
}

/**
 * Ancestral sampling: turns draws y of N(0, I) (count × latent) into codes, in place. A step goes from ᾱ to ᾱ′ by the mean and
 * the variance of q(y′ | y, x₁) (equation 7 of the paper), with E[x₁ | y] in place of x₁. `noise` writes new draws of N(0, I)
 * for step n; the last step needs none.
 */
export function denoise(
  flow: Flow,
  y: Float64Array,
  rows: ArrayLike<number>,
  steps: number,
  noise: (out: Float64Array, step: number) => void,
): void {
  const field = fieldOf(flow);
  const count = y.length / flow.latent;
  const levels = levelsOf(steps);
  const x = new Float64Array(y.length);
  const v = new Float64Array(y.length);
  const epsilon = new Float64Array(y.length);
  for (let n = 0; n < steps; n++) {
    const [from, to] = [levels[n], levels[n + 1]];
    const t = timeOf(from);
    const size = Math.hypot(1 - t, t);
    for (let i = 0; i < y.length; i++) x[i] = size * y[i];
    field.velocity(x, t, count, rows, v);
    const kept = from / to;
    const ofCode = (Math.sqrt(to) * (1 - kept)) / (1 - from);
    const ofPoint = (Math.sqrt(kept) * (1 - to)) / (1 - from);
    const deviation = Math.sqrt(((1 - kept) * (1 - to)) / (1 - from));
    if (deviation > 0) noise(epsilon, n);
    for (let i = 0; i < y.length; i++)
      y[i] = ofCode * (x[i] + (1 - t) * v[i]) + ofPoint * y[i] + deviation * epsilon[i];
  }
}

/** The noise at the last time for which scores are given, relative to the spread of the codes. */
const LEAST_NOISE = 0.05;

/**
 * The last time for which the score is worth something. With less noise it depends on details of the codes that are finer than the
 * network, whose errors are divided by 1 − t; a test compares it with the exact one until then.
 */
export const lastScore = ({ deviation }: Scales): number => 1 / (1 + LEAST_NOISE * Math.max(...deviation));

/** ∇ log p_t at points (count × latent), p_t being the density of the draws at time t < 1. */
export function scoreAt(flow: Flow, x: Float64Array, t: number, rows: ArrayLike<number>): Float64Array {
  const v = new Float64Array(x.length);
  fieldOf(flow).velocity(x, t, x.length / flow.latent, rows, v);
  return v.map((velocity, i) => (t * velocity - x[i]) / (1 - t));
}
