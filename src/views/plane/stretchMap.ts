/** The stretch of the decoder over a part of the plane, measured row by row, a few milliseconds at a time. */
import { create } from 'zustand';
import { isFlat } from '../../latent/slice';
import { stretchAt } from '../../latent/stretch';
import { decodePublished } from '../../state/published';
import { codesAt } from '../../state/slice';
import { useStore } from '../../state/store';
import type { Area } from './regions';

export interface StretchMap extends Area {
  /** Row by row from the bottom. */
  values: Float32Array;
  /** Between these the colour changes: all but the lowest and the highest twentieth of the values. */
  low: number;
  high: number;
}

const TAIL = 0.05;

/** The range of the map on the screen, for its legend; null while there is none. */
export const useStretchRange = create<{ range: readonly [low: number, high: number] | null }>()(() => ({
  range: null,
}));

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
      (z, count, out) => void decodePublished(z, out, count),
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
      const sorted = values.slice().sort();
      const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
      return { ...area, values, low: at(TAIL), high: at(1 - TAIL) };
    },
  };
}

/** Where a value lies between `low` and `high` on a log scale, in [0, 1]. */
export function levelOf(value: number, low: number, high: number): number {
  if (!(value > 0) || !(high > low)) return 0;
  const from = Math.log(Math.max(low, 1e-3 * high));
  return Math.min(1, Math.max(0, (Math.log(value) - from) / (Math.log(high) - from)));
}
