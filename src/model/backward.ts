/**
 * The backward operations of a pass, from its losses to the layers that learn, derived once for all engines.
 */
import type { Layer } from './layout';
import { inputsOf, type Loss, type Op, readByLoss, type Value, weightsReadBy } from './operations';

/** A write to the gradient of a value. */
export interface GradientWrite {
  value: Value;
  /** What was written to it before: after `nothing`, this one overwrites; otherwise it adds. */
  after: 'nothing' | 'losses' | 'operations';
}

/** A backward operation: reads ∂objective/∂`of.out`, which is complete by then, and the inputs of `of`. */
export interface Backward {
  of: Op;
  /** Whether it also computes the gradient of its layer's parameters. */
  learns: boolean;
  /** One per value of `inputsOf(of)`; null where its gradient is not needed. */
  writes: readonly (GradientWrite | null)[];
}

/** Where the gradients of a loss are written; null as above. In the order of the losses. */
export interface LossGradient {
  loss: Loss;
  writes: readonly (GradientWrite | null)[];
  /** The learning layer whose weights the loss reads; the loss adds to the gradient of these weights. */
  weights: Layer | null;
}

export interface BackwardPass {
  losses: readonly LossGradient[];
  /** In the order of execution. */
  operations: readonly Backward[];
}

export function backwardPass(
  ops: readonly Op[],
  losses: readonly Loss[],
  learning: readonly Layer[],
): BackwardPass {
  const wanted = dependents(ops, learning);
  const written = new Map<number, 'losses' | 'operations'>();
  const write = (value: Value, by: 'losses' | 'operations'): GradientWrite | null => {
    if (!wanted.has(value.id)) return null;
    const after = written.get(value.id) ?? 'nothing';
    written.set(value.id, by);
    return { value, after };
  };
  const lossGradients = losses
    .filter(({ weight }) => weight !== 'none')
    .map((loss): LossGradient => {
      const layer = weightsReadBy(loss);
      const weights = layer && learning.includes(layer) ? layer : null;
      return { loss, writes: readByLoss(loss).by.map((value) => write(value, 'losses')), weights };
    })
    .filter(({ writes }) => writes.some((w) => w !== null));
  const operations = [...ops]
    .reverse()
    .filter((of) => wanted.has(of.out.id))
    .flatMap((of): Backward[] => {
      if (!written.has(of.out.id)) return [];
      const learns = of.op === 'layer' && learning.includes(of.layer);
      return [{ of, learns, writes: inputsOf(of).map((value) => write(value, 'operations')) }];
    });
  return { losses: lossGradients, operations };
}

/** The values that depend on the layers that learn. */
function dependents(ops: readonly Op[], learning: readonly Layer[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const o of ops) {
    const learns = o.op === 'layer' && learning.includes(o.layer);
    if (learns || inputsOf(o).some((v) => found.has(v.id))) found.add(o.out.id);
  }
  return found;
}
