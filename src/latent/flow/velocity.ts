/**
 * The velocity field of a flow from N(0, I) to the distribution of codes, along straight paths (flow matching, Lipman et al.
 * 2023, arXiv:2210.02747, with σ_min = 0):
 *
 *   x_t = (1 − t) x₀ + t x₁,  x₀ ∼ N(0, I),  x₁ a code;  v(x, t) = E[x₁ − x₀ | x_t = x]
 *
 * The network only learns what a Gaussian with the mean m and the standard deviations s of the codes does not explain. Its
 * inputs and its target have variance 1 for codes of any scale, as in Karras et al. 2022 (arXiv:2206.00364, section 5):
 *
 *   r² = (1 − t)² + t² s²,  x̂ = (x − t m) / r,  v = m + ((t s² − (1 − t)) / r²) (x − t m) + (s / r) f(x̂, t, y)
 *
 * With f = 0, this is the exact velocity where the codes are N(m, diag s²); s² / r² is then what is left of the variance of
 * x₁ − x₀ once x_t is known.
 */
import { type Execution, type Given, type Reading, referenceReading } from '../../model/execution';
import { type VelocityProgram, velocityProgram } from './program';

/** The mean and the standard deviation of each coordinate of the codes. */
export interface Scales {
  mean: Float64Array;
  deviation: Float64Array;
}

export interface Flow {
  latent: number;
  /** Number of classes that it can be conditioned on; 0: it was learned without labels. */
  classes: number;
  program: VelocityProgram;
  scales: Scales;
  parameters: Float64Array;
  /** Computes its outputs with these parameters; where there is none, the reference does. */
  reading?: Reading;
}

/** What is needed to make a flow elsewhere again; can be posted. */
export type FlowData = Pick<Flow, 'latent' | 'classes' | 'scales' | 'parameters'>;

/** Numbers that describe t: t itself, and cos and sin of π t, 2π t, 4π t, 8π t. */
const OCTAVES = 4;
export const TIME_FEATURES = 1 + 2 * OCTAVES;
/** Units of the three hidden layers. */
const HIDDEN = [64, 64, 64];

/** The network for codes of this size; there is a label for each class and one for “no class”. */
export const flowProgram = (latent: number, classes: number): VelocityProgram =>
  velocityProgram({
    inputs: latent + TIME_FEATURES,
    outputs: latent,
    hidden: HIDDEN,
    labels: classes > 0 ? classes + 1 : 0,
  });

export const flowOf = (data: FlowData): Flow => ({
  ...data,
  program: flowProgram(data.latent, data.classes),
});

/** The flow, to be computed by an execution of its program. */
export function flowOn(flow: Flow, execution: Execution): Flow {
  execution.load(flow.parameters);
  return { ...flow, reading: execution };
}

/** A coordinate that is the same for all codes keeps a little width, since it is divided by. */
const LEAST_DEVIATION = 1e-6;

/** Of codes, count × latent. */
export function scalesOf(codes: ArrayLike<number>, latent: number): Scales {
  const count = codes.length / latent;
  const mean = new Float64Array(latent);
  const deviation = new Float64Array(latent);
  for (let i = 0; i < codes.length; i++) mean[i % latent] += codes[i] / count;
  for (let i = 0; i < codes.length; i++) deviation[i % latent] += (codes[i] - mean[i % latent]) ** 2 / count;
  for (let d = 0; d < latent; d++)
    deviation[d] = Math.max(Math.sqrt(deviation[d]), LEAST_DEVIATION * Math.max(1, Math.abs(mean[d])));
  return { mean, deviation };
}

/** Writes what describes t to `out` from `at` on. */
export function timeFeatures(t: number, out: Float64Array, at: number): void {
  out[at] = t;
  for (let k = 0; k < OCTAVES; k++) {
    const angle = Math.PI * 2 ** k * t;
    out[at + 1 + 2 * k] = Math.cos(angle);
    out[at + 2 + 2 * k] = Math.sin(angle);
  }
}

/** r of a coordinate with the deviation s at time t. */
export const spreadAt = (t: number, s: number): number => Math.hypot(1 - t, t * s);

/** The label for a class; null: any. */
export const rowOf = (label: number | null, classes: number): number => (label === null ? classes : label);

/** Points in one pass of the network, at most. */
export const PASS = 256;

export interface Field {
  /**
   * Writes the velocities at `count` points x (count × latent) at time t to `out`; `rows`: the label of each point (`rowOf`),
   * which a flow without classes ignores.
   */
  velocity(x: Float64Array, t: number, count: number, rows: ArrayLike<number>, out: Float64Array): void;
}

export function fieldOf(flow: Flow): Field {
  const { latent, program, scales, parameters } = flow;
  const reading = flow.reading ?? referenceReading(program, PASS, () => parameters);
  const given = createGiven(flow, reading.rows);
  const f = new Float64Array(reading.rows * latent);
  return {
    velocity(x, t, count, rows, out) {
      for (let from = 0; from < count; from += reading.rows) {
        const n = Math.min(reading.rows, count - from);
        reading.apply(given(x, t, from, n, rows), f);
        writeVelocities(scales, x, t, from, f, n, out);
      }
    },
  };
}

/** What the network is given for the n points from `from` on, at most `most`; valid until the next call. */
export function createGiven(
  { latent, classes, program, scales }: Pick<Flow, 'latent' | 'classes' | 'program' | 'scales'>,
  most: number,
) {
  const width = program.shape.inputs;
  const inputs = new Float64Array(most * width);
  const labels = classes > 0 ? new Uint8Array(most) : null;
  return (x: Float64Array, t: number, from: number, n: number, rows: ArrayLike<number>): Given => {
    writeInputs(x.subarray(from * latent), n, () => t, scales, inputs);
    for (let i = 0; labels && i < n; i++) labels[i] = rows[from + i];
    return { count: n, rows: { inputs: inputs.subarray(0, n * width) }, labels };
  };
}

/** From outputs f of the network to velocities, for the n points from `from` on. */
export function writeVelocities(
  scales: Scales,
  x: Float64Array,
  t: number,
  from: number,
  f: Float64Array,
  n: number,
  out: Float64Array,
): void {
  const { linear, residual } = coefficients(t, scales);
  const latent = scales.mean.length;
  for (let i = 0; i < n; i++)
    for (let d = 0; d < latent; d++) {
      const at = (from + i) * latent + d;
      const m = scales.mean[d];
      out[at] = m + linear[d] * (x[at] - t * m) + residual[d] * f[i * latent + d];
    }
}

/** What the velocity at time t consists of, by coordinate: the factor of x − t m, that of the network, and r. */
export function coefficients(t: number, { deviation }: Scales) {
  const spread = deviation.map((s) => spreadAt(t, s));
  return {
    linear: deviation.map((s, d) => (t * s * s - (1 - t)) / spread[d] ** 2),
    residual: deviation.map((s, d) => s / spread[d]),
    spread,
  };
}

/** Writes x̂ and what describes the time of each of n points to `inputs`, row by row. */
export function writeInputs(
  x: ArrayLike<number>,
  n: number,
  timeOf: (i: number) => number,
  { mean, deviation }: Scales,
  inputs: Float64Array,
): void {
  const latent = mean.length;
  const width = latent + TIME_FEATURES;
  for (let i = 0; i < n; i++) {
    const t = timeOf(i);
    for (let d = 0; d < latent; d++)
      inputs[i * width + d] = (x[i * latent + d] - t * mean[d]) / spreadAt(t, deviation[d]);
    timeFeatures(t, inputs, i * width + latent);
  }
}
