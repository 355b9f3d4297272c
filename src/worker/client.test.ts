import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProblemError } from '../experiment/problem';
import { createClient, type WorkerLike } from './client';
import type { Requests, WorkerEvent } from './protocol';

class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  onerror: WorkerLike['onerror'] = null;
  terminated = false;
  posted: { type: string; requestId: number; [key: string]: unknown }[] = [];
  transfers: Transferable[][] = [];
  postMessage(message: unknown, transfer: Transferable[]) {
    this.posted.push(structuredClone(message, { transfer }) as (typeof this.posted)[number]);
    this.transfers.push(transfer);
  }
  terminate() {
    this.terminated = true;
  }
  emit(event: WorkerEvent) {
    this.onmessage?.({ data: event } as MessageEvent);
  }
  crash() {
    this.onerror?.(Object.assign(new Event('error', { cancelable: true })) as ErrorEvent);
  }
}

function setUp(heartbeat?: { ping: 'ping'; silentForMs: () => number }) {
  const worker = new FakeWorker();
  const events: WorkerEvent[] = [];
  const crashes: ProblemError[] = [];
  const client = createClient<Requests>({
    spawn: () => worker,
    onEvent: (event) => events.push(event),
    onCrash: (error) => crashes.push(error),
    heartbeat,
  });
  return { worker, events, crashes, client };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('resolves each request with its own reply, in whatever order they come', async () => {
  const { worker, client } = setUp();
  worker.emit({ type: 'ready' });
  const a = client.request('exportCheckpoint', {});
  const b = client.request('decode', { z: new Float32Array([1, 2]), count: 1 });
  expect(worker.posted.map((m) => m.type)).toEqual(['exportCheckpoint', 'decode']);
  worker.emit({ type: 'reply', requestId: worker.posted[1].requestId, ok: true, value: 'b' });
  worker.emit({ type: 'reply', requestId: worker.posted[0].requestId, ok: true, value: 'a' });
  expect(await a).toBe('a');
  expect(await b).toBe('b');
});

test('holds requests made before the worker listens, and sends them in order', () => {
  const { worker, client, events } = setUp();
  void client.request('pause', {});
  void client.request('reset', {});
  expect(worker.posted).toEqual([]);
  worker.emit({ type: 'ready' });
  expect(worker.posted.map((m) => m.type)).toEqual(['pause', 'reset']);
  expect(events).toEqual([{ type: 'ready' }]);
});

test('a reply with a problem rejects with that problem', async () => {
  const { worker, client } = setUp();
  worker.emit({ type: 'ready' });
  const request = client.request('train', {});
  const problem = { code: 'run.diverged', params: { step: 7 } } as const;
  worker.emit({ type: 'reply', requestId: worker.posted[0].requestId, ok: false, problem });
  await expect(request).rejects.toMatchObject({ problem });
});

test('transfers buffers, and a message that cannot be sent rejects only its own request', async () => {
  const { worker, client } = setUp();
  worker.emit({ type: 'ready' });
  const z = new Float32Array([1, 2]);
  void client.request('decode', { z, count: 1 }, [z.buffer]);
  expect(z.length).toBe(0);
  await expect(client.request('decode', { z, count: 1 }, [z.buffer])).rejects.toThrow();
  const reply = client.request('pause', {});
  worker.emit({ type: 'reply', requestId: worker.posted.at(-1)?.requestId ?? 0, ok: true, value: 'lives' });
  expect(await reply).toBe('lives');
});

test.each([
  ['an error', (w: FakeWorker) => w.crash()],
  ['a message that cannot be read', (w: FakeWorker) => w.onmessageerror?.(new MessageEvent('messageerror'))],
])('%s is a death: reported once, and all pending and later requests reject', async (_, kill) => {
  const { worker, client, crashes } = setUp();
  worker.emit({ type: 'ready' });
  const first = client.request('train', {});
  const second = client.request('evaluate', {});
  kill(worker);
  worker.crash();
  await expect(first).rejects.toMatchObject({ problem: { code: 'worker.died' } });
  await expect(second).rejects.toMatchObject({ problem: { code: 'worker.died' } });
  await expect(client.request('pause', {})).rejects.toMatchObject({ problem: { code: 'worker.died' } });
  expect(crashes.map((e) => e.problem.code)).toEqual(['worker.died']);
  expect(worker.terminated).toBe(true);
});

test('a worker that never becomes ready counts as dead after 30 s; one that does is kept', async () => {
  const slow = setUp();
  const request = slow.client.request('pause', {});
  const outcome = expect(request).rejects.toMatchObject({ problem: { code: 'worker.died' } });
  const quick = setUp();
  quick.worker.emit({ type: 'ready' });
  vi.advanceTimersByTime(30_001);
  await outcome;
  expect(slow.crashes).toHaveLength(1);
  expect(quick.crashes).toEqual([]);
});

test('terminate rejects pending requests and is not reported as a crash', async () => {
  const { worker, client, crashes } = setUp();
  worker.emit({ type: 'ready' });
  const request = client.request('train', {});
  client.terminate();
  await expect(request).rejects.toMatchObject({ problem: { code: 'worker.died' } });
  vi.advanceTimersByTime(60_000);
  expect(crashes).toEqual([]);
  expect(worker.terminated).toBe(true);
});

test('a worker that sends nothing for too long counts as dead; any message resets the time', async () => {
  const heartbeat = { ping: 'ping', silentForMs: () => 20_000 } as const;
  const { worker, client, crashes } = setUp(heartbeat);
  worker.emit({ type: 'ready' });
  const running = client.request('train', {});
  const settles = expect(running).rejects.toMatchObject({ problem: { code: 'worker.died' } });
  /** What a live worker does within a second. */
  const respond = async () => {
    const ping = worker.posted.findLast((m) => m.type === 'ping');
    if (ping) worker.emit({ type: 'reply', requestId: ping.requestId, ok: true, value: null });
    await vi.advanceTimersByTimeAsync(1000);
  };
  for (let s = 0; s < 40; s++) await respond();
  expect(worker.posted.filter((m) => m.type === 'ping').length).toBeGreaterThan(30);
  for (let s = 0; s < 40; s++) {
    worker.emit({ type: 'engine.choosing' });
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(crashes).toEqual([]);

  await vi.advanceTimersByTimeAsync(18_000);
  expect(crashes).toEqual([]);
  await vi.advanceTimersByTimeAsync(3000);
  expect(crashes).toHaveLength(1);
  await settles;
});

test('a suspended tab does not count its worker, which was suspended too, as dead', async () => {
  const { worker, crashes } = setUp({ ping: 'ping', silentForMs: () => 20_000 });
  worker.emit({ type: 'ready' });
  await vi.advanceTimersByTimeAsync(1500);
  // An hour during which no timer ran.
  vi.setSystemTime(Date.now() + 3_600_000);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + 3_600_000);
  await vi.advanceTimersByTimeAsync(1000);
  vi.restoreAllMocks();
  expect(crashes).toEqual([]);
});

test('a worker that ends before it listens is reported as blocked if a policy bars workers, otherwise as dead', async () => {
  for (const [blocked, code] of [
    [true, 'worker.blocked'],
    [false, 'worker.died'],
  ] as const) {
    const worker = new FakeWorker();
    const crashes: ProblemError[] = [];
    const client = createClient<Requests>({
      spawn: () => worker,
      onEvent: () => {},
      onCrash: (error) => crashes.push(error),
      blocked: () => blocked,
    });
    const opening = expect(client.request('pause', {})).rejects.toMatchObject({ problem: { code } });
    worker.crash();
    await vi.advanceTimersByTimeAsync(1);
    await opening;
    expect(crashes.map((e) => e.problem.code)).toEqual([code]);
  }
});
