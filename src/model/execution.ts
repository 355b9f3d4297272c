/**
 * Executes a program whose rows the caller gives, with its parameters and the state of its optimiser: in float64
 * (`reference/execution.ts`), or on kernels (`engine/simd/execution.ts`).
 */
import type { Program } from './compile';
import { forward } from './reference/forward';
import { type GivenRows, passContext, type ReferenceBatch, valuesOf } from './reference/passContext';
import { type Hyper, NO_HYPER } from './spec';

export interface Given {
  count: number;
  /** count × width of each name that the pass reads. */
  rows: GivenRows;
  /** One byte a row, where the program has labels. */
  labels: Uint8Array | null;
}

/** What can be computed by parameters that stay as they are. */
export interface Reading {
  /** Rows at once, at most. */
  readonly rows: number;
  /** Writes the outputs of the rows to `out`, count × width. */
  apply(given: Given, out: Float64Array): void;
}

export interface Execution extends Reading {
  /** Takes a copy of the parameters, before their first update. */
  load(parameters: ArrayLike<number>): void;
  /** A copy of them. */
  parameters(): Float64Array;
  /** Takes step `step`; returns the objective of the rows before it. */
  learn(given: Given, step: number, hyper: Hyper): number;
}

/** In float64, with the parameters that `parameters` returns. */
export const referenceReading = (
  { apply, spec }: Program,
  rows: number,
  parameters: () => Float64Array,
): Reading => ({
  rows,
  apply(given, out) {
    if (!apply) throw new Error('no rows are given');
    const context = passContext(spec, parameters(), batchOf(given), NO_HYPER);
    forward(context, apply.ops);
    out.set(valuesOf(context, apply.outputs));
  },
});

const NO_IMAGES = new Uint8Array(0);

/** Given rows as a batch of the reference. */
export const batchOf = ({ count, rows, labels }: Given, step = 0): ReferenceBatch => ({
  images: NO_IMAGES,
  ...(labels && { labels }),
  seed: 0,
  step,
  given: { count, rows },
});
