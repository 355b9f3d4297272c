/** What the layers on the screen show: for their legends, the ranges of their colours, and for numerals the regions. */
import { create } from 'zustand';

/** Between these the colour changes. */
export interface Range {
  low: number;
  high: number;
}

export interface ShownLayers {
  /** `step`: that of the decoder. */
  stretch: (Range & { step: number }) | null;
  error: (Range & { step: number }) | null;
  /** By how much the movements by the step after this one are enlarged. */
  pull: { factor: number; step: number } | null;
  /** The middle of the region of each class that has one, in plane coordinates, and the step of the decoder. */
  regions: { middles: ReadonlyMap<number, { x: number; y: number }>; step: number } | null;
}

/** Null while there is nothing on the screen. */
export const useShownLayers = create<ShownLayers>()(() => ({
  stretch: null,
  error: null,
  regions: null,
  pull: null,
}));

/** The share of the values at either end that is beyond the range. */
const TAIL = 0.05;

/** The range of all but the lowest and the highest twentieth of the values. */
export function rangeOf(values: Float32Array): Range {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(TAIL), high: at(1 - TAIL) };
}

/** Where a value lies within the range, in [0, 1]; on a log scale of at most three decades if `log`. */
export function levelOf(value: number, { low, high }: Range, log = false): number {
  if (!(high > low)) return 0;
  const part = log
    ? Math.log(value / Math.max(low, 1e-3 * high)) / Math.log(high / Math.max(low, 1e-3 * high))
    : (value - low) / (high - low);
  // Written so that NaN, of what is not positive on a log scale, becomes 0.
  return part > 0 ? Math.min(1, part) : 0;
}
