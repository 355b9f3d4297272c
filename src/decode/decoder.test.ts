import { describe, expect, it } from 'vitest';
import { initialParameters } from '../model/init';
import { layoutOf } from '../model/layout';
import { referenceDecode } from '../model/reference';
import type { ModelSpec } from '../model/spec';
import { createDecoder } from './decoder';

const spec: ModelSpec = {
  family: 'vae',
  encoder: [5],
  decoder: [7, 9],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
};

/** Parameters with biases that are not zero, in float32. */
function parametersOf(s: ModelSpec): Float32Array {
  return initialParameters(s, 7).map((v, i) => 2 * v + 0.1 * Math.sin(i));
}

describe('decoder', () => {
  for (const activation of ['relu', 'leakyRelu', 'tanh', 'elu'] as const) {
    for (const likelihood of ['bernoulli', 'gaussian'] as const) {
      it(`agrees with the reference: ${activation}, ${likelihood}`, () => {
        const s = { ...spec, activation, likelihood };
        const parameters = parametersOf(s);
        const decoder = createDecoder(s);
        const weights = parameters.slice(layoutOf(s).decoderStart);
        expect(weights.length).toBe(decoder.size);
        const out = new Float32Array(784);
        for (const z of [
          [0, 0, 0],
          [1, -2, 0.5],
          [-3, 0, 4],
        ]) {
          decoder.decode(weights, z, out);
          const expected = referenceDecode(s, Float64Array.from(parameters), Float64Array.from(z));
          for (let i = 0; i < 784; i++) expect(Math.abs(out[i] - expected[i])).toBeLessThan(1e-5);
        }
      });
    }
  }

  it('gives the same pixels whatever it decoded before', () => {
    const weights = parametersOf(spec).slice(layoutOf(spec).decoderStart);
    const decoder = createDecoder(spec);
    const first = new Float32Array(784);
    const again = new Float32Array(784);
    decoder.decode(weights, [0.3, -0.7, 2], first);
    decoder.decode(weights, [5, 5, 5], again);
    decoder.decode(weights, [0.3, -0.7, 2], again);
    expect(again).toEqual(first);
  });

  it('works without hidden layers', () => {
    const s = { ...spec, decoder: [], latent: 1 };
    const parameters = parametersOf(s);
    const out = new Float32Array(784);
    createDecoder(s).decode(parameters.slice(layoutOf(s).decoderStart), [2], out);
    const expected = referenceDecode(s, Float64Array.from(parameters), Float64Array.of(2));
    for (let i = 0; i < 784; i++) expect(Math.abs(out[i] - expected[i])).toBeLessThan(1e-6);
  });
});
