/**
 * The losses of `model/operations.ts` in tfjs ops, and their derivatives; `model/losses.ts` has the same for
 * single numbers. Values are sums over the images of a batch; the caller averages.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../model/layout';
import { EDGE } from '../../model/losses';
import type { DiscriminatorMean, Loss, Role, Value } from '../../model/operations';
import type { Hyper, ModelSpec } from '../../model/spec';
import { throughActivation } from './layer';

export interface LossTensors {
  /** Scalars: as recorded, and as it counts in the objective (they differ with free bits). */
  recorded: tf.Tensor;
  objective: tf.Tensor;
  /** Its derivatives by the values in `readByLoss(loss).by`, in the same order. */
  slopes(): tf.Tensor2D[];
  /** Its derivative by the weights that it reads (`weightsReadBy`). */
  weightSlope?(): tf.Tensor2D;
}

/** What a loss reads. */
export interface Read {
  spec: ModelSpec;
  hyper: Hyper;
  /** Images of the batch. */
  count: number;
  tensorOf(value: Value): tf.Tensor2D;
  /** σ, of a value that holds log σ². */
  sigmaOf(logVar: Value): tf.Tensor2D;
  /** [in, out]. */
  weightOf(layer: Layer): tf.Tensor2D;
}

export function lossOf(loss: Loss, read: Read): LossTensors {
  const { spec, tensorOf } = read;
  const same = (value: tf.Tensor) => ({ recorded: value, objective: value });
  switch (loss.loss) {
    case 'recon': {
      const [o, x] = [tensorOf(loss.output), tensorOf(loss.target)];
      const bernoulli = spec.likelihood === 'bernoulli';
      // Bernoulli on logits: softplus(o) − o x never takes the logarithm of a rounded probability.
      const sum = bernoulli
        ? total(tf.sub(tf.softplus(o), tf.mul(o, x)))
        : tf.mul(total(tf.squaredDifference(o, x)), 0.5);
      // For both likelihoods, the pixel minus its target.
      return { ...same(sum), slopes: () => [tf.sub(bernoulli ? tf.sigmoid(o) : o, x)] };
    }
    case 'kl':
      return divergence(loss, read);
    case 'penalty':
      return penalty(loss.code, read);
    case 'contraction':
      return contraction(loss, read);
    case 'adversarial': {
      // Every role is c softplus(a s): one row each of a and c.
      const s = tensorOf(loss.logits);
      const signs = loss.roles.map((role) => signsOf(role, read.hyper));
      const a = perBatch(
        signs.map((sign) => sign.a),
        read.count,
      );
      const c = perBatch(
        signs.map((sign) => sign.c),
        read.count,
      );
      const inner: tf.Tensor2D = tf.mul(a, s);
      return {
        ...same(tf.sum(tf.mul(c, tf.softplus(inner)))),
        slopes: () => [tf.mul(tf.mul(a, c), tf.sigmoid(inner))],
      };
    }
    case 'feature': {
      const { features, of, like } = loss;
      const all = tensorOf(features);
      const gap: tf.Tensor2D = tf.sub(batchOf(all, of, read.count), batchOf(all, like, read.count));
      const after = features.stack - 1 - of;
      return {
        ...same(tf.mul(total(tf.square(gap)), 0.5)),
        slopes: () => [
          tf.pad(gap, [
            [of * read.count, after * read.count],
            [0, 0],
          ]),
        ],
      };
    }
    default:
      return loss satisfies never;
  }
}

/** KL = ½ Σ (σ² + μ² − 1 − log σ²). */
function divergence(
  { mu, logVar }: { mu: Value; logVar: Value },
  { hyper, count, ...read }: Read,
): LossTensors {
  const m = read.tensorOf(mu);
  const variance: tf.Tensor2D = tf.square(read.sigmaOf(logVar));
  const twice: tf.Tensor2D = tf.sub(tf.add(variance, tf.square(m)), tf.add(read.tensorOf(logVar), 1));
  const slopes = (): tf.Tensor2D[] => [m, tf.mul(tf.sub(variance, 1), 0.5)];
  if (hyper.freeBits === 0) {
    const sum = tf.mul(total(twice), 0.5);
    return {
      recorded: sum,
      objective: sum,
      slopes,
    };
  }
  const columns = tf.mul(tf.sum(twice, 0), 0.5);
  const free = hyper.freeBits * count;
  return {
    recorded: tf.sum(columns),
    objective: tf.sum(tf.maximum(columns, free)),
    slopes() {
      const counts = tf.step(tf.sub(columns, free));
      return slopes().map((slope): tf.Tensor2D => tf.mul(slope, counts));
    },
  };
}

function penalty(code: Value, { spec, hyper, count, tensorOf }: Read): LossTensors {
  const z = tensorOf(code);
  const all = (sum: tf.Tensor, slope: () => tf.Tensor2D): LossTensors => ({
    recorded: sum,
    objective: sum,
    slopes: () => [slope()],
  });
  switch (spec.penalty) {
    case 'none':
      throw new Error('a penalty without a value');
    case 'l1':
      return all(total(tf.abs(z)), () => tf.sign(z));
    case 'l2':
      return all(tf.mul(total(tf.square(z)), 0.5), () => z);
    case 'sparsity': {
      const rho = hyper.sparsity;
      const mean = tf.div(tf.sum(z, 0), count);
      const on = tf.clipByValue(mean, EDGE, 1 - EDGE);
      const off = tf.sub(1, on);
      const each = tf.add(
        tf.mul(tf.log(tf.div(rho, on)), rho),
        tf.mul(tf.log(tf.div(1 - rho, off)), 1 - rho),
      );
      return all(tf.mul(tf.sum(each), count), () => {
        const inside = tf.mul(tf.step(tf.sub(mean, EDGE)), tf.step(tf.sub(1 - EDGE, mean)));
        const slope = tf.mul(tf.sub(tf.div(1 - rho, off), tf.div(rho, on)), inside);
        return tf.add(tf.zerosLike(z), slope);
      });
    }
    default:
      return spec.penalty satisfies never;
  }
}

/** ‖∂h/∂x‖²_F = Σⱼ f′(aⱼ)² Σᵢ Wᵢⱼ² (`model/contraction.ts`). */
function contraction(
  { code, layer }: Extract<Loss, { loss: 'contraction' }>,
  { tensorOf, weightOf }: Read,
): LossTensors {
  const [h, w] = [tensorOf(code), weightOf(layer)];
  const columns = tf.sum(tf.square(w), 0);
  const squares = tf.square(throughActivation(tf.onesLike(h), h, layer.activation));
  const sum = total(tf.mul(squares, columns));
  return {
    recorded: sum,
    objective: sum,
    slopes: () => [tf.mul(squaresSlope(h, layer), columns)],
    weightSlope: () => tf.mul(tf.mul(w, tf.sum(squares, 0)), 2),
  };
}

/** The derivative of f′² by h. */
function squaresSlope(h: tf.Tensor2D, { activation }: Layer): tf.Tensor2D {
  const first = throughActivation(tf.onesLike(h), h, activation);
  switch (activation) {
    case null:
    case 'relu':
    case 'leakyRelu':
      return tf.zerosLike(h);
    case 'tanh':
      return tf.mul(tf.mul(first, h), -4);
    case 'elu':
      return tf.mul(tf.mul(first, 2), tf.sub(1, tf.step(h)));
    case 'sigmoid':
      return tf.mul(tf.mul(first, 2), tf.sub(1, tf.mul(h, 2)));
    default:
      return activation satisfies never;
  }
}

/**
 * The loss of a logit in a role is c softplus(a s), its derivative a c sigmoid(a s); see `adversarialTerm`.
 */
function signsOf(role: Role | null, { ganLoss }: Hyper): { a: number; c: number } {
  if (role === null) return { a: 1, c: 0 };
  if (role === 'fake') return { a: 1, c: 1 };
  return role === 'fool' && ganLoss === 'minimax' ? { a: 1, c: -1 } : { a: -1, c: 1 };
}

/** D summed over all rows of the named batches. */
export function discriminatorMean({ logits, of }: DiscriminatorMean, { count, tensorOf }: Read): tf.Tensor {
  const counts = perBatch(
    Array.from({ length: logits.stack }, (_, n) => (of.includes(n) ? 1 : 0)),
    count,
  );
  return tf.sum(tf.mul(tf.sigmoid(tensorOf(logits)), counts));
}

/** A column with the same number for every row of a batch. */
function perBatch(numbers: readonly number[], count: number): tf.Tensor2D {
  const column = new Float32Array(numbers.length * count);
  numbers.forEach((x, n) => void column.fill(x, n * count, (n + 1) * count));
  return tf.tensor2d(column, [column.length, 1]);
}

/** Batch n of a stack. */
function batchOf(stack: tf.Tensor2D, n: number, count: number): tf.Tensor2D {
  return tf.slice(stack, [n * count, 0], [count, stack.shape[1]]);
}

/** By rows first: one float32 sum over 100,000 pixels would lose two digits. */
function total(values: tf.Tensor): tf.Tensor {
  return tf.sum(tf.sum(values, 1));
}
