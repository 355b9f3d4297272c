/**
 * Moves points along a velocity field, and the log-likelihood of points under the flow (Chen et al. 2018,
 * arXiv:1806.07366): d log p(x_t) / dt = −∇ · v(x_t, t) along a path.
 */
import { type Flow, fieldOf } from './velocity';

/** Writes dx/dt of all numbers x at time t to `out`. */
export type Derivative = (x: Float64Array, t: number, out: Float64Array) => void;

/** Runge–Kutta methods: the error of a step of size h is O(h²), O(h³), O(h³). */
export const METHODS = ['euler', 'midpoint', 'heun'] as const;
export type Method = (typeof METHODS)[number];

/** Moves x in place from time `from` to time `to` in `steps` equal steps; `from` may be the later one. */
export function integrate(
  derivative: Derivative,
  x: Float64Array,
  from: number,
  to: number,
  steps: number,
  method: Method,
): void {
  const h = (to - from) / steps;
  const first = new Float64Array(x.length);
  const second = new Float64Array(x.length);
  const moved = new Float64Array(x.length);
  for (let n = 0; n < steps; n++) {
    const t = from + n * h;
    derivative(x, t, first);
    if (method === 'euler') {
      for (let i = 0; i < x.length; i++) x[i] += h * first[i];
      continue;
    }
    const part = method === 'midpoint' ? 0.5 : 1;
    for (let i = 0; i < x.length; i++) moved[i] = x[i] + part * h * first[i];
    derivative(moved, t + part * h, second);
    for (let i = 0; i < x.length; i++)
      x[i] += h * (method === 'midpoint' ? second[i] : 0.5 * (first[i] + second[i]));
  }
}

/** Steps from t = 0 to 1: more change no position by more than a pixel of the plane. */
export const STEPS = 32;

/** Moves points (count × latent) of the flow in place; `rows` as in `Field`. */
export function transport(
  flow: Flow,
  x: Float64Array,
  rows: ArrayLike<number>,
  { from = 0, to = 1, steps = STEPS, method = 'heun' as Method } = {},
): void {
  const field = fieldOf(flow);
  const count = x.length / flow.latent;
  integrate((at, t, out) => field.velocity(at, t, count, rows, out), x, from, to, steps, method);
}

/**
 * log p(x) in nats of each of the points (count × latent): they are moved back to t = 0, together with the integral of the
 * divergence, and log p(x) = log N(x₀; 0, I) − ∫₀¹ ∇ · v dt.
 */
export function logLikelihood(
  flow: Flow,
  points: ArrayLike<number>,
  rows: ArrayLike<number>,
  { steps = STEPS, method = 'heun' as Method } = {},
): Float64Array {
  const field = fieldOf(flow);
  const { latent } = flow;
  const count = points.length / latent;
  // Positions, then the integral of each point.
  const state = new Float64Array(points.length + count);
  state.set(points);
  const derivative: Derivative = (x, t, out) =>
    field.withDivergence(x, t, count, rows, out, out.subarray(points.length));
  integrate(derivative, state, 1, 0, steps, method);
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = -0.5 * latent * Math.log(2 * Math.PI);
    for (let d = 0; d < latent; d++) sum -= 0.5 * state[i * latent + d] ** 2;
    // Integrated from 1 to 0, it is −∫₀¹.
    return sum + state[points.length + i];
  });
}
