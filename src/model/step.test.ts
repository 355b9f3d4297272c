/** Steps of the reference: which networks change, by how much, and in which order. */
import { describe, expect, it } from 'vitest';
import { type Case, caseOf, FAMILY_CASES } from '../engine/conformance/table';
import { hyperWith } from '../experiment/specOf';
import { layoutOf, termsOf } from './compile';
import { initialParameters } from './init';
import { type Layer, type Learner, reachOf } from './layout';
import { beta1Of, extentOf, NO_UPDATES, type Updates } from './optimiser';
import { type ReferenceState, referenceGradient, referenceState, referenceStep } from './reference';
import { referenceUpdate } from './reference/update';
import { type Hyper, imageSize, type ModelSpec } from './spec';
import { activeParameters, greyBatch, greyImages, tiny } from './testing';

/** A layer of one weight and one bias, to test Adam alone. */
const layerAt = (weight: number, learner: Learner): Layer => ({
  kind: 'dense',
  name: 'a layer',
  learner,
  inputs: 1,
  outputs: 1,
  weight,
  bias: weight + 1,
  weightShape: [1, 1],
  biasSize: 1,
  activation: null,
});

/** A state of these parameters before its first step. */
const stateOf = (parameters: Float64Array): ReferenceState => ({
  parameters,
  optimiser: 'adam',
  m: new Float64Array(parameters.length),
  v: new Float64Array(parameters.length),
  updates: { ...NO_UPDATES },
});

describe('Adam', () => {
  // g = 0.5, then −0.25, lr = 0.1. t = 1: m̂ = 0.5, v̂ = 0.25. t = 2: m = 0.9·0.05 − 0.1·0.25 = 0.02,
  // m̂ = 0.02 / 0.19; v = 0.999·0.00025 + 0.001·0.0625 = 0.00031225, v̂ = v / 0.001999.
  const first = (0.1 * 0.5) / (0.5 + 1e-8);
  const second = (0.1 * (0.02 / 0.19)) / (Math.sqrt(0.00031225 / 0.001999) + 1e-8);

  it('takes the steps computed by hand', () => {
    const state = stateOf(Float64Array.of(1, 1));
    const layers = [layerAt(0, 'encoder')];
    referenceUpdate(state, layers, Float64Array.of(0.5, 0), 0.1);
    expect(state.parameters[0]).toBeCloseTo(1 - first, 14);
    referenceUpdate(state, layers, Float64Array.of(-0.25, 0), 0.1);
    expect(state.parameters[0]).toBeCloseTo(1 - first - second, 14);
    expect(state.m[0]).toBeCloseTo(0.02, 15);
    expect(state.v[0]).toBeCloseTo(0.00031225, 15);
    // Without a gradient, nothing moves.
    expect(state.parameters[1]).toBe(1);
    expect(state.updates).toEqual({ ...NO_UPDATES, encoder: 2 });
  });

  it('counts separately for each learner, once per step however many layers it has', () => {
    const state = stateOf(new Float64Array(6));
    const [a, b, c] = [layerAt(0, 'encoder'), layerAt(2, 'encoder'), layerAt(4, 'discriminator')];
    referenceUpdate(state, [a, b], Float64Array.of(0.5, 0.5, 0.5, 0.5, 9, 9), 0.1);
    expect(state.updates).toEqual({ ...NO_UPDATES, encoder: 1 });
    expect(Array.from(state.parameters.subarray(0, 4))).toEqual(Array(4).fill(-first));
    // A learner is not changed by another's gradient.
    expect(Array.from(state.parameters.subarray(4))).toEqual([0, 0]);
    // The discriminator's first update has the bias correction of a first one.
    referenceUpdate(state, [a, b, c], Float64Array.of(-0.25, 0, 0, 0, 0.5, 0), 0.1);
    expect(state.updates).toEqual({ ...NO_UPDATES, encoder: 2, discriminator: 1 });
    expect(state.parameters[0]).toBeCloseTo(-first - second, 14);
    expect(state.parameters[4]).toBeCloseTo(-first, 14);
  });
});

describe('the other optimisers take the steps computed by hand', () => {
  // g = 0.5, then −0.25, lr = 0.1.
  it.each([
    { optimiser: 'sgd', steps: [-0.05, 0.025] },
    // m = 0.5, then 0.9·0.5 − 0.25 = 0.2.
    { optimiser: 'momentum', steps: [-0.05, -0.02] },
    // v = 0.1·0.25 = 0.025, then 0.9·0.025 + 0.1·0.0625 = 0.02875.
    {
      optimiser: 'rmsprop',
      steps: [(-0.1 * 0.5) / (Math.sqrt(0.025) + 1e-8), (0.1 * 0.25) / (Math.sqrt(0.02875) + 1e-8)],
    },
  ] as const)('$optimiser', ({ optimiser, steps }) => {
    const state: ReferenceState = { ...stateOf(Float64Array.of(1, 1)), optimiser };
    const layers = [layerAt(0, 'encoder')];
    referenceUpdate(state, layers, Float64Array.of(0.5, 0), 0.1);
    expect(state.parameters[0]).toBeCloseTo(1 + steps[0], 14);
    referenceUpdate(state, layers, Float64Array.of(-0.25, 0), 0.1);
    expect(state.parameters[0]).toBeCloseTo(1 + steps[0] + steps[1], 14);
    // Without a gradient, nothing moves.
    expect(state.parameters[1]).toBe(1);
  });
});

/** Which learners' parameters differ between two states. */
function moved(spec: ModelSpec, before: Float64Array, after: Float64Array): Learner[] {
  const found = new Set<Learner>();
  for (const { learner, weight, bias, biasSize } of layoutOf(spec).layers) {
    for (let i = weight; i < bias + biasSize; i++) if (before[i] !== after[i]) found.add(learner);
  }
  return [...found].sort();
}

function stepped(spec: ModelSpec, hyper: Partial<Hyper> = {}): ReferenceState & { moved: Learner[] } {
  const p = activeParameters(spec);
  const state = referenceState(spec, p);
  referenceStep(spec, state, greyBatch(2), hyperWith(hyper));
  return { ...state, moved: moved(spec, p, state.parameters) };
}

describe('a step', () => {
  it.each([
    // Updates of encoder, decoder, discriminator.
    { model: 'ae', updates: [1, 1, 0] },
    { model: 'vae', updates: [1, 1, 0] },
    { model: 'made', updates: [1, 0, 0] },
    { model: 'gan', updates: [0, 1, 1] },
    { model: 'aae', updates: [1, 1, 1] },
    { model: 'vaegan', updates: [1, 1, 1] },
  ] as const)('of $model changes the learners, and counts', ({ model, updates }) => {
    const spec = tiny({ model });
    const [encoder, decoder, discriminator] = updates;
    const counts: Updates = { encoder, decoder, discriminator };
    const after = stepped(spec);
    expect(after.updates).toEqual(counts);
    expect(after.moved).toEqual(
      (['decoder', 'discriminator', 'encoder'] as const).filter((learner) => counts[learner] > 0),
    );
  });

  it.each([
    { model: 'gan', turn: 'discriminator', who: ['discriminator'] },
    { model: 'gan', turn: 'generator', who: ['decoder'] },
    { model: 'aae', turn: 'discriminator', who: ['discriminator'] },
    { model: 'aae', turn: 'generator', who: ['decoder', 'encoder'] },
    { model: 'vaegan', turn: 'discriminator', who: ['discriminator'] },
    { model: 'vaegan', turn: 'generator', who: ['decoder', 'encoder'] },
  ] as const)(
    'of $model, only the $turn: the other network neither changes nor counts',
    ({ model, turn, who }) => {
      const spec = tiny({ model });
      const after = stepped(spec, { turn });
      expect(after.moved).toEqual(who);
      for (const learner of ['encoder', 'decoder', 'discriminator'] as const) {
        expect(after.updates[learner] > 0).toBe((who as readonly string[]).includes(learner));
      }
      // Nor do its moments change.
      for (const { learner, weight, bias, biasSize } of layoutOf(spec).layers) {
        const moments = after.v.subarray(weight, bias + biasSize);
        expect(moments.some((v) => v !== 0)).toBe(after.updates[learner] > 0);
      }
    },
  );

  it.each(['gan', 'aae', 'vaegan'] as const)(
    'of %s changes its discriminator at a rate of its own',
    (model) => {
      const spec = tiny({ model });
      const before = activeParameters(spec);
      const { parameters } = stepped(spec, { learningRate: 0.01, discriminatorRate: 0.1 });
      // Adam's first update changes a number by the learning rate, whatever the gradient.
      for (const learner of ['encoder', 'decoder', 'discriminator'] as const) {
        const own = layoutOf(spec).layers.filter((layer) => layer.learner === learner);
        if (own.length === 0) continue;
        const moves = own.flatMap(({ weight, bias, biasSize }) =>
          Array.from({ length: bias + biasSize - weight }, (_, i) =>
            Math.abs(parameters[weight + i] - before[weight + i]),
          ),
        );
        const most = Math.max(...moves);
        if (learner === 'discriminator') expect(most).toBeCloseTo(0.001, 7);
        else expect(most).toBeGreaterThan(0.0099);
      }
    },
  );

  it.each(['gan', 'aae', 'vaegan'] as const)('of %s runs its phases one after another', (model) => {
    const spec = tiny({ model });
    const hyper = hyperWith({ learningRate: 0.05 });
    const p = activeParameters(spec);
    const state = referenceState(spec, p);
    const recorded = referenceStep(spec, state, greyBatch(2), hyper);
    const stale = referenceGradient(spec, 1, p, greyBatch(2), hyper).recorded;
    // The generator uses the parameters that the earlier phases have updated.
    expect(recorded.generator).not.toBeCloseTo(stale.generator ?? Number.NaN, 6);
    expect(Object.keys(recorded).sort()).toEqual([...termsOf(spec)].sort());
  });

  it('of an adversarial autoencoder updates its encoder once, along both of its objectives', () => {
    const spec = tiny({ model: 'aae' });
    const before = activeParameters(spec);
    const images = greyBatch(2);
    const { start, end } = extentOf(layoutOf(spec).layers, 'encoder');
    const gradientOf = (penaltyWeight: number) =>
      referenceGradient(spec, 1, before, images, hyperWith({ penaltyWeight })).gradient.subarray(start, end);
    const [reconstruct, both] = [gradientOf(0), gradientOf(7)];
    // In proportion to λ: as the second objective vanishes so does its gradient, although Adam normalises
    // lengths.
    const fool = gradientOf(1).map((g, i) => g - reconstruct[i]);
    expect(Math.hypot(...fool)).toBeGreaterThan(1e-6);
    both.forEach((g, i) => void expect(g).toBeCloseTo(reconstruct[i] + 7 * fool[i], 10));

    const state = referenceState(spec, before);
    referenceStep(spec, state, images, hyperWith({ penaltyWeight: 7, turn: 'generator' }));
    expect(state.updates).toEqual({ ...NO_UPDATES, encoder: 1, decoder: 1 });
    expect(Array.from(state.m.subarray(start, end))).toEqual(
      Array.from(both, (g) => (1 - beta1Of(layoutOf(spec))) * g),
    );
  });

  it.each(['sgd', 'adam'] as const)(
    'by %s shrinks weights in addition to its own update, and not biases',
    (optimiser) => {
      const spec = tiny({ model: 'gan' });
      const before = activeParameters(spec);
      const hyper = { optimiser, learningRate: 0.01, discriminatorRate: 0.5 };
      const plain = stepped(spec, { ...hyper, turn: 'discriminator' }).parameters;
      const decayed = stepped(spec, { ...hyper, turn: 'discriminator', weightDecay: 4 }).parameters;
      for (const { learner, weight, bias, biasSize } of layoutOf(spec).layers) {
        for (let i = weight; i < bias + biasSize; i++) {
          // Half the learning rate, times 4; the gradient, and with it the optimiser's update, is unchanged.
          const share = learner === 'discriminator' && i < bias ? 0.02 : 0;
          expect(decayed[i]).toBeCloseTo(plain[i] - share * before[i], 12);
        }
      }
    },
  );

  it('of MADE leaves every masked weight, and its moments, at zero', () => {
    const spec = tiny({ model: 'made', encoder: [9, 7] });
    const state = referenceState(spec, activeParameters(spec));
    for (let s = 0; s < 3; s++) referenceStep(spec, state, greyBatch(2, s), hyperWith({}));
    for (const layer of layoutOf(spec).layers) {
      const { weight, outputs } = layer;
      reachOf(layer)?.forEach((from, i) => {
        for (const all of [state.parameters, state.m, state.v]) {
          const row = all.subarray(weight + i * outputs, weight + i * outputs + from);
          expect(row.every((v) => v === 0)).toBe(true);
        }
      });
    }
  });
});

/** The objective, or a substitute for it. */
const costOf = (recorded: ReturnType<typeof referenceStep>): number =>
  recorded.total ?? recorded.nll ?? recorded.recon ?? Number.NaN;

const learners: [string, Case['spec']][] = (['ae', 'vae', 'made', 'aae'] as const).map((model) => [
  model,
  tiny({ model, encoder: [7], decoder: [7] }),
]);

describe('a run', () => {
  it.each(learners)('of the %s learns', (_, spec) => {
    const state = referenceState(spec, initialParameters(spec, 1));
    const images = greyImages(4).map((b) => (b > 30 ? 255 : 0));
    const costs = Array.from({ length: 60 }, (_, step) =>
      costOf(referenceStep(spec, state, { images, seed: 3, step }, hyperWith({ learningRate: 0.02 }))),
    );
    expect(costs[59]).toBeLessThan(costs[0] * 0.8);
  });

  it.each([...FAMILY_CASES, caseOf('vae bernoulli relu')])('of $name is reproducible', ({ spec, hyper }) => {
    const run = () => {
      const state = referenceState(spec, initialParameters(spec, 1));
      const recorded = [0, 1].map((step) =>
        referenceStep(spec, state, greyBatch(3, step, imageSize(spec.data)), hyper),
      );
      return { recorded, state };
    };
    expect(run()).toEqual(run());
  });
});
