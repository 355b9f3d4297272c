import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { specWith } from '../experiment/specOf';
import { layoutOf } from './compile';
import { fitPca } from './pca';
import { referenceDecode, referenceEncode, referenceEvaluate } from './reference';
import { INPUT_SIZE, imageSize } from './spec';
import { COLOUR, greyImages } from './testing';

const COUNT = 300;
const images = drawnDataset().test.images.subarray(0, COUNT * INPUT_SIZE);

test('equals a singular value decomposition of the centred images', { timeout: 60_000 }, async () => {
  const spec = specWith({ model: 'pca', latent: 7 });
  let tasks = 0;
  const pca = await fitPca(spec, images, async () => {
    tasks++;
  });
  expect(tasks).toBeGreaterThan(0);

  const x = new Matrix(
    Array.from({ length: COUNT }, (_, n) =>
      Array.from(images.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE), (b) => b / 255),
    ),
  );
  const mean = x.mean('column');
  const centred = x.clone().subRowVector(mean);
  const { diagonal, rightSingularVectors } = new SingularValueDecomposition(centred, { autoTranspose: true });
  const total = diagonal.reduce((sum, s) => sum + s * s, 0) / COUNT;
  expect(Math.abs(pca.total / total - 1)).toBeLessThan(1e-9);

  const { decoder, mu } = layoutOf(spec);
  for (let d = 0; d < spec.latent; d++) {
    expect(Math.abs(pca.variances[d] / (diagonal[d] ** 2 / COUNT) - 1)).toBeLessThan(1e-9);
    const ours = pca.parameters.subarray(
      decoder[0].weight + d * INPUT_SIZE,
      decoder[0].weight + (d + 1) * INPUT_SIZE,
    );
    const theirs = rightSingularVectors.getColumn(d);
    const along = theirs.reduce((sum, v, i) => sum + v * ours[i], 0);
    // The same line; its sign is our convention: the largest entry is positive.
    expect(Math.abs(along)).toBeCloseTo(1, 6);
    expect(Math.max(...ours)).toBeGreaterThan(-Math.min(...ours));
    for (let i = 0; i < INPUT_SIZE; i++) {
      expect(pca.parameters[(mu?.weight ?? 0) + i * spec.latent + d]).toBe(ours[i]);
    }
  }
});

test.each([
  ['fewer images than components', images.subarray(0, 3 * INPUT_SIZE)],
  ['the same image again and again', new Uint8Array(5 * INPUT_SIZE).fill(200)],
])('explains all variance of %s', async (_, few) => {
  const spec = specWith({ model: 'pca', latent: 7 });
  const { parameters, variances, total } = await fitPca(spec, few, async () => {});
  expect(parameters.every(Number.isFinite)).toBe(true);
  expect(variances.reduce((sum, v) => sum + v, 0)).toBeCloseTo(total, 9);
  const { recon } = referenceEvaluate(spec, Float64Array.from(parameters), {
    images: few,
    seed: 0,
    step: 0,
  });
  expect(recon).toBeCloseTo(0, 6);
});

test('has codes of mean zero, and a loss of exactly the variance that it does not explain', async () => {
  const spec = specWith({ model: 'pca', latent: 2 });
  const pca = await fitPca(spec, images, async () => {});
  const p = Float64Array.from(pca.parameters);
  const { mu } = referenceEncode(spec, p, images);
  for (const d of [0, 1]) {
    const codes = mu.filter((_, i) => i % 2 === d);
    const mean = codes.reduce((sum, z) => sum + z, 0) / COUNT;
    expect(mean).toBeCloseTo(0, 4);
    const variance = codes.reduce((sum, z) => sum + z * z, 0) / COUNT;
    expect(Math.abs(variance / pca.variances[d] - 1)).toBeLessThan(1e-5);
  }
  const { recon } = referenceEvaluate(spec, p, { images, seed: 0, step: 0 });
  const left = (pca.total - pca.variances[0] - pca.variances[1]) / 2;
  expect(Math.abs(recon / left - 1)).toBeLessThan(1e-5);
  // The code 0 decodes to the mean image.
  const middle = referenceDecode(spec, p, Float64Array.of(0, 0));
  const [output] = layoutOf(spec).decoder;
  middle.forEach((x, i) => {
    expect(x).toBeCloseTo(Math.max(0, pca.parameters[output.bias + i]), 6);
  });
});

test('codes images in colour, and gives them back', { timeout: 60_000 }, async () => {
  const spec = specWith({ ...COLOUR, imageSide: 12, model: 'pca', latent: 7 });
  const few = greyImages(6, imageSize(spec.data));
  const { parameters } = await fitPca(spec, few, async () => {});
  const p = Float64Array.from(parameters);
  const pixels = referenceDecode(spec, p, referenceEncode(spec, p, few).mu);
  expect(pixels).toHaveLength(few.length);
  const away = pixels.reduce((most, v, i) => Math.max(most, Math.abs(v - few[i] / 255)), 0);
  expect(away).toBeLessThan(1e-5);
});
