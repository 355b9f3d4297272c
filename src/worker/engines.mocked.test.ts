import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../engine/engine';
import { createEngine, selectEngine } from '../engine/select';
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

test('a slow choice of an engine is reported before it is given up', async () => {
  const events: WorkerEvent[] = [];
  let giveUp: (error: Error) => void = () => {};
  vi.mocked(selectEngine).mockReturnValue(new Promise((_, reject) => (giveUp = reject)));
  const chosen = createEngines((event) => events.push(event)).choose('auto', selfTestSetup());
  await vi.advanceTimersByTimeAsync(9000);
  expect(events).toEqual([{ type: 'engine.choosing' }]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(events.at(-1)).toEqual({ type: 'problem', problem: { code: 'engine.slow' } });
  giveUp(new Error('it hangs'));
  await expect(chosen).rejects.toThrow('it hangs');
});

test('a fast one is not reported', async () => {
  const events: WorkerEvent[] = [];
  vi.mocked(selectEngine).mockRejectedValue(new Error('at once'));
  const chosen = createEngines((event) => events.push(event)).choose('auto', selfTestSetup());
  await expect(chosen).rejects.toThrow('at once');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(events).toEqual([{ type: 'engine.choosing' }]);
});

test('a slow replacement by an engine of the same kind is reported until it is ready', async () => {
  const events: WorkerEvent[] = [];
  const engine = { id: 'webgpu', device: 'a GPU' } as Engine;
  vi.mocked(selectEngine).mockResolvedValue({ engine, ladder: [], reason: 'gpu' });
  const engines = createEngines((event) => events.push(event));
  await engines.choose('auto', selfTestSetup());
  const ready = events.at(-1);
  let arrive: (engine: Engine) => void = () => {};
  vi.mocked(createEngine).mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  const another = engines.another(selfTestSetup());
  await vi.advanceTimersByTimeAsync(11_000);
  expect(events.at(-1)).toEqual({ type: 'problem', problem: { code: 'engine.slow' } });
  arrive(engine);
  expect(await another).toBe(engine);
  expect(events.at(-1)).toEqual(ready);
});
