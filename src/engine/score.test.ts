import { expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { layoutOf } from '../model/compile';
import { referenceDecode, referenceEncode, referenceEvaluate } from '../model/reference';
import { INPUT_SIZE, type ModelSpec } from '../model/spec';
import { greyImages, randomParameters, tiny } from '../model/testing';
import type { EngineReader } from './engine';
import { scoreImages } from './score';

const COUNT = 4;
const IMAGES = greyImages(COUNT);
const LABELS = Uint8Array.of(9, 1, 0, 4);
const imageOf = (i: number) => IMAGES.subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE);
const labelOf = (i: number) => LABELS.subarray(i, i + 1);

/** The reference as a read-only engine. */
function readerOf(spec: ModelSpec, p: Float64Array): EngineReader {
  return {
    spec,
    async encode(images, _, labels) {
      const { mu, logVar } = referenceEncode(spec, p, images, labels);
      return { mu: Float32Array.from(mu), logVar: logVar && Float32Array.from(logVar) };
    },
    async decode(z, _, labels) {
      return Float32Array.from(referenceDecode(spec, p, Float64Array.from(z), labels));
    },
    async evaluate(images, count, _, labels) {
      const { recon, kl } = referenceEvaluate(spec, p, { images, labels, seed: 1, step: 0 });
      return { recon: recon * count, kl: kl * count, count };
    },
    readParameters: async () => Float32Array.from(p),
  };
}

/** The expected score of each image from the reference's own losses. For a VAE, its ε must not matter. */
const lossesOf = (spec: ModelSpec, p: Float64Array, labels?: readonly number[]) =>
  Array.from({ length: COUNT }, (_, i) => {
    const classes = labels && Uint8Array.of(labels[i]);
    const { recon, kl } = referenceEvaluate(spec, p, {
      images: imageOf(i),
      labels: classes,
      seed: 1,
      step: 0,
    });
    return recon + kl;
  });

function expectClose(scores: Float32Array, losses: readonly number[]): void {
  expect(scores).toHaveLength(losses.length);
  scores.forEach((score, i) => void expect(score / losses[i]).toBeCloseTo(1, 5));
}

const PLAIN: [string, Partial<Config>][] = [
  ['ae', { model: 'ae' }],
  ['adversarial autoencoder', { model: 'aae' }],
  ['made', { model: 'made' }],
];
test.each(PLAIN)('is the loss of each image by itself: %s', async (_, settings) => {
  const spec = tiny(settings);
  const p = randomParameters(spec, 0.3);
  expectClose(await scoreImages(readerOf(spec, p), IMAGES, COUNT), lossesOf(spec, p));
});

test('is so for a Gaussian likelihood too, as long as outputs are pixels', async () => {
  const spec = tiny({ model: 'ae', likelihood: 'gaussian' });
  const p = randomParameters(spec, 0.05);
  const output = layoutOf(spec).decoder.at(-1);
  p.fill(0.5, output?.bias, output && output.bias + output.biasSize);
  expectClose(await scoreImages(readerOf(spec, p), IMAGES, COUNT), lossesOf(spec, p));
});

/** A VAE whose σ is so small that ε does not matter: then −ELBO is that of the mean. */
function certain(spec: ModelSpec): Float64Array {
  const p = randomParameters(spec, 0.3);
  const { logVar } = layoutOf(spec);
  if (!logVar) throw new Error('no log σ²');
  p.fill(0, logVar.weight, logVar.bias);
  p.fill(-40, logVar.bias, logVar.bias + logVar.biasSize);
  return p;
}

test.each(['vae', 'vaegan'] as const)('includes the KL divergence: %s', async (model) => {
  const spec = tiny({ model });
  const p = certain(spec);
  expectClose(await scoreImages(readerOf(spec, p), IMAGES, COUNT), lossesOf(spec, p));
});

test('does not depend on chance', async () => {
  const spec = tiny();
  const reader = readerOf(spec, randomParameters(spec, 0.3));
  const whole = await scoreImages(reader, IMAGES, COUNT);
  expect(await scoreImages(reader, IMAGES, COUNT)).toEqual(whole);
  // Nor on the other images of the call.
  expect(await scoreImages(reader, imageOf(2), 1)).toEqual(whole.subarray(2, 3));
});

test('of a conditional model uses the given class, or the one that fits best', async () => {
  const spec = tiny({ model: 'ae', condition: 'label' });
  const p = randomParameters(spec, 0.3);
  const reader = readerOf(spec, p);
  expectClose(await scoreImages(reader, IMAGES, COUNT, LABELS), lossesOf(spec, p, [...LABELS]));
  const byLabel = Array.from({ length: 10 }, (_, label) => lossesOf(spec, p, new Array(COUNT).fill(label)));
  const best = Array.from({ length: COUNT }, (_, i) => Math.min(...byLabel.map((losses) => losses[i])));
  expectClose(await scoreImages(reader, IMAGES, COUNT), best);
  expect(await scoreImages(reader, imageOf(1), 1, labelOf(1))).not.toEqual(
    await scoreImages(reader, imageOf(1), 1),
  );
});
