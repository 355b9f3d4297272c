/**
 * The geometry of convolutions on the device, in plain numbers: which pixels a product gathers, in which order, and
 * where its results go. The kernels are in `convolution.ts` and `filter.ts`.
 *
 * A layer is a large image, a small one, and a filter matrix between them (model/windows.ts). There are three products:
 *
 *   down: large → small, windows(x) W             a convolution, and ∂x of a transposed one
 *   up: small → large, pixels(x) Wᵀ               a transposed convolution, and ∂x of a convolution
 *   learnFilter: ∂W = windows(large)ᵀ small       with the bias as one more row, or as a product of its own
 *
 * All gather a matrix out of images that is never in memory, four vec4s at a time. Its rows are positions; four rows
 * next to each other are the same position of four images, so that they agree about what lies outside. Its columns
 * are taps: an offset from a position, and the row of the filter that goes with it. Down has a position for each pixel
 * of the small image, and a tap for each four numbers of a window. Up with a stride s is s² products, one for each
 * remainder of the row and column of the large image by s, as each of them is reached by other taps; none is wasted on
 * zeros between the pixels. Taps are tables on the device, written once.
 *
 * In memory a pixel is its channels, padded to vec4s with zeros. So rows of the filter are in the order tap, channel;
 * all sizes are whole vec4s, and a matrix with a row for each pixel needs no gaps between images. The one exception is
 * the images themselves, which have one channel or three: all numbers of an image are side by side, four in a vec4
 * ("packed", or "bytes" in the data set), so that likelihoods and discriminators find them as they are in dense models.
 * There a tap is four numbers of a row of the image, and a position of `up` four pixels, a vec4 for each of their
 * channels, whose windows overlap: of grey images half of its taps are zeros, rather than three of four columns.
 *
 * A convolution over an enlarged image, of stride one, is the transpose of one with its filter turned by half a turn.
 * So its result is the large image, which may be packed, and what it reads the small one, whose pixels are each
 * "repeated", two by two. In memory they are there once: a product that gathers them halves their rows and columns, and
 * one that gives their gradient has the taps of all repetitions.
 */
import type { ConvolutionalLayer } from '../../model/layout';
import { type Windows, windowsOf } from '../../model/windows';
import { quads, type Segment } from './memory';
import type { Product } from './product';

/** How the large image of a layer lies in memory. */
export type ImageForm = 'packed' | 'padded';

/** Windows as the device has them. */
export interface DeviceWindows extends Windows {
  /** Whether the small image is in memory with half its side, rounded up, and its filter turned. */
  repeated: boolean;
}

export function deviceWindows(layer: ConvolutionalLayer): DeviceWindows {
  const w = windowsOf(layer);
  if (layer.kind !== 'upsampledConvolution') return { ...w, repeated: false };
  if (w.stride !== 1) throw new Error('an enlarged image is convolved with a stride of one');
  return {
    ...w,
    large: w.small,
    largeChannels: w.smallChannels,
    small: w.large,
    smallChannels: w.largeChannels,
    padding: w.kernel - 1 - w.padding,
    repeated: true,
  };
}

/** Rows of the filter matrix for one row of a window. */
const rowsOfRun = ({ kernel, largeChannels }: Windows, form: ImageForm): number =>
  4 * (form === 'packed' ? quads(kernel * largeChannels) : kernel * quads(largeChannels));

/** Rows of the filter matrix, without the bias. */
export const filterRows = (w: Windows, form: ImageForm): number => w.kernel * rowsOfRun(w, form);

/** The flat filter [kernel · kernel · channels · channels] on the device, from the first number of the filter there. */
export function filterSegments(w: DeviceWindows, form: ImageForm): Segment[] {
  const { kernel, largeChannels: large, smallChannels: small, repeated } = w;
  const row = 4 * quads(small);
  const rowOf = (tap: number) =>
    Math.floor(tap / kernel) * rowsOfRun(w, form) +
    (tap % kernel) * (form === 'packed' ? large : 4 * quads(large));
  return range(kernel ** 2).map((tap) => {
    const flat = tap * large * small;
    return repeated
      ? {
          ...{ flat, rows: small, columns: large },
          ...{ at: row * rowOf(kernel ** 2 - 1 - tap), rowStep: 1, columnStep: row },
        }
      : { flat, rows: large, columns: small, at: row * rowOf(tap), rowStep: row, columnStep: 1 };
  });
}

/**
 * Rows and columns from a position, vec4s within the pixel, and the first row of the filter; −1 for a row of ones. Of
 * packed images the second is numbers from the window's first, and the third numbers from the position to the window.
 * Of `up`, the row is that of the first channel of the large image, and the vec4 is also that of the filter's row.
 */
export type Tap = readonly [down: number, across: number, vec4: number, row: number];

/** Sums up the other factor. */
export const ONES: Tap = [0, 0, 0, -1];

/** Blocks of four rows of the filter matrix, in order, for the window that is so many pixels from the position. */
export function windowTaps(w: Windows, form: ImageForm, down = 0, across = 0): Tap[] {
  const { kernel, largeChannels } = w;
  const taps: Tap[] = [];
  const add = (i: number, second: number, third: number) =>
    taps.push([down + i, second, third, 4 * taps.length]);
  for (let i = 0; i < kernel; i++) {
    if (form === 'packed')
      for (let j = 0; j < kernel * largeChannels; j += 4) add(i, j, across * largeChannels);
    else
      for (let j = 0; j < kernel; j++) for (let c = 0; c < quads(largeChannels); c++) add(i, across + j, c);
  }
  return taps;
}

/** The part of a Product that says what is gathered and where results go. */
export type Grid = Pick<
  Product,
  | 'positions'
  | 'across'
  | 'stepDown'
  | 'stepAcross'
  | 'before'
  | 'imageSide'
  | 'pixel'
  | 'toDown'
  | 'toAcross'
  | 'toRow'
  | 'toColumn'
  | 'toSide'
  | 'toPixels'
  | 'kernel'
  | 'stride'
  | 'padding'
>;

interface TappedGrid {
  grid: Grid;
  taps: Tap[];
}

/** Positions are the pixels of the small image, with all repetitions. */
export function downGrid(w: Windows): Grid {
  const { large, largeChannels, small, kernel, stride, padding } = w;
  return {
    positions: small ** 2,
    across: small,
    stepDown: stride,
    stepAcross: stride,
    before: padding,
    imageSide: large,
    pixel: quads(largeChannels),
    toDown: 1,
    toAcross: 1,
    toRow: 0,
    toColumn: 0,
    toSide: small,
    toPixels: small ** 2,
    kernel,
    stride,
    padding,
  };
}

/** Positions are the pixels of the small image in memory. */
export function downGrids(w: DeviceWindows, form: ImageForm): TappedGrid[] {
  const grid = downGrid(w);
  if (!w.repeated) return [{ grid, taps: windowTaps(w, form) }];
  // Past an odd end, pixels are there once.
  const pairs = Math.floor(w.small / 2);
  const parts = [
    { first: 0, count: pairs, copies: 2 },
    { first: pairs, count: w.small % 2, copies: 1 },
  ].filter(({ count }) => count > 0);
  const side = Math.ceil(w.small / 2);
  return parts.flatMap((rows) =>
    parts.map((columns) => ({
      grid: {
        ...grid,
        positions: rows.count * columns.count,
        across: columns.count,
        stepDown: 2,
        stepAcross: 2,
        toRow: rows.first,
        toColumn: columns.first,
        toSide: side,
        toPixels: side ** 2,
      },
      taps: range(rows.copies).flatMap((i) =>
        range(columns.copies).flatMap((j) => windowTaps(w, form, 2 * rows.first + i, 2 * columns.first + j)),
      ),
    })),
  );
}

/**
 * For each remainder of the large image's rows and columns by the stride: its positions and its taps. Where the large
 * image is packed, its side is a multiple of four and the stride divides four; columns have no remainders.
 */
export function upGrids(w: Windows, form: ImageForm): TappedGrid[] {
  const { large, largeChannels, small, smallChannels, kernel, stride, padding } = w;
  if (form === 'packed' && (large % 4 !== 0 || 4 % stride !== 0))
    throw new Error('such an image cannot be packed');
  const run = rowsOfRun(w, form);
  const run1 = run / kernel;
  const channels4 = range(quads(smallChannels));
  const gridOf = (row: number, column: number): Grid => {
    const packed = form === 'packed';
    const across = packed ? large / 4 : lattice(large, stride, column);
    return {
      positions: lattice(large, stride, row) * across,
      across,
      stepDown: 1,
      stepAcross: packed ? 4 / stride : 1,
      before: 0,
      imageSide: small,
      pixel: quads(smallChannels),
      toDown: stride,
      toAcross: packed ? largeChannels : stride,
      toRow: row,
      toColumn: packed ? 0 : column,
      toSide: packed ? (large / 4) * largeChannels : large,
      toPixels: large ** 2,
      kernel,
      stride,
      padding,
    };
  };
  /** Rows or columns of the filter that reach this remainder, and of the small image from the position. */
  const reached = (remainder: number) =>
    range(kernel).flatMap((i) => {
      const step = (remainder + padding - i) / stride;
      return Number.isInteger(step) ? [{ i, step }] : [];
    });
  return range(stride).flatMap((row) => {
    const rows = reached(row);
    if (form === 'packed') {
      // Columns of the small image that reach any of the four pixels.
      const first = Math.ceil((padding - kernel + 1) / stride);
      const columns = range(Math.floor((3 + padding) / stride) - first + 1).map((u) => first + u);
      const taps = rows.flatMap(({ i, step }) =>
        columns.flatMap((u) => channels4.map((c): Tap => [step, u, c, i * run])),
      );
      return [{ grid: gridOf(row, 0), taps }];
    }
    return range(stride).map((column) => {
      const columns = reached(column);
      const taps = rows.flatMap(({ i, step: down }) =>
        columns.flatMap(({ i: j, step: across }) =>
          channels4.map((c): Tap => [down, across, c, i * run + j * run1]),
        ),
      );
      return { grid: gridOf(row, column), taps };
    });
  });
}

/** Numbers below `end` with this remainder. */
const lattice = (end: number, by: number, remainder: number): number =>
  Math.max(0, Math.ceil((end - remainder) / by));

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

type PlacedGrid = Grid & Pick<Product, 'taps' | 'depth'>;

/** What the kernels need to know of a layer's windows: its taps are at these places of the table. */
export interface PlacedWindows extends DeviceWindows {
  form: ImageForm;
  /** Of ∂W. */
  filter: PlacedGrid;
  down: readonly PlacedGrid[];
  up: readonly PlacedGrid[];
  /** A single row of ones; one also follows the taps of `filter`. */
  ones: number;
}

/** Appends the taps of a layer to a table. */
export function placeWindows(w: DeviceWindows, form: ImageForm, table: Tap[]): PlacedWindows {
  const place = ({ grid, taps }: TappedGrid): PlacedGrid => {
    const at = table.length;
    table.push(...taps);
    return { ...grid, taps: at, depth: taps.length };
  };
  const filter = place({ grid: downGrid(w), taps: windowTaps(w, form) });
  const ones = table.push(ONES) - 1;
  const down = w.repeated ? downGrids(w, form).map(place) : [filter];
  return { ...w, form, filter, down, up: upGrids(w, form).map(place), ones };
}
