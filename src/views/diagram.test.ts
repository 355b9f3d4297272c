import { describe, expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { presets } from '../experiment/presets';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { INPUT_SIZE } from '../model/spec';
import { diagramOf, maskOutline, outline, parametersOf, share, sideOf } from './diagram';

const parse = (points: string) => points.split(' ').map((p) => p.split(',').map(Number));

describe('share', () => {
  test('increases with the units and stays inside the box', () => {
    const units = [1, 2, 32, 256, 512, 784, 1024, 2048];
    const shares = units.map(share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
  });
});

describe('outline', () => {
  test('narrows from the image to the latent, symmetric about the middle', () => {
    const points = parse(outline(784, [512, 256], 2));
    expect(points).toHaveLength(8);
    const right = points.slice(0, 4);
    const left = points.slice(4).toReversed();
    right.forEach(([x, y], i) => {
      expect(x + left[i][0]).toBeCloseTo(100, 6);
      expect(left[i][1]).toBe(y);
    });
    expect(right.map(([, y]) => y)).toEqual([0, 25, 75, 100]);
    const xs = right.map(([x]) => x);
    expect(xs).toEqual(xs.toSorted((a, b) => b - a));
  });

  test('a decoder is its encoder upside down', () => {
    const encoder = parse(outline(784, [512, 256], 2)).slice(0, 4);
    const decoder = parse(outline(2, [256, 512], 784)).slice(0, 4);
    expect(decoder.toReversed().map(([x, y]) => [x, 100 - y])).toEqual(encoder);
  });

  test('without hidden layers it is a trapezoid', () => {
    expect(parse(outline(784, [], 2))).toHaveLength(4);
  });
});

describe('diagramOf', () => {
  test('widths that a family does not have have no editor', () => {
    const of = (settings: Partial<Config>) => {
      const { encoder, decoder } = diagramOf(specWith(settings));
      return [encoder?.style, decoder?.style];
    };
    expect(of({ model: 'contractive' })).toEqual(['single', 'single']);
    expect(of({ model: 'pca' })).toEqual(['matrix', 'matrix']);
    expect(of({ model: 'ae', encoder: [], decoder: [] })).toEqual(['dense', 'dense']);
    expect(of({ model: 'aae' })).toEqual(['dense', 'dense']);
  });

  const parts = (settings: Partial<Config>) => {
    const d = diagramOf(specWith(settings));
    const { latent, classifies, conditional, corrupted } = d;
    const styles = [d.encoder, d.decoder, d.discriminator].map((stack) => stack?.style ?? null);
    return { styles, latent, classifies, conditional, corrupted };
  };
  const defaults = {
    styles: ['dense', 'dense', null],
    classifies: null,
    conditional: false,
    corrupted: false,
  };
  test.each([
    [{}, { ...defaults, latent: 'distribution' }],
    [{ model: 'ae' }, { ...defaults, latent: 'point' }],
    [
      { model: 'ae', corruption: 'masking' },
      { ...defaults, latent: 'point', corrupted: true },
    ],
    [{ condition: 'label' }, { ...defaults, latent: 'distribution', conditional: true }],
    [{ model: 'pca' }, { ...defaults, styles: ['matrix', 'matrix', null], latent: 'point' }],
    [{ model: 'made' }, { ...defaults, styles: ['masked', null, null], latent: null }],
    [
      { architecture: 'conv', encoder: [16, 32], decoder: [32, 16] },
      { ...defaults, styles: ['convolutions', 'convolutions', null], latent: 'distribution' },
    ],
    [
      { model: 'gan' },
      { ...defaults, styles: [null, 'dense', 'dense'], latent: 'prior', classifies: 'images' },
    ],
    [
      { model: 'aae' },
      { ...defaults, styles: ['dense', 'dense', 'dense'], latent: 'point', classifies: 'codes' },
    ],
    [
      { model: 'vaegan' },
      { ...defaults, styles: ['dense', 'dense', 'dense'], latent: 'distribution', classifies: 'images' },
    ],
  ] satisfies [Partial<Config>, object][])('%o', (settings, expected) => {
    expect(parts(settings)).toEqual(expected);
  });

  test.each(presets.map((p) => [p.id, p] as const))(
    '%s: every parameter is somewhere in the picture',
    (_, p) => {
      const spec = specWith(p.settings);
      const d = diagramOf(spec);
      const stacks = [d.encoder, d.decoder, d.discriminator].flatMap((stack) => stack?.hidden ?? []);
      const logit = layoutOf(spec).discriminator.slice(-1);
      const layers = [...stacks, ...d.heads, ...d.output, ...logit];
      expect(new Set(layers.map((l) => l.name)).size).toBe(layers.length);
      expect(parametersOf(spec, layers)).toBe(layoutOf(spec).size);
    },
  );

  test('there is a layer for every width that can be set', () => {
    for (const { settings } of presets) {
      const spec = specWith(settings);
      const { encoder, decoder, discriminator } = diagramOf(spec);
      expect(encoder?.hidden.length ?? 0).toBe(spec.encoder.length);
      expect(decoder?.hidden.length ?? 0).toBe(spec.decoder.length);
      expect(discriminator?.hidden.length ?? 0).toBe(spec.discriminator.length);
    }
  });
});

describe('convolutions', () => {
  test('are squares that shrink towards the code and grow again', () => {
    const spec = specWith({ architecture: 'conv', encoder: [8, 16, 32], decoder: [32, 16, 8] });
    const { encoder, decoder } = layoutOf(spec);
    expect(encoder.map((l, i) => sideOf(l, spec.encoder[i]))).toEqual([14, 7, 4]);
    expect(decoder.slice(0, -1).map((l, i) => sideOf(l, spec.decoder[i]))).toEqual([4, 7, 14]);
  });
});

describe('a mask', () => {
  test('keeps about half of the weights, and none from a later pixel to an earlier one', () => {
    const { encoder } = layoutOf(specWith({ model: 'made', encoder: [500] }));
    for (const layer of encoder) {
      if (layer.kind !== 'masked') throw new Error(`${layer.name} has no mask`);
      const points = maskOutline(layer.reach, layer.outputs)
        .split(' ')
        .map((p) => p.split(',').map(Number));
      expect(points.slice(-2)).toEqual([
        [100, 100],
        [0, 100],
      ]);
      for (const [x, y] of points.slice(0, -2)) expect(Math.abs(y - x)).toBeLessThan(8);
      expect(layer.inputs === INPUT_SIZE || layer.outputs === INPUT_SIZE).toBe(true);
    }
  });
});
