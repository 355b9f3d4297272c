import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { selectEngine } from '../engine/select';
import { selfTestSetup } from '../engine/selftest';
import { createEngines } from './engines';
import type { WorkerEvent } from './protocol';

vi.mock('../engine/select', () => ({ selectEngine: vi.fn(), createEngine: vi.fn() }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('an engine that does not come is told of before it is given up', async () => {
  const said: WorkerEvent[] = [];
  let giveUp: (error: Error) => void = () => {};
  vi.mocked(selectEngine).mockReturnValue(new Promise((_, reject) => (giveUp = reject)));
  const chosen = createEngines((event) => said.push(event)).choose('auto', selfTestSetup());
  await vi.advanceTimersByTimeAsync(9000);
  expect(said).toEqual([{ type: 'engine.choosing' }]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(said.at(-1)).toEqual({ type: 'problem', problem: { code: 'engine.slow' } });
  giveUp(new Error('it hangs'));
  await expect(chosen).rejects.toThrow('it hangs');
});

test('nothing is said of one that comes', async () => {
  const said: WorkerEvent[] = [];
  vi.mocked(selectEngine).mockRejectedValue(new Error('at once'));
  const chosen = createEngines((event) => said.push(event)).choose('auto', selfTestSetup());
  await expect(chosen).rejects.toThrow('at once');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([{ type: 'engine.choosing' }]);
});
