import { describe, expect, it } from 'vitest';
import { createSimdDecoder } from '../engine/simd/decoder';
import type { Config } from '../experiment/config';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { referenceDecode } from '../model/reference';
import type { ModelSpec } from '../model/spec';
import { createDecoder } from './decoder';
import { createPlainDecoder } from './plain';

const spec: ModelSpec = specWith({
  model: 'vae',
  encoder: [5],
  decoder: [7, 9],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
});

/** Parameters with nonzero biases, in float32. */
function parametersOf(s: ModelSpec): Float32Array {
  return initialParameters(s, 7).map((v, i) => 2 * v + 0.1 * Math.sin(i));
}

const CODES = [0, 0, 0, 1, -2, 0.5, -3, 0, 4, 0.1, 0.2, 0.3, 7, -7, 0];
const COUNT = CODES.length / spec.latent;

/** The decoder of the page before and after SIMD is ready. */
const DECODERS = {
  plain: async (s: ModelSpec) => createPlainDecoder(s),
  simd: async (s: ModelSpec) => createSimdDecoder(s),
  'as the page has it': async (s: ModelSpec) => {
    const decoder = createDecoder(s);
    decoder.load(new Float32Array(decoder.size));
    await decoder.upgraded;
    return decoder;
  },
};

describe.each(Object.entries(DECODERS))('decoder, %s', (_, create) => {
  for (const activation of ['relu', 'leakyRelu', 'tanh', 'elu'] as const) {
    for (const likelihood of ['bernoulli', 'gaussian'] as const) {
      it(`agrees with the reference: ${activation}, ${likelihood}`, async () => {
        const s = { ...spec, activation, likelihood };
        const parameters = parametersOf(s);
        const decoder = await create(s);
        decoder.load(parameters.slice(layoutOf(s).decoderStart));
        const out = new Float32Array(COUNT * 784);
        decoder.decode(CODES, COUNT, out);
        const expected = referenceDecode(s, Float64Array.from(parameters), Float64Array.from(CODES));
        for (let i = 0; i < out.length; i++) expect(Math.abs(out[i] - expected[i])).toBeLessThan(1e-5);
      });
    }
  }

  const shapes: Partial<Config>[] = [
    {},
    { condition: 'label' },
    { architecture: 'conv', decoder: [5, 3] },
    { architecture: 'conv', decoder: [5, 3], upsampling: 'nearest' },
  ];
  it.each(shapes)('decodes images of 32 × 32 in colour: %o', async (settings) => {
    const shape: Partial<Config> = {
      dataset: 'own',
      imageSide: 32,
      imageChannels: 3,
      decoder: [9],
      latent: 3,
    };
    const s = specWith({ ...shape, encoder: [5], ...settings });
    const parameters = parametersOf(s);
    const decoder = await create(s);
    decoder.load(parameters.slice(layoutOf(s).decoderStart));
    const out = new Float32Array(COUNT * 3072);
    decoder.decode(CODES, COUNT, out, 4);
    const labels = s.condition === 'label' ? new Uint8Array(COUNT).fill(4) : undefined;
    const expected = referenceDecode(s, Float64Array.from(parameters), Float64Array.from(CODES), labels);
    expect(expected).toHaveLength(out.length);
    for (let i = 0; i < out.length; i++) expect(Math.abs(out[i] - expected[i])).toBeLessThan(1e-5);
  });

  it('flushes tiny numbers: a pixel that is certainly paper is zero, and so is a unit that hardly fires', async () => {
    const parameters = parametersOf(spec);
    const { decoder: layers, decoderStart } = layoutOf(spec);
    const [first, , last] = layers;
    // Units of 1e-30, which weights of 1e30 would make visible.
    parameters.fill(0, first.weight, first.bias).fill(1e-30, first.bias, first.bias + first.outputs);
    parameters.fill(1e30, layers[1].weight, layers[1].bias).fill(0, layers[1].bias, last.weight);
    parameters.fill(1, last.weight, last.bias).fill(-60, last.bias, last.bias + last.outputs);
    const decoder = await create(spec);
    decoder.load(parameters.slice(decoderStart));
    const out = new Float32Array(784);
    decoder.decode([1, 1, 1], 1, out);
    expect(out).toEqual(new Float32Array(784));
    parameters.fill(-30, last.bias, last.bias + last.outputs);
    decoder.load(parameters.slice(decoderStart));
    decoder.decode([1, 1, 1], 1, out);
    const expected = Math.fround(1 / (1 + Math.exp(30)));
    expect(Math.abs(out[0] / expected - 1)).toBeLessThan(1e-5);
  });

  it('gives the same pixels whatever it decoded before, and alone or among others', async () => {
    const decoder = await create(spec);
    decoder.load(parametersOf(spec).slice(layoutOf(spec).decoderStart));
    const first = new Float32Array(784);
    const many = new Float32Array(20 * 784);
    decoder.decode([0.3, -0.7, 2], 1, first);
    // More codes than are decoded at once.
    const codes = Array.from({ length: 60 }, (_, i) => [0.3, -0.7, 2][i % 3] + (i < 57 ? 5 : 0));
    decoder.decode(codes, 20, many);
    expect(many.subarray(19 * 784)).toEqual(first);
    expect(many.subarray(0, 784)).not.toEqual(first);
  });

  it('keeps a copy of the weights', async () => {
    const decoder = await create(spec);
    const weights = parametersOf(spec).slice(layoutOf(spec).decoderStart);
    const first = new Float32Array(784);
    const again = new Float32Array(784);
    decoder.load(weights);
    decoder.decode([1, 2, 3], 1, first);
    weights.fill(0);
    decoder.decode([1, 2, 3], 1, again);
    expect(again).toEqual(first);
    decoder.load(weights);
    decoder.decode([1, 2, 3], 1, again);
    expect(again.every((v) => v === 0.5)).toBe(true);
  });

  it.each([
    ['conditional VAE', { model: 'vae', condition: 'label' }],
    ['conditional GAN', { model: 'gan', condition: 'label', discriminator: [4] }],
    ['GAN', { model: 'gan', discriminator: [4] }],
    ['AAE', { model: 'aae', discriminator: [4] }],
    ['PCA', { model: 'pca' }],
    ['convolutional AE', { model: 'ae', architecture: 'conv', encoder: [2, 3], decoder: [3, 2] }],
    ['convolutional VAE', { architecture: 'conv', encoder: [2, 3, 5], decoder: [8, 5, 16] }],
    [
      'convolutional VAE that repeats pixels',
      { architecture: 'conv', encoder: [2, 3, 5], decoder: [8, 5, 16], upsampling: 'nearest' },
    ],
    ['normalised VAE', { normalisation: 'group', condition: 'label' }],
    [
      'normalised convolutional GAN',
      {
        ...{ model: 'gan', architecture: 'conv', decoder: [8, 5, 16], discriminator: [2] },
        ...{ normalisation: 'group' },
      },
    ],
  ] satisfies [string, Partial<Config>][])(
    'agrees with the reference of a %s, for the given class',
    async (_, settings) => {
      const s = specWith({ encoder: [5], decoder: [7, 9], latent: 3, ...settings });
      const parameters = parametersOf(s);
      const decoder = await create(s);
      decoder.load(parameters.slice(layoutOf(s).decoderStart));
      const classes = s.condition === 'label' ? [3, 0, 9] : [undefined];
      for (const label of classes) {
        const out = new Float32Array(COUNT * 784);
        decoder.decode(CODES, COUNT, out, label);
        const labels = new Uint8Array(COUNT).fill(label ?? 0);
        const expected = referenceDecode(s, Float64Array.from(parameters), Float64Array.from(CODES), labels);
        for (let i = 0; i < out.length; i++) expect(Math.abs(out[i] - expected[i])).toBeLessThan(1e-5);
      }
    },
  );

  it('works without hidden layers', async () => {
    const s = { ...spec, decoder: [], latent: 1 };
    const parameters = parametersOf(s);
    const out = new Float32Array(784);
    const decoder = await create(s);
    decoder.load(parameters.slice(layoutOf(s).decoderStart));
    decoder.decode([2], 1, out);
    const expected = referenceDecode(s, Float64Array.from(parameters), Float64Array.of(2));
    for (let i = 0; i < 784; i++) expect(Math.abs(out[i] - expected[i])).toBeLessThan(1e-6);
  });
});

it('keeps its weights when SIMD becomes ready', async () => {
  const decoder = createDecoder(spec);
  decoder.load(parametersOf(spec).slice(layoutOf(spec).decoderStart));
  const before = new Float32Array(784);
  const after = new Float32Array(784);
  decoder.decode([1, 0, -1], 1, before);
  await decoder.upgraded;
  decoder.decode([1, 0, -1], 1, after);
  for (let i = 0; i < 784; i++) expect(Math.abs(after[i] - before[i])).toBeLessThan(1e-5);
});
