import { expect, test } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { freshState } from '../engine/engine';
import { manifoldGrid, toBytes } from '../engine/manifoldGrid';
import { selfTestSetup } from '../engine/selftest';
import { createSimdEngine } from '../engine/simd/engine';
import { createClock, Trainer } from '../engine/trainer';
import { GREY_28 } from '../experiment/dataShape';
import { defaultConfig } from '../experiment/schema';
import { hyperWith, specWith } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { INPUT_SIZE } from '../model/spec';
import type { View, WorkerEvent } from './protocol';
import { createPublisher } from './publisher';
import { DEFAULT_VIEW } from './view';

/** Of a run that was opened at its first step, with the default settings. */
const usual = {
  runId: 1,
  noise: () => 0,
  config: () => ({ ...defaultConfig(), seed: 1 }),
  untrained: true,
  view: (): View => ({ ...DEFAULT_VIEW, side: 2 }),
};

test('weights are sent in the arrays that were returned, and in no others', async () => {
  const engine = await createSimdEngine(selfTestSetup());
  const clock = createClock();
  const trainer = new Trainer({
    engine,
    snapshot: { step: 0, state: await engine.save() },
    clock,
    hyper: () => hyperWith({ learningRate: 1e-2, beta: 1 }),
    speed: () => 0,
    onLosses() {},
    onProgress() {},
    between: async () => {},
  });
  const sent: Float32Array[] = [];
  const publisher = createPublisher({
    trainer,
    ...usual,
    dataset: null,
    post(event: WorkerEvent) {
      if (event.type === 'run.weights') sent.push(event.decoder);
    },
    now: clock.now,
  });
  await publisher.refresh();
  await publisher.refresh();
  const [first, second] = sent;
  expect(second).not.toBe(first);
  expect(second).toEqual(first);

  await trainer.run(() => 3);
  publisher.takeBack(first);
  publisher.takeBack(second);
  // One of another model, and one too many: neither is kept.
  publisher.takeBack(new Float32Array(3));
  publisher.takeBack(new Float32Array(first.length));
  const before = first.slice();
  await publisher.refresh();
  await publisher.refresh();
  expect(sent[2]).toBe(second);
  expect(sent[3]).toBe(first);
  expect(first).not.toEqual(before);
  const now = await engine.readParameters();
  expect(first).toEqual(now.subarray(now.length - first.length));
});

test('a conditional model publishes tiles of the requested class, and reconstructions with the images’ own', async () => {
  const spec = specWith({ condition: 'label', encoder: [6], decoder: [6] });
  const whole = drawnDataset();
  const held = {
    ...GREY_28,
    count: 40,
    images: whole.test.images.subarray(0, 40 * INPUT_SIZE),
    labels: whole.test.labels?.subarray(0, 40) ?? null,
  };
  const { images, labels } = held;
  if (!labels) throw new Error('drawn digits have classes');
  const engine = await createSimdEngine({ spec, seed: 1, batch: 4, images, labels });
  const state = freshState(
    spec,
    initialParameters(spec, 5).map((w) => 3 * w),
  );
  await engine.load(state);
  const clock = createClock();
  const trainer = new Trainer({
    engine,
    snapshot: { step: 0, state },
    clock,
    hyper: () => hyperWith({}),
    speed: () => 0,
    onLosses() {},
    onProgress() {},
    between: async () => {},
  });
  const events: WorkerEvent[] = [];
  const view: View = {
    slice: { origin: [0, 0], u: [1, 0], v: [0, 1] },
    extent: 3,
    centre: [0, 0],
    side: 2,
    label: 7,
    samples: [11, 3],
  };
  const publisher = createPublisher({
    trainer,
    ...usual,
    dataset: { ...whole, test: held },
    view: () => view,
    post: (event: WorkerEvent) => events.push(event),
    now: clock.now,
  });
  await publisher.refresh();
  const of = <T extends WorkerEvent['type']>(type: T) =>
    events.find((e): e is Extract<WorkerEvent, { type: T }> => e.type === type);

  const z = manifoldGrid(view, 2);
  const tiles = await engine.decode(z, 4, new Uint8Array(4).fill(7));
  expect(of('run.manifold')?.tiles).toEqual(toBytes(tiles));
  expect(tiles).not.toEqual(await engine.decode(z, 4));

  const codes = await engine.encode(images, 40, labels);
  expect(of('run.points')?.mu).toEqual(codes.mu);
  expect(of('run.points')?.logVar).toEqual(codes.logVar);
  expect(codes.mu).not.toEqual((await engine.encode(images, 40)).mu);

  const shown = Float32Array.from([11, 3].flatMap((i) => [...codes.mu.subarray(2 * i, 2 * i + 2)]));
  const classes = Uint8Array.of(labels[11], labels[3]);
  expect(of('run.reconstructions')?.pixels).toEqual(toBytes(await engine.decode(shown, 2, classes)));
  engine.dispose();
});

test('a run that stops is tested at its last step, once; one that opens keeps the losses that it came with', async () => {
  const whole = drawnDataset();
  const spec = specWith({ encoder: [6], decoder: [6] });
  const { images } = whole.train;
  const engine = await createSimdEngine({ spec, seed: 1, batch: 4, images });
  const clock = createClock();
  const trainer = new Trainer({
    engine,
    snapshot: { step: 200, state: await engine.save() },
    clock,
    hyper: () => hyperWith({}),
    speed: () => 0,
    onLosses() {},
    onProgress() {},
    between: async () => {},
  });
  const tested: number[] = [];
  const publisher = createPublisher({
    trainer,
    ...usual,
    dataset: whole,
    untrained: false,
    post(event: WorkerEvent) {
      if (event.type === 'run.test') tested.push(event.step);
    },
    now: clock.now,
  });
  await publisher.refresh();
  expect(tested).toEqual([]);
  await trainer.run(() => 203);
  await publisher.refresh();
  await publisher.refresh();
  expect(tested).toEqual([203]);
  engine.dispose();
});

test('test losses come after twice as many steps each time, however little time passes', async () => {
  const whole = drawnDataset();
  const spec = specWith({ encoder: [6], decoder: [6] });
  const engine = await createSimdEngine({ spec, seed: 1, batch: 4, images: whole.train.first!(100) });
  const tested: number[] = [];
  const trainer: Trainer = new Trainer({
    engine,
    snapshot: { step: 0, state: await engine.save() },
    clock: createClock(),
    hyper: () => hyperWith({}),
    // One step a turn: how many a fast machine takes in one turn must not decide which of them are tested.
    speed: () => Number.POSITIVE_INFINITY,
    onLosses() {},
    onProgress() {},
    between: () => publisher.between(),
  });
  const publisher = createPublisher({
    trainer,
    ...usual,
    dataset: whole,
    post(event: WorkerEvent) {
      if (event.type === 'run.test') tested.push(event.step);
    },
    // No task is due again.
    now: () => 0,
  });
  await trainer.run(() => 70);
  expect(tested.length).toBeGreaterThanOrEqual(4);
  for (const [i, step] of tested.slice(1).entries()) expect(step / tested[i]).toBeLessThanOrEqual(2.5);
  expect(tested.at(-1)).toBeGreaterThanOrEqual(32);
  engine.dispose();
});

test('during training, all codes of one event are of the same step', async () => {
  const whole = drawnDataset();
  // More than the embedding encodes at once.
  const count = 600;
  const test = { ...GREY_28, count, images: whole.test.images.subarray(0, count * INPUT_SIZE), labels: null };
  const spec = specWith({ encoder: [6], decoder: [6] });
  const engine = await createSimdEngine({ spec, seed: 1, batch: 4, images: whole.train.first!(100) });
  let published: Float32Array | null = null;
  let compared = 0;
  const trainer: Trainer = new Trainer({
    engine,
    snapshot: { step: 0, state: await engine.save() },
    clock: createClock(),
    hyper: () => hyperWith({ learningRate: 0.01 }),
    speed: () => Number.POSITIVE_INFINITY,
    onLosses() {},
    onProgress() {},
    async between() {
      time += 100;
      await publisher.between();
      if (!published) return;
      expect(published).toEqual((await engine.encode(test.images, count)).mu);
      published = null;
      compared++;
    },
  });
  let time = 0;
  const publisher = createPublisher({
    trainer,
    ...usual,
    dataset: { ...whole, test },
    post(event: WorkerEvent) {
      if (event.type === 'run.points') published = event.mu;
    },
    // Tasks take no time, so that each is due again after its shortest interval.
    now: () => time,
  });
  await trainer.run(() => 60);
  expect(compared).toBeGreaterThan(5);
  engine.dispose();
});

test('while the reader moves something on a machine that can hardly follow, only decoders are published, and all else now and then', async () => {
  const whole = drawnDataset();
  const spec = specWith({ encoder: [6], decoder: [6] });
  const engine = await createSimdEngine({ spec, seed: 1, batch: 4, images: whole.train.first!(100) });
  let time = 10_000;
  let hurried = true;
  let sent: { type: string; time: number }[] = [];
  const trainer: Trainer = new Trainer({
    engine,
    snapshot: { step: 0, state: await engine.save() },
    clock: createClock(),
    hyper: () => hyperWith({}),
    speed: () => Number.POSITIVE_INFINITY,
    onLosses() {},
    onProgress() {},
    between() {
      time += 100;
      return publisher.between();
    },
  });
  const publisher = createPublisher({
    trainer,
    ...usual,
    dataset: whole,
    hurried: () => hurried,
    post: ({ type }: WorkerEvent) => sent.push({ type, time }),
    now: () => time,
  });
  await trainer.run(() => 1);
  sent = [];
  await trainer.run(() => 321);
  const others = sent.filter(({ type }) => type !== 'run.weights').map((one) => one.time);
  // Thirty-two seconds, with weights every two of them.
  expect(sent.length - others.length).toBeGreaterThan(12);
  expect(sent.length - others.length).toBeLessThan(20);
  expect(others.length).toBeGreaterThan(0);
  // Nothing for ten seconds, then for half a second, and so on.
  for (const at of others) expect((at - 10_100) % 10_600).toBeGreaterThanOrEqual(10_000);

  hurried = false;
  sent = [];
  await trainer.run(() => 341);
  expect(new Set(sent.map(({ type }) => type))).toContain('run.points');
  expect(new Set(sent.map(({ type }) => type))).toContain('run.snapshot');
  engine.dispose();
});
