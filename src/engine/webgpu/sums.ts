/** The partial sums of a pass: how many numbers for each row, or in all, and their offset. */
import type { DiscriminatorMean, Loss } from '../../model/operations';

/**
 * What is summed: a loss, the mean D of some batches, or the KL with each coordinate's raised to the free
 * bits.
 */
export type Summed = Loss | DiscriminatorMean | 'free';

export interface Sum {
  of: Summed;
  /** Offset in numbers from the start of the pass. */
  at: number;
  perRow: number;
  fixed: number;
}

/** For passes of at most this many rows. */
export function createSums(rows: number) {
  const list: Sum[] = [];
  let size = 0;
  return {
    list: list as readonly Sum[],
    /** Numbers of all sums. */
    size: () => size,
    /** Allocates a sum; returns its offset. */
    of(of: Summed, { perRow = 0, fixed = 0 }: { perRow?: number; fixed?: number }): number {
      const at = size;
      list.push({ of, at, perRow, fixed });
      size += perRow * rows + fixed;
      return at;
    },
  };
}
export type Sums = ReturnType<typeof createSums>;
