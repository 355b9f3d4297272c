import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { measureAnswers } from './answers';
import { lateDevice } from './late.testing';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const measured = async ({ gpu }: ReturnType<typeof lateDevice>) => {
  const answers = measureAnswers(gpu.queue);
  await vi.advanceTimersByTimeAsync(1000);
  return answers;
};

it('are at once: nothing is submitted to bring them forward', async () => {
  const device = lateDevice(0, false);
  const answers = await measured(device);
  expect(answers.every).toBe(0);
  const submit = vi.spyOn(device.gpu.queue, 'submit');
  const pending = answers.soon(new Promise((resolve) => setTimeout(resolve, 50)));
  await vi.advanceTimersByTimeAsync(60);
  await pending;
  expect(submit).not.toHaveBeenCalled();
});

it('are brought forward by submits of nothing, which end with the answer', async () => {
  const device = lateDevice(100, true);
  const answers = await measured(device);
  expect(answers.every).toBe(0);
  const submit = vi.spyOn(device.gpu.queue, 'submit');
  const start = performance.now();
  const took = answers.soon(device.gpu.queue.onSubmittedWorkDone()).then(() => performance.now() - start);
  await vi.advanceTimersByTimeAsync(200);
  expect(await took).toBeLessThan(10);
  expect(submit.mock.calls.length).toBeGreaterThan(0);
  expect(submit.mock.calls.length).toBeLessThan(5);
  expect(submit.mock.calls.every(([list]) => [...list].length === 0)).toBe(true);
});

it('come every 100 ms where that does not help', async () => {
  const answers = await measured(lateDevice(100, false));
  expect(answers.every).toBeCloseTo(100);
});

it('that are late once, on a busy machine, are at once all the same', async () => {
  const device = lateDevice(0, false);
  vi.spyOn(device.gpu.queue, 'onSubmittedWorkDone').mockImplementationOnce(
    () => new Promise((resolve) => setTimeout(() => resolve(undefined), 80)),
  );
  expect((await measured(device)).every).toBe(0);
});

it('that happen to come early after the first submit are late all the same', async () => {
  const device = lateDevice(100, false);
  await vi.advanceTimersByTimeAsync(97);
  expect((await measured(device)).every).toBeCloseTo(100);
});
