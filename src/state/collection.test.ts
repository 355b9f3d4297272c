/** Drawings that are kept for a lesson. */
import { beforeEach, expect, test } from 'vitest';
import { allLabels, openFiles, sign } from '../data/formats/testing';
import {
  cleaned,
  collectionNpz,
  collectionZip,
  countsOf,
  keep,
  keepAll,
  MOST_KEPT,
  readCollection,
  removeKept,
  undoKeep,
  useCollection,
} from './collection';

let stored: Record<string, string> = {};
const storage = () => ({
  getItem: (key: string) => stored[key] ?? null,
  setItem: (key: string, value: string) => {
    stored[key] = value;
  },
});
const kept = () => useCollection.getState().kept;
beforeEach(() => {
  stored = {};
  useCollection.setState({ kept: [], past: [] });
});

test('the signs of a sheet are kept at once, and taken back at once', () => {
  keep('cat', sign(0), storage);
  keepAll(
    [1, 2, 3].map((i) => ({ label: i === 3 ? ' ' : 'dog', image: sign(i) })),
    storage,
  );
  expect(countsOf(kept())).toEqual([
    ['cat', 1],
    ['dog', 2],
  ]);
  undoKeep(storage);
  expect(countsOf(kept())).toEqual([['cat', 1]]);
  keepAll(
    Array.from({ length: MOST_KEPT }, () => ({ label: 'x', image: sign(0) })),
    storage,
  );
  expect(kept()).toHaveLength(MOST_KEPT);
});

test('drawings are kept with their classes, counted, undone, and found again by the next page', () => {
  keep('cat', sign(0), storage);
  keep(' cat ', sign(1), storage);
  keep('dog', sign(2), storage);
  keep('', sign(3), storage);
  keep('dog', sign(3), storage);
  undoKeep(storage);
  expect(countsOf(kept())).toEqual([
    ['cat', 2],
    ['dog', 1],
  ]);
  const before = kept();
  useCollection.setState({ kept: [] });
  readCollection(storage);
  expect(kept()).toEqual(before);
  removeKept(storage);
  expect(kept()).toEqual([]);
  undoKeep(storage);
  expect(kept()).toEqual(before);
  removeKept(storage);
  readCollection(storage);
  expect(kept()).toEqual([]);
});

test('no more are kept than there is room for, and what is stored may be damaged', () => {
  useCollection.setState({ kept: Array.from({ length: MOST_KEPT }, () => ({ label: 'a', image: sign(0) })) });
  keep('b', sign(1), storage);
  expect(kept()).toHaveLength(MOST_KEPT);
  for (const text of ['{', '{}', '[[1, 2], ["a", "!!"], ["a", "QQ=="], null]', 'null']) {
    useCollection.setState({ kept: [] });
    stored = { 'latent-playground.collection': text };
    readCollection(storage);
    expect(kept()).toEqual([]);
  }
});

test('names of classes are safe in a path', () => {
  expect(cleaned(' ../a/b\\c\n ')).toBe('a b c');
  expect(cleaned('x'.repeat(99))).toHaveLength(24);
});

test('both kinds of file hold the drawings with their classes', async () => {
  const drawings: [string, number][] = [
    ['square', 0],
    ['disc', 1],
    ['square', 2],
  ];
  for (const [label, i] of drawings) keep(label, sign(i), storage);
  const zip = await openFiles({ f: collectionZip(kept()) });
  expect([zip.names, [...(allLabels(zip) ?? [])]]).toEqual([
    ['disc', 'square'],
    [1, 0, 1],
  ]);
  const npz = await openFiles({ f: collectionNpz(kept()) });
  expect([...(allLabels(npz) ?? [])]).toEqual([0, 1, 0]);
  useCollection.setState({ kept: [] });
  keep('7', sign(0), storage);
  keep('3', sign(1), storage);
  expect([...(allLabels(await openFiles({ f: collectionNpz(kept()) })) ?? [])]).toEqual([7, 3]);
});
