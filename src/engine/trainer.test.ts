import { expect, test, vi } from 'vitest';
import { defaultConfig } from '../experiment/schema';
import { hyperWith, specOf, specWith } from '../experiment/specOf';
import { termsOf } from '../model/compile';
import { NO_UPDATES } from '../model/optimiser';
import type { ModelSpec } from '../model/spec';
import type { Engine, TrainingState } from './engine';
import { EngineFailed, EngineLost, Trainer, type TrainerOptions } from './trainer';

/** An engine whose only parameter counts its steps, and a clock that only steps and sleeps advance. */
function setup(
  options: {
    msPerStep?: number;
    /** The loss of every term, or of the term with index `term`. */
    lossAt?: (step: number, term: number) => number;
    speed?: number;
    yields?: () => boolean;
    spec?: ModelSpec;
    timeoutMs?: number;
  } = {},
) {
  const spec = options.spec ?? specOf(defaultConfig());
  const width = termsOf(spec).length;
  let time = 0;
  let state: TrainingState = {
    parameters: new Float32Array(1),
    optimiser: 'adam',
    m: new Float32Array(1),
    v: new Float32Array(1),
    updates: NO_UPDATES,
  };
  let lose: (why: { message: string }) => void = () => {};
  let hang = false;
  const calls: [number, number][] = [];
  const labels: number[] = [];
  const lossAt = options.lossAt ?? (() => 100);
  const engine: Engine = {
    id: 'tfjs-cpu',
    device: 'test',
    spec,
    lost: new Promise((resolve) => {
      lose = resolve;
    }),
    async load(s) {
      state = structuredClone(s);
    },
    save: async () => structuredClone(state),
    readParameters: async () => state.parameters.slice(),
    async train(first, count) {
      if (hang) return new Promise<Float32Array>(() => {});
      calls.push([first, count]);
      time += count * (options.msPerStep ?? 50);
      const values = Float32Array.from({ length: width * count }, (_, i) =>
        lossAt(first + Math.floor(i / width), i % width),
      );
      state.parameters[0] = first + count;
      const updates = state.updates.decoder + count;
      state.updates = { ...NO_UPDATES, encoder: updates, decoder: updates };
      return values;
    },
    async encode(_, __, given) {
      labels.push(...(given ?? []));
      return { mu: new Float32Array(0), logVar: null };
    },
    async decode(_, __, given) {
      labels.push(...(given ?? []));
      return new Float32Array(0);
    },
    async evaluate(_, __, ___, given) {
      labels.push(...(given ?? []));
      return { recon: 0, kl: 0, count: 0 };
    },
    dispose: () => {},
  };
  const losses: number[] = [];
  let onTask = () => {};
  const given: TrainerOptions = {
    engine,
    snapshot: { step: 0, state: structuredClone(state) },
    clock: {
      now: () => time,
      nextTask: async () => onTask(),
      sleep(ms) {
        time += ms;
        return { done: Promise.resolve(), wake: () => {} };
      },
    },
    hyper: () => hyperWith({ learningRate: 1e-3, beta: 1 }),
    speed: () => options.speed ?? 0,
    yields: options.yields,
    onLosses: (first, values) => {
      for (let i = 0; i < values.length / width; i++) losses[first + i] = values[width * i];
    },
    onProgress: () => {},
    between: async () => {},
    timeoutMs: options.timeoutMs,
  };
  const trainer = new Trainer(given);
  return {
    trainer,
    engine,
    calls,
    labels,
    losses,
    time: () => time,
    parameter: () => state.parameters[0],
    eachTask(f: () => void) {
      onTask = f;
    },
    lose: () => lose({ message: 'gone' }),
    hang() {
      hang = true;
    },
  };
}

test('an engine that knows how many steps it wants at once gets them, but one at a time at a given speed', async () => {
  for (const [speed, wanted] of [
    [0, [20, 20, 5]],
    [100, Array(45).fill(1)],
  ] as const) {
    const { trainer, engine, calls } = setup({ msPerStep: 50, speed });
    engine.stepsAtOnce = () => 20;
    await trainer.run(() => 45);
    expect(calls.map(([, count]) => count)).toEqual(wanted);
  }
});

test('a slow engine gets one step at a time, and a pause takes effect after it', async () => {
  const { trainer, calls, eachTask } = setup({ msPerStep: 50 });
  eachTask(() => {
    if (trainer.step === 5) void trainer.pause();
  });
  await trainer.run(() => Number.POSITIVE_INFINITY);
  expect(calls).toEqual([0, 1, 2, 3, 4].map((s) => [s, 1]));
  expect(trainer.status).toBe('paused');
});

test('while the parameters are held, the next batch waits; other uses of the engine and a pause do not', async () => {
  const { trainer, engine, calls } = setup({ msPerStep: 50 });
  const forTasks = async (count: number) => {
    for (let i = 0; i < count; i++) await Promise.resolve();
  };
  let release = () => {};
  let held: Promise<number[]> | undefined;
  const { train } = engine;
  engine.train = (...given) => {
    // In the middle of the third batch, which ends first.
    if (trainer.step === 2)
      held = trainer.hold(async () => {
        const { step } = trainer;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return [step, (await trainer.reader.readParameters())[0]];
      });
    return train(...given);
  };
  const running = trainer.run(() => 10);
  await forTasks(1000);
  // A change of the settings wakes the loop.
  trainer.wake();
  await forTasks(1000);
  expect(trainer.step).toBe(3);
  release();
  expect(await held).toEqual([3, 3]);
  await running;
  expect(calls).toHaveLength(10);

  const again = trainer.hold(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const rest = trainer.run(() => 20);
  await trainer.pause();
  await rest;
  expect([trainer.step, trainer.status]).toEqual([10, 'paused']);
  release();
  await again;
  await trainer.run(() => 12);
  expect(trainer.step).toBe(12);
});

test('parameters that could not be held are not held any longer', async () => {
  const { trainer } = setup();
  await expect(
    trainer.hold(async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await trainer.run(() => 2);
  expect(trainer.step).toBe(2);
});

test('while the page needs the processor, it rests as long as it works, and no longer than a tenth of a second', async () => {
  let yields = true;
  const { trainer, time } = setup({ msPerStep: 20, yields: () => yields });
  await trainer.run(() => 10);
  expect(time()).toBe(380);
  yields = false;
  await trainer.run(() => 20);
  expect(time()).toBe(580);

  const slow = setup({ msPerStep: 1000, yields: () => true });
  await slow.trainer.run(() => 2);
  // Not after the last step.
  expect(slow.time()).toBe(2100);
});

test('a fast engine gets several steps at a time, never past the limit', async () => {
  const { trainer, calls } = setup({ msPerStep: 0.5 });
  await trainer.run(() => 1000);
  expect(trainer.step).toBe(1000);
  const most = Math.max(...calls.map(([, n]) => n));
  expect(most).toBeGreaterThan(10);
  expect(most * 0.5).toBeLessThanOrEqual(12);
  expect(calls.reduce((sum, [, n]) => sum + n, 0)).toBe(1000);
});

test('slow motion keeps its pace', async () => {
  const { trainer, time } = setup({ msPerStep: 2, speed: 5 });
  await trainer.run(() => 11);
  expect(time()).toBeGreaterThanOrEqual(2000);
  expect(time()).toBeLessThan(2210);
});

test('a loss that is NaN, or has exploded, ends the run and restores the last good state', async () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
    const { trainer, parameter, eachTask } = setup({ lossAt: (s) => (s < 20 ? 100 : bad) });
    eachTask(() => {
      if (trainer.step === 10) void trainer.keep();
    });
    await trainer.run(() => 100);
    expect(trainer.status).toBe('diverged');
    expect(trainer.step).toBe(21);
    expect(parameter()).toBe(10);
    await trainer.rewind();
    expect([trainer.status, trainer.step]).toEqual(['paused', 10]);
  }
});

test('losses of two networks may rise; any that is NaN ends the run', async () => {
  const spec = specWith({ model: 'gan' });
  const rising = setup({ spec, lossAt: (s, term) => (term < 2 ? 1e-3 * 4 ** s : 0.5) });
  await rising.trainer.run(() => 12);
  expect([rising.trainer.status, rising.trainer.step]).toEqual(['paused', 12]);
  for (let broken = 0; broken < termsOf(spec).length; broken++) {
    const { trainer } = setup({ spec, lossAt: (s, term) => (s === 3 && term === broken ? Number.NaN : 0.5) });
    await trainer.run(() => 12);
    expect([trainer.status, trainer.step]).toEqual(['diverged', 4]);
  }
});

test('labels are passed to the engine', async () => {
  const { trainer, labels } = setup();
  const { encode, decode, evaluate } = trainer.reader;
  await encode(new Uint8Array(784), 1, Uint8Array.of(1));
  await decode(new Float32Array(2), 1, Uint8Array.of(2));
  await evaluate(new Uint8Array(784), 1, 0, Uint8Array.of(3));
  expect(labels).toEqual([1, 2, 3]);
});

test('a state with a NaN in it is not kept', async () => {
  const { trainer } = setup();
  await trainer.run(() => 3);
  await trainer.keep();
  expect(trainer.lastGood.step).toBe(3);
  await trainer.use((e) =>
    e.load({
      parameters: Float32Array.of(Number.NaN),
      optimiser: 'adam',
      m: new Float32Array(1),
      v: new Float32Array(1),
      updates: { ...NO_UPDATES, encoder: 3, decoder: 3 },
    }),
  );
  trainer.step = 4;
  await trainer.keep();
  expect(trainer.lastGood.step).toBe(3);
});

test('a lost device ends a step that would never finish, and all later calls', async () => {
  const { trainer, hang, lose, eachTask } = setup();
  eachTask(() => {
    if (trainer.step === 2) hang();
  });
  const running = trainer.run(() => 100);
  setTimeout(lose, 20);
  await expect(running).rejects.toBeInstanceOf(EngineLost);
  await expect(trainer.reader.readParameters()).rejects.toBeInstanceOf(EngineLost);
});

test('a call without progress for too long is given up, one with progress is not', async () => {
  vi.useFakeTimers();
  try {
    const busy = setup({ timeoutMs: 1000 }).trainer;
    const long = busy.use(async () => {
      for (let i = 0; i < 5; i++) {
        await new Promise((resolve) => setTimeout(resolve, 900));
        busy.restartTimeout();
      }
      return 'done';
    });
    await vi.advanceTimersByTimeAsync(5 * 900);
    expect(await long).toBe('done');

    const stuck = setup({ timeoutMs: 1000 }).trainer.use(() => new Promise(() => {}));
    const refused = expect(stuck).rejects.toThrow(EngineLost);
    await vi.advanceTimersByTimeAsync(1000);
    await refused;
  } finally {
    vi.useRealTimers();
  }
});

test('an error of the engine is recognised as its own, and the next call runs', async () => {
  const { trainer, engine } = setup();
  engine.save = () => Promise.reject(new DOMException('refused', 'OperationError'));
  const failure = await trainer.whole().catch((error) => error);
  expect(failure).toBeInstanceOf(EngineFailed);
  expect(failure.message).toBe('refused');
  expect(await trainer.reader.readParameters()).toHaveLength(1);
});

test('two uses never overlap', async () => {
  const { trainer } = setup();
  const log: string[] = [];
  const job = (name: string) =>
    trainer.use(async () => {
      log.push(`${name} in`);
      await new Promise((r) => setTimeout(r, 5));
      log.push(`${name} out`);
    });
  await Promise.all([job('a'), job('b')]);
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
});
