/**
 * A dispatch as data: a kernel, the buffers of its bindings, its parameters, and its number of workgroups.
 */
import type { Kernel } from './kernel';
import { type BufferName, quads } from './memory';
import { LANES } from './otherKernels';
import { groupsOf, PRODUCT, type Product, tileOf, type Variant } from './product';
import { SLOT_BYTES } from './steps';

/** A product of one batch. */
export const NOTHING: Product = { ...PRODUCT.zero, stack: 1 };

/** Padding of a list of products: no tile number reaches it. */
export const NEVER: Product = { ...NOTHING, firstTile: 0xffff_ffff };

export interface Dispatch {
  kernel: Kernel;
  /** The buffer behind each storage binding of the kernel. */
  buffers: Partial<Record<string, BufferName>>;
  /** Its uniform parameters, and their offset in `products`, in bytes. */
  words: readonly number[];
  wordsAt: number;
  /** Number of workgroups for a pass over this many images. */
  groups(rows: number): number;
  /** Whether it is needed only with free bits. */
  freeOnly: boolean;
}

/** Creates dispatches, and places their parameters one after another. */
export function createDispatches(variant: Variant) {
  const tile = tileOf(variant);
  const tilesOf = (rows4: number, columns4: number) =>
    Math.ceil(rows4 / tile.rows) * Math.ceil(columns4 / tile.columns);
  const all: Dispatch[] = [];
  let bytes = 0;

  const listed = (
    kernel: Kernel,
    buffers: Dispatch['buffers'],
    words: readonly number[],
    groups: Dispatch['groups'],
    freeOnly = false,
  ): Dispatch => {
    const added: Dispatch = { kernel, buffers, words, wordsAt: bytes, groups, freeOnly };
    bytes += SLOT_BYTES * Math.ceil((4 * words.length) / SLOT_BYTES);
    all.push(added);
    return added;
  };
  const wordsOf = (list: readonly Product[]) => list.flatMap((p) => [...PRODUCT.pack(p)]);
  return {
    tilesOf,
    listed,
    /** Several products in one dispatch, with this many tiles in all. */
    products: (kernel: Kernel, buffers: Dispatch['buffers'], list: readonly Product[], tiles: number) =>
      listed(kernel, buffers, wordsOf(list), () => groupsOf(variant, tiles)),
    /** One product over the rows of a pass. */
    byRows(kernel: Kernel, buffers: Dispatch['buffers'], product: Partial<Product>) {
      const whole = { ...NOTHING, ...product };
      return listed(kernel, buffers, wordsOf([whole]), (rows) =>
        groupsOf(variant, tilesOf(whole.stack * quads(rows), whole.columns)),
      );
    },
    /** Products with a gathered matrix (gather.ts), over all positions of the images of a pass. */
    byPositions(kernel: Kernel, buffers: Dispatch['buffers'], list: readonly Product[]) {
      return listed(kernel, buffers, wordsOf(list), (rows) => {
        const tiles = list.map(({ stack, positions, columns }) =>
          tilesOf(stack * quads(rows) * positions, columns),
        );
        return groupsOf(
          variant,
          tiles.reduce((a, b) => a + b, 0),
        );
      });
    },
    /** One thread for each of these vec4s, whatever the rows. */
    byNumbers: (kernel: Kernel, buffers: Dispatch['buffers'], list: readonly Product[], vec4s: number) =>
      listed(kernel, buffers, wordsOf(list), () => Math.ceil(vec4s / LANES)),
    /** One thread per vec4 of the rows. */
    byVec4s(kernel: Kernel, buffers: Dispatch['buffers'], product: Partial<Product>) {
      const whole = { ...NOTHING, ...product };
      return listed(kernel, buffers, wordsOf([whole]), (rows) =>
        Math.ceil((4 * quads(rows) * whole.columns) / LANES),
      );
    },
    /** One workgroup per image, in all batches of a stack. */
    byImages(kernel: Kernel, buffers: Dispatch['buffers'], product: Partial<Product>) {
      const whole = { ...NOTHING, ...product };
      return listed(kernel, buffers, wordsOf([whole]), (rows) => whole.stack * 4 * quads(rows));
    },
    /** One workgroup per column, of all products together. */
    byColumns(
      kernel: Kernel,
      buffers: Dispatch['buffers'],
      list: readonly Partial<Product>[],
      columns: number,
      freeOnly: boolean,
    ) {
      const whole = list.map((product) => ({ ...NOTHING, ...product }));
      return listed(kernel, buffers, wordsOf(whole), () => columns, freeOnly);
    },
    /** The content of the `products` buffer. */
    content(): Uint32Array<ArrayBuffer> {
      const content = new Uint32Array(bytes / 4);
      for (const { words, wordsAt } of all) content.set(words, wordsAt / 4);
      return content;
    },
  };
}
export type Dispatches = ReturnType<typeof createDispatches>;
