import { expect, it } from 'vitest';
import { specWith } from '../experiment/specOf';
import { layoutOf } from './compile';
import { initialParameters } from './init';
import { reachOf, tensorsOf } from './layout';
import { tiny } from './testing';

const specs = {
  vae: specWith({ encoder: [40], decoder: [30] }),
  gan: tiny({ model: 'gan', condition: 'label' }),
  made: tiny({ model: 'made', encoder: [51, 33] }),
  convolutional: tiny({ architecture: 'conv', encoder: [4, 6], decoder: [6, 4] }),
};

it.each(Object.entries(specs))('of a %s: biases are zero, weights reach Glorot’s limit', (_, spec) => {
  const p = initialParameters(spec, 1);
  for (const { name, offset, size, shape, layer } of tensorsOf(layoutOf(spec))) {
    const values = p.subarray(offset, offset + size);
    if (name.endsWith('bias')) {
      expect(values.every((v) => v === 0)).toBe(true);
      continue;
    }
    const fans = shape.length === 4 ? 16 * (shape[2] + shape[3]) : layer.inputs + layer.outputs;
    const largest = Math.max(...values.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(Math.fround(Math.sqrt(6 / fans)));
    // Of a dozen or more uniform draws, all stay below half the limit for one seed in 2¹² at most.
    if (size >= 12) expect(largest).toBeGreaterThan(Math.sqrt(6 / fans) / 2);
  }
});

it('of masked layers: zero exactly where the mask is', () => {
  const p = initialParameters(specs.made, 1);
  for (const layer of layoutOf(specs.made).layers) {
    const { weight, inputs, outputs } = layer;
    const reach = reachOf(layer);
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) {
        expect(p[weight + i * outputs + j] !== 0, `${i} to ${j}`).toBe(j >= (reach?.[i] ?? 0));
      }
    }
  }
});

it('differ for another seed; the same first layers have the same first weights', () => {
  const shallow = tiny({ encoder: [40], latent: 2 });
  const deep = tiny({ encoder: [40, 20], latent: 2 });
  const first = (spec: typeof deep, seed: number) => initialParameters(spec, seed).subarray(0, 784 * 40);
  expect(first(deep, 1)).toEqual(first(tiny({ encoder: [40, 30] }), 1));
  expect(first(deep, 1)).not.toEqual(first(deep, 2));
  // Glorot's limit depends on the layer alone.
  expect(first(shallow, 1)).toEqual(first(deep, 1));
});
