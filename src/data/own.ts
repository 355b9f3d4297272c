/**
 * The reader's own images: one to four IDX files, gzipped or not, with or without labels, dropped on the page
 * in any order or named by a script. Their kind is read from their bytes; files are matched by their counts
 * and, where these are ambiguous, by their names.
 */
import { ProblemError } from '../experiment/problem';
import { gunzip } from './gunzip';
import { idxKind, MAX_IDX_BYTES, notIdx, PIXELS, parseImages, parseLabels } from './idx';
import type { Dataset, ImageSet } from './images';

export interface OwnFile {
  name: string;
  bytes: Uint8Array;
}

/** The same four files with their roles given. */
export interface OwnParts {
  images: Uint8Array;
  labels?: Uint8Array;
  testImages?: Uint8Array;
  testLabels?: Uint8Array;
}

interface Pictures {
  file: string;
  images: Uint8Array;
  count: number;
}
interface Labels {
  file: string;
  labels: Uint8Array;
  count: number;
}
interface Pair {
  pictures: Pictures;
  labels?: Labels;
}

/** The share and size of MNIST's test set. */
const TEST_SHARE = 1 / 7;
const TEST_MOST = 10_000;

/** A data set of the reader's files. Rejects with the `idx.*` and `data.*` problems. */
export async function ownDataset(given: readonly OwnFile[] | OwnParts): Promise<Dataset> {
  const { train, test } = isList(given) ? await fromFiles(given) : await fromParts(given);
  const whole = imageSet(train);
  const sets = test ? { train: whole, test: imageSet(test) } : split(whole);
  return { id: 'own', ...sets, origin: 'reader' };
}

const isList = (given: readonly OwnFile[] | OwnParts): given is readonly OwnFile[] => Array.isArray(given);

async function fromParts(parts: OwnParts): Promise<{ train: Pair; test?: Pair }> {
  const read = async (file: keyof OwnParts): Promise<OwnFile | undefined> => {
    const bytes = parts[file];
    return bytes && { name: file, bytes: await unpack({ name: file, bytes }) };
  };
  const images = await read('images');
  const labels = await read('labels');
  const testImages = await read('testImages');
  const testLabels = await read('testLabels');
  if (!images) throw new ProblemError('data.noImages');
  if (testLabels && !testImages) throw new ProblemError('data.ambiguous', { file: testLabels.name });
  const train: Pair = { pictures: pictures(images), labels: labels && labelsOf(labels) };
  if (!testImages) return { train };
  return { train, test: { pictures: pictures(testImages), labels: testLabels && labelsOf(testLabels) } };
}

async function fromFiles(files: readonly OwnFile[]): Promise<{ train: Pair; test?: Pair }> {
  if (files.length > 4) throw new ProblemError('data.ambiguous', { file: files[4].name });
  const sets: Pictures[] = [];
  const labels: Labels[] = [];
  for (const { name, bytes } of files) {
    const file = { name, bytes: await unpack({ name, bytes }) };
    if (idxKind(file.bytes) === 'images') sets.push(pictures(file));
    else labels.push(labelsOf(file));
  }
  if (sets.length === 0) throw new ProblemError('data.noImages');
  if (sets.length > 2) throw new ProblemError('data.ambiguous', { file: sets[2].file });
  const pairs: Pair[] = inOrder(sets).map((set) => ({ pictures: set }));
  for (const one of labels) {
    const pair = pairOf(one, pairs);
    if (pair.labels) throw new ProblemError('data.ambiguous', { file: one.file });
    pair.labels = one;
  }
  return { train: pairs[0], test: pairs[1] };
}

/** Training images first: by name where the names say so, else the larger set. */
function inOrder(sets: Pictures[]): Pictures[] {
  if (sets.length < 2) return sets;
  const [a, b] = sets;
  const named = roleOfName(a.file) !== roleOfName(b.file);
  if (named) return roleOfName(a.file) === 'test' || roleOfName(b.file) === 'train' ? [b, a] : [a, b];
  if (a.count === b.count) throw new ProblemError('data.ambiguous', { file: b.file });
  return a.count > b.count ? [a, b] : [b, a];
}

/**
 * The images that these labels belong to: those of the same count; of two such, those with a matching name.
 */
function pairOf(labels: Labels, pairs: Pair[]): Pair {
  const fitting = pairs.filter((pair) => pair.pictures.count === labels.count);
  if (fitting.length === 0) throw counts(pairs[0].pictures, labels);
  if (fitting.length === 1) return fitting[0];
  const role = roleOfName(labels.file);
  if (role === null) throw new ProblemError('data.ambiguous', { file: labels.file });
  return pairs[role === 'train' ? 0 : 1];
}

function roleOfName(name: string): 'train' | 'test' | null {
  if (/t10k|test|valid/i.test(name)) return 'test';
  return /train/i.test(name) ? 'train' : null;
}

function unpack({ name, bytes }: OwnFile): Promise<Uint8Array> {
  return gunzip(bytes, {
    file: name,
    limit: MAX_IDX_BYTES,
    // A gzip bomb, or a video, is refused at its first bytes.
    inspect: (head) => {
      if (head.length === 0) throw new ProblemError('idx.empty', { file: name });
      if (head.length >= 4 && idxKind(head) === null) throw notIdx(head.subarray(0, 16), name);
    },
  });
}

function pictures({ name, bytes }: OwnFile): Pictures {
  return { file: name, ...parseImages(bytes, name) };
}

function labelsOf({ name, bytes }: OwnFile): Labels {
  return { file: name, ...parseLabels(bytes, name) };
}

function imageSet({ pictures, labels }: Pair): ImageSet {
  const { images, count } = pictures;
  if (labels && labels.count !== count) throw counts(pictures, labels);
  return { images, labels: labels?.labels ?? null, count };
}

const counts = (pictures: Pictures, labels: Labels) =>
  new ProblemError('idx.counts', {
    file: pictures.file,
    images: pictures.count,
    labelsFile: labels.file,
    labels: labels.count,
  });

/** The last seventh, at most 10,000, becomes the test set; a single image is in both sets. */
function split(whole: ImageSet): { train: ImageSet; test: ImageSet } {
  if (whole.count === 1) return { train: whole, test: slice(whole, 0, 1) };
  const held = Math.min(TEST_MOST, Math.max(1, Math.floor(whole.count * TEST_SHARE)));
  const at = whole.count - held;
  return { train: slice(whole, 0, at), test: slice(whole, at, whole.count) };
}

function slice({ images, labels }: ImageSet, from: number, to: number): ImageSet {
  // Copies: a worker that transfers one of the two sets must not detach the other's buffer.
  return {
    images: images.slice(from * PIXELS, to * PIXELS),
    labels: labels?.slice(from, to) ?? null,
    count: to - from,
  };
}
