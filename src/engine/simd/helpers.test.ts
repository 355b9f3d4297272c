import { expect, it, vi } from 'vitest';
import type { ModelSpec } from '../../model/spec';
import { moduleWorker } from '../moduleWorker';
import { Crew } from './crew';
import { Helpers } from './helpers';

vi.mock('../moduleWorker', () => ({ moduleWorker: vi.fn() }));
vi.mock('./helper.worker.ts?worker&url', () => ({ default: 'helper.js' }));

interface Fake {
  onerror: (event: Event) => void;
  onmessage: (event: { data: string }) => void;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** Fails where the browser would hold the error against whoever hired the worker too. */
function fail(worker: Fake): void {
  const event = new Event('error', { cancelable: true });
  worker.onerror(event);
  expect(event.defaultPrevented).toBe(true);
}

function hiring(answer: (worker: Fake, message: unknown) => void) {
  const workers: Fake[] = [];
  vi.mocked(moduleWorker).mockImplementation(() => {
    const worker: Fake = {
      onerror: () => {},
      onmessage: () => {},
      postMessage: (message) => answer(worker, message),
      terminate: () => {},
    };
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const crew = new Crew(memory, 64);
  const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const brief = { module, memory, spec: {} as ModelSpec, batch: 1, slice: 1, threads: 2 };
  return { workers, crew, helpers: new Helpers(crew, brief) };
}

it('does without a thread that fails before it is ready, and the failure goes no further', async () => {
  const { workers, crew, helpers } = hiring(() => {});
  const growing = helpers.grow(2);
  fail(workers[0]);
  expect(await growing).toBe(false);
  expect(crew.size).toBe(1);
});

it('gives the crew up when a thread fails later, and the failure goes no further', async () => {
  const { workers, crew, helpers } = hiring((worker, message) => {
    if (typeof message === 'object') worker.onmessage({ data: 'ready' });
  });
  const growing = helpers.grow(2);
  workers[0].onmessage({ data: 'listening' });
  expect(await growing).toBe(true);
  fail(workers[0]);
  expect(() => crew.lead([1], () => {})).toThrow('has failed');
});
