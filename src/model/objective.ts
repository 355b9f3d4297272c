/**
 * The objective of a model that has a single one, computed from its terms for any images. Training records
 * the same quantity step by step, so that training and test images can be compared.
 */
import { contractedLayer, contractionOf } from './contraction';
import { klTerm, sparsityTerm } from './losses';
import type { Term } from './operations';
import { isStochastic } from './predicates';
import { weightAt } from './schedule';
import type { Hyper, ModelSpec } from './spec';

/** The statistics of codes that the objective needs, as means over images. */
export interface CodeMeans {
  /** KL(N(μ, σ²) ‖ N(0, 1)) of each coordinate, without free bits; empty where codes are points. */
  kl: readonly number[];
  /** Each coordinate, its magnitude, and half its square, for the penalties. */
  mean: readonly number[];
  magnitude: readonly number[];
  halfSquare: readonly number[];
  /** ‖∂h/∂x‖²_F; 0 where it is not part of the objective. */
  contraction: number;
}

/** Used in place of `codeMeans` where only the total KL is needed. */
export const NO_CODES: CodeMeans = { kl: [], mean: [], magnitude: [], halfSquare: [], contraction: 0 };

/** The objective and its terms as they count in it, in nats per image, before their weights. */
export interface Objective {
  total: number;
  /** With free bits, each coordinate counts as at least those (Kingma et al. 2016, eq. 15). */
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

/** Whether the objective reads the model's weights directly. */
export const needsParameters = (spec: ModelSpec): boolean => contractedLayer(spec) !== null;

/** Whether the objective needs more of the codes than their total KL. */
export const needsCodes = (spec: ModelSpec, { freeBits }: Hyper): boolean =>
  spec.penalty !== 'none' || needsParameters(spec) || (isStochastic(spec) && freeBits > 0);

/**
 * The objective of images with this mean reconstruction loss and these codes, with the weights of step
 * `step`.
 */
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

/** With a smaller β, the KL cannot be separated from rounding errors. */
const MIN_BETA = 0.01;

/** The KL as it counts, from the recorded terms of a step; undefined where it cannot be derived from them. */
export function countedKl(
  { total, recon }: Partial<Record<Term, number>>,
  hyper: Hyper,
  step: number,
): number | undefined {
  const beta = weightAt(hyper, 'beta', step);
  return total === undefined || recon === undefined || beta < MIN_BETA ? undefined : (total - recon) / beta;
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
