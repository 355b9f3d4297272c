/**
 * The log-likelihood of points under the flow (Chen et al. 2018, arXiv:1806.07366): d log p(x_t) / dt = −∇ · v(x_t, t) along a
 * path. In float64 throughout.
 */
import { batchOf } from '../../model/execution';
import { forward } from '../../model/reference/forward';
import { passContext, valuesOf } from '../../model/reference/passContext';
import { tangents } from '../../model/reference/tangent';
import { NO_HYPER } from '../../model/spec';
import { type Derivative, integrate, type Method, STEPS } from './integrate';
import { coefficients, createGiven, type Flow, writeVelocities } from './velocity';

/** Points in one pass of the network. */
const PASS = 256;

/**
 * Writes the velocities at points x (count × latent) at time t to `out`, and the divergence ∇ · v of each point to `divergence`:
 * exact, by a derivative in each of the coordinates. `rows` as in `Field`.
 */
export function withDivergence(
  { latent, program, scales, parameters, classes }: Flow,
  x: Float64Array,
  t: number,
  rows: ArrayLike<number>,
  out: Float64Array,
  divergence: Float64Array,
): void {
  const { linear, residual, spread } = coefficients(t, scales);
  const { ops, outputs } = program.apply;
  const { inputs: width } = program.shape;
  const given = createGiven({ latent, program, scales, classes }, PASS);
  divergence.fill(linear.reduce((sum, slope) => sum + slope, 0));
  for (let from = 0; from < divergence.length; from += PASS) {
    const n = Math.min(PASS, divergence.length - from);
    const context = passContext(program.spec, parameters, batchOf(given(x, t, from, n, rows)), NO_HYPER);
    forward(context, ops);
    writeVelocities(scales, x, t, from, valuesOf(context, outputs), n, out);
    for (let d = 0; d < latent; d++) {
      const direction = new Float64Array(n * width);
      for (let i = 0; i < n; i++) direction[i * width + d] = 1 / spread[d];
      const change = tangents(context, ops, { inputs: direction }).get(outputs.id);
      for (let i = 0; change && i < n; i++) divergence[from + i] += residual[d] * change[i * latent + d];
    }
  }
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
  const { latent } = flow;
  const count = points.length / latent;
  // Positions, then the integral of each point.
  const state = new Float64Array(points.length + count);
  state.set(points);
  const derivative: Derivative = (x, t, out) =>
    withDivergence(flow, x, t, rows, out, out.subarray(points.length));
  integrate(derivative, state, 1, 0, steps, method);
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = -0.5 * latent * Math.log(2 * Math.PI);
    for (let d = 0; d < latent; d++) sum -= 0.5 * state[i * latent + d] ** 2;
    // Integrated from 1 to 0, it is −∫₀¹.
    return sum + state[points.length + i];
  });
}
