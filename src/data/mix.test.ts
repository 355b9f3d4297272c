import { expect, test } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import { sign, signs } from './formats/testing';
import { PIXELS } from './idx';
import type { Dataset, ImageSet } from './images';
import { mixed, namesOf, placesAmong } from './mix';

const DIGITS = [...'0123456789'];
const setOf = (from: number, labels: number[]): ImageSet => ({
  ...GREY_28,
  images: signs.images.slice(from * PIXELS, (from + labels.length) * PIXELS),
  labels: Uint8Array.from(labels),
  count: labels.length,
});
const base: Dataset = { id: 'drawn', train: setOf(0, [4, 5, 6]), test: setOf(3, [7]), origin: 'drawn' };
const own = (names: string[] | null, labels: number[], held: number[]): Dataset => ({
  ...{ id: 'own', train: setOf(10, labels), test: setOf(20, held), names, origin: 'reader' },
});

test('classes of the same name are joined, others follow', () => {
  expect(placesAmong(DIGITS, ['cat', '3', 'dog'])).toEqual({
    all: [...DIGITS, 'cat', 'dog'],
    places: [10, 3, 11],
  });
  const { train, test: held, names } = mixed(base, own(['3', 'cat', 'dog'], [1, 0, 2], [1]), DIGITS);
  expect(names).toEqual([...DIGITS, 'cat', 'dog']);
  // The reader's first, each image with its label.
  expect([...(train.labels ?? [])]).toEqual([10, 3, 11, 4, 5, 6]);
  expect(train.images.subarray(0, PIXELS)).toEqual(sign(10));
  expect(train.images.subarray(3 * PIXELS, 4 * PIXELS)).toEqual(sign(0));
  expect([train.count, held.count, [...(held.labels ?? [])]]).toEqual([6, 2, [10, 7]]);
});

test('digits by their numbers stay digits', () => {
  const { train, names } = mixed(base, own(null, [7, 2], [7]), DIGITS);
  expect(names).toBeNull();
  expect([...(train.labels ?? [])]).toEqual([7, 2, 4, 5, 6]);
  expect(namesOf(own(null, [7, 2], [7]))).toHaveLength(8);
});

test('a name without images is no class; too many are refused', () => {
  expect(mixed(base, own(['cat', 'unused'], [0], [0]), DIGITS).names).toEqual([...DIGITS, 'cat']);
  const many = Array.from({ length: 53 }, (_, i) => `c${i}`);
  const all = [...many.keys()];
  expect(() => mixed(base, own(many, all, [0]), DIGITS)).toThrow('data.tooManyClasses');
});

test('a set that draws its images when they are needed is mixed whole', () => {
  const drawn: Dataset = {
    ...base,
    train: {
      ...GREY_28,
      get images() {
        return signs.images.slice(0, 2 * PIXELS);
      },
      labels: Uint8Array.of(4, 5),
      count: 2,
      first: (n) => signs.images.slice(0, n * PIXELS),
    },
  };
  const { train } = mixed(drawn, own(null, [1], [1]), DIGITS);
  expect(train.first).toBeUndefined();
  expect(train.images).toHaveLength(3 * PIXELS);
});
