/**
 * The closed form of a layer's Jacobian norm against the Jacobian itself, and its derivatives against
 * differences.
 */
import { describe, expect, it } from 'vitest';
import { specWith } from '../experiment/specOf';
import { activate } from './activations';
import { backwardPass } from './backward';
import { compileModel, layoutOf } from './compile';
import { contractionOf, squaredColumns, squaredSlope } from './contraction';
import type { Layer } from './layout';
import type { Loss, Op } from './operations';

const STEP = 1e-5;
const [base] = layoutOf(specWith({ model: 'ae', encoder: [], decoder: [], latent: 2 })).layers;
/** Five inputs and three outputs, with the parameters at offset 2. */
const layerWith = (activation: Layer['activation']): Layer => ({
  ...base,
  inputs: 5,
  outputs: 3,
  weight: 2,
  bias: 17,
  activation,
});
const parameters = Float64Array.from({ length: 20 }, (_, i) => 0.7 * Math.sin(3 * i + 1));
const f = (activation: Layer['activation'], a: number) => (activation ? activate(activation, a) : a);

function output({ activation, inputs, outputs, weight, bias }: Layer, x: Float64Array): Float64Array {
  return Float64Array.from({ length: outputs }, (_, j) => {
    let a = parameters[bias + j];
    for (let i = 0; i < inputs; i++) a += x[i] * parameters[weight + i * outputs + j];
    return f(activation, a);
  });
}

/** ‖∂h/∂x‖²_F by central differences, a column of the Jacobian for each input. */
function byDifferences(layer: Layer, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < layer.inputs; i++) {
    const at = (h: number) =>
      output(
        layer,
        x.map((value, k) => (k === i ? value + h : value)),
      );
    const [above, below] = [at(STEP), at(-STEP)];
    above.forEach((value, j) => {
      sum += ((value - below[j]) / (2 * STEP)) ** 2;
    });
  }
  return sum;
}

describe.each([null, 'relu', 'leakyRelu', 'tanh', 'elu', 'sigmoid'] as const)(
  'a layer with %s',
  (activation) => {
    const layer = layerWith(activation);

    it('has the norm of its Jacobian, averaged over rows', () => {
      const rows = [0.3, -0.8].map((u) => Float64Array.from({ length: 5 }, (_, i) => Math.cos(u + 2 * i)));
      const expected = rows.reduce((sum, x) => sum + byDifferences(layer, x) / rows.length, 0);
      const h = rows.flatMap((x) => [...output(layer, x)]);
      expect(contractionOf(layer, parameters, h)).toBeCloseTo(expected, 7);
      expect(expected).toBeGreaterThan(0.01);
    });

    it('changes with h as f′² does', () => {
      for (const a of [-1.3, -0.2, 0.4, 1.1]) {
        const h = (d: number) => f(activation, a + d);
        const at = (d: number) => squaredSlope(layer, h(d)).value;
        // Both by a: where h does not change, as below zero, neither does f′.
        const [byA, hByA] = [at, h].map((of) => (of(STEP) - of(-STEP)) / (2 * STEP));
        expect(squaredSlope(layer, h(0)).slope * hByA).toBeCloseTo(byA, 7);
      }
    });
  },
);

it('sums the squares of the weights of each output', () => {
  const w = parameters.subarray(2, 17);
  const [first] = squaredColumns(parameters, layerWith(null));
  expect(first).toBeCloseTo(w[0] ** 2 + w[3] ** 2 + w[6] ** 2 + w[9] ** 2 + w[12] ** 2, 12);
});

it('is a loss whose gradient reaches the weights in two ways, and only those of a layer that learns', () => {
  const { layout } = compileModel(specWith({ model: 'ae', encoder: [], decoder: [], latent: 3 }));
  const [mu, decoder] = layout.layers;
  const x: Op = { op: 'images', out: { id: 0, stack: 1, width: 784 } };
  const h: Op = { op: 'layer', layer: mu, from: [x.out], out: { id: 1, stack: 1, width: 3 } };
  const loss: Loss = { loss: 'contraction', weight: 'penalty', term: 'penalty', code: h.out, layer: mu };
  const { losses, operations } = backwardPass([x, h], [loss], [mu]);
  expect(losses).toEqual([{ loss, writes: [{ value: h.out, after: 'nothing' }], weights: mu }]);
  expect(operations.map(({ learns }) => learns)).toEqual([true]);
  expect(backwardPass([x, h], [loss], [decoder])).toEqual({ losses: [], operations: [] });
});
