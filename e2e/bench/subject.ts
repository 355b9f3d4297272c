/**
 * The interface of a subject: something that trains a model. Our engines and their peers get the same first
 * parameters and the same images.
 */
import type { ModelSpec } from '../../src/model/spec';

export const BATCH = 128;
export const SEED = 1;
/** Enough images that steps do not repeat one batch; every subject keeps them where it computes. */
export const BATCHES = 16;

export interface Task {
  /** A VAE with ReLU and Bernoulli pixels, of any widths. */
  spec: ModelSpec;
  /** The flat array of `model/layout.ts`. */
  parameters: Float32Array;
  /** Whole batches of BATCH × 784 bytes; peers use them in this order, cyclically. */
  images: Uint8Array;
}

/** One batch with its noise, to check that all compute the same loss. */
export interface Sample {
  /** BATCH × 784, in [0, 1]. */
  x: Float32Array;
  /** BATCH × latent. */
  epsilon: Float32Array;
}

export interface Subject {
  /** What ours runs on, and how. */
  device?: string;
  /** The total loss of step 0 with the task's parameters, in nats per image. */
  firstLoss(sample: Sample): Promise<number>;
  /** Runs `count` steps and resolves when the last one has been computed, not when it has been recorded. */
  train(count: number): Promise<void>;
  /** A copy of the flat array as it is now. */
  parameters(): Promise<Float32Array>;
  /** Decodes `count` points and resolves with pixels on the CPU. Peers need none. */
  decode?(z: Float32Array, count: number): Promise<void>;
}
