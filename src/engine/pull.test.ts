/** Where one more step moves codes, against a step of the reference in float64; and that nothing is left of that step. */
import { describe, expect, test } from 'vitest';
import { batchIndices } from '../data/batches';
import { hyperWith, specWith } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { referenceEncode } from '../model/reference';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../model/spec';
import { type Engine, freshState } from './engine';
import { pullOf } from './pull';
import { referenceRun } from './referenceRun';
import { selfTestSetup } from './selftest';
import { createSimdEngine } from './simd/engine';
import { createClock, EngineLost, Trainer } from './trainer';

const STEPS = 4;
const COUNT = 7;
const clock = createClock();
function trainerOf(engine: Engine, spec: ModelSpec, seed: number, hyper: Hyper): Trainer {
  const state = freshState(spec, initialParameters(spec, seed));
  return new Trainer({
    engine,
    snapshot: { step: 0, state },
    clock,
    hyper: () => hyper,
    speed: () => 0,
    onLosses() {},
    onProgress() {},
    between: async () => {},
  });
}

async function begin(model: Parameters<typeof specWith>[0], hyper: Hyper) {
  const setup = selfTestSetup(specWith(model));
  const engine = await createSimdEngine(setup);
  await engine.load(freshState(setup.spec, initialParameters(setup.spec, setup.seed)));
  const trainer = trainerOf(engine, setup.spec, setup.seed, hyper);
  const images = setup.images.slice(0, COUNT * INPUT_SIZE);
  const labels = setup.labels?.slice(0, COUNT);
  const pull = () => pullOf(trainer, hyper, images, COUNT, labels, clock.now);
  return { setup, engine, trainer, images, labels, pull };
}

const MODELS = [
  { model: 'vae' },
  { model: 'ae', likelihood: 'gaussian' },
  { model: 'vae', condition: 'label' },
  { model: 'aae' },
] as const;
const HYPER = [
  hyperWith({ learningRate: 1e-2, beta: 1 }),
  hyperWith({ learningRate: 1e-4, optimiser: 'momentum', weightDecay: 0.01 }),
];

describe.each(MODELS)('of $model $likelihood $condition', (model) => {
  test.each(HYPER)(
    'is the movement of the codes by the next step of the reference ($optimiser)',
    async (hyper) => {
      const { setup, trainer, images, labels, pull } = await begin(model, hyper);
      await trainer.run(() => STEPS);
      const { step, before, after } = await pull();
      expect(step).toBe(STEPS);
      const codesAfter = (steps: number) => {
        const { state } = referenceRun(setup, steps, hyper);
        return referenceEncode(setup.spec, state.parameters, images, labels).mu;
      };
      const [now, next] = [codesAfter(STEPS), codesAfter(STEPS + 1)];
      const moved = next.map((value, i) => value - now[i]);
      const size = Math.sqrt(moved.reduce((sum, value) => sum + value * value, 0));
      const off = Math.sqrt(moved.reduce((sum, value, i) => sum + (after[i] - before[i] - value) ** 2, 0));
      expect(size).toBeGreaterThan(1e-4);
      expect(off / size).toBeLessThan(2e-2);
    },
  );

  test('leaves the run as it was, bit for bit', async () => {
    const [hyper] = HYPER;
    const one = await begin(model, hyper);
    await one.trainer.run(() => 2 * STEPS);
    const two = await begin(model, hyper);
    await two.pull();
    await two.trainer.run(() => STEPS);
    const found = await two.pull();
    expect(await two.pull()).toMatchObject({ before: found.before, after: found.after });
    // During training too.
    const pulled = two.pull();
    await two.trainer.run(() => 2 * STEPS);
    await pulled;
    expect(await two.engine.save()).toEqual(await one.engine.save());
  });
});

test('takes the step on the batch that comes next', async () => {
  const { setup, trainer, pull } = await begin(MODELS[0], HYPER[0]);
  await trainer.run(() => STEPS);
  const { before, after } = await pull();
  const batches = [STEPS - 1, STEPS].map((step) => {
    const indices = new Uint32Array(setup.batch);
    batchIndices(indices, step, setup.images.length / INPUT_SIZE, setup.seed);
    return indices.join();
  });
  expect(batches[0]).not.toBe(batches[1]);
  expect(after).not.toEqual(before);
  await trainer.run(() => STEPS + 1);
  // What was foreseen has happened.
  expect((await pull()).before).toEqual(after);
});

test('an engine that does not take its state back is lost, and a step that fails changes nothing', async () => {
  const { engine, trainer, pull } = await begin(MODELS[0], HYPER[0]);
  const saved = await engine.save();
  const { train, load } = engine;
  engine.train = async () => {
    throw new Error('out of memory');
  };
  await expect(pull()).rejects.toThrow('out of memory');
  expect(await engine.save()).toEqual(saved);
  engine.train = train;
  engine.load = async () => {
    throw new Error('gone');
  };
  await expect(pull()).rejects.toBeInstanceOf(EngineLost);
  engine.load = load;
  expect(trainer.step).toBe(0);
});
