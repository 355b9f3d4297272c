/** The way back through a pass, from its losses to the layers that learn, derived once for all engines. */
import type { Layer } from './layout';
import { inputsOf, type Loss, type Op, readByLoss, type Value, weightsReadBy } from './operations';

/** What is written to the gradient of a value. */
export interface GradientWrite {
  value: Value;
  /** What has been written to it before: `nothing`, so that this one overwrites; else it adds. */
  after: 'nothing' | 'losses' | 'operations';
}

/** One operation on the way back: reads ∂objective/∂`of.out`, complete by then, and what `of` has read. */
export interface Backward {
  of: Op;
  /** Whether it gives the gradient of its layer's parameters too. */
  learns: boolean;
  /** For each of `inputsOf(of)`; null where nobody needs its gradient. */
  writes: readonly (GradientWrite | null)[];
}

/** Where the gradient of a loss begins; null as above. In the order of the losses. */
export interface LossGradient {
  loss: Loss;
  writes: readonly (GradientWrite | null)[];
  /** The layer that learns and whose weights the loss reads itself: what they get from it is added to what comes back. */
  weights: Layer | null;
}

export interface WayBack {
  losses: readonly LossGradient[];
  /** In the order in which they have to be done. */
  operations: readonly Backward[];
}

export function wayBack(ops: readonly Op[], losses: readonly Loss[], learning: readonly Layer[]): WayBack {
  const wanted = dependents(ops, learning);
  const written = new Map<number, 'losses' | 'operations'>();
  const write = (value: Value, by: 'losses' | 'operations'): GradientWrite | null => {
    if (!wanted.has(value.id)) return null;
    const after = written.get(value.id) ?? 'nothing';
    written.set(value.id, by);
    return { value, after };
  };
  const begun = losses
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
  return { losses: begun, operations };
}

/** The values that depend on what layers learn. */
function dependents(ops: readonly Op[], learning: readonly Layer[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const o of ops) {
    const learns = o.op === 'layer' && learning.includes(o.layer);
    if (learns || inputsOf(o).some((v) => found.has(v.id))) found.add(o.out.id);
  }
  return found;
}
