/** Group normalisation against its definition, written out with arrays of each group. */
import { describe, expect, it } from 'vitest';
import { specWith } from '../experiment/specOf';
import { fillNormal, Purpose } from '../math/random';
import { capabilitiesOf } from './capabilities';
import { compileModel, layoutOf } from './compile';
import { initialParameters } from './init';
import type { NormalisationLayer, NormalisedShape } from './layout';
import { groupsOf, normalise } from './normalisation';

function layerOf(normalised: NormalisedShape): NormalisationLayer {
  const { pixels, channels } = normalised;
  const size = pixels * channels;
  return {
    kind: 'groupNormalisation',
    ...{ name: 'a layer', learner: 'encoder', inputs: size, outputs: size, weight: 0, bias: channels },
    ...{ weightShape: [channels], biasSize: channels, activation: null, normalised },
  };
}

function draws(count: number, step: number): Float64Array {
  const out = new Float64Array(count);
  fillNormal(out, 4, Purpose.selfTest, step);
  return out;
}

describe('group normalisation', () => {
  it.each([
    [1, 1, 1],
    [1, 7, 1],
    [4, 6, 1],
    [9, 6, 3],
    [49, 8, 2],
  ])('of %i pixels, %i channels, %i groups', (pixels, channels, groups) => {
    const p = draws(2 * channels, 1);
    const x = draws(pixels * channels, 2).map((one) => 3 * one + 5);
    const y = new Float64Array(x.length);
    normalise(p, layerOf({ pixels, channels, groups }), x, y);
    const groupOf = (i: number) => Math.floor(((i % channels) * groups) / channels);
    for (let i = 0; i < x.length; i++) {
      const own = [...x].filter((_, k) => groupOf(k) === groupOf(i));
      const mean = own.reduce((a, b) => a + b) / own.length;
      const variance = own.reduce((a, b) => a + b * b, 0) / own.length - mean ** 2;
      const [scale, shift] = [p[i % channels], p[channels + (i % channels)]];
      expect(y[i]).toBeCloseTo((scale * (x[i] - mean)) / Math.sqrt(variance + 1e-5) + shift, 8);
    }
  });

  it('can write over its input', () => {
    const layer = layerOf({ pixels: 4, channels: 6, groups: 2 });
    const [p, x] = [draws(12, 1), draws(24, 2)];
    const y = new Float64Array(24);
    normalise(p, layer, x, y);
    normalise(p, layer, x, x);
    expect(x).toEqual(y);
  });

  it('has up to four groups of images, of equally many channels, four at least; one of units', () => {
    const groups = (channels: number) => groupsOf(channels, 49);
    expect([1, 2, 4, 7, 8, 13, 16, 28, 32, 33, 128].map(groups)).toEqual([1, 1, 1, 1, 2, 1, 4, 4, 4, 3, 4]);
    expect(groupsOf(512, 1)).toBe(1);
  });
});

describe('the layers of a model', () => {
  const normalised = (settings: Parameters<typeof specWith>[0]) => {
    const { layers } = layoutOf(specWith({ normalisation: 'group', ...settings }));
    return layers.map(({ kind, name, activation }) => `${name} ${kind} ${activation}`);
  };

  it('are normalised before their activation, but for codes, outputs and what a discriminator sees first', () => {
    const channels = { decoder: [8, 4], discriminator: [4, 8] };
    expect(normalised({ model: 'gan', architecture: 'conv', activation: 'leakyRelu', ...channels })).toEqual([
      'discriminator.0 convolution leakyRelu',
      'discriminator.1 convolution null',
      'discriminator.2 groupNormalisation leakyRelu',
      'discriminator.logit dense null',
      'decoder.0 dense null',
      'decoder.1 groupNormalisation leakyRelu',
      'decoder.2 transposedConvolution null',
      'decoder.3 groupNormalisation leakyRelu',
      'output transposedConvolution null',
    ]);
    expect(normalised({ encoder: [9], decoder: [] })).toEqual([
      'encoder.0 dense null',
      'encoder.1 groupNormalisation relu',
      'mu dense null',
      'logVar dense null',
      'output dense null',
    ]);
  });

  it('are those of the family: the mask of MADE would not hold, and a contractive penalty is of a dense layer', () => {
    for (const model of ['made', 'contractive', 'pca'] as const)
      expect(normalised({ model }).filter((one) => /Normal/.test(one))).toEqual([]);
  });

  it('begin with scales of one and shifts of zero, and name what an engine needs', () => {
    const spec = specWith({ normalisation: 'group', encoder: [9], decoder: [5] });
    const p = initialParameters(spec, 1);
    for (const { kind, weight, bias, biasSize } of layoutOf(spec).layers) {
      if (kind !== 'groupNormalisation') continue;
      expect([...p.subarray(weight, bias)]).toEqual(Array.from({ length: biasSize }, () => 1));
      expect([...p.subarray(bias, bias + biasSize)]).toEqual(Array.from({ length: biasSize }, () => 0));
    }
    expect(capabilitiesOf(compileModel(spec))).toContain('groupNormalisation');
    expect(capabilitiesOf(compileModel(specWith({ encoder: [9], decoder: [5] })))).not.toContain(
      'groupNormalisation',
    );
  });
});
