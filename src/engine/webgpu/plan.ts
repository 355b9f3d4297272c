/**
 * A model and a batch size as what the GPU does with them: which buffers, which kernels, and the list of
 * dispatches of a step. Pure, so that it can be read and tested without a GPU.
 *
 * A step of n stages is n dispatches forward, n − 1 backward, and the updates grouped into three at
 * most: no buffer may be read and written by one dispatch, so activations and gradients each live in two
 * arenas by turns, and layers whose inputs share an arena are updated together.
 */
import { INPUT_SIZE, type ModelSpec } from '../../model/spec';
import {
  type BackwardEnd,
  backwardKernel,
  type ForwardEnd,
  forwardKernel,
  type Kernel,
  prepareKernel,
  reduceKernel,
  roomFor,
  updateKernel,
} from './kernels';
import { groupsOf, tileOf, type Variant } from './product';
import { quads, type Stage, type Stages, stagesOf } from './stages';

/** Images at once where the count is the caller's. */
export const SLICE = 512;
/** Passes whose losses are kept until they are read. */
export const RING = 1024;
/** recon and kl of a pass. */
export const LOSS_BYTES = 8;
/** Most passes in one submit. */
const MOST_STEPS = 32;
/** Bytes from one slot or list of products to the next: what every adapter can bind at. */
export const SLOT_BYTES = 256;
/** u32s of a Product. */
const PRODUCT_WORDS = 16;

export type BufferName =
  | 'images'
  | 'slice'
  | 'slots'
  | 'products'
  | 'weights'
  | 'firstMoments'
  | 'secondMoments'
  | 'activations0'
  | 'activations1'
  | 'deltas0'
  | 'deltas1'
  | 'heads'
  | 'noise'
  | 'picks'
  | 'partials'
  | 'losses';

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
  side: number;
  sideStride: number;
  latent: number;
}

export interface Dispatch {
  kernel: Kernel;
  /** The buffer behind each storage binding of the kernel. */
  buffers: Partial<Record<string, BufferName>>;
  products: readonly Product[];
  /** Where in `products` the list begins, in bytes. */
  productsAt: number;
  /** Workgroups for a pass of so many images. */
  groups(rows: number): number;
}

export interface Plan {
  stages: Stages;
  variant: Variant;
  batch: number;
  /** Bytes. */
  buffers: Record<BufferName, number>;
  /** Passes that a submit has room for. */
  steps: number;
  /** From one pass of a submit to the next, in picks, normal numbers, and sums. */
  picksStep: number;
  noiseStep: number;
  partialsStep: number;
  /** Loss terms that a pass of so many images leaves to be added up. */
  reconSums(rows: number): number;
  klSums(rows: number): number;
  prepare: Kernel;
  reduce: Kernel;
  /** From the images to the latent, and from there to before the last stage. */
  encode: readonly Dispatch[];
  decode: readonly Dispatch[];
  loss: Dispatch;
  pixels: Dispatch;
  backward: readonly Dispatch[];
  update: readonly Dispatch[];
  /** Where the latent code goes in, and the pixels come out; places in vec4s. */
  code: Place;
  picture: Place;
  /** μ and log σ² side by side, of a VAE. */
  heads: Place;
}

export interface Place {
  buffer: BufferName;
  at: number;
  /** vec4s from one row to the next. */
  stride: number;
}

const paddedRows = (rows: number) => 4 * quads(rows);

const NOTHING: Product = {
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
  side: 0,
  sideStride: 0,
  latent: 0,
};

/** Fills a list up: no tile comes so far. */
const NEVER: Product = { ...NOTHING, firstTile: 0xffff_ffff };

export function planOf(spec: ModelSpec, batch: number, images: number, variant: Variant): Plan {
  const stages = stagesOf(spec);
  const { list, spread } = stages;
  const last = list.length - 1;
  const stochastic = spread === 2;
  const capacity = paddedRows(Math.max(batch, SLICE));
  const tile = tileOf(variant);
  const tilesOf = (rows4: number, columns4: number) =>
    Math.ceil(rows4 / tile.rows) * Math.ceil(columns4 / tile.columns);

  // Arenas: the inputs of each stage but the first, and the gradient of each stage's outputs.
  const sizes = { activations0: 0, activations1: 0, deltas0: 0, deltas1: 0 };
  const claim = (kind: 'activations' | 'deltas', stage: number, stride: number): Place => {
    const buffer = `${kind}${stage % 2 === 0 ? 0 : 1}` as const;
    const at = sizes[buffer];
    sizes[buffer] += capacity * stride;
    return { buffer, at, stride };
  };
  const inputs = list.map((s, i) => (i === 0 ? null : claim('activations', i, quads(s.inputs))));
  const deltas = list.map((s, i) => claim('deltas', i, s.stride));
  const heads: Place = { buffer: 'heads', at: 0, stride: quads(spread * spec.latent) };

  let productBytes = 0;
  const dispatch = (
    kernel: Kernel,
    buffers: Dispatch['buffers'],
    products: readonly Product[],
    tiles: (rows: number) => number,
  ): Dispatch => {
    const productsAt = productBytes;
    const bytes = products.length * PRODUCT_WORDS * 4;
    productBytes += SLOT_BYTES * Math.ceil(bytes / SLOT_BYTES);
    return {
      kernel,
      buffers,
      products,
      productsAt,
      groups: (rows) => groupsOf(variant, tiles(rows)),
    };
  };
  const byRows = (kernel: Kernel, buffers: Dispatch['buffers'], product: Partial<Product>) => {
    const whole = { ...NOTHING, ...product };
    return dispatch(kernel, buffers, [whole], (rows) => tilesOf(quads(rows), whole.columns));
  };

  const forward = (i: number, end: ForwardEnd, to: Place): Dispatch => {
    const stage = list[i];
    const from = inputs[i];
    const kernel = forwardKernel(from ? 'numbers' : 'bytes', end, spec, variant);
    return byRows(
      kernel,
      {
        images: 'images',
        picks: 'picks',
        weights: 'weights',
        heads: 'heads',
        noise: 'noise',
        partials: 'partials',
        outputs: to.buffer,
        ...(from ? { inputs: from.buffer } : {}),
      },
      {
        columns: stage.stride,
        depth: quads(stage.inputs),
        a: from?.at ?? 0,
        aStride: from?.stride ?? 0,
        ...weightsOf(stage),
        c: to.at,
        cStride: to.stride,
        side: heads.at,
        sideStride: heads.stride,
        latent: spec.latent,
      },
    );
  };

  /** From the gradient of stage i's outputs to that of its inputs. */
  const backward = (i: number): Dispatch => {
    const stage = list[i];
    const before = list[i - 1];
    const [from, to] = [deltas[i], deltas[i - 1]];
    const input = place(inputs[i]);
    const end: BackwardEnd = before.kind === 'hidden' ? 'hidden' : stochastic ? 'heads' : 'linear';
    const side = end === 'heads' ? heads : input;
    return byRows(
      backwardKernel(end, spec.activation, variant),
      {
        weights: 'weights',
        deltas: from.buffer,
        outputs: to.buffer,
        inputs: input.buffer,
        heads: 'heads',
        noise: 'noise',
      },
      {
        columns: quads(stage.inputs),
        depth: stage.stride,
        columnEnd: stage.inputs,
        a: from.at,
        aStride: from.stride,
        ...weightsOf(stage),
        c: to.at,
        cStride: to.stride,
        side: side.at,
        sideStride: side.stride,
        latent: spec.latent,
      },
    );
  };

  const update = (which: readonly number[]): Dispatch => {
    let tiles = 0;
    const products = which.map((i): Product => {
      const stage = list[i];
      const from = inputs[i];
      const rows = quads(stage.inputs + 1);
      const firstTile = tiles;
      tiles += tilesOf(rows, stage.stride);
      return {
        ...NOTHING,
        firstTile,
        rows,
        columns: stage.stride,
        rowEnd: stage.inputs + 1,
        a: from?.at ?? 0,
        aStride: from?.stride ?? 0,
        b: deltas[i].at,
        bStride: deltas[i].stride,
        c: stage.weights,
        cStride: stage.stride,
      };
    });
    const from = inputs[which[0]];
    return dispatch(
      updateKernel(from ? 'numbers' : 'bytes', which.length, variant),
      {
        images: 'images',
        picks: 'picks',
        deltas: deltas[which[0]].buffer,
        weights: 'weights',
        firstMoments: 'firstMoments',
        secondMoments: 'secondMoments',
        ...(from ? { inputs: from.buffer } : {}),
      },
      [...products, ...Array<Product>(roomFor(products.length) - products.length).fill(NEVER)],
      () => tiles,
    );
  };

  const headsAt = list.findIndex((s) => s.kind === 'heads');
  const steady = (i: number) =>
    forward(i, list[i].kind === 'hidden' ? 'hidden' : stochastic ? 'heads' : 'linear', place(inputs[i + 1]));
  const indices = list.map((_, i) => i);
  const encode = indices.slice(0, headsAt + 1).map(steady);
  const decode = indices.slice(headsAt + 1, last).map(steady);
  const loss = forward(last, 'loss', deltas[last]);
  const pixels = forward(last, 'pixels', deltas[last]);
  const back = indices.slice(1).reverse().map(backward);
  const groups = [[0], indices.filter((i) => i % 2 === 1), indices.filter((i) => i > 0 && i % 2 === 0)];
  const updates = groups.filter((g) => g.length > 0).map(update);

  // A loss term for every vec4 of outputs and of heads.
  const reconSums = (rows: number) => paddedRows(rows) * list[last].stride;
  const klSums = (rows: number) => (stochastic ? paddedRows(rows) * heads.stride : 0);
  const sums = (rows: number) => reconSums(rows) + klSums(rows);
  // A few megabytes for what is drawn ahead, and no more.
  const steps = Math.max(1, Math.min(MOST_STEPS, Math.floor(8192 / batch)));
  const picksStep = paddedRows(batch);
  const noiseStep = stochastic ? picksStep * spec.latent : 0;
  const partialsStep = sums(batch);
  const numbers = (n: number) => 4 * Math.max(4, n);
  const weights = numbers(4 * stages.size);
  return {
    stages,
    variant,
    batch,
    steps,
    picksStep,
    noiseStep,
    partialsStep,
    reconSums,
    klSums,
    prepare: prepareKernel(),
    reduce: reduceKernel(),
    encode,
    decode,
    loss,
    pixels,
    backward: back,
    update: updates,
    code: place(inputs[headsAt + 1]),
    picture: deltas[last],
    heads,
    buffers: {
      images: images * INPUT_SIZE,
      slice: SLICE * INPUT_SIZE,
      slots: Math.max(steps, 1) * SLOT_BYTES,
      products: productBytes,
      weights,
      firstMoments: weights,
      secondMoments: weights,
      activations0: numbers(4 * sizes.activations0),
      activations1: numbers(4 * sizes.activations1),
      deltas0: numbers(4 * sizes.deltas0),
      deltas1: numbers(4 * sizes.deltas1),
      heads: numbers(4 * capacity * heads.stride),
      noise: numbers(Math.max(steps * noiseStep, stochastic ? capacity * spec.latent : 0)),
      picks: numbers(Math.max(steps * picksStep, capacity)),
      partials: numbers(Math.max(steps * partialsStep, sums(SLICE))),
      losses: RING * LOSS_BYTES,
    },
  };
}

function weightsOf(stage: Stage): Pick<Product, 'b' | 'bStride' | 'bias'> {
  const { weights, stride, inputs } = stage;
  return { b: weights, bStride: stride, bias: weights + inputs * stride };
}

function place(p: Place | null): Place {
  if (!p) throw new Error('the first stage reads images, not numbers');
  return p;
}

/** All dispatches of a training step, in their order; weights change after they were last read. */
export function trainingStep(plan: Plan): Dispatch[] {
  return [...plan.encode, ...plan.decode, plan.loss, ...plan.backward, ...plan.update];
}

/** The `products` buffer's content. */
export function productWords(plan: Plan): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(plan.buffers.products / 4);
  for (const { products, productsAt } of [...trainingStep(plan), plan.pixels]) {
    products.forEach((product, i) => {
      words.set(Object.values(product), productsAt / 4 + i * PRODUCT_WORDS);
    });
  }
  return words;
}
