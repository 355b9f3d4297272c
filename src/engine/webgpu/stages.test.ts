import { describe, expect, it } from 'vitest';
import { headOf, layoutOf } from '../../model/layout';
import { pack, paddedStart, stagesOf, unpack } from './stages';
import { VAE } from './testing';

const numbered = (n: number) => Float32Array.from({ length: n }, (_, i) => i + 1);

describe.each([VAE, { ...VAE, family: 'ae' as const }, { ...VAE, encoder: [], decoder: [], latent: 1 }])(
  'the padded parameters of %o',
  (spec) => {
    const stages = stagesOf(spec);
    const { size } = layoutOf(spec);
    const flat = numbered(size);
    const padded = pack(stages, flat);

    it('hold every parameter once, and zeros', () => {
      expect(padded).toHaveLength(4 * stages.size);
      expect([...padded].filter((x) => x !== 0).sort((a, b) => a - b)).toEqual([...flat]);
    });

    it('give the flat ones back, from anywhere on', () => {
      for (const from of [0, 1, 17, layoutOf(spec).decoderStart, size - 1, size]) {
        const start = paddedStart(stages, from);
        expect(start % 4).toBe(0);
        expect(unpack(stages, padded.subarray(start), from)).toEqual(flat.slice(from));
      }
    });
  },
);

describe('the stages of a VAE', () => {
  const { list } = stagesOf(VAE);
  it('are a chain, with room for the latent among the inputs of the decoder', () => {
    expect(list.map(({ name, kind, inputs, outputs }) => [name, kind, inputs, outputs])).toEqual([
      ['encoder.0', 'hidden', 784, 13],
      ['encoder.1', 'hidden', 13, 7],
      ['heads', 'heads', 7, 6],
      ['decoder.0', 'hidden', 6, 7],
      ['decoder.1', 'hidden', 7, 13],
      ['output', 'output', 13, 784],
    ]);
  });

  it('have μ and log σ² side by side, the bias after the last input', () => {
    const layout = layoutOf(VAE);
    const flat = new Float32Array(layout.size);
    const { weight, bias, outputs } = headOf(layout);
    flat[weight + 2 * outputs + 1] = 5; // from input 2 to μ₁
    flat[bias + 1] = 6;
    if (layout.logVar) flat[layout.logVar.weight + 2 * outputs + 1] = 7;
    const stages = stagesOf(VAE);
    const padded = pack(stages, flat);
    const heads = stages.list[2];
    const row = (i: number) => [...padded.subarray(4 * (heads.weights + i * heads.stride))].slice(0, 8);
    expect(row(2)).toEqual([0, 0, 5, 7, 0, 0, 0, 0]);
    expect(row(7)).toEqual([0, 0, 6, 0, 0, 0, 0, 0]);
  });
});
