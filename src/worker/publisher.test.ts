import { expect, test } from 'vitest';
import { selfTestSetup } from '../engine/selftest';
import { createSimdEngine } from '../engine/simd/engine';
import { createClock, Trainer } from '../engine/trainer';
import { hyperWith } from '../model/spec';
import type { WorkerEvent } from './protocol';
import { createPublisher } from './publisher';

test('weights go out in the arrays that come back, and in no others', async () => {
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
    runId: 1,
    dataset: null,
    noise: () => 0,
    seed: 1,
    view: () => ({ axes: [0, 1], rest: [0, 0], extent: 3, centre: [0, 0], side: 2, label: 0, samples: [] }),
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
  // Of another model, and one too many: neither is kept.
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
