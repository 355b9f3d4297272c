/**
 * Drawings that the reader has kept, each with the name of its class: images for a lesson without any tool. They
 * stay in the browser's storage, if it allows that.
 */
import { create } from 'zustand';
import { npzFile, pngOfImage, zipFile } from '../data/formats/write';
import { GREY_28 } from '../experiment/dataShape';
import { INPUT_SIZE } from '../model/spec';
import { notify } from './notices';

export interface Kept {
  label: string;
  /** 784 bytes. */
  image: Uint8Array;
}

const KEY = 'latent-playground.collection';
/** About a megabyte of storage. */
export const MOST_KEPT = 600;
export const MOST_CHARACTERS = 24;

type Stored = Pick<Storage, 'getItem' | 'setItem'>;
const browser = (): Stored => window.localStorage;

interface Collection {
  kept: readonly Kept[];
  /** What was kept before each change on this page, for Undo. */
  past: readonly (readonly Kept[])[];
}

export const useCollection = create<Collection>()(() => ({ kept: [], past: [] }));

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const bytesOf = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** Reads what an earlier page has stored; anything damaged is left out. */
export function readCollection(storage = browser): void {
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? '[]');
    if (!Array.isArray(stored)) return;
    const kept = stored.slice(0, MOST_KEPT).flatMap((one): Kept[] => {
      if (!Array.isArray(one) || typeof one[0] !== 'string' || typeof one[1] !== 'string') return [];
      const image = bytesOf(one[1]);
      return image.length === INPUT_SIZE ? [{ label: cleaned(one[0]), image }] : [];
    });
    useCollection.setState({ kept });
  } catch {
    // No storage, or something else's.
  }
}

/** The same, unless there are drawings already. */
export function readOnce(): void {
  if (useCollection.getState().kept.length === 0) readCollection();
}

let mentioned = false;

function change(kept: readonly Kept[], past: Collection['past'], storage: () => Stored): void {
  useCollection.setState({ kept, past });
  try {
    storage().setItem(KEY, JSON.stringify(kept.map(({ label, image }) => [label, base64(image)])));
  } catch {
    if (!mentioned) notify({ code: 'storage.unavailable' });
    mentioned = true;
  }
}

/** The name of a class as it can stand in a path. */
export const cleaned = (label: string): string =>
  [...label.replace(/[\\/\p{Cc}]+/gu, ' ').replace(/^[.\s]+/, '')]
    .slice(0, MOST_CHARACTERS)
    .join('')
    .trimEnd();

/** Keeps a drawing, unless its class has no name or there are as many as there can be. */
export const keep = (label: string, image: Uint8Array, storage = browser): void =>
  keepAll([{ label, image }], storage);

/** The same for some at once, which one Undo takes back. */
export function keepAll(drawings: readonly Kept[], storage = browser): void {
  const { kept, past } = useCollection.getState();
  const added = drawings
    .map(({ label, image }) => ({ label: cleaned(label), image: image.slice() }))
    .filter(({ label }) => label !== '')
    .slice(0, Math.max(0, MOST_KEPT - kept.length));
  if (added.length > 0) change([...kept, ...added], [...past, kept], storage);
}

/** Takes the last change back; of what an earlier page has kept, the last drawing. */
export function undoKeep(storage = browser): void {
  const { kept, past } = useCollection.getState();
  change(past.at(-1) ?? kept.slice(0, -1), past.slice(0, -1), storage);
}

export function removeKept(storage = browser): void {
  const { kept, past } = useCollection.getState();
  change([], [...past, kept], storage);
}

/** How many drawings each class has, in the order in which the classes were begun. */
export function countsOf(kept: readonly Kept[]): [label: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { label } of kept) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts];
}

/** A folder of PNG a class, below "train", so that a class may have any name. */
export const collectionZip = (kept: readonly Kept[]): Uint8Array<ArrayBuffer> =>
  zipFile(
    kept.map(({ label, image }, i) => [
      `train/${label}/${String(i + 1).padStart(4, '0')}.png`,
      pngOfImage(image),
    ]),
  );

/** All of them, to be opened like a file of the reader's. */
export const collectionFile = (): File =>
  new File([collectionZip(useCollection.getState().kept)], 'drawings.zip');

/** Classes are numbered in the order in which they were begun; digits keep their number. */
export function collectionNpz(kept: readonly Kept[]): Uint8Array<ArrayBuffer> {
  const names = countsOf(kept).map(([label]) => label);
  const digits = names.every((name) => /^\d$/.test(name));
  const images = new Uint8Array(kept.length * INPUT_SIZE);
  kept.forEach(({ image }, i) => {
    images.set(image, i * INPUT_SIZE);
  });
  const labels = Uint8Array.from(kept, ({ label }) => (digits ? Number(label) : names.indexOf(label)));
  return npzFile({ train: { ...GREY_28, images, labels, count: kept.length } });
}
