/**
 * Measures what a rate costs in similarity, a little at a time so that no frame waits for it: the codes of
 * images are quantised to a number of bits, decoded and compared with the originals. Pure; the decoder is
 * passed in.
 */

import { formOf, type ImageSet, imageAt } from '../../data/images';
import { type ImageForm, imageSize } from '../../experiment/dataShape';
import { psnr } from '../../math/psnr';
import { ssim } from '../../math/ssim';
import { quantised, type Ranges } from './quantise';

export interface Likeness {
  /** Decibels; for several images, that of their mean squared error. */
  psnr: number;
  /** For several images, the mean. */
  ssim: number;
}

/** Images, their codes (count × latent), and the range of each number of a code. */
export interface Material {
  /** Pixels in [0, 1]. */
  images: Float32Array;
  form: ImageForm;
  codes: Float32Array;
  labels: Uint8Array | null;
  count: number;
  ranges: Ranges;
}

/** Writes the pixels of one code to `out`; returns false if it cannot. */
export type Decode = (z: Float32Array, out: Float32Array, label: number | undefined) => boolean;

/** One pass over the material at one rate. */
export interface Pass {
  readonly bits: number;
  /** The decoded pixels so far, image by image. */
  readonly pixels: Float32Array;
  /** Decodes the next image. Returns whether the pass is finished, or null if it cannot continue. */
  next(): boolean | null;
  /** For the images so far, at least one. */
  likeness(): Likeness;
}

export function createPass(material: Material, bits: number, decode: Decode): Pass {
  const { images, form, labels, count, ranges } = material;
  const size = imageSize(form);
  const latent = ranges.low.length;
  const codes = quantised(material.codes, ranges, bits);
  const pixels = new Float32Array(count * size);
  let done = 0;
  let similarity = 0;
  return {
    bits,
    pixels,
    next() {
      if (done === count) return true;
      const [from, to] = [done * size, (done + 1) * size];
      const out = pixels.subarray(from, to);
      if (!decode(codes.subarray(done * latent, (done + 1) * latent), out, labels?.[done])) return null;
      similarity += ssimOf(images.subarray(from, to), out, form);
      done++;
      return done === count;
    },
    likeness: () => ({
      psnr: psnr(images.subarray(0, done * size), pixels.subarray(0, done * size)),
      ssim: similarity / done,
    }),
  };
}

/** Images `indices` of a set, with their codes from `codes`, which belong to its first images. */
export function materialOf(
  set: ImageSet,
  indices: readonly number[],
  codes: Float32Array,
  ranges: Ranges,
): Material {
  const latent = ranges.low.length;
  const count = indices.length;
  const form = formOf(set);
  const size = imageSize(form);
  const images = new Float32Array(count * size);
  const own = new Float32Array(count * latent);
  indices.forEach((index, i) => {
    imageAt(set, index).forEach((byte, p) => {
      images[i * size + p] = byte / 255;
    });
    own.set(codes.subarray(index * latent, (index + 1) * latent), i * latent);
  });
  const { labels } = set;
  return {
    ...{ images, form, count, ranges },
    codes: own,
    labels: labels && Uint8Array.from(indices, (i) => labels[i]),
  };
}

/** Of images in colour, the mean over the three channels. */
function ssimOf(a: Float32Array, b: Float32Array, { side, channels }: ImageForm): number {
  if (channels === 1) return ssim(a, b, side);
  let sum = 0;
  for (let c = 0; c < channels; c++) {
    const channel = (all: Float32Array) =>
      Float32Array.from({ length: side * side }, (_, p) => all[channels * p + c]);
    sum += ssim(channel(a), channel(b), side);
  }
  return sum / channels;
}
