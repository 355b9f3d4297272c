import { expect, it } from 'vitest';
import { hyperWith, specWith } from '../experiment/specOf';
import { compileModel } from './compile';
import { betaAt, learningRateAt, scheduleAt, weightAt } from './schedule';

const at = (warmUp: 'none' | 'linear' | 'cyclical', warmUpSteps: number, steps: number[]) =>
  steps.map((step) => betaAt(hyperWith({ beta: 4, warmUp, warmUpSteps }), step));

it('without a warm-up β is constant', () => {
  expect(at('none', 100, [0, 1, 1e6])).toEqual([4, 4, 4]);
});

it('a linear warm-up rises from 0 to β and stays', () => {
  expect(at('linear', 100, [0, 1, 25, 50, 99, 100, 101, 1e6])).toEqual([0, 0.04, 1, 2, 3.96, 4, 4, 4]);
});

it('a cyclical one rises in the first half of each cycle, stays in the second, and starts over', () => {
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

it('a warm-up of few steps still reaches β', () => {
  expect(at('linear', 1, [0, 1, 2])).toEqual([0, 4, 4]);
  expect(at('cyclical', 3, [0, 1, 2, 3, 4, 5])).toEqual([0, 8 / 3, 4, 0, 8 / 3, 4]);
  expect(at('cyclical', 2, [0, 1, 2, 3])).toEqual([0, 4, 0, 4]);
  // By the formula a cycle of one step would always be at its start: no KL ever.
  expect(at('cyclical', 1, [0, 1, 2])).toEqual([4, 4, 4]);
});

const share = (schedule: 'constant' | 'cosine' | 'step', scheduleSteps: number, steps: number[]) =>
  steps.map((step) => scheduleAt(hyperWith({ schedule, scheduleSteps }), step));

it('a constant learning rate stays the same', () => {
  expect(share('constant', 100, [0, 1, 100, 1e6])).toEqual([1, 1, 1, 1]);
});

it('a cosine schedule falls from 1 to 0 and stays there', () => {
  const rates = share('cosine', 300, [0, 100, 150, 200, 300, 301, 1e6]);
  const expected = [1, 0.75, 0.5, 0.25, 0, 0, 0];
  rates.forEach((rate, i) => void expect(rate).toBeCloseTo(expected[i], 15));
  expect(share('cosine', 1, [0, 1, 2])).toEqual([1, 0, 0]);
});

it('a step schedule falls to a tenth after every `scheduleSteps`', () => {
  const rates = share('step', 100, [0, 99, 100, 199, 200, 350]);
  const expected = [1, 1, 0.1, 0.1, 0.01, 0.001];
  rates.forEach((rate, i) => void expect(rate).toBeCloseTo(expected[i], 15));
  expect(share('step', 1, [0, 1])).toEqual([1, 0.1]);
});

it('every weight of the objective is its setting, and β that of the step', () => {
  const hyper = hyperWith({ beta: 4, warmUp: 'linear', warmUpSteps: 100, penaltyWeight: 3, gamma: 0.2 });
  const weights = (['one', 'beta', 'penalty', 'gamma', 'none'] as const).map((w) => weightAt(hyper, w, 25));
  expect(weights).toEqual([1, 1, 3, 0.2, 0]);
});

it('the discriminator learns at a multiple of the learning rate, 1 by default', () => {
  const hyper = hyperWith({ learningRate: 0.02, discriminatorRate: 0.25 });
  const rates = (model: 'gan' | 'aae' | 'vaegan', of = hyper, step = 0) => {
    const spec = specWith({ model });
    return compileModel(spec).phases.map((phase) => learningRateAt({ hyper: of, phase, step }));
  };
  expect(rates('gan')).toEqual([0.005, 0.02]);
  expect(rates('aae')).toEqual([0.005, 0.02]);
  expect(rates('vaegan')).toEqual([0.02, 0.02, 0.005]);
  expect(rates('vaegan', hyperWith({ learningRate: 0.02 }))).toEqual([0.02, 0.02, 0.02]);
  expect(rates('gan', { ...hyper, schedule: 'step', scheduleSteps: 1 }, 1)).toEqual([
    0.02 * 0.1 * 0.25,
    0.02 * 0.1,
  ]);
});
