/**
 * The vocabulary of models as data: forward operations, losses, and how gradients flow back.
 *
 * In a pass each value is written once, by the operation whose `out` it is, and each layer is applied once:
 * inputs that go through the same layer (real and generated images) go through it as one stack. So a gradient
 * is complete as soon as the backward operations of all readers of the value have run.
 */
import type { Purpose } from '../math/random';
import type { Layer, Learner } from './layout';
import type { Turn } from './spec';

/** A matrix of numbers: `stack` batches one above the other, `width` numbers a row. */
export interface Value {
  readonly id: number;
  readonly stack: number;
  readonly width: number;
}

export type Op =
  /** The batch's images, in [0, 1]. */
  | { op: 'images'; out: Value }
  /** The batch's labels, one-hot. */
  | { op: 'labels'; out: Value }
  /** The codes to decode. */
  | { op: 'codes'; out: Value }
  /** Rows of numbers that the caller gives with each batch, by their name. */
  | { op: 'given'; name: string; out: Value }
  /** The images after the spec's corruption, with `Hyper.noise`; draws of (seed, corruption, step). */
  | { op: 'corrupt'; from: Value; out: Value }
  /**
   * Standard normal draws of (seed, purpose, step); a batch's number n begins at index (draw · batch + n) · width.
   */
  | { op: 'normal'; purpose: Purpose; draw: number; out: Value }
  /** f(x W + b), where x is all of `from` side by side; or a convolution of the one in `from`. */
  | { op: 'layer'; layer: Layer; from: readonly Value[]; out: Value }
  /** z = μ + σ ε (Kingma & Welling 2013). */
  | { op: 'sample'; mu: Value; logVar: Value; epsilon: Value; out: Value }
  /** The means of the likelihood's pixels, unbounded where it is Gaussian: a discriminator sees these. */
  | { op: 'pixels'; from: Value; out: Value }
  /** x σ(x) (Elfwing et al. 2018). Its slope depends on x, not on the result alone as that of a layer's activation. */
  | { op: 'silu'; from: Value; out: Value }
  /** One on top of the other. */
  | { op: 'stack'; from: readonly Value[]; out: Value };

/** The factor of a term in the objective: 1, β (with its warm-up), λ, γ, or none. */
export type Weight = 'one' | 'beta' | 'penalty' | 'gamma' | 'none';

/** Each is averaged over the images of a batch, in nats unless noted. */
export type Loss = { weight: Weight; term: Term | null } & (
  | /** −log p(x | output), summed over pixels. */
  { loss: 'recon'; output: Value; target: Value }
  /**
   * KL(N(μ, σ²) ‖ N(0, 1)), summed over coordinates; in the objective, a coordinate whose mean is below
   * `Hyper.freeBits` counts as that, and has no gradient (Kingma et al. 2016, eq. 15).
   */
  | { loss: 'kl'; mu: Value; logVar: Value }
  /** The spec's penalty on the code: Σ |z|, ½ Σ z², or Σ KL(ρ ‖ mean of the batch). */
  | { loss: 'penalty'; code: Value }
  /**
   * ‖∂h/∂x‖²_F, the squared Frobenius norm of the Jacobian of a dense layer with the output h (Rifai et al.
   * 2011, eq. 7). Its gradient by the layer's weights is not only that through h: see `contraction.ts`.
   */
  | { loss: 'contraction'; code: Value; layer: Layer }
  /**
   * For each batch of the stack: `real` −log D, `fake` −log (1 − D), `fool` the generator's loss by
   * `Hyper.ganLoss`, null nothing; D = 1 / (1 + e^−logit). Summed over the stack.
   */
  | { loss: 'adversarial'; logits: Value; roles: readonly (Role | null)[] }
  /** ½ ‖f − f*‖² between batch `of` and batch `like` of a stack; the second is held constant. */
  | { loss: 'feature'; features: Value; of: number; like: number }
);
export type Role = 'real' | 'fake' | 'fool';

/** D averaged over some batches of a stack: the probability that the discriminator gives to "real". */
export interface DiscriminatorMean {
  term: Term;
  logits: Value;
  of: readonly number[];
}

/**
 * The names of the recorded values of a step. `total` is the objective of models with one; `nll` is −log p(x)
 * of MADE; `dReal` and `dFake` are probabilities.
 */
export type Term =
  | 'total'
  | 'recon'
  | 'kl'
  | 'penalty'
  | 'nll'
  | 'feature'
  | 'discriminator'
  | 'generator'
  | 'dReal'
  | 'dFake';

/** A phase of a step as a family describes it; `compile.ts` adds the backward operations. */
export interface Phase {
  /** When `Hyper.turn` is the other network, the phase is measured but nothing learns. */
  turn: Exclude<Turn, 'both'>;
  ops: readonly Op[];
  losses: readonly Loss[];
  discriminatorMeans: readonly DiscriminatorMean[];
  /** The networks that learn, of those that the phase applies. */
  learners: readonly Learner[];
}

/** The values whose gradients a backward operation gives, in this order; draws and data have none. */
export function inputsOf(o: Op): readonly Value[] {
  switch (o.op) {
    case 'layer':
    case 'stack':
      return o.from;
    case 'corrupt':
    case 'pixels':
    case 'silu':
      return [o.from];
    case 'sample':
      return [o.mu, o.logVar];
    default:
      return [];
  }
}

/** All values that an operation reads. */
export const readBy = (o: Op): readonly Value[] =>
  o.op === 'sample' ? [...inputsOf(o), o.epsilon] : inputsOf(o);

/** The values that a loss has a gradient by, and those that it only reads. */
export function readByLoss(loss: Loss): { by: readonly Value[]; besides: readonly Value[] } {
  switch (loss.loss) {
    case 'recon':
      return { by: [loss.output], besides: [loss.target] };
    case 'kl':
      return { by: [loss.mu, loss.logVar], besides: [] };
    case 'penalty':
    case 'contraction':
      return { by: [loss.code], besides: [] };
    case 'adversarial':
      return { by: [loss.logits], besides: [] };
    case 'feature':
      return { by: [loss.features], besides: [] };
    default:
      return loss satisfies never;
  }
}

/** The layer whose weights a loss reads directly. */
export const weightsReadBy = (loss: Loss): Layer | null => (loss.loss === 'contraction' ? loss.layer : null);
