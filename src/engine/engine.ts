/**
 * What it takes to learn: the one interface that every engine keeps.
 *
 * An engine holds a model's parameters, its optimiser and the training images, wherever its
 * arithmetic lives. It knows nothing of time, pacing, screens or files. Given the same
 * (spec, seed, batch, images, hyper) it gives the same bits each time, and agrees with
 * `model/reference.ts` up to rounding.
 */
import type { EngineId } from '../experiment/config';
import { layoutOf } from '../model/compile';
import { NO_UPDATES, type Updates } from '../model/optimiser';
import { type Hyper, type ModelSpec, NO_HYPER, type Optimiser } from '../model/spec';

/** All that a run goes on from: parameters, and the optimiser's state, in the layout of the parameters. */
export interface TrainingState {
  parameters: Float32Array;
  /** Whose moments these are; another optimiser starts from zero (`updates.ts`). */
  optimiser: Optimiser;
  /** First and second moments, zero at the start; of an optimiser without one of them it holds nothing of meaning. */
  m: Float32Array;
  v: Float32Array;
  /** Updates of each learner since its moments were zero: Adam's t. */
  updates: Updates;
}

/** Before the first step: any optimiser can go on from it. */
export function freshState(spec: ModelSpec, parameters: Float32Array): TrainingState {
  const { size } = layoutOf(spec);
  const { optimiser } = NO_HYPER;
  return { parameters, optimiser, m: new Float32Array(size), v: new Float32Array(size), updates: NO_UPDATES };
}

/** Throws where a state is of another model, before any of it is taken. */
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
  /** n × 784 bytes; the engine may keep its own copy where it computes. */
  images: Uint8Array;
  /** Their classes, n bytes; a model with a condition cannot learn without. */
  labels?: Uint8Array;
  /**
   * Images that will be encoded and evaluated again and again, whole or in parts (views of the same memory);
   * never written to. The engine may keep its own copy of them too.
   */
  test?: Uint8Array;
  /** Threads of the SIMD engine, where there can be as many; without, those that measure fastest. */
  threads?: number;
  /** Told while the engine prepares itself, if that takes long: how much of how much is done. */
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
  /** What computes, in words for the badge: adapter, renderer, or threads. */
  readonly device: string;
  readonly spec: ModelSpec;
  /** Resolves once when the device is gone for good; never rejects. */
  readonly lost: Promise<{ message: string }>;

  /** Takes a copy. */
  load(state: TrainingState): Promise<void>;
  /** A copy of everything needed to go on elsewhere. */
  save(): Promise<TrainingState>;
  /** A copy of the parameters from `from` (default 0) to the end; in `into`, where that is given and as long. */
  readParameters(from?: number, into?: Float32Array): Promise<Float32Array>;

  /**
   * Runs steps `first` … `first + count − 1`. Step s learns from the images that
   * `data/batches.ts` names for it, with the draws of (seed, purpose, s), as `model/operations.ts` says.
   * Returns the terms of each step (`termsOf`), each as it was before the update that it led to.
   * Where a step takes long, it may be abandoned when nobody wants it any longer: the result ends before it.
   */
  train(first: number, count: number, hyper: Hyper): Promise<Float32Array>;

  /** Images are count × 784 bytes. A conditional model reads their labels (a byte each; 0 where none are given). */
  encode(images: Uint8Array, count: number, labels?: Uint8Array): Promise<Encoded>;
  /** z is count × latent; returns count × 784 pixels in [0, 1]. Labels as for `encode`. */
  decode(z: Float32Array, count: number, labels?: Uint8Array): Promise<Float32Array>;
  /**
   * Loss terms on images that are not learned from, one sample of ε an image from
   * (seed, evaluate, 0) at the image's own index `firstIndex` …, so that the sum over a set
   * does not depend on how it is sliced. Of MADE, recon is −log p(x).
   */
  evaluate(images: Uint8Array, count: number, firstIndex: number, labels?: Uint8Array): Promise<LossSums>;

  /**
   * The page needs a core for a moment, or no longer: an engine that takes all of them may take one less. What it
   * computes stays the same to the last bit.
   */
  leaveCore?(leave: boolean): void;

  dispose(): void;
}

/** The part of an engine that others may use between steps. */
export type EngineReader = Pick<Engine, 'spec' | 'encode' | 'decode' | 'evaluate' | 'readParameters'>;
