/** The errors of reconstructions against the loss summed directly over the reference's pixels, in float64. */

import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { GREY_28 } from '../experiment/dataShape';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { referenceDecode, referenceEncode } from '../model/reference';
import { INPUT_SIZE, type ModelSpec } from '../model/spec';
import { createAnalysisHandler } from './handler';
import { createPace } from './pace';

const COUNT = 120;
const drawn = drawnDataset().test;
const images = drawn.images.slice(0, COUNT * INPUT_SIZE);
const labels = drawn.labels!.slice(0, COUNT);

function ask(spec: ModelSpec, parameters: Float32Array, mu: Float32Array, known: Uint8Array | null = labels) {
  const handler = createAnalysisHandler(createPace(() => performance.now()));
  handler({ type: 'images', requestId: 0, form: GREY_28, images, labels: known });
  const weights = parameters.slice(layoutOf(spec).decoderStart);
  return () => handler({ type: 'errors', requestId: 1, spec, weights, mu }) as Promise<Float32Array | null>;
}

const modelOf = (settings: Parameters<typeof specWith>[0]) => {
  const spec = specWith({ ...settings, encoder: [6], decoder: [7], latent: 3, activation: 'tanh' });
  return { spec, parameters: initialParameters(spec, 5).map((v, i) => 2 * v + 0.1 * Math.sin(i)) };
};

test.each([
  { model: 'vae', likelihood: 'bernoulli', condition: 'none' },
  { model: 'vae', likelihood: 'bernoulli', condition: 'label' },
  { model: 'ae', likelihood: 'gaussian', condition: 'none' },
] as const)(
  'are the losses of the images at μ: $model, $likelihood, condition $condition',
  async (settings) => {
    const { spec, parameters } = modelOf(settings);
    const exact = Float64Array.from(parameters);
    const { mu } = referenceEncode(spec, exact, images, labels);
    const found = (await ask(spec, parameters, Float32Array.from(mu))())!;
    const pixels = referenceDecode(spec, exact, mu, labels);
    expect(found).toHaveLength(COUNT);
    for (let i = 0; i < COUNT; i++) {
      let expected = 0;
      for (let p = i * INPUT_SIZE; p < (i + 1) * INPUT_SIZE; p++) {
        const [x, q] = [images[p] / 255, pixels[p]];
        expected +=
          settings.likelihood === 'bernoulli'
            ? -x * Math.log(q) - (1 - x) * Math.log(1 - q)
            : 0.5 * (x - q) ** 2;
      }
      expect(Math.abs(found[i] / expected - 1)).toBeLessThan(1e-4);
    }
  },
);

test('of fewer codes than images are those of the first ones; a later request replaces one in progress', async () => {
  const { spec, parameters } = modelOf({ model: 'ae' });
  const request = ask(spec, parameters, new Float32Array(3 * 60), null);
  const [first, second] = await Promise.all([request(), request()]);
  expect(first).toBeNull();
  expect(second).toHaveLength(60);
});
