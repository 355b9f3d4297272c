/** The stretch of the decoder over a part of the plane, measured row by row, a few milliseconds at a time. */
import { isFlat } from '../../latent/slice';
import { stretchAt } from '../../latent/stretch';
import type { Area } from '../../math/tiling';
import { live } from '../../state/live';
import { decodePixels } from '../../state/published';
import { codesAt } from '../../state/slice';
import { useStore } from '../../state/store';
import { type Range, rangeOf } from './scales';

export interface StretchMap extends Area {
  /** Row by row from the bottom. */
  values: Float32Array;
  range: Range;
  /** That of the decoder. */
  step: number;
}

export function measureStretch(area: Area) {
  const { left, bottom, cell, columns, rows } = area;
  const values = new Float32Array(columns * rows);
  let row = 0;

  function measureRow(): void {
    const state = useStore.getState();
    const { u, v } = state.slice;
    const places = Array.from(
      { length: columns },
      (_, column) => [left + (column + 0.5) * cell, bottom + (row + 0.5) * cell] as const,
    );
    stretchAt(
      // Without weights, images are left as they are, so nothing stretches.
      decodePixels,
      codesAt(state, places),
      state.run.spec.latent,
      isFlat(state.slice) ? [u] : [u, v],
      values.subarray(row * columns, (row + 1) * columns),
    );
    row++;
  }

  return {
    /** Measures for about `budget` ms, but at least one row; returns whether anything is left. */
    work(budget: number, now: () => number): boolean {
      const start = now();
      while (row < rows) {
        measureRow();
        if (now() - start >= budget) break;
      }
      return row < rows;
    },
    result(): StretchMap {
      return { ...area, values, range: rangeOf(values), step: live.get().weights?.step ?? 0 };
    },
  };
}
