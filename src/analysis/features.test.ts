import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { specWith } from '../experiment/specOf';
import { fitPca } from '../model/pca';
import { referenceEncode } from '../model/reference';
import { INPUT_SIZE } from '../model/spec';
import { MEASURES, measureCodes, measureNothing, pcaCodes, pixelCodes } from './features';

const COUNT = 200;
const { images: all, labels: allLabels } = drawnDataset().test;
const images = all.slice(0, COUNT * INPUT_SIZE);
const labels = allLabels!.slice(0, COUNT);
const noTask = async () => {};

test('a code that is the class knows everything, one that is always the same knows nothing', async () => {
  const telling = Float32Array.from({ length: COUNT * 10 }, (_, i) =>
    Number(labels[Math.floor(i / 10)] === i % 10),
  );
  const best = (await measureCodes(telling, labels, 10, noTask))!;
  for (const measure of MEASURES) expect(best[measure], measure).toBeCloseTo(1, 12);

  // Threes are commonest, by far.
  const uneven = labels.map((label) => Math.max(3, label));
  const nothing = measureNothing(uneven);
  const silent = (await measureCodes(new Float32Array(COUNT), uneven, 1, noTask))!;
  expect(silent.probe).toBeCloseTo(nothing.probe, 12);
  expect(silent.nmi).toBeCloseTo(0, 12);
  expect(silent.purity).toBeCloseTo(nothing.purity, 12);
});

test('knowing nothing: the commonest class of the first half is guessed for the second', () => {
  const measured = measureNothing(Uint8Array.of(3, 3, 1, 2, 3, 1, 1, 1));
  expect(measured.knn).toBe(0.25);
  expect(measured.purity).toBe(0.5);
  expect(measured.nmi).toBe(0);
});

test('codes that are no numbers cannot be measured', async () => {
  const codes = new Float32Array(COUNT).fill(1);
  codes[77] = Number.NaN;
  expect(await measureCodes(codes, labels, 1, noTask)).toBeNull();
});

test('PCA of the first half is applied to all, as the model PCA would', async () => {
  const spec = specWith({ model: 'pca', latent: 3 });
  const { parameters } = await fitPca(spec, images.subarray(0, (COUNT / 2) * INPUT_SIZE), noTask);
  const { mu } = referenceEncode(spec, Float64Array.from(parameters), images);
  const codes = await pcaCodes(images, 3, noTask);
  codes.forEach((z, i) => {
    expect(z).toBeCloseTo(mu[i], 4);
  });
});

test('pixels are numbers from 0 to 1', () => {
  expect([...pixelCodes(Uint8Array.of(0, 51, 255))].map((x) => x.toFixed(3))).toEqual([
    '0.000',
    '0.200',
    '1.000',
  ]);
});
