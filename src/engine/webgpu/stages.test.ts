import { describe, expect, it } from 'vitest';
import { specWith } from '../../experiment/specOf';
import { layoutOf } from '../../model/compile';
import { headOf, reachOf } from '../../model/layout';
import type { ModelSpec } from '../../model/spec';
import { pack, paddedStart, stagesOf, unpack } from './stages';
import { VAE } from './testing';

const numbered = (n: number) => Float32Array.from({ length: n }, (_, i) => i + 1);

const SPECS: ModelSpec[] = [
  VAE,
  { ...VAE, family: 'ae' },
  { ...VAE, encoder: [], decoder: [], latent: 1 },
  { ...VAE, condition: 'label' },
  specWith({ model: 'vaegan', encoder: [7], decoder: [5], discriminator: [6, 3], latent: 3 }),
  specWith({ model: 'aae', encoder: [7], decoder: [5], discriminator: [6], latent: 3 }),
  specWith({ model: 'made', encoder: [9] }),
  { ...VAE, architecture: 'conv', encoder: [3, 4], decoder: [5, 2] },
  { ...VAE, architecture: 'conv', encoder: [4], decoder: [8], condition: 'label' },
  specWith({
    model: 'vaegan',
    architecture: 'conv',
    encoder: [2],
    decoder: [3, 1],
    discriminator: [2, 3],
    latent: 3,
  }),
  specWith({
    ...{ architecture: 'conv', upsampling: 'nearest', dataset: 'own', imageSide: 20, imageChannels: 3 },
    ...{ encoder: [2], decoder: [5, 3], latent: 3 },
  }),
];

describe.each(SPECS)('the padded parameters of %o', (spec) => {
  const stages = stagesOf(spec);
  const { size } = layoutOf(spec);
  const flat = numbered(size);
  const padded = pack(stages.parameters, flat);

  it('hold every parameter once, and zeros elsewhere', () => {
    expect(padded).toHaveLength(4 * stages.parameters.size);
    expect([...padded].filter((x) => x !== 0).sort((a, b) => a - b)).toEqual([...flat]);
  });

  it('unpack to the flat ones, from any offset', () => {
    for (const from of [0, 1, 17, layoutOf(spec).decoderStart, size - 1, size]) {
      const start = paddedStart(stages, from);
      expect(start % 4).toBe(0);
      expect(unpack(stages.parameters, padded.subarray(start), from, start)).toEqual(flat.slice(from));
    }
  });
});

describe('the stages of a VAE', () => {
  const { list } = stagesOf(VAE);
  it('are a chain, with gaps for the latent among the inputs of the decoder', () => {
    expect(list.map(({ layer, inputs, outputs }) => [layer.name, inputs, outputs])).toEqual([
      ['encoder.0', 784, 13],
      ['encoder.1', 13, 7],
      ['mu', 7, 6],
      ['decoder.0', 6, 7],
      ['decoder.1', 7, 13],
      ['output', 13, 784],
    ]);
  });

  it('have μ and log σ² side by side, and the bias after the last input', () => {
    const layout = layoutOf(VAE);
    const flat = new Float32Array(layout.size);
    const { weight, bias, outputs } = headOf(layout);
    flat[weight + 2 * outputs + 1] = 5; // from input 2 to μ₁
    flat[bias + 1] = 6;
    if (layout.logVar) flat[layout.logVar.weight + 2 * outputs + 1] = 7;
    const stages = stagesOf(VAE);
    const padded = pack(stages.parameters, flat);
    const heads = stages.list[2];
    const row = (i: number) => [...padded.subarray(4 * (heads.weights + i * heads.stride))].slice(0, 8);
    expect(row(2)).toEqual([0, 0, 5, 7, 0, 0, 0, 0]);
    expect(row(7)).toEqual([0, 0, 6, 0, 0, 0, 0, 0]);
  });
});

describe('the stages of a conditional VAE', () => {
  it('have a row for each class between inputs and bias, in the first layer of a network', () => {
    const stages = stagesOf({ ...VAE, condition: 'label' });
    const labelled = stages.list.filter(({ labels }) => labels === 10);
    expect(labelled.map(({ layer, inputs }) => [layer.name, inputs])).toEqual([
      ['encoder.0', 784],
      ['decoder.0', 6],
    ]);
    const { layout } = stages;
    const flat = new Float32Array(layout.size);
    const [first] = layout.decoder;
    flat[first.weight + 2 * first.outputs] = 5; // of the last coordinate
    flat[first.weight + (3 + 9) * first.outputs] = 6; // of the last class
    flat[first.bias] = 7;
    const { weights, stride } = stages.of(first);
    const padded = pack(stages.parameters, flat);
    const column = Array.from({ length: 17 }, (_, row) => padded[4 * (weights + row * stride)]);
    expect(column).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 7]);
  });
});

it('a masked layer has its reach, and the bias reaches all outputs', () => {
  const { list, reach, layout } = stagesOf(specWith({ model: 'made', encoder: [9] }));
  expect(reach).toHaveLength(784 + 1 + 9 + 1);
  const [hidden, output] = list;
  expect([...reach.subarray(output.reach, output.reach + 10)]).toEqual([
    ...(reachOf(layout.layers[1]) ?? []),
    0,
  ]);
  expect(reach[hidden.reach + 784]).toBe(0);
});
