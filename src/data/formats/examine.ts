/** Looks at images before they are learned from: what they show of each class, and what seems wrong. */
import { type ImageForm, imageSize } from '../../experiment/dataShape';
import { formOf, type ImageSet, imageAt, imagesAt, inkOf } from '../images';
import type { Opened } from './assemble';
import { LIMITS } from './limits';
import type { Note } from './notes';

interface FindingParams {
  /** Most images are wider than high, as letters and digits are not: `share` of them. */
  turned: { share: number };
  inverted: { share: number };
  blank: { count: number };
  duplicates: { count: number };
  /** Test images that are training images too. */
  shared: { count: number };
  unlike: Record<never, never>;
  /** Classes without a training image. */
  missing: { classes: string };
}
export type FindingCode = keyof FindingParams;
export type Finding = { [C in FindingCode]: { code: C; params: FindingParams[C] } }[FindingCode];

export interface Sample {
  /** Null where there are no labels. */
  label: number | null;
  /** Training images of this class. */
  count: number;
  /** The first of them, in the form of the report. */
  images: Uint8Array;
}

export interface Report {
  form: ImageForm;
  /** The form in which the images could be kept as they are, where that is not 28 × 28 grey. */
  natural: ImageForm | null;
  train: number;
  test: number;
  names: string[] | null;
  notes: Note[];
  findings: Finding[];
  samples: Sample[];
}

const SHOWN = 10;
/** Images that are looked at for what concerns all. */
const LOOKED_AT = 2000;
const INK = 128;

export function examined({ train, test, names, notes, natural }: Opened): Report {
  return {
    form: formOf(train),
    natural,
    ...{ train: train.count, test: test.count, names, notes },
    findings: findingsIn(train, test, notes),
    samples: samplesOf(train),
  };
}

function samplesOf(set: ImageSet): Sample[] {
  const { labels, count } = set;
  const of = (places: number[]) => imagesAt(set, places);
  if (!labels) {
    const few = Math.min(count, 2 * SHOWN);
    // Spread over the set, which may be sorted.
    return [
      {
        label: null,
        count,
        images: of(Array.from({ length: few }, (_, i) => Math.floor((i * count) / few))),
      },
    ];
  }
  const places: number[][] = Array.from({ length: LIMITS.classes }, () => []);
  const counts = new Array<number>(LIMITS.classes).fill(0);
  labels.forEach((label, i) => {
    if (counts[label]++ < SHOWN) places[label].push(i);
  });
  return counts.flatMap((found, label) =>
    found > 0 ? [{ label, count: found, images: of(places[label]) }] : [],
  );
}

function findingsIn(train: ImageSet, test: ImageSet, notes: readonly Note[]): Finding[] {
  const findings: Finding[] = [];
  const { wide, full, blank } = shapesOf(train);
  if (full > 0.5) findings.push({ code: 'inverted', params: { share: full } });
  if (wide > MOSTLY) findings.push({ code: 'turned', params: { share: wide } });
  if (blank > 0) findings.push({ code: 'blank', params: { count: blank } });

  const seen = hashes(train);
  const copies = train.count - seen.size;
  if (copies > 0) findings.push({ code: 'duplicates', params: { count: copies } });
  const held = notes.some(({ code }) => code === 'split');
  let shared = 0;
  if (train.count > 1) for (const hash of hashList(test)) if (seen.has(hash)) shared++;
  if (shared > 0) findings.push({ code: 'shared', params: { count: shared } });
  if (!held && areUnlike(train, test)) findings.push({ code: 'unlike', params: {} });
  const { labels } = train;
  if (labels) {
    const present = new Set(labels);
    const top = Math.max(...present, ...new Set(test.labels ?? []));
    const missing = Array.from({ length: top + 1 }, (_, label) => label).filter(
      (label) => !present.has(label),
    );
    if (missing.length > 0 && present.size > 1)
      findings.push({ code: 'missing', params: { classes: missing.join(', ') } });
  }
  return findings;
}

/** Of MNIST's test images 13% are wider than high; of the same, lying, 87%. */
const MOSTLY = 0.6;

/** Places of images to look at, spread over the set. */
function looked(count: number): number[] {
  const few = Math.min(count, LOOKED_AT);
  return Array.from({ length: few }, (_, i) => Math.floor((i * count) / few));
}

/** Shares of the images whose ink is wider than high, and whose border is full; and how many are blank. */
function shapesOf(set: ImageSet): { wide: number; full: number; blank: number } {
  const { count, side } = set;
  let [wide, high, full, blank] = [0, 0, 0, 0];
  for (const i of looked(count)) {
    const image = inkOf(imageAt(set, i), set);
    const inverted = borderMean(image, side) > INK;
    if (inverted) full++;
    const box = boxOf(image, side, inverted ? 255 : 0);
    if (box && box.width > box.height) wide++;
    if (box && box.width < box.height) high++;
  }
  for (let i = 0; i < count; i++) if (isBlank(imageAt(set, i))) blank++;
  return { wide: wide / Math.max(1, wide + high), full: full / looked(count).length, blank };
}

const isBlank = (image: Uint8Array): boolean => {
  for (let at = 1; at < image.length; at++) if (image[at] !== image[0]) return false;
  return true;
};

function borderMean(image: Uint8Array, side: number): number {
  let sum = 0;
  for (let i = 0; i < side; i++)
    sum += image[i] + image[image.length - 1 - i] + image[i * side] + image[i * side + side - 1];
  return sum / (4 * side);
}

function boxOf(image: Uint8Array, side: number, paper: number): { width: number; height: number } | null {
  let [left, right, top, bottom] = [side, -1, side, -1];
  for (let at = 0; at < image.length; at++) {
    if (Math.abs(image[at] - paper) < INK) continue;
    const [x, y] = [at % side, Math.floor(at / side)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return right < 0 ? null : { width: right - left, height: bottom - top };
}

/** Two 32-bit FNV hashes of each image, as one number: equal images have equal numbers. */
function* hashList(set: ImageSet): Generator<number> {
  const { images, count } = set;
  const size = imageSize(set);
  for (let i = 0; i < count; i++) {
    let [a, b] = [0x811c9dc5, 0x01234567];
    for (let at = i * size; at < (i + 1) * size; at++) {
      a = Math.imul(a ^ images[at], 0x01000193);
      b = Math.imul(b ^ images[at], 0x85ebca6b) ^ (b >>> 13);
    }
    yield (a >>> 0) * 2 ** 20 + (b >>> 12);
  }
}

const hashes = (set: ImageSet): Set<number> => new Set(hashList(set));

/** So many standard deviations of the training images between the means of a figure, and the sets are unlike. */
const APART = 1.5;

/** Whether test images differ from training images in how much ink they have, or in how it is distributed. */
function areUnlike(train: ImageSet, test: ImageSet): boolean {
  const figures = [figuresOf(train), figuresOf(test)];
  return [0, 1].some((k) => {
    const [a, b] = figures.map((rows) => momentsOf(rows.map((row) => row[k])));
    return Math.abs(a.mean - b.mean) > APART * Math.max(a.deviation, 1);
  });
}

function figuresOf(set: ImageSet): [ink: number, edges: number][] {
  const { side } = set;
  return looked(set.count).map((i) => {
    const image = inkOf(imageAt(set, i), set);
    let [ink, edges] = [0, 0];
    for (let p = 0; p < image.length; p++) {
      ink += image[p];
      if (p % side > 0) edges += Math.abs(image[p] - image[p - 1]);
    }
    return [ink / image.length, edges / image.length];
  });
}

function momentsOf(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length) };
}
