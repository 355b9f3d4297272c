/**
 * What is shown of a step is what the reference computes: the state after it to the bit, sums and equations from the
 * numbers shown, one weight by finite differences and by its optimiser's formula, and the same step by the engines.
 */
import { describe, expect, test } from 'vitest';
import { distance, imagesOf, LABELS } from '../../engine/conformance/checks';
import { CASES, type Case, caseOf, FAMILY_CASES, OPTIMISER_CASES } from '../../engine/conformance/table';
import { freshState } from '../../engine/engine';
import { createSimdEngine } from '../../engine/simd/engine';
import { createTfjsEngine } from '../../engine/tfjs/engine';
import { hyperWith, specWith } from '../../experiment/specOf';
import { layoutOf, termsOf } from '../compile';
import { initialParameters } from '../init';
import { MOMENTS_OF } from '../optimiser';
import { hasEncoder } from '../predicates';
import {
  type ReferenceBatch,
  type ReferenceState,
  referenceEncode,
  referenceGradient,
  referenceState,
  referenceStep,
} from '../reference';
import { imageSize, type ModelSpec } from '../spec';
import { activeParameters, COLOUR, greyBatch } from '../testing';
import { type OneStep, oneStep } from './index';

const SEED = 7;
const STEP = 3;
/** Images `from` … `to` − 1 of those for a model. */
const imagesFrom = (spec: ModelSpec, from: number, to: number) => {
  const size = imageSize(spec.data);
  return { images: imagesOf(spec).slice(from * size, to * size), labels: LABELS.slice(from, to) };
};
const batchOf = (spec: ModelSpec): ReferenceBatch => ({ ...imagesFrom(spec, 4, 5), seed: SEED, step: STEP });
const othersOf = (spec: ModelSpec) => imagesFrom(spec, 0, 3);

/** The state after three steps on other images, with moments; rounded, as engines hold it. */
function begun({ spec, hyper }: Case): ReferenceState {
  const state = referenceState(spec, initialParameters(spec, SEED));
  for (let step = 0; step < STEP; step++) {
    referenceStep(spec, state, { ...imagesFrom(spec, 0, 9), seed: SEED, step }, hyper);
  }
  return copyOf(state, (numbers) => numbers.map(Math.fround));
}

function copyOf(state: ReferenceState, of = (numbers: Float64Array) => numbers.slice()): ReferenceState {
  const { parameters, m, v, updates } = state;
  return { ...state, parameters: of(parameters), m: of(m), v: of(v), updates: { ...updates } };
}

const learning = CASES.filter(({ hyper }) => hyper.turn === 'both');
const value = (phase: OneStep['phases'][number], role: string) =>
  phase.values.find((one) => one.role === role);

describe.each(learning)('$name', (one) => {
  const { spec, hyper } = one;
  const before = begun(one);
  const state = copyOf(before);
  const shown = oneStep(spec, state, batchOf(spec), hyper, othersOf(spec));

  test('is the step of the reference, to the bit', () => {
    const expected = copyOf(before);
    const recorded = referenceStep(spec, expected, batchOf(spec), hyper);
    expect(state).toEqual(expected);
    expect(Object.assign({}, ...shown.phases.map((phase) => phase.recorded))).toEqual(recorded);
    expect(shown.step).toBe(STEP);
    if (shown.phases.length === 1) expect(shown.before).toEqual(recorded);
    expect(Object.keys(shown.after).sort()).toEqual([...termsOf(spec)].sort());
    expect(shown.after).not.toEqual(shown.before);
  });

  test('its sums and equations follow from the numbers that are shown', () => {
    for (const phase of shown.phases) {
      for (const { parts, recorded, counted, verdicts, loss } of phase.losses) {
        if (parts) expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(recorded, 9);
        if (loss === 'adversarial') {
          expect(verdicts.reduce((sum, verdict) => sum + verdict.loss, 0)).toBeCloseTo(recorded, 9);
          for (const { d, logit } of verdicts) expect(Math.log(d / (1 - d))).toBeCloseTo(logit, 9);
        }
        if (hyper.freeBits === 0 || loss !== 'kl') expect(counted).toBe(recorded);
      }
      const sum = phase.losses.reduce((all, { factor, counted }) => all + factor * counted, 0);
      expect(phase.objective).toBeCloseTo(sum, 9);
      const [mu, logVar, epsilon, z] = ['mu', 'logVar', 'epsilon', 'z'].map((role) => value(phase, role));
      if (z && mu && logVar && epsilon)
        z.numbers.forEach((number, d) => {
          const sigma = Math.sqrt(Math.exp(logVar.numbers[d]));
          expect(number).toBeCloseTo(mu.numbers[d] + sigma * epsilon.numbers[d], 12);
        });
    }
  });

  test('one weight moves as its optimiser says', () => {
    for (const { weight, losses } of shown.phases) {
      const { gradient: g, m, v, t, learningRate, beta1, beta2, rho, epsilon, decay } = weight;
      const kept = weight.before * (1 - learningRate * decay);
      const [m1, v1] = [m[1], v[1]];
      let change = 0;
      switch (hyper.optimiser) {
        case 'sgd':
          change = -learningRate * g;
          break;
        case 'momentum':
          expect(m1).toBeCloseTo(beta1 * m[0] + g, 12);
          change = -learningRate * m1;
          break;
        case 'rmsprop':
          expect(v1).toBeCloseTo(rho * v[0] + (1 - rho) * g * g, 12);
          change = (-learningRate * g) / (Math.sqrt(v1) + epsilon);
          break;
        case 'adam':
          expect(m1).toBeCloseTo(beta1 * m[0] + (1 - beta1) * g, 12);
          expect(v1).toBeCloseTo(beta2 * v[0] + (1 - beta2) * g * g, 12);
          change = (-learningRate * (m1 / (1 - beta1 ** t))) / (Math.sqrt(v1 / (1 - beta2 ** t)) + epsilon);
      }
      expect(weight.after).toBeCloseTo(kept + change, 12);
      expect(losses.length).toBeGreaterThan(0);
      expect(Math.abs(g)).toBeGreaterThan(0);
    }
  });

  test('the layers that change are those that differ, and the pictures are of their weights', () => {
    const { layers } = layoutOf(spec);
    const changed = layers.filter(({ weight, bias, biasSize }) =>
      before.parameters.subarray(weight, bias + biasSize).some((p, i) => p !== state.parameters[weight + i]),
    );
    const listed = shown.phases.flatMap(({ changes }) => changes);
    // A layer of inactive units learns nothing.
    const moved = listed.filter(({ change }) => change > 0).map(({ layer }) => layer);
    expect(new Set(moved)).toEqual(new Set(changed.map(({ name }) => name)));
    expect(new Set(listed.map(({ layer }) => layer))).toEqual(new Set(layers.map(({ name }) => name)));
    for (const { changes, units } of shown.phases) {
      for (const { layer, change } of changes) {
        const at = layers.find(({ name }) => name === layer);
        if (!at || shown.phases.filter((phase) => phase.changes.some((c) => c.layer === layer)).length > 1)
          continue;
        const part = (all: Float64Array) => all.subarray(at.weight, at.bias + at.biasSize);
        const [a, b] = [part(state.parameters), part(before.parameters)];
        expect(change).toBeCloseTo(Math.hypot(...a.map((p, i) => p - b[i])), 9);
      }
      for (const { units: pictures, side } of units)
        for (const { change, gradient } of pictures) {
          expect(change).toHaveLength(side ** 2);
          expect(gradient.some((g) => g !== 0)).toBe(true);
        }
    }
  });

  test('the codes are those of the parameters before and after', () => {
    expect(shown.codes === null).toBe(!hasEncoder(spec));
    if (!shown.codes) return;
    const { images, labels } = batchOf(spec);
    for (const [codes, parameters] of [
      [shown.codes.before, before.parameters],
      [shown.codes.after, state.parameters],
    ] as const)
      expect(codes).toEqual(referenceEncode(spec, parameters, images, labels).mu);
    expect(shown.codes.others.count).toBe(3);
    expect(shown.codes.others.after).toHaveLength(3 * spec.latent);
  });
});

/** Central difference of the objective by one weight, by its place. */
test.each(
  [...FAMILY_CASES, caseOf('vae bernoulli tanh'), caseOf('convolutional vae')].filter(
    ({ hyper, spec }) => hyper.turn === 'both' && !spec.family.includes('gan'),
  ),
)('the gradient of the weight of $name is that of finite differences', (one) => {
  const { spec, hyper } = one;
  const before = begun(one);
  const shown = oneStep(spec, copyOf(before), batchOf(spec), hyper, othersOf(spec));
  const { layer, from, to, place, gradient } = shown.phases[0].weight;
  const at = layoutOf(spec).layers.find(({ name }) => name === layer);
  if (!at) throw new Error(layer);
  const [row, column] = place ?? [0, 0];
  const [, width = 0, rows = 0, columns = 0] = at.weightShape;
  // A transposed convolution has its outputs before its inputs.
  const [a, b] = at.kind === 'transposedConvolution' ? [to, from] : [from, to];
  const i = place
    ? at.weight + ((row * width + column) * rows + a) * columns + b
    : at.weight + from * at.outputs + to;
  const h = 1e-5;
  const [up, down] = [h, -h].map((move) => {
    const parameters = before.parameters.slice();
    parameters[i] += move;
    return referenceGradient(spec, 0, parameters, batchOf(spec), hyper).objective;
  });
  expect(gradient / ((up - down) / (2 * h))).toBeCloseTo(1, 4);
});

const NAMES = [
  'vae bernoulli relu',
  'ae gaussian tanh',
  'vae, salt and pepper',
  'vae, linear warm-up',
  'vae, free nats',
  'conditional vae',
  ...FAMILY_CASES.filter(({ hyper }) => hyper.turn === 'both').map(({ name }) => name),
  ...OPTIMISER_CASES.map(({ name }) => name),
  'convolutional vae',
];

test.each(NAMES)('an engine takes the same step on the same image: %s', async (name) => {
  const { spec, hyper } = caseOf(name);
  const before = begun(caseOf(name));
  const state = copyOf(before);
  const shown = oneStep(spec, state, batchOf(spec), hyper, othersOf(spec));
  const { engine } = await engineWith(spec);
  try {
    const { parameters, m, v, updates, optimiser } = before;
    const [p, first, second] = [parameters, m, v].map((numbers) => Float32Array.from(numbers));
    const moments = { optimiser, updates: { ...updates } };
    await engine.load({ ...freshState(spec, p), m: first, v: second, ...moments });
    const recorded = await engine.train(STEP, 1, hyper);
    termsOf(spec).forEach((term, k) => {
      const expected = Object.assign({}, ...shown.phases.map((phase) => phase.recorded))[term];
      expect(Math.abs(recorded[k] - expected) / Math.max(1, Math.abs(expected)), term).toBeLessThan(1e-5);
    });
    const saved = await engine.save();
    expect(saved.updates).toEqual(state.updates);
    expect(distance(saved.parameters, state.parameters)).toBeLessThan(1e-5);
    for (const moment of MOMENTS_OF[hyper.optimiser])
      expect(distance(saved[moment], state[moment]), moment).toBeLessThan(1e-4);
    // And relative to what has moved, of which float32 keeps fewer digits.
    const moved = state.parameters.map((after, i) => after - parameters[i]);
    expect(
      distance(
        Float64Array.from(saved.parameters, (after, i) => after - parameters[i]),
        moved,
      ),
    ).toBeLessThan(1e-3);
  } finally {
    engine.dispose();
  }
});

async function engineWith(spec: ModelSpec) {
  const { images, labels } = batchOf(spec);
  const setup = { spec, seed: SEED, batch: 1, images, labels };
  const engine =
    spec.architecture === 'conv' ? await createTfjsEngine('cpu', setup) : await createSimdEngine(setup);
  return { engine };
}

test.each(['transposed', 'nearest'] as const)(
  'units of images in colour are pictures of their three channels: %s',
  (upsampling) => {
    const spec = specWith({ ...COLOUR, architecture: 'conv', encoder: [3], decoder: [4], upsampling });
    const batch = greyBatch(1, 4, imageSize(spec.data));
    const state = referenceState(spec, activeParameters(spec));
    const { gradient } = referenceGradient(spec, 0, state.parameters, batch, hyperWith({}));
    const { phases } = oneStep(spec, state, batch, hyperWith({}), { images: batch.images });
    const [first, last] = phases[0].units;
    expect([first.layer, first.side, first.channels, last.layer]).toEqual(['encoder.0', 4, 3, 'output']);
    const side = upsampling === 'nearest' ? 3 : 4;
    expect([last.side, last.channels]).toEqual([side, 3]);
    for (const [units, weights] of [
      [first, [4, 4, 3, 3]],
      [last, [side, side, 3, 4]],
    ] as const) {
      const layer = layoutOf(spec).layers.find(({ name }) => name === units.layer);
      for (const { unit, gradient: shown } of units.units)
        for (let tap = 0; tap < weights[0] * weights[1]; tap++)
          for (let c = 0; c < 3; c++) {
            // [tap, in, out], but a transposed convolution's are [tap, out, in].
            const pixelsFirst = units === first || upsampling === 'transposed';
            const at = pixelsFirst ? (tap * 3 + c) * weights[3] + unit : (tap * weights[3] + unit) * 3 + c;
            expect(shown[tap * 3 + c]).toBe(gradient[(layer?.weight ?? 0) + at]);
          }
    }
  },
);
