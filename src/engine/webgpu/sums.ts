/** What a pass leaves to be added up: how much for each of its rows, or in all, and where among the partials. */
import type { Belief, Loss } from '../../model/operations';

/** What is summed: a loss, D over some batches, or KL with each coordinate counted as no less than is free. */
export type Summed = Loss | Belief | 'free';

export interface Sum {
  of: Summed;
  /** In numbers, from the pass's own start on. */
  at: number;
  perRow: number;
  fixed: number;
}

/** For passes of so many rows at most. */
export function createSums(rows: number) {
  const list: Sum[] = [];
  let size = 0;
  return {
    list: list as readonly Sum[],
    /** Numbers of all. */
    size: () => size,
    /** Makes room for a sum; returns where it lies. */
    of(of: Summed, { perRow = 0, fixed = 0 }: { perRow?: number; fixed?: number }): number {
      const at = size;
      list.push({ of, at, perRow, fixed });
      size += perRow * rows + fixed;
      return at;
    },
  };
}
export type Sums = ReturnType<typeof createSums>;
