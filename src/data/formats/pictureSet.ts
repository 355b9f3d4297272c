/**
 * Picture files as a set: one folder a class, and above the classes perhaps "train" and "test". Pictures that
 * lie together in one folder have no labels.
 */

import { formAround, GREY_28, type ImageForm, imageSize } from '../../experiment/dataShape';
import { ProblemError } from '../../experiment/problem';
import type { Budget } from './budget';
import { type Labels, textLabels } from './labels';
import { mostImages } from './limits';
import type { Note } from './notes';
import { readPng } from './png';
import { flattened, inColour, type Raster } from './raster';
import type { Resampler } from './resample';
import { type Part, partOf, wordsOf } from './roles';
import { spreadPlaces } from './sampled';
import { fitted, fittedNote, type Pictures } from './toImages';

export interface PictureFile {
  /** With its folders. */
  name: string;
  bytes: Uint8Array;
  kind: 'png' | 'picture';
}
/** The browser's decoder; null where there is none, or where it cannot. */
export type Decode = (bytes: Uint8Array) => Promise<Raster | null>;

export interface PictureSet {
  pictures: Pictures;
  labels: Labels | null;
  part: Part | null;
}

/** Throws `data.damaged`, `data.tooLarge`. */
export async function pictureSets(
  files: readonly PictureFile[],
  decode: Decode,
  notes: Note[],
  budget: Budget,
  form: ImageForm = GREY_28,
): Promise<PictureSet[]> {
  const size = imageSize(form);
  const parts = new Map<Part | null, PictureFile[]>();
  for (const file of files) {
    const part = partIn(foldersOf(file.name));
    const members = parts.get(part);
    if (members) members.push(file);
    else parts.set(part, [file]);
  }
  const seen: Seen = {
    grey: null,
    transparent: 0,
    sizes: new Map(),
    fits: new Map(),
    largest: 0,
  };
  const sets: PictureSet[] = [];
  for (const [part, members] of parts) {
    const all = inOrder(members);
    const count = Math.min(all.length, mostImages(form));
    // Before they are unpacked.
    const classed = all.map(({ name: path }) => classOf(path));
    const few = spreadPlaces(all.length, count, classed).map((i) => all[i]);
    const name = few.length === 1 ? few[0].name : commonFolder(few);
    if (count < all.length) notes.push({ code: 'limited', params: { file: name, count, found: all.length } });
    budget.take(few.length * size, name);
    const images = new Uint8Array(few.length * size);
    for (const [i, file] of few.entries()) {
      const raster = await budget.lent(() => rasterOf(file, decode, budget));
      place(raster, file.name, images.subarray(i * size, (i + 1) * size), seen, form);
    }
    const classes = few.map(({ name: path }) => classOf(path));
    const labelled = new Set(classes).size > 1 && classes.every((one) => one !== '');
    sets.push({
      pictures: { file: name, images, form, natural: null, count: few.length },
      labels: labelled ? textLabels(classes, name) : null,
      part,
    });
  }
  notes.push(...notesOf(seen, form));
  const natural = formAround(seen.largest, seen.largest, seen.grey ? 3 : 1);
  return sets.map((set) => ({ ...set, pictures: { ...set.pictures, natural } }));
}

interface Seen {
  grey: string | null;
  transparent: number;
  /** With a file of each. */
  sizes: Map<string, { file: string; rows: number; columns: number }>;
  fits: Map<string, Resampler>;
  /** The largest side of all. */
  largest: number;
}

async function rasterOf({ name, bytes, kind }: PictureFile, decode: Decode, budget: Budget): Promise<Raster> {
  const own = kind === 'png' ? readPng(bytes, name, budget) : null;
  const raster = own ?? (await decode(bytes));
  if (!raster) throw new ProblemError('picture.unreadable', { file: name });
  return raster;
}

function place(raster: Raster, file: string, target: Uint8Array, seen: Seen, form: ImageForm): void {
  const { width, height } = raster;
  const { values, coloured, transparent } = flattened(raster);
  seen.largest = Math.max(seen.largest, width, height);
  if (coloured) seen.grey ??= file;
  if (transparent) seen.transparent++;
  const size = `${height}×${width}`;
  if (!seen.sizes.has(size)) seen.sizes.set(size, { file, rows: height, columns: width });
  let bring = seen.fits.get(size);
  if (!bring) {
    bring = fitted(height, width, form);
    if (seen.fits.size < 100) seen.fits.set(size, bring);
  }
  bring(form.channels === 1 ? values : inColour(raster), target);
}

/** For pictures of different sizes, one of each kind. */
function notesOf({ grey, transparent, sizes }: Seen, form: ImageForm): Note[] {
  const notes: Note[] = [];
  for (const { file, rows, columns } of sizes.values()) {
    const note = fittedNote(file, rows, columns, form);
    if (note && !notes.some(({ code }) => code === note.code)) notes.push(note);
  }
  if (grey && form.channels === 1) notes.push({ code: 'grey', params: { file: grey } });
  if (transparent > 0) notes.push({ code: 'transparent', params: { count: transparent } });
  return notes;
}

/**
 * By the last number of their names, whatever their folders, as tools number the images of a set; without one,
 * by their place in their folder. So the classes are mixed, as in the files that such folders were made from.
 */
function inOrder(files: readonly PictureFile[]): PictureFile[] {
  const met = new Map<string, number>();
  const keyed = files.map((file) => {
    const folder = foldersOf(file.name).join('/');
    const place = met.get(folder) ?? 0;
    met.set(folder, place + 1);
    const number = /(\d{1,15})\D*$/.exec(file.name.slice(folder.length))?.[1];
    return { file, number: number === undefined ? place : Number(number) };
  });
  return keyed
    .sort((a, b) => a.number - b.number || (a.file.name < b.file.name ? -1 : 1))
    .map(({ file }) => file);
}

const foldersOf = (name: string): string[] => name.split('/').slice(0, -1);

/** The first folder that is called after a part and nothing else, such as "train". */
const partFolder = (folders: readonly string[]): number =>
  folders.findIndex((folder) => wordsOf(folder).length === 1 && partOf(folder) !== null);

const partIn = (folders: readonly string[]): Part | null =>
  partOf(folders[partFolder(folders)] ?? folders.join('/'));

/** The folder that a picture lies in, unless it says the part: below "train", a class may be called "test". */
function classOf(name: string): string {
  const folders = foldersOf(name);
  return partFolder(folders) === folders.length - 1 ? '' : (folders.at(-1) ?? '');
}

/** The folders that all have in common, for messages. */
function commonFolder(files: readonly PictureFile[]): string {
  const [first, ...others] = files.map(({ name }) => foldersOf(name));
  const shared = first.filter((folder, i) => others.every((path) => path[i] === folder));
  return shared.join('/') || `${files[0].name} …`;
}
