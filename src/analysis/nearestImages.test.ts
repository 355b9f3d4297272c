import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { GREY_28 } from '../experiment/dataShape';
import { INPUT_SIZE } from '../model/spec';
import { createNearest, nearestClasses } from './nearestImages';

const { images, labels } = drawnDataset().test;

const among = 200;
const set = { ...GREY_28, images: images.subarray(0, among * INPUT_SIZE), labels, count: among };
const pictures = Float32Array.from(
  images.subarray(among * INPUT_SIZE, (among + 20) * INPUT_SIZE),
  (byte) => byte / 255,
);

/** All images of the set by their distance from a picture, in float64. */
const sorted = (picture: Float32Array) =>
  Array.from({ length: among }, (_, r) => {
    let d = 0;
    for (let i = 0; i < INPUT_SIZE; i++)
      d += (picture[i] - Math.fround(images[r * INPUT_SIZE + i] / 255)) ** 2;
    return { r, d: Math.sqrt(d), label: labels![r] };
  }).sort((a, b) => a.d - b.d);

test('agrees with a sort over all distances', () => {
  const nearest = createNearest(set);
  // One by one and all at once: what was searched before changes nothing.
  const one = nearest.vote(pictures.subarray(0, INPUT_SIZE));
  const all = nearest.vote(pictures);
  expect(one.classes[0]).toBe(all.classes[0]);
  expect(one.shares[0]).toBe(all.shares[0]);
  const expected = Array.from({ length: 20 }, (_, n) => {
    const near = sorted(pictures.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE)).slice(0, 5);
    const votes = (label: number) => near.filter((v) => v.label === label).length;
    const most = Math.max(...near.map((v) => votes(v.label)));
    expect(all.shares[n]).toBeCloseTo(most / 5);
    expect(all.distances[n]).toBeCloseTo(near[0].d, 4);
    return near.find((v) => votes(v.label) === most)?.label;
  });
  expect(new Set(expected).size).toBeGreaterThan(5);
  expect(new Set(all.shares).size).toBeGreaterThan(2);
  expect([...all.classes]).toEqual(expected);
  expect([...nearestClasses(pictures, set)]).toEqual(expected);
});

test('a picture that equals the one before has the same neighbours', () => {
  const nearest = createNearest(set);
  const twice = Float32Array.from([...pictures.subarray(0, INPUT_SIZE), ...pictures.subarray(0, INPUT_SIZE)]);
  const { classes, shares, distances } = nearest.vote(twice);
  for (const each of [classes, shares, distances]) expect(each[1]).toBe(each[0]);
});

test('an image of the set is as far from the others as the nearest of them', () => {
  const nearest = createNearest(set);
  for (const i of [0, 1, 57]) {
    const picture = Float32Array.from(
      images.subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE),
      (byte) => byte / 255,
    );
    expect(nearest.apart(i)).toBeCloseTo(sorted(picture).find(({ r }) => r !== i)!.d, 4);
  }
});

test('pictures that are NaN have no votes', () => {
  const { shares, distances } = createNearest(set).vote(new Float32Array(INPUT_SIZE).fill(Number.NaN));
  expect(shares[0]).toBe(0);
  expect(distances[0]).toBe(Number.POSITIVE_INFINITY);
});

test('finds the nearest of uniform greys, whose block distances are exact', () => {
  const greys = Uint8Array.from({ length: 100 * INPUT_SIZE }, (_, i) => Math.floor(i / INPUT_SIZE));
  const set = {
    ...GREY_28,
    images: greys,
    labels: Uint8Array.from({ length: 100 }, (_, n) => n % 2),
    count: 100,
  };
  // The nearest are 61, 60, 62, 59 and 63; 58 is only a little farther.
  expect([...nearestClasses(new Float32Array(INPUT_SIZE).fill(60.6 / 255), set)]).toEqual([1]);
});

test('finds the nearest of checkerboards, whose blocks are all the same, from the strongest to the weakest', () => {
  const strength = (n: number) => 100 - n;
  const boards = Uint8Array.from({ length: 100 * INPUT_SIZE }, (_, i) => {
    const [row, column] = [Math.floor((i % INPUT_SIZE) / 28), i % 28];
    return 120 + ((row + column) % 2 === 0 ? 1 : -1) * strength(Math.floor(i / INPUT_SIZE));
  });
  const set = {
    ...GREY_28,
    images: boards,
    labels: Uint8Array.from({ length: 100 }, (_, n) => n % 2),
    count: 100,
  };
  // The nearest are those of strengths 30, 31, 29, 32 and 28: images 70, 69, 71, 68 and 72.
  const picture = Float32Array.from(
    { length: INPUT_SIZE },
    (_, i) => (120 + ((Math.floor(i / 28) + (i % 28)) % 2 === 0 ? 1 : -1) * 30.2) / 255,
  );
  const { classes, shares, distances } = createNearest(set).vote(picture);
  expect([classes[0], shares[0]]).toEqual([0, Math.fround(3 / 5)]);
  expect(distances[0]).toBeCloseTo((0.2 * 28) / 255, 4);
});

test('without labels there are no classes', () => {
  expect(() =>
    nearestClasses(new Float32Array(INPUT_SIZE), { ...GREY_28, images, labels: null, count: 10 }),
  ).toThrow();
});
