import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import type { Viewport } from '../../math/viewport';
import { live } from '../../state/live';
import { initialState, type PlaygroundState, useStore } from '../../state/store';
import type { Requests } from '../../worker/protocol';
import { createPull } from './pull';
import { useShownLayers } from './scales';

type Result = Requests['pull']['result'];

const view: Viewport = { left: 0, top: 0, width: 400, height: 400, cx: 0, cy: 0, scale: 100 };
const points = { target: Float32Array.of(0, 0, 1, 1, 5, 5), kinds: Uint8Array.of(1, 2, 3), count: 3 };
const setRun = (run: Partial<PlaygroundState['run']>) =>
  useStore.setState((state) => ({ run: { ...state.run, ...run } }));

let requests: { images: Uint32Array; reply: (step: number, ms?: number) => void; fail: () => void }[] = [];
const request = (images: Uint32Array) =>
  new Promise<Result>((resolve, reject) => {
    const before = new Float32Array(2 * images.length);
    const after = before.map((_, i) => 0.01 * i);
    requests.push({
      images,
      reply: (step, ms = 10) => resolve({ runId: 1, step, ms, before, after }),
      fail: () => reject(new Error('superseded')),
    });
  });

let layer: ReturnType<typeof createPull>;
function begin() {
  layer = createPull(points, () => {}, request);
  layer.setView(view);
}

const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

afterEach(() => {
  layer.stop();
  vi.useRealTimers();
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  requests = [];
  useStore.setState(initialState(), true);
  useShownLayers.setState({ pull: null });
  const { data, look, engine } = useStore.getState();
  useStore.setState({
    data: { ...data, test: { ...GREY_28, images: new Uint8Array(3 * 784), labels: null, count: 3 } },
    look: { ...look, layers: ['pull'] },
    engine: { ...engine, status: 'ready' },
  });
  setRun({ id: 1, origin: 'fresh', status: 'paused' });
  live.open(1);
});

it('is asked for the codes in view, once for a run at rest, and again when it has moved on', async () => {
  begin();
  await after(1000);
  expect(requests.map(({ images }) => [...images])).toEqual([[0, 1]]);
  requests[0].reply(7);
  await after(1000);
  expect(requests).toHaveLength(1);
  expect(layer.arrows()).toMatchObject({ step: 7, images: Uint32Array.of(0, 1) });
  expect(useShownLayers.getState().pull).toMatchObject({ step: 7 });
  setRun({ step: 8 });
  await after(1000);
  requests[1].reply(8);
  await after(1000);
  expect(layer.arrows()?.step).toBe(8);
});

it("takes at most 3% of the worker's time during training, and follows at once when it stops", async () => {
  setRun({ status: 'running' });
  begin();
  await after(0);
  // The worker works for 30 ms, so that the next request may come 970 ms later.
  requests[0].reply(1, 30);
  for (let step = 2; step < 11; step++) {
    live.set('weights', { step, decoder: new Float32Array(1) });
    await after(100);
  }
  expect(requests).toHaveLength(1);
  await after(100);
  expect(requests).toHaveLength(2);
  requests[1].reply(11, 30);
  await after(10);
  setRun({ step: 12, status: 'paused' });
  await after(10);
  expect(requests).toHaveLength(3);
});

it.each([
  ['an earlier step', () => useStore.setState({ shownStep: 3 })],
  ['a pretrained model', () => setRun({ origin: 'pretrained' })],
  ['a run that has diverged', () => setRun({ status: 'diverged' })],
  ['another layer', () => useStore.setState(({ look }) => ({ look: { ...look, layers: ['dots'] } }))],
])('has no arrows for %s', async (_, change) => {
  begin();
  await after(1000);
  requests[0].reply(7);
  await after(1000);
  expect(layer.arrows()).not.toBeNull();
  change();
  await after(1000);
  expect(layer.arrows()).toBeNull();
  expect(useShownLayers.getState().pull).toBeNull();
  expect(requests).toHaveLength(1);
});

it('drops the result for a run that is over, and goes on after a failure', async () => {
  begin();
  await after(1000);
  setRun({ id: 2 });
  requests[0].reply(7);
  await after(1000);
  expect(layer.arrows()).toBeNull();
  expect(requests).toHaveLength(2);
  requests[1].fail();
  await after(1000);
  setRun({ step: 9 });
  await after(5000);
  expect(requests).toHaveLength(3);
  layer.stop();
  setRun({ step: 10 });
  requests[2].reply(9);
  await after(5000);
  expect(requests).toHaveLength(3);
});
