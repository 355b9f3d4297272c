import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { GREY_28 } from '../experiment/dataShape';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { INPUT_SIZE, type ModelSpec } from '../model/spec';
import type { Coverage } from './coverage';
import { measureCodes, pcaCodes } from './features';
import { createAnalysisHandler } from './handler';
import { createPace, type Pace } from './pace';

const COUNT = 200;
const set = drawnDataset().test;
const images = set.images.slice(0, COUNT * INPUT_SIZE);
const labels = set.labels!.slice(0, COUNT);
const noTask = async () => {};

/** One image per class, repeated so often that all of its nearest neighbours are copies of it. */
const COPIES = 5;
const imageOf = (label: number) => {
  const n = labels.indexOf(label);
  return images.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE);
};
const copiedLabels = Uint8Array.from({ length: 10 * COPIES }, (_, n) => n % 10);
const copies = Uint8Array.from([...copiedLabels].flatMap((label) => [...imageOf(label)]));
const pixel = (label: number, i: number) => imageOf(label)[i] / 255;

function handlerOf(of: { images: Uint8Array; labels: Uint8Array }) {
  const handler = createAnalysisHandler(createPace(() => performance.now()));
  handler({ type: 'images', requestId: 0, form: GREY_28, ...of });
  return handler;
}
const ofCopies = () => handlerOf({ images: copies, labels: copiedLabels });

/**
 * The published decoder weights of one layer: its weights from `of(input, pixel)`, its biases from
 * `bias(pixel)`.
 */
function published(spec: ModelSpec, of: (input: number, i: number) => number, bias: (i: number) => number) {
  const layout = layoutOf(spec);
  const weights = new Float32Array(layout.size - layout.decoderStart);
  const [layer] = layout.decoder;
  for (let i = 0; i < INPUT_SIZE; i++) {
    for (let input = 0; input < layer.inputs; input++)
      weights[layer.weight - layout.decoderStart + input * INPUT_SIZE + i] = of(input, i);
    weights[layer.bias - layout.decoderStart + i] = bias(i);
  }
  return weights;
}

test('a decoder that generates only two images covers two classes', async () => {
  const spec = specWith({ model: 'ae', encoder: [], decoder: [], latent: 1, likelihood: 'gaussian' });
  // A four at z = 0, a seven at z = 1.
  const weights = published(
    spec,
    (_, i) => pixel(7, i) - pixel(4, i),
    (i) => pixel(4, i),
  );
  const z = Float32Array.from({ length: 25 }, (_, n) => Number(n % 5 === 0));
  const coverage = await ofCopies()({ type: 'draws', requestId: 1, spec, weights, z, labels: null });
  const counts = new Array(10).fill(0);
  counts[4] = 20;
  counts[7] = 5;
  expect(coverage).toEqual({ count: 25, counts, covered: 2, matchingLabel: null } satisfies Coverage);
});

test('draws are classified by the images with which the count started', async () => {
  const spec = specWith({ model: 'ae', encoder: [], decoder: [], latent: 1, likelihood: 'gaussian' });
  const weights = published(
    spec,
    () => 0,
    (i) => pixel(4, i),
  );
  let tasks = 0;
  const pace: Pace = {
    share: () => {},
    async nextTask() {
      // Other images arrive during the count.
      if (++tasks === 2) handler({ type: 'images', requestId: 2, form: GREY_28, images, labels });
    },
    work: async (job) => job(),
  };
  const handler = createAnalysisHandler(pace);
  handler({ type: 'images', requestId: 0, form: GREY_28, images: copies, labels: copiedLabels });
  const z = new Float32Array(30);
  const coverage = await handler({ type: 'draws', requestId: 1, spec, weights, z, labels: null });
  expect(coverage).toMatchObject({ covered: 1 });
  expect(tasks).toBeGreaterThan(2);
});

test('a conditional decoder decodes each draw with its own label', async () => {
  const spec = specWith({
    model: 'vae',
    encoder: [],
    decoder: [],
    latent: 1,
    likelihood: 'gaussian',
    condition: 'label',
  });
  // Input 0 is z, then come the labels: for each label an image of its class, except a nine for eight.
  const drawn = (label: number) => (label === 8 ? 9 : label);
  const weights = published(
    spec,
    (input, i) => (input === 0 ? 0 : pixel(drawn(input - 1), i)),
    () => 0,
  );
  const labels = Uint8Array.from({ length: 20 }, (_, n) => n % 10);
  const z = new Float32Array(20).fill(0.5);
  const coverage = await ofCopies()({ type: 'draws', requestId: 1, spec, weights, z, labels });
  const counts = [2, 2, 2, 2, 2, 2, 2, 2, 0, 4];
  expect(coverage).toEqual({ count: 20, counts, covered: 9, matchingLabel: 0.9 } satisfies Coverage);
});

test('the code, PCA of the same size and the pixels are measured on the same images', {
  timeout: 60_000,
}, async () => {
  const handler = handlerOf({ images, labels });
  const codes = await pcaCodes(images, GREY_28, 2, noTask);
  const expected = await measureCodes(codes, labels, 2, noTask);
  expect(await handler({ type: 'code', requestId: 1, codes, width: 2 })).toEqual(expected);
  expect(await handler({ type: 'pca', requestId: 2, width: 2 })).toEqual(expected);
  const pixels = await handler({ type: 'pixels', requestId: 3 });
  expect(pixels).not.toEqual(expected);
});

test('throws without images', async () => {
  const handler = createAnalysisHandler(createPace(() => performance.now()));
  await expect(async () => handler({ type: 'pixels', requestId: 1 })).rejects.toThrow('no images');
});
