/** More images than a data set can have. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { mixed, roomAmong } from '../mix';
import { assembled } from './assemble';
import { LIMITS, mostImages } from './limits';
import { someOf, spreadPlaces } from './sampled';

test('a set has 70,000 images, or fewer where they are large', () => {
  expect(mostImages(GREY_28)).toBe(70_000);
  expect(mostImages({ side: 32, channels: 3 })).toBe(70_000);
  expect(mostImages({ side: 64, channels: 3 })).toBe(Math.floor((256 * 2 ** 20) / (64 * 64 * 3)));
});

test('README states the limits of this table', () => {
  const readme = readFileSync('README.md', 'utf8');
  const { sides, images, unpackedBytes, classes } = LIMITS;
  for (const row of [
    `${sides.least} to ${sides.most}, multiples of ${sides.step}`,
    `${images.toLocaleString('en')}, `,
    `${unpackedBytes / 2 ** 20} MiB`,
    `| ${classes} `,
  ])
    expect(readme).toContain(row);
});

test('each class keeps its share, even where the classes take turns', () => {
  const turns = Uint8Array.from({ length: 1000 }, (_, i) => i % 10);
  const places = spreadPlaces(1000, 500, turns);
  expect(new Set(places).size).toBe(500);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  for (let label = 0; label < 10; label++) expect(places.filter((i) => turns[i] === label)).toHaveLength(50);
  const unequal = Uint8Array.from({ length: 1000 }, (_, i) => (i % 4 === 0 ? 1 : 0));
  expect(spreadPlaces(1000, 100, unequal).filter((i) => unequal[i] === 1)).toHaveLength(25);
  expect(spreadPlaces(10, 5, null)).toEqual([0, 2, 4, 6, 8]);
});

test('of 71,000 images, 70,000 are used with their labels; the note has the figures', () => {
  const form = { side: 8, channels: 1 } as const;
  const pictures = (file: string, count: number) => ({
    ...{ file, form, natural: null, count },
    images: new Uint8Array(count * 64),
  });
  const found = 71_000;
  const labels = Array.from({ length: found }, (_, i) => i % 7);
  const large = pictures('train', found);
  for (let i = 0; i < found; i++) large.images[i * 64] = labels[i];
  const {
    train,
    test: held,
    notes,
  } = assembled({
    sets: [
      { pictures: large, labels: null, part: 'train' },
      { pictures: pictures('test', 7), labels: null, part: 'test' },
    ],
    labels: [{ labels: { file: 'labels', labels: Uint8Array.from(labels), count: found }, part: 'train' }],
    notes: [],
  });
  expect(notes).toEqual([{ code: 'limited', params: { file: 'train', count: 70_000, found } }]);
  expect([train.count, train.images.length, held.count]).toEqual([70_000, 70_000 * 64, 7]);
  expect(train.labels?.findIndex((label, i) => train.images[i * 64] !== label)).toBe(-1);
});

test('what is mixed into a large set is sampled too', () => {
  expect([roomAmong(GREY_28, 60_000, 400), roomAmong(GREY_28, 60_000, 60_000)]).toEqual([400, 10_000]);
  const set = (count: number, label: number) => ({
    ...{ side: 8, channels: 1 as const, count },
    images: new Uint8Array(count * 64).map((_, at) => (count === 100 ? Math.floor(at / 64) : 0)),
    labels: new Uint8Array(count).fill(label),
  });
  const of = (id: 'own' | 'drawn', count: number, label: number) => ({
    ...{ id, train: set(count, label), test: set(1, label), names: null },
    origin: 'drawn' as const,
  });
  const { train } = mixed(of('drawn', 69_990, 0), of('own', 100, 1), ['0']);
  expect(train.count).toBe(70_000);
  // Every tenth of the reader's.
  expect(Array.from({ length: 10 }, (_, i) => train.images[i * 64])).toEqual([
    0, 10, 20, 30, 40, 50, 60, 70, 80, 90,
  ]);
  expect(someOf(set(4, 2), 9).count).toBe(4);
});
