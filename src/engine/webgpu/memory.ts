/** Where things are on the device: its buffers by name, and matrices within them. */

/** What a submit reads and writes; each is one GPUBuffer, made once. */
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
  'activations0',
  'activations1',
  'deltas0',
  'deltas1',
  'heads',
  'noise',
  'picks',
  'means',
  'partials',
  'losses',
] as const;
export type BufferName = (typeof BUFFERS)[number];

/** A matrix of numbers: its place and stride in vec4s. */
export interface Place {
  buffer: BufferName;
  at: number;
  /** vec4s from one row to the next. */
  stride: number;
}

/** Values, and the gradients by them, in two arenas each: what makes a matrix reads one and writes the other. */
export type Colour = 0 | 1;
export type Arena = 'activations' | 'deltas';

/** Claims vec4s of the arenas. Passes follow one another, so each begins anew and the largest counts. */
export function createArenas() {
  const most = { activations0: 0, activations1: 0, deltas0: 0, deltas1: 0 };
  return {
    /** vec4s of each. */
    most: most as Readonly<typeof most>,
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
