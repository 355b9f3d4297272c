import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '../experiment/problem';
import * as actions from './actions';
import { followDrawing } from './drawing';
import { live } from './live';
import { initialState, useStore } from './store';
import { FakeWorker, settled } from './testing';

let stop = () => {};
const drawn = (byte: number) => new Uint8Array(784).fill(byte);
const draw = (byte: number) => useStore.setState({ drawing: drawn(byte) });

/** A worker whose encoder returns the first byte of the image, and `followDrawing`. */
async function open(patch: Parameters<FakeWorker['openRun']>[1] = {}, replies = {}): Promise<FakeWorker> {
  const workers: FakeWorker[] = [];
  const spawn = () => {
    const encode = ({ images }: { images: Uint8Array }) => ({
      mu: new Float32Array([images[0], 0]),
      logVar: null,
    });
    workers.push(new FakeWorker({ encode, ...replies }));
    return workers[0];
  };
  await actions.start({ base: '/', spawn, fetch: async () => new Response(null, { status: 404 }) });
  workers[0].openRun(1, patch);
  stop = followDrawing();
  return workers[0];
}
const code = () => live.get().drawing?.mu[0];

beforeEach(() => useStore.setState(initialState(), true));
afterEach(() => {
  stop();
  actions.stop();
  live.open(0);
  vi.useRealTimers();
});

test('a drawing gets its code, and keeps its bytes', async () => {
  const worker = await open();
  draw(9);
  await settled();
  expect(live.get().drawing).toMatchObject({ image: drawn(9), mu: new Float32Array([9, 0]), logVar: null });
  expect(useStore.getState().drawing).toEqual(drawn(9));
  expect(worker.sent('encode')).toHaveLength(1);
  expect(worker.sent('encode')[0].labels).toBeUndefined();
});

test('strokes during a request lead to one more request, with the last stroke', async () => {
  const worker = await open();
  for (const byte of [1, 2, 3, 4]) draw(byte);
  await settled();
  expect(worker.sent('encode').map(({ images }) => images[0])).toEqual([1, 4]);
  expect(code()).toBe(4);
});

test('a cleared drawing has no code, even if one was requested', async () => {
  await open();
  const seen: unknown[] = [];
  const leave = live.subscribe('drawing', () => seen.push(live.get().drawing));
  draw(5);
  useStore.setState({ drawing: null });
  await settled();
  leave();
  expect(seen).toEqual([]);
  draw(6);
  await settled();
  expect(code()).toBe(6);
  useStore.setState({ drawing: null });
  await settled();
  expect(code()).toBeUndefined();
});

test('a conditional model gets the label, and a new label leads to a new request', async () => {
  const worker = await open({ model: 'vae', condition: 'label' });
  draw(5);
  await settled();
  actions.chooseLabel(7);
  await settled();
  expect(worker.sent('encode').map(({ labels }) => labels?.[0])).toEqual([0, 7]);
  expect(live.get().drawing?.label).toBe(7);
});

test('another model encodes it again, and one without an encoder does not', async () => {
  const worker = await open();
  draw(5);
  await settled();
  worker.openRun(2, { model: 'ae' });
  expect(code()).toBeUndefined();
  await settled();
  expect(code()).toBe(5);
  worker.openRun(3, { model: 'gan' });
  await settled();
  expect(code()).toBeUndefined();
  expect(worker.sent('encode')).toHaveLength(2);
});

test('during training the code is updated, but not at every publication', async () => {
  const worker = await open();
  vi.useFakeTimers();
  draw(5);
  await vi.advanceTimersByTimeAsync(1);
  for (let i = 0; i < 20; i++) {
    live.set('points', null);
    await vi.advanceTimersByTimeAsync(14);
  }
  expect(worker.sent('encode')).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(150);
  expect(worker.sent('encode')).toHaveLength(3);
});

test('a refusal becomes a notice, and the next stroke leads to a new request', async () => {
  let refuse = true;
  await open(
    {},
    {
      encode: () => {
        if (refuse) throw new ProblemError('engine.failed', { engine: 'simd', message: 'no memory' });
        return { mu: new Float32Array([1, 2]), logVar: null };
      },
    },
  );
  draw(5);
  await settled();
  expect(useStore.getState().notices.map((n) => n.problem.code)).toEqual(['engine.failed']);
  refuse = false;
  draw(6);
  await settled();
  expect(code()).toBe(1);
});
