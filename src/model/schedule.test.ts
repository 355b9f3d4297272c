import { expect, it } from 'vitest';
import { hyperWith, specWith } from '../experiment/spec';
import { compileModel } from './compile';
import { betaAt, learningRateAt, weightAt } from './schedule';

const at = (warmUp: 'none' | 'linear' | 'cyclical', warmUpSteps: number, steps: number[]) =>
  steps.map((step) => betaAt(hyperWith({ beta: 4, warmUp, warmUpSteps }), step));

it('β is what it is without a warm-up', () => {
  expect(at('none', 100, [0, 1, 1e6])).toEqual([4, 4, 4]);
});

it('a linear warm-up rises from 0 to β and stays', () => {
  expect(at('linear', 100, [0, 1, 25, 50, 99, 100, 101, 1e6])).toEqual([0, 0.04, 1, 2, 3.96, 4, 4, 4]);
});

it('a cyclical one rises in the first half of each cycle, stays in the second, and begins anew', () => {
  const one = [0, 0.08, 2, 3.92, 4, 4, 4];
  const steps = [0, 1, 25, 49, 50, 51, 99];
  expect(at('cyclical', 100, steps)).toEqual(one);
  expect(
    at(
      'cyclical',
      100,
      steps.map((s) => s + 300),
    ),
  ).toEqual(one);
});

it('a warm-up of few steps still comes to β', () => {
  expect(at('linear', 1, [0, 1, 2])).toEqual([0, 4, 4]);
  expect(at('cyclical', 3, [0, 1, 2, 3, 4, 5])).toEqual([0, 8 / 3, 4, 0, 8 / 3, 4]);
  expect(at('cyclical', 2, [0, 1, 2, 3])).toEqual([0, 4, 0, 4]);
  // By the formula a cycle of one step would be all beginning: no KL ever.
  expect(at('cyclical', 1, [0, 1, 2])).toEqual([4, 4, 4]);
});

it('every weight of the objective is its setting, and β that of the step', () => {
  const hyper = hyperWith({ beta: 4, warmUp: 'linear', warmUpSteps: 100, penaltyWeight: 3, gamma: 0.2 });
  const weights = (['one', 'beta', 'penalty', 'gamma', 'none'] as const).map((w) => weightAt(hyper, w, 25));
  expect(weights).toEqual([1, 1, 3, 0.2, 0]);
});

it('the discriminator learns at a multiple of the learning rate, which is 1 unless it is set', () => {
  const hyper = hyperWith({ learningRate: 0.02, discriminatorRate: 0.25 });
  const rates = (model: 'gan' | 'aae' | 'vaegan', of = hyper) => {
    const spec = specWith({ model });
    return compileModel(spec).phases.map((phase) => learningRateAt({ spec, hyper: of, phase, step: 0 }));
  };
  expect(rates('gan')).toEqual([0.005, 0.02]);
  expect(rates('aae')).toEqual([0.005, 0.02]);
  expect(rates('vaegan')).toEqual([0.02, 0.02, 0.005]);
  expect(rates('vaegan', hyperWith({ learningRate: 0.02 }))).toEqual([0.02, 0.02, 0.02]);
});
