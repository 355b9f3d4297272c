/**
 * The interface that every engine implements.
 *
 * An engine holds a model's parameters, its optimiser and the training images, wherever it computes. It knows
 * nothing of time, pacing, screens or files. Given the same (spec, seed, batch, images, hyper) it gives the
 * same bits each time, and agrees with `model/reference.ts` up to rounding.
 */
import type { EngineId } from '../experiment/config';
import { layoutOf } from '../model/compile';
import { NO_UPDATES, type Updates } from '../model/optimiser';
import { type Hyper, type ModelSpec, NO_HYPER, type Optimiser } from '../model/spec';

/**
 * Everything that a run continues from: parameters, and the optimiser's state, in the layout of the
 * parameters.
 */
export interface TrainingState {
  parameters: Float32Array;
  /** The optimiser that the moments belong to; another one starts from zero (`updateCounter.ts`). */
  optimiser: Optimiser;
  /** First and second moments, zero at the start; undefined for an optimiser that has none. */
  m: Float32Array;
  v: Float32Array;
  /** Updates of each learner since its moments were zero: Adam's t. */
  updates: Updates;
}

/** The state before the first step, from which any optimiser can continue. */
export function freshState(spec: ModelSpec, parameters: Float32Array): TrainingState {
  const { size } = layoutOf(spec);
  const { optimiser } = NO_HYPER;
  return { parameters, optimiser, m: new Float32Array(size), v: new Float32Array(size), updates: NO_UPDATES };
}

/** Throws where a state belongs to another model, before any of it is loaded. */
export function expectStateOf(spec: ModelSpec, { parameters, m, v }: TrainingState): void {
  const { size } = layoutOf(spec);
  for (const [what, part] of [
    ['parameters', parameters],
    ['moments', m],
    ['moments', v],
  ] as const) {
    if (part.length !== size) throw new Error(`${part.length} numbers for ${size} ${what}`);
  }
}

export interface EngineSetup {
  spec: ModelSpec;
  seed: number;
  batch: number;
  /** n × pixels bytes (`imageSize`); the engine may keep a copy where it computes. */
  images: Uint8Array;
  /** Their classes, n bytes; required by a model with a condition. */
  labels?: Uint8Array;
  /**
   * Images that will be encoded and evaluated repeatedly, whole or in parts (views of the same memory); never
   * written to. The engine may keep a copy of them too.
   */
  test?: Uint8Array;
  /** Threads of the SIMD engine, where that many can be started; by default, as many as measure fastest. */
  threads?: number;
  /** Whether WebGPU learns in half precision, for measurements; by default, where it can and that is faster. */
  half?: boolean;
  /** Called while the engine prepares itself, if that takes long, with the number of finished parts. */
  onProgress?(done: number, total: number): void;
}

export interface Encoded {
  /** count × latent. */
  mu: Float32Array;
  /** count × latent, log σ²; null for an AE. */
  logVar: Float32Array | null;
}

/** Sums over images, in nats, so that slices of a test set can be added up. */
export interface LossSums {
  recon: number;
  kl: number;
  count: number;
}

export interface Engine {
  readonly id: EngineId;
  /** The hardware, in words for the badge: adapter, renderer, or threads. */
  readonly device: string;
  readonly spec: ModelSpec;
  /** Present where it learns in half precision. `renounce`: engines that are created later on this device do not. */
  readonly half?: { renounce(why: string): Promise<void> };
  /** Resolves once when the device is gone for good; never rejects. */
  readonly lost: Promise<{ message: string }>;

  /** Copies the state. */
  load(state: TrainingState): Promise<void>;
  /** A copy of everything needed to continue elsewhere. */
  save(): Promise<TrainingState>;
  /**
   * A copy of the parameters from `from` (default 0) to the end; in `into`, if given and of the right length.
   */
  readParameters(from?: number, into?: Float32Array): Promise<Float32Array>;

  /**
   * Runs steps `first` … `first + count − 1`. Step s learns from the images that `data/batches.ts` names for
   * it, with the draws of (seed, purpose, s), as defined in `model/operations.ts`. Returns the terms of each
   * step (`termsOf`), computed before the step's update. A long step may be abandoned when it is no longer
   * wanted: the result then ends before it.
   */
  train(first: number, count: number, hyper: Hyper): Promise<Float32Array>;

  /**
   * Steps for the next `train`, where the engine knows better than the time of the last one tells: where results come
   * late, however few steps they are of.
   */
  stepsAtOnce?(): number;

  /**
   * Images are count × pixels bytes. A conditional model reads their labels (one byte each; 0 where none are
   * given).
   */
  encode(images: Uint8Array, count: number, labels?: Uint8Array): Promise<Encoded>;
  /** z is count × latent; returns count × pixels numbers in [0, 1]. Labels as for `encode`. */
  decode(z: Float32Array, count: number, labels?: Uint8Array): Promise<Float32Array>;
  /**
   * Loss terms on images that are not trained on, with one sample of ε per image from (seed, evaluate, 0) at
   * the image's own index `firstIndex` …, so that the sum over a set does not depend on how it is sliced. For
   * MADE, recon is −log p(x).
   */
  evaluate(images: Uint8Array, count: number, firstIndex: number, labels?: Uint8Array): Promise<LossSums>;

  /**
   * Whether the page needs a core for a moment: an engine that uses all of them may use one less meanwhile.
   * Its results stay the same to the last bit.
   */
  leaveCore?(leave: boolean): void;

  dispose(): void;
}

/** The part of an engine that other code may use between steps. */
export type EngineReader = Pick<Engine, 'spec' | 'encode' | 'decode' | 'evaluate' | 'readParameters'>;
