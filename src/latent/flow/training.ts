/**
 * Learns a flow to the distribution of codes by flow matching: for random codes x₁, draws x₀ ∼ N(0, I) and times t, the
 * velocity at x_t = (1 − t) x₀ + t x₁ is regressed on x₁ − x₀, each coordinate divided by s / r (see `velocity.ts`), by Adam
 * (Kingma & Ba 2014) with a learning rate that falls along a cosine. So
 *
 *   loss = (1 / d) E Σ_j (v_j(x_t, t) − (x₁ − x₀)_j)² r_j² / s_j²
 *
 * is 1 for the best Gaussian without correlations, and lower for what explains more; it does not reach 0, since paths cross.
 * Codes that are distributions are drawn anew each time, x₁ = μ + σ ε: the aggregate posterior is learned. Half of the
 * examples are shown without their class, for which the table has a row of its own (Ho & Salimans 2022, arXiv:2207.12598,
 * with fewer of them): most draws are of any class.
 *
 * All randomness is that of (seed, flow, step), drawn here in float64: the same codes and seed give the same weights, bit for
 * bit where the same engine executes the network.
 */
import { fillNormal, fillUniform, Purpose } from '../../math/random';
import type { Execution } from '../../model/execution';
import { referenceExecution } from '../../model/reference/execution';
import { type Hyper, NO_HYPER } from '../../model/spec';
import { initialParameters, type VelocityProgram } from './program';
import { type Flow, flowProgram, rowOf, type Scales, scalesOf, spreadAt, writeInputs } from './velocity';

export interface CodesToLearn {
  latent: number;
  /** count × latent. */
  mu: Float32Array;
  /** log σ² where codes are distributions. */
  logVar: Float32Array | null;
  /** The class of each code; null: unknown. With more than ten classes, they count as unknown. */
  labels: Uint8Array | null;
}

/**
 * The last sixth of the codes apart, so that what is learned from the others can be compared with codes that it has not seen;
 * they have to be in random order.
 */
export function splitCodes(codes: CodesToLearn): { seen: CodesToLearn; unseen: CodesToLearn } {
  const { latent, mu, logVar, labels } = codes;
  const count = mu.length / latent;
  const part = (from: number, to: number): CodesToLearn => ({
    latent,
    mu: mu.slice(from * latent, to * latent),
    logVar: logVar?.slice(from * latent, to * latent) ?? null,
    labels: labels?.slice(from, to) ?? null,
  });
  const seen = Math.ceil((5 * count) / 6);
  return { seen: part(0, seen), unseen: part(seen, count) };
}

export interface FlowTraining {
  /** Steps so far. */
  readonly step: number;
  /** What it has learned so far: later steps do not change it. */
  readonly flow: Flow;
  /** Takes steps, and returns the loss of each one's batch, before its update. */
  train(steps: number): Float64Array;
}

/** Classes that the network is made for, at least. */
const TEN = 10;
export const BATCH = 256;
/** Steps after which the learning rate is 0. */
export const TRAINING_STEPS = 2000;
const HYPER: Hyper = { ...NO_HYPER, optimiser: 'adam', learningRate: 4e-3, schedule: 'cosine' };
/** The share of examples that are shown without their class. */
const UNLABELLED = 0.5;
/** Draws of a step, each in a stream of its own. */
const STREAMS = { picks: 1, noise: 2, times: 3, epsilon: 4, dropped: 5 };

/** Whether all numbers are finite, and there is at least one code. */
export const canLearn = ({ latent, mu, logVar }: Omit<CodesToLearn, 'labels'>): boolean =>
  mu.length >= latent &&
  mu.every(Number.isFinite) &&
  (logVar?.every((v) => Number.isFinite(Math.exp(v))) ?? true);

/** How many classes it can be conditioned on: ten or more, or none where they are unknown. */
const classesOf = ({ labels }: CodesToLearn): number =>
  labels ? labels.reduce((most, label) => Math.max(most, label + 1), TEN) : 0;

/** The network that learns them. */
export const programFor = (codes: CodesToLearn): VelocityProgram =>
  flowProgram(codes.latent, classesOf(codes));

/** Learns them by an execution of `programFor(codes)`. Throws where `canLearn` is false. */
export function createFlowTraining(
  codes: CodesToLearn,
  seed: number,
  {
    batch = BATCH,
    last = TRAINING_STEPS,
    execution = referenceExecution(programFor(codes), batch),
  }: { batch?: number; last?: number; execution?: Execution } = {},
): FlowTraining {
  if (!canLearn(codes)) throw new Error('the codes are not finite numbers');
  const { latent, mu, logVar } = codes;
  const { labels } = codes;
  const count = Math.floor(mu.length / latent);
  const classes = classesOf(codes);
  const program = programFor(codes);
  const scales = scalesWith(mu, logVar, latent);
  execution.load(initialParameters(program, seed));
  let flow: Flow | null = null;

  const inputs = new Float64Array(batch * program.shape.inputs);
  const x = new Float64Array(batch * latent);
  const noise = new Float64Array(batch * latent);
  const epsilon = new Float64Array(batch * latent);
  const targets = new Float64Array(batch * latent);
  const [picks, times, dropped] = [0, 0, 0].map(() => new Float64Array(batch));
  const rows = new Uint8Array(batch);
  let step = 0;

  const uniform = (out: Float64Array, stream: number) =>
    fillUniform(out, seed, Purpose.flow, STREAM_COUNT * step + stream);
  const normal = (out: Float64Array, stream: number) =>
    fillNormal(out, seed, Purpose.flow, STREAM_COUNT * step + stream);

  /** The batch of the step: points, times and rows, and what the network should answer. */
  function draw(): void {
    uniform(picks, STREAMS.picks);
    uniform(times, STREAMS.times);
    normal(noise, STREAMS.noise);
    if (logVar) normal(epsilon, STREAMS.epsilon);
    if (labels) uniform(dropped, STREAMS.dropped);
    for (let b = 0; b < batch; b++) {
      const pick = Math.min(count - 1, Math.floor(picks[b] * count));
      // One time in each of `batch` equal parts of (0, 1), which makes the gradient less noisy.
      const t = (b + times[b]) / batch;
      times[b] = t;
      rows[b] = labels ? rowOf(dropped[b] < UNLABELLED ? null : labels[pick], classes) : 0;
      for (let d = 0; d < latent; d++) {
        const i = b * latent + d;
        const at = pick * latent + d;
        const code = mu[at] + (logVar ? Math.exp(0.5 * logVar[at]) * epsilon[i] : 0);
        x[i] = (1 - t) * noise[i] + t * code;
        const [m, s] = [scales.mean[d], scales.deviation[d]];
        const r = spreadAt(t, s);
        const linear = m + ((t * s * s - (1 - t)) / (r * r)) * (x[i] - t * m);
        targets[i] = ((code - noise[i] - linear) * r) / s;
      }
    }
  }

  return {
    get step() {
      return step;
    },
    get flow() {
      flow ??= { latent, classes, program, scales, parameters: execution.parameters() };
      return flow;
    },
    train(steps) {
      flow = null;
      const losses = new Float64Array(steps);
      const given = { count: batch, rows: { inputs, targets }, labels: labels ? rows : null };
      for (let n = 0; n < steps; n++) {
        draw();
        writeInputs(x, batch, (b) => times[b], scales, inputs);
        // The objective is ½ Σ over the coordinates.
        losses[n] = (2 / latent) * execution.learn(given, step, { ...HYPER, scheduleSteps: last });
        step++;
      }
      return losses;
    },
  };
}

const STREAM_COUNT = 1 + Object.keys(STREAMS).length;

/** Of codes that are distributions: Var z = Var μ + E σ². */
function scalesWith(mu: Float32Array, logVar: Float32Array | null, latent: number): Scales {
  const { mean, deviation } = scalesOf(mu, latent);
  if (!logVar) return { mean, deviation };
  const variance = deviation.map((s) => s * s);
  for (let i = 0; i < logVar.length; i++)
    variance[i % latent] += (Math.exp(logVar[i]) * latent) / logVar.length;
  return { mean, deviation: variance.map(Math.sqrt) };
}
