/**
 * How well a code learned without labels separates the classes: four measures, each in [0, 1]. The first half of the
 * images is used for fitting and the second for testing, except for clusters, which need no labels.
 */

import type { ImageForm } from '../experiment/dataShape';
import { MOST_CLASSES } from '../experiment/labels';
import { specWith } from '../experiment/specOf';
import { kMeans } from '../math/kmeans';
import { knnAccuracy } from '../math/knn';
import { normalisedMutualInformation, purity } from '../math/nmi';
import { probeAccuracy } from '../math/softmaxRegression';
import { layoutOf } from '../model/compile';
import { headOf } from '../model/layout';
import { fitPca } from '../model/pca';
import { DEFAULT_SHAPE, imageSize } from '../model/spec';

/** Accuracy of the ten nearest neighbours, and of a linear probe; NMI and purity of as many k-means clusters as classes. */
export const MEASURES = ['knn', 'probe', 'nmi', 'purity'] as const;
export type Measure = (typeof MEASURES)[number];
export type Measured = Record<Measure, number>;

const NEIGHBOURS = 10;

/**
 * codes: count × width. Returns null for codes that are NaN or infinite, as in a run that has diverged.
 * `nextTask` is awaited between two measures, so that other work can run.
 */
export async function measureCodes(
  codes: Float32Array,
  labels: Uint8Array,
  width: number,
  nextTask: () => Promise<void>,
  classes = DEFAULT_SHAPE.classes,
): Promise<Measured | null> {
  if (!codes.every(Number.isFinite)) return null;
  const half = Math.floor(labels.length / 2);
  const knn = knnAccuracy(codes, labels, width, half, NEIGHBOURS);
  await nextTask();
  const probe = probeAccuracy(codes, labels, width, half, classes);
  await nextTask();
  const { clusters } = kMeans(codes, width, classes);
  return { knn, probe, nmi: normalisedMutualInformation(clusters, labels), purity: purity(clusters, labels) };
}

/** The measures of a constant code: always the most frequent class, one cluster. */
export function uninformativeMeasures(labels: Uint8Array): Measured {
  const half = Math.floor(labels.length / 2);
  const counts = new Uint32Array(MOST_CLASSES);
  for (const label of labels.subarray(0, half)) counts[label]++;
  const commonest = counts.indexOf(Math.max(...counts));
  const tested = labels.subarray(half);
  const guessed = tested.filter((label) => label === commonest).length / tested.length;
  return { knn: guessed, probe: guessed, nmi: 0, purity: purity(new Uint8Array(labels.length), labels) };
}

/** Pixels in [0, 1] as codes. */
export const pixelCodes = (images: Uint8Array): Float32Array =>
  Float32Array.from(images, (byte) => byte / 255);

/** Codes of the images (in the form `form`) by PCA of `width` components, fitted on the first half of them. */
export async function pcaCodes(
  images: Uint8Array,
  form: ImageForm,
  width: number,
  nextTask: () => Promise<void>,
): Promise<Float32Array> {
  const size = imageSize(form);
  const count = images.length / size;
  const { data, ...rest } = specWith({ model: 'pca', latent: width });
  const spec = { ...rest, data: { ...data, ...form } };
  const half = images.subarray(0, Math.floor(count / 2) * size);
  const { parameters } = await fitPca(spec, half, nextTask);
  const { weight, bias } = headOf(layoutOf(spec));
  const codes = new Float32Array(count * width);
  for (let n = 0; n < count; n++) {
    for (let d = 0; d < width; d++) {
      let z = parameters[bias + d];
      for (let i = 0; i < size; i++) z += (parameters[weight + i * width + d] * images[n * size + i]) / 255;
      codes[n * width + d] = z;
    }
  }
  return codes;
}
