/** The layout of device memory: buffers by name, and matrices within them. */

/** The buffers of a submit; each is one GPUBuffer, created once. */
export const BUFFERS = [
  'images',
  'labels',
  'slice',
  'sliceLabels',
  'slots',
  'products',
  'weights',
  'firstMoments',
  'secondMoments',
  'reach',
  'taps',
  'activations0',
  'activations1',
  'deltas0',
  'deltas1',
  'heads',
  'noise',
  'picks',
  'means',
  'gradients',
  'statistics',
  'partials',
  'losses',
] as const;
export type BufferName = (typeof BUFFERS)[number];

/** vec4s that hold n numbers. */
export const quads = (n: number): number => Math.ceil(n / 4);

/** A matrix of numbers: its place and stride in vec4s. */
export interface Place {
  buffer: BufferName;
  at: number;
  /** vec4s from one row to the next. */
  stride: number;
}

/** Rows of a tensor among the flat parameters, and their place among those of the device. */
export interface Segment {
  flat: number;
  rows: number;
  columns: number;
  /** In numbers, not vec4s. */
  at: number;
  rowStep: number;
  columnStep: number;
}

/** Values and gradients have two arenas each, since a dispatch reads one and writes the other. */
export type Colour = 0 | 1;
export type Arena = 'activations' | 'deltas';

/**
 * Allocates vec4s in the arenas. Passes run one after another, so each starts at 0 and the largest determines
 * the size.
 */
export function createArenas() {
  const most = { activations0: 0, activations1: 0, deltas0: 0, deltas1: 0, gradients: 0, statistics: 0 };
  return {
    /** vec4s of each arena, of the gradients, and of the statistics of normalisations. */
    most: most as Readonly<typeof most>,
    /** Reserves room for the gradients of the filters of a pass. */
    gradients(vec4s: number): void {
      most.gradients = Math.max(most.gradients, vec4s);
    },
    /** Reserves room for the statistics of the normalisations of a pass. */
    statistics(vec4s: number): void {
      most.statistics = Math.max(most.statistics, vec4s);
    },
    begin() {
      const used = { activations0: 0, activations1: 0, deltas0: 0, deltas1: 0 };
      return (arena: Arena, colour: Colour, rows: number, stride: number): Place => {
        const buffer = `${arena}${colour}` as const;
        const at = used[buffer];
        used[buffer] += rows * stride;
        most[buffer] = Math.max(most[buffer], used[buffer]);
        return { buffer, at, stride };
      };
    },
  };
}
export type Arenas = ReturnType<typeof createArenas>;
