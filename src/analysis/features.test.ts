import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { GREY_28 } from '../experiment/dataShape';
import { specWith } from '../experiment/specOf';
import { fitPca } from '../model/pca';
import { referenceEncode } from '../model/reference';
import { INPUT_SIZE } from '../model/spec';
import { MEASURES, measureCodes, pcaCodes, pixelCodes, uninformativeMeasures } from './features';

const COUNT = 200;
const { images: all, labels: allLabels } = drawnDataset().test;
const images = all.slice(0, COUNT * INPUT_SIZE);
const labels = allLabels!.slice(0, COUNT);
const noTask = async () => {};

test('a code that is the class scores 1, a constant one scores like guessing', async () => {
  const separating = Float32Array.from({ length: COUNT * 10 }, (_, i) =>
    Number(labels[Math.floor(i / 10)] === i % 10),
  );
  const best = (await measureCodes(separating, labels, 10, noTask))!;
  for (const measure of MEASURES) expect(best[measure], measure).toBeCloseTo(1, 12);

  // Class 3 is by far the most frequent.
  const uneven = labels.map((label) => Math.max(3, label));
  const nothing = uninformativeMeasures(uneven);
  const constant = (await measureCodes(new Float32Array(COUNT), uneven, 1, noTask))!;
  expect(constant.probe).toBeCloseTo(nothing.probe, 12);
  expect(constant.nmi).toBeCloseTo(0, 12);
  expect(constant.purity).toBeCloseTo(nothing.purity, 12);
});

test('guessing: the most frequent class of the first half is predicted for the second', () => {
  const measured = uninformativeMeasures(Uint8Array.of(3, 3, 1, 2, 3, 1, 1, 1));
  expect(measured.knn).toBe(0.25);
  expect(measured.purity).toBe(0.5);
  expect(measured.nmi).toBe(0);
});

test('codes that are NaN cannot be measured', async () => {
  const codes = new Float32Array(COUNT).fill(1);
  codes[77] = Number.NaN;
  expect(await measureCodes(codes, labels, 1, noTask)).toBeNull();
});

test('PCA of the first half is applied to all, as in the model PCA', async () => {
  const spec = specWith({ model: 'pca', latent: 3 });
  const { parameters } = await fitPca(spec, images.subarray(0, (COUNT / 2) * INPUT_SIZE), noTask);
  const { mu } = referenceEncode(spec, Float64Array.from(parameters), images);
  const codes = await pcaCodes(images, GREY_28, 3, noTask);
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
