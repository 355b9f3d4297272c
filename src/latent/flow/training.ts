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
 * All randomness is that of (seed, flow, step): the same codes and seed give the same weights, bit for bit.
 */
import { fillNormal, fillUniform, Purpose } from '../../math/random';
import { backward, createTape, forward, initialParameters } from './network';
import { type Flow, flowNetwork, rowOf, type Scales, scalesOf, spreadAt, writeInputs } from './velocity';

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
  readonly flow: Flow;
  /** Takes steps, and returns the loss of each one's batch, before its update. */
  train(steps: number): Float64Array;
}

/** Classes that the network is made for, at least. */
const TEN = 10;
export const BATCH = 256;
/** Steps after which the learning rate is 0. */
export const TRAINING_STEPS = 2000;
const RATE = 4e-3;
/** The share of examples that are shown without their class. */
const UNLABELLED = 0.5;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
/** Draws of a step, each in a stream of its own. */
const STREAMS = { picks: 1, noise: 2, times: 3, epsilon: 4, dropped: 5 };

/** Whether all numbers are finite, and there is at least one code. */
export const canLearn = ({ latent, mu, logVar }: Omit<CodesToLearn, 'labels'>): boolean =>
  mu.length >= latent &&
  mu.every(Number.isFinite) &&
  (logVar?.every((v) => Number.isFinite(Math.exp(v))) ?? true);

/** Throws where `canLearn` is false. */
export function createFlowTraining(
  codes: CodesToLearn,
  seed: number,
  { batch = BATCH, last = TRAINING_STEPS } = {},
): FlowTraining {
  if (!canLearn(codes)) throw new Error('the codes are not finite numbers');
  const { latent, mu, logVar } = codes;
  const { labels } = codes;
  const count = Math.floor(mu.length / latent);
  const classes = labels ? labels.reduce((most, label) => Math.max(most, label + 1), TEN) : 0;
  const network = flowNetwork(latent, classes);
  const scales = scalesWith(mu, logVar, latent);
  const parameters = initialParameters(network, seed);
  const flow: Flow = { latent, classes, network, scales, parameters };

  const tape = createTape(network, batch);
  const gradient = new Float64Array(network.size);
  const first = new Float64Array(network.size);
  const second = new Float64Array(network.size);
  const slope = new Float64Array(batch * latent);
  const x = new Float64Array(batch * latent);
  const noise = new Float64Array(batch * latent);
  const epsilon = new Float64Array(batch * latent);
  const target = new Float64Array(batch * latent);
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
        target[i] = ((code - noise[i] - linear) * r) / s;
      }
    }
  }

  function update(): void {
    const rate = RATE * 0.5 * (1 + Math.cos((Math.PI * Math.min(step, last)) / last));
    const { beta1, beta2, epsilon } = ADAM;
    const [unbias1, unbias2] = [1 - beta1 ** (step + 1), 1 - beta2 ** (step + 1)];
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i];
      first[i] = beta1 * first[i] + (1 - beta1) * g;
      second[i] = beta2 * second[i] + (1 - beta2) * g * g;
      parameters[i] -= (rate * (first[i] / unbias1)) / (Math.sqrt(second[i] / unbias2) + epsilon);
    }
  }

  return {
    get step() {
      return step;
    },
    flow,
    train(steps) {
      const losses = new Float64Array(steps);
      for (let n = 0; n < steps; n++) {
        draw();
        writeInputs(x, batch, (b) => times[b], scales, tape, network.inputs);
        const labelled = labels ? rows : null;
        forward(network, parameters, tape, batch, labelled);
        let sum = 0;
        for (let i = 0; i < slope.length; i++) {
          const gap = tape.output[i] - target[i];
          sum += gap * gap;
          slope[i] = (2 * gap) / slope.length;
        }
        losses[n] = sum / slope.length;
        gradient.fill(0);
        backward(network, parameters, tape, batch, labelled, slope, gradient);
        update();
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
