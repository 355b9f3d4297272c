/** A dispatch as data: a kernel, the buffers behind its bindings, what it is told of places, and how large it is. */
import type { Kernel } from './kernel';
import type { BufferName } from './memory';
import { groupsOf, tileOf, type Variant } from './product';
import { LANES } from './small';
import { quads } from './stages';
import { SLOT_BYTES } from './steps';

/** `Product` of product.ts, in its order. */
export interface Product {
  firstTile: number;
  rows: number;
  columns: number;
  depth: number;
  rowEnd: number;
  columnEnd: number;
  a: number;
  aStride: number;
  b: number;
  bStride: number;
  c: number;
  cStride: number;
  bias: number;
  labels: number;
  side: number;
  sideStride: number;
  stack: number;
  latent: number;
  partials: number;
  turn: number;
  reach: number;
  ofRow: number;
  like: number;
  block: number;
}

export const NOTHING: Product = {
  firstTile: 0,
  rows: 0,
  columns: 0,
  depth: 0,
  rowEnd: 0,
  columnEnd: 0,
  a: 0,
  aStride: 0,
  b: 0,
  bStride: 0,
  c: 0,
  cStride: 0,
  bias: 0,
  labels: 0,
  side: 0,
  sideStride: 0,
  stack: 1,
  latent: 0,
  partials: 0,
  turn: 0,
  reach: 0,
  ofRow: 0,
  like: 0,
  block: 0,
};

/** u32s of a Product. */
export const PRODUCT_WORDS = Object.keys(NOTHING).length;

/** Fills a list up: no tile comes so far. */
export const NEVER: Product = { ...NOTHING, firstTile: 0xffff_ffff };

export interface Dispatch {
  kernel: Kernel;
  /** The buffer behind each storage binding of the kernel. */
  buffers: Partial<Record<string, BufferName>>;
  /** What its uniform list says, and where in `products` that begins, in bytes. */
  words: readonly number[];
  wordsAt: number;
  /** Workgroups for a pass of so many images. */
  groups(rows: number): number;
  /** Whether it is needed only while there are free nats. */
  freeOnly: boolean;
}

/** Makes dispatches, and lays their lists one behind the other. */
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
    const made: Dispatch = { kernel, buffers, words, wordsAt: bytes, groups, freeOnly };
    bytes += SLOT_BYTES * Math.ceil((4 * words.length) / SLOT_BYTES);
    all.push(made);
    return made;
  };
  const wordsOf = (list: readonly Product[]) => list.flatMap((p) => Object.values<number>({ ...p }));
  return {
    tilesOf,
    listed,
    /** Several products, of so many tiles in all. */
    products: (kernel: Kernel, buffers: Dispatch['buffers'], list: readonly Product[], tiles: number) =>
      listed(kernel, buffers, wordsOf(list), () => groupsOf(variant, tiles)),
    /** One product over the rows of a pass. */
    byRows(kernel: Kernel, buffers: Dispatch['buffers'], product: Partial<Product>) {
      const whole = { ...NOTHING, ...product };
      return listed(kernel, buffers, wordsOf([whole]), (rows) =>
        groupsOf(variant, tilesOf(whole.stack * quads(rows), whole.columns)),
      );
    },
    /** A thread for each vec4 of the rows. */
    byVec4s(kernel: Kernel, buffers: Dispatch['buffers'], product: Partial<Product>) {
      const whole = { ...NOTHING, ...product };
      return listed(kernel, buffers, wordsOf([whole]), (rows) =>
        Math.ceil((4 * quads(rows) * whole.columns) / LANES),
      );
    },
    /** A workgroup for each of so many columns. */
    byColumns(
      kernel: Kernel,
      buffers: Dispatch['buffers'],
      product: Partial<Product>,
      columns: number,
      freeOnly: boolean,
    ) {
      return listed(kernel, buffers, wordsOf([{ ...NOTHING, ...product }]), () => columns, freeOnly);
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
