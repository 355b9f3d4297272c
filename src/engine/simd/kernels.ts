/**
 * The WebAssembly module: selects the build for this browser, and types its functions. It works on memory
 * that the caller owns; pointers and `ld…` (distance between rows) are in bytes.
 */

import { ProblemError } from '../../experiment/problem';
import type { LayerActivation } from '../../model/activations';
import type { Corruption, Likelihood } from '../../model/spec';
import relaxed from './assembly/index.ts?relaxed-simd';
import plain from './assembly/index.ts?simd';

/** Rows of a tile and columns of a panel: matrices have room for whole ones. */
export const TILE = 4;
export const PANEL = 8;
/** Depths that `product` packs at a time. */
export const BLOCK = 256;

/** Numbered as in the module. */
export const NO_ACTIVATION = 0;
export const SIGMOID = 5;
export const ACTIVATION: Record<LayerActivation, number> = {
  relu: 1,
  leakyRelu: 2,
  tanh: 3,
  elu: 4,
  sigmoid: SIGMOID,
};
export const CORRUPTION: Record<Corruption, number> = { none: 0, gaussian: 1, masking: 2, saltPepper: 3 };
export const LIKELIHOOD: Record<Likelihood, number> = { bernoulli: 0, gaussian: 1 };

/** Documented in `assembly/`. */
export interface Kernels {
  packColumns(x: number, rows: number, columns: number, ldx: number, to: number, depth: number): void;
  packRows(w: number, inputs: number, outputs: number, to: number, from: number, end: number): void;
  packSparseRows(x: number, ldx: number, rows: number, depth: number, to: number): void;
  product(
    x: number,
    ldx: number,
    rows: number,
    depth: number,
    panels: number,
    columns: number,
    start: number,
    ldStart: number,
    y: number,
    ldy: number,
    tiles: number,
  ): void;
  sparseProduct(
    sparse: number,
    rows: number,
    depth: number,
    panels: number,
    columns: number,
    start: number,
    ldStart: number,
    y: number,
    ldy: number,
  ): void;
  learn(
    x: number,
    ldx: number,
    sparse: boolean,
    batch: number,
    inputs: number,
    outputs: number,
    panels: number,
    p: number,
    m: number,
    v: number,
    weight: number,
    numbers: number,
    zeros: number,
    gradient: number,
    strip: number,
    from: number,
    end: number,
    reach: number,
    pull: number,
    flushes: boolean,
  ): void;
  down(
    x: number,
    ldx: number,
    images: number,
    windows: number,
    panels: number,
    start: number,
    adds: boolean,
    y: number,
    ldy: number,
    scratch: number,
  ): void;
  up(
    x: number,
    ldx: number,
    images: number,
    windows: number,
    rowPanels: number,
    bias: number,
    adds: boolean,
    y: number,
    ldy: number,
    zeros: number,
    scratch: number,
  ): void;
  learnFilter(
    x: number,
    ldx: number,
    images: number,
    windows: number,
    panels: number,
    p: number,
    m: number,
    v: number,
    weight: number,
    numbers: number,
    zeros: number,
    gradient: number,
    strip: number,
    from: number,
    end: number,
    flushes: boolean,
  ): void;
  learnChannelBias(
    delta: number,
    ld: number,
    images: number,
    pixels: number,
    channels: number,
    p: number,
    m: number,
    v: number,
    bias: number,
    numbers: number,
    gradient: number,
    flushes: boolean,
  ): void;
  normalise(
    kind: number,
    x: number,
    y: number,
    ld: number,
    rows: number,
    pixels: number,
    channels: number,
    groups: number,
    scale: number,
    shift: number,
    statistics: number,
  ): void;
  throughNormalisation(
    kind: number,
    delta: number,
    x: number,
    y: number,
    ld: number,
    rows: number,
    pixels: number,
    channels: number,
    groups: number,
    scale: number,
    statistics: number,
    sums: number,
    keeps: boolean,
    dx: number,
  ): void;
  activate(kind: number, y: number, ld: number, rows: number, columns: number): void;
  throughActivation(kind: number, delta: number, y: number, ld: number, rows: number, columns: number): void;
  silu(x: number, y: number, ld: number, rows: number, columns: number): void;
  throughSilu(delta: number, x: number, ld: number, rows: number, columns: number): void;
  unpack(bytes: number, x: number, ldx: number, rows: number, columns: number): void;
  reconstruction(
    likelihood: number,
    o: number,
    x: number,
    ld: number,
    rows: number,
    columns: number,
    scale: number,
    losses: number,
  ): void;
  toPixels(likelihood: number, o: number, ld: number, rows: number, columns: number): void;
  reparameterise(
    mu: number,
    logVar: number,
    epsilon: number,
    z: number,
    ld: number,
    rows: number,
    latent: number,
    losses: number,
  ): void;
  throughLatent(
    delta: number,
    deltaLogVar: number,
    mu: number,
    logVar: number,
    epsilon: number,
    ld: number,
    rows: number,
    latent: number,
    shares: number,
  ): void;
  fillNormal(to: number, count: number, seed: number, purpose: number, step: number, first: number): void;
  corrupt(
    kind: number,
    x: number,
    ld: number,
    rows: number,
    columns: number,
    noise: number,
    seed: number,
    purpose: number,
    step: number,
    first: number,
  ): void;
  permuted(n: number, seed: number, epoch: number, i: number): number;
  threefry(k0: number, k1: number, c0: number, c1: number): bigint;
}

export type Build = 'relaxed' | 'plain';
const BYTES: Record<Build, Uint8Array<ArrayBuffer>> = { relaxed, plain };
/** The same for shared memory, loaded only where there is such memory. */
const SHARED: Record<Build, () => Promise<{ default: Uint8Array<ArrayBuffer> }>> = {
  relaxed: () => import('./assembly/index.ts?relaxed-simd-shared'),
  plain: () => import('./assembly/index.ts?simd-shared'),
};

/** The best build that this browser supports; null where it has no SIMD at all. */
export function bestBuild(): Build | null {
  if (typeof WebAssembly === 'undefined') return null;
  if (WebAssembly.validate(relaxed)) return 'relaxed';
  return WebAssembly.validate(plain) ? 'plain' : null;
}

const modules = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The module for memory of one thread, or for shared memory.
 * Throws ProblemError('engine.unavailable') where the browser has no WebAssembly SIMD.
 */
export function compileKernels(shared = false, build = bestBuild()): Promise<WebAssembly.Module> {
  if (!build) throw new ProblemError('engine.unavailable', { engine: 'simd' });
  const key = `${build} ${shared}`;
  let module = modules.get(key);
  if (!module) {
    module = shared
      ? SHARED[build]().then((bytes) => WebAssembly.compile(bytes.default))
      : WebAssembly.compile(BYTES[build]);
    modules.set(key, module);
  }
  return module;
}

export async function openKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, ...MATH } });
  return exports as unknown as Kernels;
}

/** The functions that the module imports. */
const MATH = {
  'Math.log': Math.log,
  'Math.cos': Math.cos,
  'Math.sin': Math.sin,
  'Math.exp': Math.exp,
};
