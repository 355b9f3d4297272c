/** A batch as tensors: images as numbers in [0, 1], labels one-hot, codes. */
import * as tf from '@tensorflow/tfjs-core';
import { conditionSize } from '../../model/layout';
import { imageSize, type ModelSpec } from '../../model/spec';
import type { Batch } from './pass';

/** What is encoded or learned from, or codes to decode; one byte per label, all 0 where none are given. */
type Given = { labels?: Uint8Array } & ({ pixels: Float32Array } | { codes: Float32Array });

/** Returns tensors that the caller disposes of. */
export function batchTensors(
  spec: ModelSpec,
  given: Given,
  { seed, step, first = 0 }: { seed: number; step: number; first?: number },
): Batch {
  const pixels = 'pixels' in given ? given.pixels : new Float32Array(0);
  const codes = 'codes' in given ? given.codes : null;
  const size = imageSize(spec.data);
  const count = codes ? codes.length / spec.latent : pixels.length / size;
  return {
    count,
    pixels,
    images: codes ? null : tf.tensor2d(pixels, [count, size]),
    labels: conditionSize(spec) > 0 ? oneHot(given.labels, count, spec.data.classes) : null,
    codes: codes && tf.tensor2d(codes, [count, spec.latent]),
    seed,
    step,
    first,
  };
}

function oneHot(labels: Uint8Array | undefined, count: number, classes: number): tf.Tensor2D {
  const hot = new Float32Array(count * classes);
  for (let n = 0; n < count; n++) {
    const label = labels?.[n] ?? 0;
    if (label < classes) hot[n * classes + label] = 1;
  }
  return tf.tensor2d(hot, [count, classes]);
}

/** Bytes as numbers in [0, 1]: of the images at `indices`, or of all. */
export function pixelsOf(images: Uint8Array, of?: { indices: Uint32Array; size: number }): Float32Array {
  if (!of) return Float32Array.from(images, (byte) => byte / 255);
  const { indices, size } = of;
  const out = new Float32Array(indices.length * size);
  let o = 0;
  for (const index of indices) {
    const start = index * size;
    for (let i = start; i < start + size; i++) out[o++] = images[i] / 255;
  }
  return out;
}
