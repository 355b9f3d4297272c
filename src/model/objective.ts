/**
 * What a model with one objective makes small, put together from its terms. Training records it step by step;
 * here it is that of any images, so that training and test images are judged by the same quantity.
 */
import { contractedLayer, contractionOf } from './contraction';
import { klTerm, sparsityTerm } from './losses';
import type { Term } from './operations';
import { isStochastic } from './predicates';
import { weightAt } from './schedule';
import type { Hyper, ModelSpec } from './spec';

/** What the objective reads off codes, as means over images. */
export interface CodeMeans {
  /** KL(N(μ, σ²) ‖ N(0, 1)) of each coordinate, as it is; empty where codes are points. */
  kl: readonly number[];
  /** Each coordinate, its magnitude, and half its square: what the penalties are made of. */
  mean: readonly number[];
  magnitude: readonly number[];
  halfSquare: readonly number[];
  /** ‖∂h/∂x‖²_F; 0 where the model does not hold it small. */
  contraction: number;
}

/** Stands for `codeMeans` where only the total KL is known. */
export const NO_CODES: CodeMeans = { kl: [], mean: [], magnitude: [], halfSquare: [], contraction: 0 };

/** The objective and its terms as they count in it, in nats per image, before their weights. */
export interface Objective {
  total: number;
  /** With free bits, each coordinate counts as those at least (Kingma et al. 2016, eq. 15). */
  kl: number;
  penalty: number;
}

/** `mu` and `logVar` are count × latent; `parameters` are read only where `needsParameters`. */
export function codeMeans(
  spec: ModelSpec,
  mu: ArrayLike<number>,
  logVar: ArrayLike<number> | null,
  parameters: ArrayLike<number> = [],
): CodeMeans {
  const { latent } = spec;
  const zeros = () => new Array<number>(latent).fill(0);
  const [kl, mean, magnitude, halfSquare] = [zeros(), zeros(), zeros(), zeros()];
  const count = mu.length / latent;
  for (let i = 0; i < mu.length; i++) {
    const d = i % latent;
    mean[d] += mu[i] / count;
    magnitude[d] += Math.abs(mu[i]) / count;
    halfSquare[d] += (0.5 * mu[i] * mu[i]) / count;
    if (logVar) kl[d] += klTerm(mu[i], logVar[i]) / count;
  }
  const layer = contractedLayer(spec);
  const contraction = layer ? contractionOf(layer, parameters, mu) : 0;
  return { kl: logVar ? kl : [], mean, magnitude, halfSquare, contraction };
}

/** Whether the objective reads the model's weights, beside what they make of images. */
export const needsParameters = (spec: ModelSpec): boolean => contractedLayer(spec) !== null;

/** Whether the objective needs more of the codes than the KL of all coordinates together. */
export const needsCodes = (spec: ModelSpec, { freeBits }: Hyper): boolean =>
  spec.penalty !== 'none' || needsParameters(spec) || (isStochastic(spec) && freeBits > 0);

/** Of images with this mean reconstruction loss and these codes, as step `step` weighs it. */
export function objectiveOf(
  spec: ModelSpec,
  hyper: Hyper,
  step: number,
  recon: number,
  codes: CodeMeans,
): Objective {
  const kl = sum(codes.kl.map((value) => Math.max(value, hyper.freeBits)));
  const penalty = penaltyOf(spec, hyper, codes) + codes.contraction;
  const total = recon + weightAt(hyper, 'beta', step) * kl + weightAt(hyper, 'penalty', step) * penalty;
  return { total, kl, penalty };
}

/** Less than this, and what it weighs cannot be told from rounding any more. */
const LEAST_BETA = 0.01;

/** The KL as it counts, from what a step records of a model with an objective; undefined where that does not tell. */
export function countedKl(
  { total, recon }: Partial<Record<Term, number>>,
  hyper: Hyper,
  step: number,
): number | undefined {
  const beta = weightAt(hyper, 'beta', step);
  return total === undefined || recon === undefined || beta < LEAST_BETA ? undefined : (total - recon) / beta;
}

function penaltyOf({ penalty }: ModelSpec, { sparsity }: Hyper, codes: CodeMeans): number {
  switch (penalty) {
    case 'none':
      return 0;
    case 'l1':
      return sum(codes.magnitude);
    case 'l2':
      return sum(codes.halfSquare);
    case 'sparsity':
      return sum(codes.mean.map((mean) => sparsityTerm(sparsity, mean)));
    default:
      return penalty satisfies never;
  }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
