import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hyperWith, specWith } from '../../experiment/specOf';
import { setupOf } from '../conformance/checks';
import { measureAnswers } from './answers';
import { VARIANTS } from './chooseVariant';
import type { DeviceModel } from './deviceModel';
import { lateDevice } from './late.testing';
import { createLearning } from './learning';
import { createPacing } from './pacing';
import { planOf } from './plan';
import { createReadback } from './readback';

describe('the pace', () => {
  it('starts with one step', () => {
    const pacing = createPacing(32);
    expect([pacing.submitted(), pacing.read()]).toEqual([1, 1]);
  });

  it('takes as many steps as fit into ten milliseconds, and reads after a frame', () => {
    const pacing = createPacing(32);
    pacing.took(4, 8);
    expect([pacing.submitted(), pacing.read()]).toEqual([5, 10]);
  });

  it('never takes fewer than one, nor submits more than the limit', () => {
    const slow = createPacing(32);
    slow.took(1, 500);
    expect([slow.submitted(), slow.read()]).toEqual([1, 1]);
    const fast = createPacing(32);
    fast.took(100, 10);
    expect([fast.submitted(), fast.read()]).toEqual([32, 200]);
  });

  it('adopts a short measurement at once and a long one slowly', () => {
    const pacing = createPacing(32);
    pacing.took(1, 100);
    pacing.took(1, 2);
    expect(pacing.submitted()).toBe(5);
    pacing.took(1, 100);
    expect(pacing.submitted()).toBeLessThan(5);
    for (let i = 0; i < 20; i++) pacing.took(1, 100);
    expect(pacing.submitted()).toBe(1);
  });
});

describe('training on a device whose answers', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** Trains on and on; `seconds` says what happened in the next n of them. */
  async function trained({
    every,
    onSubmit,
    msPerStep,
  }: {
    every: number;
    onSubmit: boolean;
    msPerStep: number;
  }) {
    const device = lateDevice(every, onSubmit);
    const opened = measureAnswers(device.gpu.queue);
    await vi.advanceTimersByTimeAsync(1000);
    const answers = await opened;
    const setup = setupOf(specWith({ model: 'ae' }));
    const plan = planOf(setup.spec, setup.batch, 40, VARIANTS[0]);
    const speed = { msPerStep };
    const learning = createLearning({
      gpu: device.gpu,
      answers,
      setup,
      plan,
      program: { buffer: () => ({}) },
      readback: createReadback(device.gpu, plan.buffers.losses, answers),
      slots: { set() {} },
      submit(n: number, _: unknown, after: (encoder: GPUCommandEncoder) => void) {
        after(device.gpu.createCommandEncoder());
        device.work.ms = n * speed.msPerStep;
        device.gpu.queue.submit([device.gpu.createCommandEncoder().finish()]);
        device.work.ms = 0;
      },
    } as unknown as DeviceModel);
    const hyper = hyperWith({ learningRate: 1e-3, beta: 1 });
    let training = true;
    void (async () => {
      while (training) await learning.train(0, learning.stepsAtOnce(), hyper);
    })();
    return {
      speed,
      end() {
        training = false;
      },
      async seconds(n: number) {
        const reads = device.reads;
        device.submits.length = 0;
        await vi.advanceTimersByTimeAsync(1000 * n);
        const works = device.submits.map(({ ms }) => ms).sort((x, y) => x - y);
        return {
          busy: works.reduce((x, y) => x + y, 0) / (1000 * n),
          reads: (device.reads - reads) / n,
          submit: works[works.length >> 1],
        };
      },
    };
  }

  it.each([
    { name: 'come at once', every: 0, onSubmit: false, busy: 0.95 },
    { name: 'come at once where something is submitted', every: 100, onSubmit: true, busy: 0.8 },
    { name: 'come every 100 ms', every: 100, onSubmit: false, busy: 0.75 },
  ])('$name: keeps it busy, a frame at a time', async ({ every, onSubmit, busy }) => {
    for (const msPerStep of [0.4, 2, 5]) {
      const run = await trained({ every, onSubmit, msPerStep });
      await run.seconds(5);
      const seen = await run.seconds(2);
      run.end();
      const what = `${msPerStep} ms a step`;
      expect(seen.busy, what).toBeGreaterThan(busy);
      expect(seen.reads, what).toBeLessThan(60);
      expect(seen.submit, what).toBeGreaterThanOrEqual(8);
      expect(seen.submit, what).toBeLessThanOrEqual(12);
    }
  });

  it('come every 100 ms: takes fewer steps when they become slower, and more when faster', async () => {
    const run = await trained({ every: 100, onSubmit: false, msPerStep: 1 });
    for (const [msPerStep, settle] of [
      [4, 5],
      [2, 10],
      [40, 10],
      [1, 20],
    ]) {
      run.speed.msPerStep = msPerStep;
      await run.seconds(settle);
      const { busy, submit } = await run.seconds(5);
      const what = `${msPerStep} ms a step`;
      expect(busy, what).toBeGreaterThan(0.6);
      expect(submit, what).toBeGreaterThanOrEqual(Math.max(8, msPerStep));
      expect(submit, what).toBeLessThanOrEqual(Math.max(12, msPerStep));
    }
  });
});
