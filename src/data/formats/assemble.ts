/**
 * Which images are for training and which for testing, and which labels are theirs: by the whole words of
 * their names, and where these say nothing, by their counts. Labels that fit nowhere are left out with a note;
 * only images whose part is unclear are refused.
 */

import { GREY_28, type ImageForm, sameForm } from '../../experiment/dataShape';
import { isSign } from '../../experiment/labels';
import { ProblemError } from '../../experiment/problem';
import { formOf, type ImageSet, imagesAt, imagesIn } from '../images';
import { nameAsEmnist } from './emnist';
import type { Holdings } from './gather';
import type { Labels } from './labels';
import { LIMITS } from './limits';
import type { Note } from './notes';
import type { PictureSet } from './pictureSet';
import { withinLimits } from './sampled';

/** The reader's data set as it will be used, and what was done to make it one. */
export interface Opened {
  train: ImageSet;
  test: ImageSet;
  /** What the classes are called in the files, where they are not digits. */
  names: string[] | null;
  notes: Note[];
  /** The form in which all images can be kept as they are, where that is not 28 × 28 grey. */
  natural: ImageForm | null;
}

/** One image of so many is for testing, as in MNIST. */
const TEST_ONE_OF = 7;

/** Throws `data.ambiguous`. */
export function assembled({ sets: all, labels, notes: before }: Holdings): Opened {
  const notes = [...before];
  const { train, test } = inOrder(withoutTwins(all), notes);
  train.part ??= 'train';
  if (test) test.part ??= 'test';
  const pairs = test ? [train, test] : [train];
  for (const one of labels) pair(one, pairs, notes);
  for (const set of pairs) if (set.labels?.note) notes.push(set.labels.note);
  const emnist = nameAsEmnist(pairs.flatMap((set) => set.labels ?? []));
  const names = agreed(pairs, notes);
  if (names && emnist) notes.push({ code: 'emnist', params: { names: names.join(' ') } });
  const long = names?.flatMap((name, i) => (isSign(name) ? [] : [`${i} = ${name}`])) ?? [];
  if (long.length > 0) notes.push({ code: 'classNames', params: { names: long.join(', ') } });
  const [whole, held] = pairs.map((set) => withinLimits(imageSet(set), set.pictures.file, notes));
  const natural = naturalOf(pairs);
  if (held) return { train: whole, test: held, names, notes, natural };
  const parts = split(whole);
  notes.push({ code: 'split', params: { count: parts.test.count } });
  return { ...parts, names, notes, natural };
}

/** The form in which the images of all sets can be kept; null where there is none but 28 × 28 grey. */
function naturalOf(sets: PictureSet[]): ImageForm | null {
  const [first, ...others] = sets.map(({ pictures }) => pictures.natural);
  if (!first || sameForm(first, GREY_28)) return null;
  return others.every((other) => other && sameForm(first, other)) ? first : null;
}

/** Archives hold the same images twice, packed and unpacked. */
function withoutTwins(sets: PictureSet[]): PictureSet[] {
  const same = (a: PictureSet, b: PictureSet) =>
    a.part === b.part &&
    a.part !== null &&
    a.pictures.count === b.pictures.count &&
    a.pictures.images.every((byte, i) => byte === b.pictures.images[i]);
  return sets.filter((set, i) => !sets.slice(0, i).some((earlier) => same(earlier, set)));
}

function inOrder(sets: PictureSet[], notes: Note[]): { train: PictureSet; test?: PictureSet } {
  if (sets.length === 1) return { train: sets[0] };
  const of = (part: PictureSet['part']) => sets.filter((set) => set.part === part);
  const unclear = (set: PictureSet) => new ProblemError('data.ambiguous', { file: set.pictures.file });
  for (const part of ['train', 'test', 'validation'] as const)
    if (of(part).length > 1) throw unclear(of(part)[1]);
  const [[train], [test], [validation], open] = [of('train'), of('test'), of('validation'), of(null)];
  // A set for choosing models is neither; without a test set it serves as one.
  if (validation && test) notes.push({ code: 'aside', params: { file: validation.pictures.file } });
  const held = test ?? validation;
  if (open.length > 2) throw unclear(open[2]);
  if (train || held) {
    const missing = [train, held].filter((set) => !set).length;
    if (open.length > missing) throw unclear(open[missing]);
    if (!train && open.length === 0) return { train: validation, test };
    return { train: train ?? open[0], test: held ?? open[0] };
  }
  const [a, b] = open;
  if (a.pictures.count === b.pictures.count) throw unclear(b);
  return a.pictures.count > b.pictures.count ? { train: a, test: b } : { train: b, test: a };
}

/** Gives labels to the images of the part that their name says, otherwise to those of the same count. */
function pair({ labels, part }: Holdings['labels'][number], sets: PictureSet[], notes: Note[]): void {
  const { file, count } = labels;
  const ofPart = (list: PictureSet[]) => list.find((set) => set.part === part);
  const named = ofPart(sets);
  const fitting = (named ? [named] : sets).filter((set) => set.pictures.count === count);
  if (fitting.length === 0) {
    // Those of a part that is left aside are no news.
    if (part === 'validation' && sets.every((set) => set.part !== part)) return;
    const { pictures } = named ?? sets[0];
    const params = { file, labels: count, imagesFile: pictures.file, images: pictures.count };
    notes.push({ code: 'labelsCount', params });
    return;
  }
  const target = fitting.length === 1 ? fitting[0] : null;
  if (target && !target.labels) target.labels = labels;
  else if (!target || !sameLabels(target.labels, labels))
    notes.push({ code: 'labelsUnclear', params: { file } });
}

const sameLabels = (a: Labels | null, b: Labels) =>
  a?.labels !== undefined && a?.labels?.every((label, i) => label === b.labels?.[i]) === true;

/** The names of the classes, the same for both sets; the labels are numbered by them. */
function agreed(sets: PictureSet[], notes: Note[]): string[] | null {
  const named = sets.flatMap(({ labels }) => (labels?.labels ? [labels] : []));
  if (!named.some(({ names }) => names)) return null;
  // Where one set's classes have names, the numbers of the other's are names too.
  for (const one of named)
    one.names ??= Array.from({ length: 1 + Math.max(0, ...new Set(one.labels)) }, (_, label) =>
      String(label),
    );
  const all = [...new Set(named.flatMap(({ names = [] }) => names))];
  const numbers = all.every((name) => Number.isFinite(Number(name)));
  all.sort(numbers ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
  for (const one of named) {
    const { names = [] } = one;
    if (all.length > LIMITS.classes) {
      const params = { file: one.file, low: 0, high: all.length - 1, classes: LIMITS.classes };
      notes.push({ code: 'labelsRange', params });
      one.labels = null;
    } else one.labels = one.labels?.map((label) => all.indexOf(names[label])) ?? null;
  }
  return all.length > LIMITS.classes ? null : all;
}

const imageSet = ({ pictures: { images, form, count }, labels }: PictureSet): ImageSet => ({
  ...formOf(form),
  images,
  labels: labels?.labels ?? null,
  count,
});

/**
 * The last seventh becomes the test set, or every seventh where the images are sorted by
 * class; a single image is in both sets.
 */
function split(whole: ImageSet): { train: ImageSet; test: ImageSet } {
  if (whole.count === 1) return { train: whole, test: slice(whole, 0, 1) };
  const held = Math.max(1, Math.floor(whole.count / TEST_ONE_OF));
  const at = whole.count - held;
  if (isSorted(whole.labels)) return spread(whole, Math.floor(whole.count / held));
  return { train: slice(whole, 0, at), test: slice(whole, at, whole.count) };
}

/** Whether the classes come one after the other, so that the last images are of one class. */
const isSorted = (labels: Uint8Array | null): labels is Uint8Array =>
  labels !== null &&
  labels[0] !== labels.at(-1) &&
  labels.every((label, i) => i === 0 || labels[i - 1] <= label);

/** Every `step`-th image becomes a test image. */
function spread(whole: ImageSet, step: number): { train: ImageSet; test: ImageSet } {
  const { labels, count } = whole;
  const chosen = (test: boolean): ImageSet => {
    const places: number[] = [];
    for (let i = 0; i < count; i++) if ((i % step === step - 1) === test) places.push(i);
    return {
      ...whole,
      images: imagesAt(whole, places),
      labels: labels && Uint8Array.from(places, (i) => labels[i]),
      count: places.length,
    };
  };
  return { train: chosen(false), test: chosen(true) };
}

function slice(whole: ImageSet, from: number, to: number): ImageSet {
  // Copies: a worker that transfers one of the two sets must not detach the other's buffer.
  return {
    ...whole,
    images: imagesIn(whole, from, to).slice(),
    labels: whole.labels?.slice(from, to) ?? null,
    count: to - from,
  };
}
