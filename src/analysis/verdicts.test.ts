/** Verdicts on decoded images against a direct vote over pixels of the reference decoder, in float64. */

import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { GREY_28 } from '../experiment/dataShape';
import { specWith } from '../experiment/specOf';
import { fillNormal, Purpose } from '../math/random';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { referenceDecode } from '../model/reference';
import { INPUT_SIZE, type ModelSpec } from '../model/spec';
import { createAnalysisHandler } from './handler';
import { createPace, type Pace } from './pace';
import { confidenceOf, type Verdicts } from './verdicts';

const COUNT = 150;
const drawn = drawnDataset().test;
const images = drawn.images.slice(0, COUNT * INPUT_SIZE);
const labels = drawn.labels!.slice(0, COUNT);

/** A decoder that mixes images of the set, so that its images look like digits and like mixtures of them. */
function mixing(condition: 'none' | 'label') {
  const spec = specWith({
    model: 'ae',
    encoder: [],
    decoder: [],
    latent: 3,
    likelihood: 'gaussian',
    condition,
  });
  const layout = layoutOf(spec);
  const parameters = initialParameters(spec, 1).fill(0);
  const [layer] = layout.decoder;
  const pixel = (image: number, i: number) => images[image * INPUT_SIZE + i] / 255;
  for (let i = 0; i < INPUT_SIZE; i++) {
    for (let input = 0; input < layer.inputs; input++)
      parameters[layer.weight + input * INPUT_SIZE + i] = pixel(input, i) - pixel(40, i);
    parameters[layer.bias + i] = pixel(40, i);
  }
  return { spec, parameters };
}

const codes = (count: number, latent: number) => {
  const z = new Float32Array(count * latent);
  fillNormal(z, 3, Purpose.draws, 0);
  return z.map((v) => 0.5 * v);
};

function handlerWith(pace: Pace = createPace(() => performance.now())) {
  const handler = createAnalysisHandler(pace);
  handler({ type: 'images', requestId: 0, form: GREY_28, images, labels });
  return handler;
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.sqrt(Array.from(a, (v, i) => (v - b[i]) ** 2).reduce((sum, v) => sum + v, 0));
const reference = Array.from({ length: COUNT }, (_, r) =>
  Float64Array.from(images.subarray(r * INPUT_SIZE, (r + 1) * INPUT_SIZE), (byte) => byte / 255),
);

function expected(
  { spec, parameters }: { spec: ModelSpec; parameters: Float32Array },
  z: Float32Array,
  label: number,
) {
  const count = z.length / spec.latent;
  const given = new Uint8Array(count).fill(label);
  const pixels = referenceDecode(spec, Float64Array.from(parameters), Float64Array.from(z), given);
  // The usual distance: 95 of 100 images are nearer to another one.
  const apart = reference
    .slice(0, 100)
    .map((image, i) =>
      Math.min(...reference.filter((_, r) => r !== i).map((other) => distance(image, other))),
    )
    .sort((a, b) => a - b);
  return Array.from({ length: count }, (_, n) => {
    const picture = pixels.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE);
    const near = reference
      .map((image, r) => ({ d: distance(picture, image), label: labels[r] }))
      .sort((a, b) => a.d - b.d)
      .slice(0, 5);
    const votes = (of: number) => near.filter((one) => one.label === of).length;
    const most = Math.max(...near.map((one) => votes(one.label)));
    const share = (most / 5 - 0.2) / 0.8;
    const likeness = Math.min(1, Math.max(0, (1.5 - near[0].d / apart[94]) / 0.5));
    return { label: near.find((one) => votes(one.label) === most)?.label, confidence: share * likeness };
  });
}

test.each(['none', 'label'] as const)('are those of a direct vote, with condition %s', async (condition) => {
  const model = mixing(condition);
  const { spec, parameters } = model;
  const z = codes(37, spec.latent);
  const weights = parameters.slice(layoutOf(spec).decoderStart);
  const found = (await handlerWith()({
    type: 'verdicts',
    requestId: 1,
    spec,
    weights,
    z,
    label: 7,
  })) as Verdicts;
  const direct = expected(model, z, 7);
  expect([...found.classes]).toEqual(direct.map(({ label }) => label));
  direct.forEach(({ confidence }, n) => void expect(found.confidence[n]).toBeCloseTo(confidence, 3));
  // Some are sure, some are not at all.
  expect(Math.max(...found.confidence)).toBe(1);
  expect(Math.min(...found.confidence)).toBeLessThan(0.2);
});

test('a later request replaces one in progress', async () => {
  const { spec, parameters } = mixing('none');
  const weights = parameters.slice(layoutOf(spec).decoderStart);
  const handler = handlerWith();
  const ask = (count: number) =>
    handler({
      ...{ type: 'verdicts', requestId: 1, spec, weights, label: 0 },
      z: codes(count, spec.latent),
    }) as Promise<Verdicts | null>;
  const [first, second] = await Promise.all([ask(40), ask(20)]);
  expect(first).toBeNull();
  expect(second?.classes).toHaveLength(20);
});

test('nothing is sure of a black image, of NaN, or without two votes that agree', async () => {
  const { spec, parameters } = mixing('none');
  const ofFill = (value: number) => {
    const weights = parameters.slice(layoutOf(spec).decoderStart).fill(0);
    weights.subarray(-INPUT_SIZE).fill(value);
    const z = codes(3, spec.latent);
    return handlerWith()({ type: 'verdicts', requestId: 1, spec, weights, z, label: 0 }) as Promise<Verdicts>;
  };
  for (const value of [1, Number.NaN]) expect([...(await ofFill(value)).confidence]).toEqual([0, 0, 0]);
  expect(confidenceOf(0.2, 0.5, 5)).toBe(0);
  expect(confidenceOf(1, 0.5, 5)).toBe(1);
  expect(confidenceOf(0, Number.POSITIVE_INFINITY, 5)).toBe(0);
});
