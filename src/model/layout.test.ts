import { describe, expect, it } from 'vitest';
import {
  CONVOLUTION_CASES,
  CONVOLUTION_FAMILY_CASES,
  FAMILY_CASES,
  PLAIN_CASES,
  SETTING_CASES,
} from '../engine/conformance/table';
import type { Config } from '../experiment/config';
import { specWith } from '../experiment/specOf';
import { layoutOf } from './compile';
import { conditionSize, headOf, isConvolutional, type Layer, tensorsOf } from './layout';
import { imageSize } from './spec';
import { COLOUR } from './testing';

const cases = [
  ...PLAIN_CASES,
  ...SETTING_CASES,
  ...FAMILY_CASES,
  ...CONVOLUTION_CASES,
  ...CONVOLUTION_FAMILY_CASES,
];
const shapes = (settings: Partial<Config>) =>
  Object.fromEntries(tensorsOf(layoutOf(specWith(settings))).map(({ name, shape }) => [name, shape]));

describe.each(cases)('the layout of $name', ({ spec }) => {
  const layout = layoutOf(spec);

  it('tiles the flat array without gaps', () => {
    let end = 0;
    for (const { offset, size, shape } of tensorsOf(layout)) {
      expect(offset).toBe(end);
      expect(size).toBe(shape.reduce((product, n) => product * n, 1));
      end += size;
    }
    expect(layout.size).toBe(end);
  });

  it('gives every tensor a name of its own', () => {
    const names = tensorsOf(layout).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the decoding layers last, and nothing else there', () => {
    // MADE decodes with all of its layers.
    if (layout.mu === null && layout.decoder.length === 0) {
      expect(layout.decoderStart).toBe(0);
      return;
    }
    for (const layer of layout.layers) {
      expect(layer.weight >= layout.decoderStart).toBe(layer.learner === 'decoder');
    }
    expect(layout.decoder[0].weight).toBe(layout.decoderStart);
  });

  it('has layers whose sizes match', () => {
    /** Labels join after the last convolution, at the first dense layer. */
    const joined = (last: Layer) => (isConvolutional(last) ? conditionSize(spec) : 0);
    for (const layers of [layout.encoder, layout.discriminator]) {
      layers.slice(1).forEach((layer, i) => {
        expect(layer.inputs).toBe(layers[i].outputs + (isConvolutional(layer) ? 0 : joined(layers[i])));
      });
    }
    layout.decoder.slice(1).forEach((layer, i) => {
      expect(layer.inputs).toBe(layout.decoder[i].outputs);
    });
    const last = layout.encoder.at(-1);
    if (layout.mu && last) expect(layout.mu.inputs).toBe(last.outputs + joined(last));
    if (layout.mu && layout.logVar) expect(layout.logVar.inputs).toBe(layout.mu.inputs);
    if (layout.decoder.length > 0) expect(layout.decoder.at(-1)?.outputs).toBe(imageSize(spec.data));
    if (layout.discriminator.length > 0) expect(layout.discriminator.at(-1)?.outputs).toBe(1);
  });

  it('leaves outputs and log σ² linear', () => {
    for (const layers of [layout.decoder, layout.discriminator]) {
      expect(layers.at(-1)?.activation ?? null).toBeNull();
    }
    expect(layout.logVar?.activation ?? null).toBeNull();
  });
});

describe('shapes', () => {
  it('of the default VAE, in order', () => {
    expect(Object.entries(shapes({}))).toEqual([
      ['encoder.0.weight', [784, 512]],
      ['encoder.0.bias', [512]],
      ['encoder.1.weight', [512, 256]],
      ['encoder.1.bias', [256]],
      ['mu.weight', [256, 2]],
      ['mu.bias', [2]],
      ['logVar.weight', [256, 2]],
      ['logVar.bias', [2]],
      ['decoder.0.weight', [2, 256]],
      ['decoder.0.bias', [256]],
      ['decoder.1.weight', [256, 512]],
      ['decoder.1.bias', [512]],
      ['output.weight', [512, 784]],
      ['output.bias', [784]],
    ]);
  });

  it('of a conditional GAN: ten more inputs for layers that read labels, the discriminator first', () => {
    const settings: Partial<Config> = {
      model: 'gan',
      condition: 'label',
      discriminator: [30],
      decoder: [20],
      latent: 5,
    };
    expect(Object.entries(shapes(settings))).toEqual([
      ['discriminator.0.weight', [794, 30]],
      ['discriminator.0.bias', [30]],
      ['discriminator.logit.weight', [30, 1]],
      ['discriminator.logit.bias', [1]],
      ['decoder.0.weight', [15, 20]],
      ['decoder.0.bias', [20]],
      ['output.weight', [20, 784]],
      ['output.bias', [784]],
    ]);
  });

  it('of an adversarial autoencoder: its discriminator reads codes, and its encoder has no log σ²', () => {
    const found = shapes({ model: 'aae', discriminator: [], latent: 5 });
    expect(found['discriminator.logit.weight']).toEqual([5, 1]);
    expect(found['logVar.weight']).toBeUndefined();
  });

  it('of MADE: from pixels to pixels', () => {
    expect(shapes({ model: 'made', encoder: [50] })).toEqual({
      'encoder.0.weight': [784, 50],
      'encoder.0.bias': [50],
      'output.weight': [50, 784],
      'output.bias': [784],
    });
  });

  it.each([
    {
      layers: 1,
      expected: {
        'encoder.0.weight': [4, 4, 1, 5],
        'encoder.0.bias': [5],
        'mu.weight': [14 * 14 * 5, 2],
        'decoder.0.weight': [2, 14 * 14 * 5],
        'output.weight': [4, 4, 1, 5],
        'output.bias': [1],
      },
    },
    {
      layers: 2,
      expected: {
        'encoder.1.weight': [4, 4, 5, 6],
        'mu.weight': [7 * 7 * 6, 2],
        'decoder.0.weight': [2, 7 * 7 * 6],
        'decoder.1.weight': [4, 4, 5, 6],
        'decoder.1.bias': [5],
        'output.weight': [4, 4, 1, 5],
      },
    },
    {
      layers: 3,
      expected: {
        'encoder.2.weight': [4, 4, 6, 7],
        'mu.weight': [4 * 4 * 7, 2],
        'decoder.0.weight': [2, 4 * 4 * 7],
        'decoder.0.bias': [4 * 4 * 7],
        'decoder.1.weight': [4, 4, 6, 7],
        'decoder.2.weight': [4, 4, 5, 6],
        'output.weight': [4, 4, 1, 5],
      },
    },
    {
      layers: 0,
      expected: {
        'mu.weight': [784, 2],
        'output.weight': [2, 784],
      },
    },
  ])('of $layers convolutions: halved down to the code, and doubled back up', ({ layers, expected }) => {
    const encoder = [5, 6, 7].slice(0, layers);
    const decoder = [...encoder].reverse();
    expect(shapes({ architecture: 'conv', encoder, decoder })).toMatchObject(expected);
    const { encoder: down, decoder: up } = layoutOf(specWith({ architecture: 'conv', encoder, decoder }));
    expect(down.map((layer) => (isConvolutional(layer) ? layer.shape.outSide : undefined))).toEqual(
      [14, 7, 4].slice(0, layers),
    );
    expect(up.map((layer) => (isConvolutional(layer) ? layer.shape.outSide : undefined))).toEqual([
      undefined,
      ...[28, 14, 7].slice(0, layers).reverse(),
    ]);
  });
});

it('a model without an encoder has no head', () => {
  expect(() => headOf(layoutOf(specWith({ model: 'gan' })))).toThrow();
  expect(headOf(layoutOf(specWith({}))).name).toBe('mu');
});

describe('the layout for images of 32 × 32 in colour', () => {
  it('reads and writes 3,072 numbers where layers are dense, with one reach for each in MADE', () => {
    expect(shapes({ ...COLOUR, encoder: [5], decoder: [6] })).toMatchObject({
      'encoder.0.weight': [3072, 5],
      'output.weight': [6, 3072],
      'output.bias': [3072],
    });
    expect(shapes({ ...COLOUR, model: 'made', encoder: [5] })).toMatchObject({
      'encoder.0.weight': [3072, 5],
      'output.weight': [5, 3072],
    });
    expect(shapes({ ...COLOUR, model: 'gan', decoder: [5], discriminator: [4] })).toMatchObject({
      'discriminator.0.weight': [3072, 4],
    });
  });

  it('has filters of three channels at both ends, and sides of 32, 16 and 8', () => {
    const conv: Partial<Config> = { ...COLOUR, architecture: 'conv', encoder: [4, 5], decoder: [6, 7] };
    expect(shapes(conv)).toMatchObject({
      'encoder.0.weight': [4, 4, 3, 4],
      'mu.weight': [8 * 8 * 5, 2],
      'decoder.0.weight': [2, 8 * 8 * 6],
      'output.weight': [4, 4, 3, 7],
      'output.bias': [3],
    });
    expect(shapes({ ...conv, upsampling: 'nearest' })).toMatchObject({ 'output.weight': [3, 3, 7, 3] });
  });
});
