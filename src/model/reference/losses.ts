/** The losses of a pass, their gradients, and the mean output D of the discriminator. */
import { sigmoid } from '../activations';
import type { LossGradient } from '../backward';
import { contractionOf, squaredColumns, squaredSlope } from '../contraction';
import {
  adversarialSlope,
  adversarialTerm,
  klSlope,
  klTerm,
  reconSlope,
  reconTerm,
  sparsitySlope,
  sparsityTerm,
} from '../losses';
import type { DiscriminatorMean, Loss, Value } from '../operations';
import { type PassContext, valuesOf, writeGradient } from './passContext';

/** A loss, averaged over the images of the batch: as recorded, and as it counts in the objective (they differ with free bits). */
export function lossOf(context: PassContext, loss: Loss): { recorded: number; objective: number } {
  const { spec, count, hyper } = context;
  const same = (value: number) => ({ recorded: value, objective: value });
  switch (loss.loss) {
    case 'recon': {
      const target = valuesOf(context, loss.target);
      let sum = 0;
      valuesOf(context, loss.output).forEach((o, i) => {
        sum += reconTerm(spec.likelihood, o, target[i]);
      });
      return same(sum / count);
    }
    case 'kl': {
      let recorded = 0;
      let objective = 0;
      for (let d = 0; d < loss.mu.width; d++) {
        const mean = klMean(context, loss, d);
        recorded += mean;
        objective += Math.max(mean, hyper.freeBits);
      }
      return { recorded, objective };
    }
    case 'penalty':
      return same(penaltyOf(context, loss.code));
    case 'contraction':
      return same(contractionOf(loss.layer, context.parameters, valuesOf(context, loss.code)));
    case 'adversarial': {
      let sum = 0;
      valuesOf(context, loss.logits).forEach((s, i) => {
        const role = loss.roles[Math.floor(i / count)];
        if (role) sum += adversarialTerm(role, hyper.ganLoss, s);
      });
      return same(sum / count);
    }
    case 'feature': {
      const size = count * loss.features.width;
      const gap = gapOf(context, loss);
      let sum = 0;
      for (let i = 0; i < size; i++) sum += 0.5 * gap(i) * gap(i);
      return same(sum / count);
    }
    default:
      return loss satisfies never;
  }
}

/**
 * The gradient of `share` times the sum of a loss over the images of the batch; the gradient by weights is
 * added to `into`.
 */
export function lossBackward(
  context: PassContext,
  { loss, writes, weights }: LossGradient,
  share: number,
  into: Float64Array,
): void {
  const { spec, count, hyper } = context;
  switch (loss.loss) {
    case 'recon': {
      const [output, target] = [valuesOf(context, loss.output), valuesOf(context, loss.target)];
      writeGradient(context, writes[0], (i) => share * reconSlope(spec.likelihood, output[i], target[i]));
      return;
    }
    case 'kl': {
      const [mu, logVar] = [valuesOf(context, loss.mu), valuesOf(context, loss.logVar)];
      const { width } = loss.mu;
      // A coordinate whose KL is below the free bits has no gradient.
      const pulled = Array.from(
        { length: width },
        (_, d) => hyper.freeBits === 0 || !(klMean(context, loss, d) <= hyper.freeBits),
      );
      writes.forEach((write, k) => {
        writeGradient(context, write, (i) => (pulled[i % width] ? share * klSlope(mu[i], logVar[i])[k] : 0));
      });
      return;
    }
    case 'penalty':
      writeGradient(context, writes[0], penaltySlope(context, loss.code, share));
      return;
    case 'contraction': {
      const h = valuesOf(context, loss.code);
      const columns = squaredColumns(context.parameters, loss.layer);
      writeGradient(
        context,
        writes[0],
        (i) => share * squaredSlope(loss.layer, h[i]).slope * columns[i % columns.length],
      );
      if (!weights) return;
      const { weight, inputs, outputs } = weights;
      const sums = new Float64Array(outputs);
      h.forEach((value, i) => {
        sums[i % outputs] += squaredSlope(loss.layer, value).value;
      });
      for (let i = 0; i < inputs * outputs; i++) {
        into[weight + i] += 2 * share * sums[i % outputs] * context.parameters[weight + i];
      }
      return;
    }
    case 'adversarial': {
      const logits = valuesOf(context, loss.logits);
      writeGradient(context, writes[0], (i) => {
        const role = loss.roles[Math.floor(i / count)];
        return role ? share * adversarialSlope(role, hyper.ganLoss, logits[i]) : 0;
      });
      return;
    }
    case 'feature': {
      const size = count * loss.features.width;
      const gap = gapOf(context, loss);
      writeGradient(context, writes[0], (i) =>
        Math.floor(i / size) === loss.of ? share * gap(i % size) : 0,
      );
      return;
    }
    default:
      loss satisfies never;
  }
}

/** D averaged over some batches of a stack. */
export function discriminatorMean(context: PassContext, { logits, of }: DiscriminatorMean): number {
  const all = valuesOf(context, logits);
  const some = of.flatMap((n) => Array.from(all.subarray(n * context.count, (n + 1) * context.count)));
  return some.reduce((sum, s) => sum + sigmoid(s), 0) / some.length;
}

/** Mean KL of latent coordinate d over the batch. */
function klMean(
  context: PassContext,
  { mu: { width }, mu, logVar }: { mu: Value; logVar: Value },
  d: number,
): number {
  const [means, variances] = [valuesOf(context, mu), valuesOf(context, logVar)];
  let mean = 0;
  for (let i = d; i < means.length; i += width) mean += klTerm(means[i], variances[i]) / context.count;
  return mean;
}

/** The difference of element i of two batches of features. */
function gapOf(
  context: PassContext,
  { features, of, like }: Extract<Loss, { loss: 'feature' }>,
): (i: number) => number {
  const all = valuesOf(context, features);
  const size = context.count * features.width;
  return (i) => all[of * size + i] - all[like * size + i];
}

/** Mean of unit d of a code over the batch. */
function codeMean(context: PassContext, code: Value, d: number): number {
  const z = valuesOf(context, code);
  let mean = 0;
  for (let i = d; i < z.length; i += code.width) mean += z[i] / context.count;
  return mean;
}

function penaltyOf(context: PassContext, code: Value): number {
  const { spec, count, hyper } = context;
  let sum = 0;
  switch (spec.penalty) {
    case 'none':
      return 0;
    case 'l1':
      for (const v of valuesOf(context, code)) sum += Math.abs(v) / count;
      return sum;
    case 'l2':
      for (const v of valuesOf(context, code)) sum += (0.5 * v * v) / count;
      return sum;
    case 'sparsity':
      for (let d = 0; d < code.width; d++) sum += sparsityTerm(hyper.sparsity, codeMean(context, code, d));
      return sum;
    default:
      return spec.penalty satisfies never;
  }
}

function penaltySlope(context: PassContext, code: Value, share: number): (i: number) => number {
  const { spec, hyper } = context;
  const z = valuesOf(context, code);
  switch (spec.penalty) {
    case 'none':
      return () => 0;
    case 'l1':
      return (i) => share * Math.sign(z[i]);
    case 'l2':
      return (i) => share * z[i];
    case 'sparsity': {
      const slopes = Array.from(
        { length: code.width },
        (_, d) => share * sparsitySlope(hyper.sparsity, codeMean(context, code, d)),
      );
      return (i) => slopes[i % code.width];
    }
    default:
      return spec.penalty satisfies never;
  }
}
