import { expect, it, vi } from 'vitest';
import type { ModelSpec } from '../../model/spec';
import { moduleWorker } from '../moduleWorker';
import { Helpers } from './helpers';
import { ThreadGroup } from './threadGroup';

vi.mock('../moduleWorker', () => ({ moduleWorker: vi.fn() }));
vi.mock('./helper.worker.ts?worker&url', () => ({ default: 'helper.js' }));

interface Fake {
  onerror: (event: Event) => void;
  onmessage: (event: { data: string }) => void;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** Fails the worker, and expects that the error does not propagate to the worker that started it. */
function fail(worker: Fake): void {
  const event = new Event('error', { cancelable: true });
  worker.onerror(event);
  expect(event.defaultPrevented).toBe(true);
}

function starting(reply: (worker: Fake, message: unknown) => void) {
  const workers: Fake[] = [];
  vi.mocked(moduleWorker).mockImplementation(() => {
    const worker: Fake = {
      onerror: () => {},
      onmessage: () => {},
      postMessage: (message) => reply(worker, message),
      terminate: () => {},
    };
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const group = new ThreadGroup(memory, 64);
  const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const brief = { module, memory, spec: {} as ModelSpec, batch: 1, slice: 1, threads: 2 };
  return { workers, group, helpers: new Helpers(group, brief) };
}

it('continues without a thread that fails before it is ready, and contains the error', async () => {
  const { workers, group, helpers } = starting(() => {});
  const growing = helpers.grow(2);
  fail(workers[0]);
  expect(await growing).toBe(false);
  expect(group.size).toBe(1);
});

it('fails the group when a thread fails later, and contains the error', async () => {
  const { workers, group, helpers } = starting((worker, message) => {
    if (typeof message === 'object') worker.onmessage({ data: 'ready' });
  });
  const growing = helpers.grow(2);
  workers[0].onmessage({ data: 'listening' });
  expect(await growing).toBe(true);
  fail(workers[0]);
  expect(() => group.dispatch([1], () => {})).toThrow('has failed');
});
