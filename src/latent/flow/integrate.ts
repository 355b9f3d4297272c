/** Moves points along a velocity field. */
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
