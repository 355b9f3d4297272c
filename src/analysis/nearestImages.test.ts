import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { INPUT_SIZE } from '../model/spec';
import { createNearest, nearestClasses } from './nearestImages';

const { images, labels } = drawnDataset().test;

test('agrees with a sort over all distances', () => {
  const among = 200;
  const set = { images: images.subarray(0, among * INPUT_SIZE), labels, count: among };
  const pictures = Float32Array.from(
    images.subarray(among * INPUT_SIZE, (among + 20) * INPUT_SIZE),
    (byte) => byte / 255,
  );
  const expected = Array.from({ length: 20 }, (_, n) => {
    const near = Array.from({ length: among }, (_, r) => {
      let d = 0;
      for (let i = 0; i < INPUT_SIZE; i++)
        d += (pictures[n * INPUT_SIZE + i] - Math.fround(images[r * INPUT_SIZE + i] / 255)) ** 2;
      return { d, label: labels![r] };
    })
      .sort((a, b) => a.d - b.d)
      .slice(0, 5);
    const votes = (label: number) => near.filter((v) => v.label === label).length;
    const most = Math.max(...near.map((v) => votes(v.label)));
    return near.find((v) => votes(v.label) === most)?.label;
  });
  expect(new Set(expected).size).toBeGreaterThan(5);
  expect([...nearestClasses(pictures, set)]).toEqual(expected);
  // A second call gives the same.
  const nearest = createNearest(set);
  expect([...nearest(pictures.subarray(0, INPUT_SIZE)), ...nearest(pictures.subarray(INPUT_SIZE))]).toEqual(
    expected,
  );
});

test('finds the nearest of uniform greys, whose block distances are exact', () => {
  const greys = Uint8Array.from({ length: 100 * INPUT_SIZE }, (_, i) => Math.floor(i / INPUT_SIZE));
  const set = { images: greys, labels: Uint8Array.from({ length: 100 }, (_, n) => n % 2), count: 100 };
  // The nearest are 61, 60, 62, 59 and 63; 58 is only a little farther.
  expect([...nearestClasses(new Float32Array(INPUT_SIZE).fill(60.6 / 255), set)]).toEqual([1]);
});

test('without labels there are no classes', () => {
  expect(() => nearestClasses(new Float32Array(INPUT_SIZE), { images, labels: null, count: 10 })).toThrow();
});
