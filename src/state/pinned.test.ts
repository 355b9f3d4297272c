import { beforeEach, expect, test, vi } from 'vitest';
import { encodeCompared } from '../experiment/compareLink';
import { GREY_28 } from '../experiment/dataShape';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf, termsOf } from '../model/compile';
import { NO_UPDATES } from '../model/optimiser';
import { unpin } from './compare';
import { live } from './live';
import { followCompared, imagesNow, pin } from './pinned';
import { loadPinnedSteps, showPinned } from './pinnedPast';
import { isPinned, unlikeImages } from './pinnedRun';
import { series } from './series';
import { addSnapshot, forgetSnapshots, showNear } from './snapshots';
import { initialState, useStore } from './store';

const stored = vi.hoisted(() => new Map<string, unknown>());
vi.mock('../autosave/pinStore', () => ({
  writePin: async (key: string, run: unknown) => void stored.set(key, structuredClone(run)),
  readPin: async (key: string) => stored.get(key) ?? null,
}));

const readSteps = vi.hoisted(() => vi.fn());
vi.mock('./session', async (original) => ({ ...(await original<object>()), readSteps }));

const config = { ...defaultConfig(), encoder: [3], decoder: [3], seed: 9 };
const spec = specOf(config);
const { size, decoderStart } = layoutOf(spec);
const decoder = (value: number) => new Float32Array(size - decoderStart).fill(value);

const pinned = () => {
  const one = useStore.getState().pinned;
  if (!one) throw new Error('nothing is pinned');
  return one;
};

/** There is no pretrained model. */
const none = async () => null;

beforeEach(() => {
  stored.clear();
  useStore.setState(initialState(), true);
  const { run } = useStore.getState();
  useStore.setState({ config, run: { ...run, id: 1, step: 20, status: 'paused', spec, config } });
  live.open(1);
  forgetSnapshots();
  series.open(termsOf(spec));
  series.append(
    1,
    Float32Array.from({ length: 60 }, (_, i) => i),
  );
  series.appendTest(10, {
    negElbo: 8,
    recon: 5,
    kl: 3,
    knn: 0.5,
    count: 500,
    objective: { total: 8, kl: 3, penalty: 0 },
  });
  live.set('weights', { step: 20, decoder: decoder(20) });
  live.set('points', {
    step: 20,
    count: 2,
    mu: Float32Array.of(1, 2, 3, 4),
    logVar: null,
    labels: null,
  });
});

test('what is on the screen is pinned, and stays while the run goes on', async () => {
  await pin();
  live.get().weights!.decoder.fill(99);
  live.get().points!.mu.fill(99);
  series.append(21, Float32Array.of(7, 7, 7));
  live.open(2);
  expect(pinned()).toMatchObject({ step: 20, config, dataset: 'mnist', images: null });
  expect(pinned().decoder).toEqual(decoder(20));
  expect(pinned().points).toMatchObject({ step: 20, count: 2, mu: Float32Array.of(1, 2, 3, 4) });
  expect(pinned().slice).toEqual({
    origin: [0, 0],
    u: [1, 0],
    v: [0, 1],
    shown: { by: 'axes', axes: [0, 1] },
  });
  expect(pinned().history.train.last[0]).toBe(20);
  // Of the last test losses; their kNN accuracy is not known for that step.
  expect(pinned().evaluation).toMatchObject({ step: 10, negElbo: 8, recon: 5, kl: 3, knn: null });
  expect(useStore.getState().look.compare).toBe('step:20,encoder:3,decoder:3,seed:9');
  unpin();
  expect(useStore.getState()).toMatchObject({ pinned: null, look: { compare: null } });
});

test('of an earlier step that is shown, its own weights, codes, settings and losses are pinned', async () => {
  const filled = new Float32Array(size).fill(5);
  addSnapshot({
    config: { ...config, beta: 4 },
    step: 5,
    state: { parameters: filled, m: filled, v: filled, optimiser: 'adam', updates: NO_UPDATES },
    points: { count: 1, mu: Float32Array.of(5, 5), logVar: null },
    reconstructions: null,
  });
  showNear(5);
  await pin();
  expect(pinned()).toMatchObject({ step: 5, config: { beta: 4 }, evaluation: null });
  expect(pinned().decoder).toEqual(decoder(5));
  expect(pinned().points).toMatchObject({ step: 5, count: 1, mu: Float32Array.of(5, 5) });
  expect(pinned().history.train.last[0]).toBe(5);
  expect(pinned().history.test.entries).toHaveLength(0);
});

/** A snapshot with weights and one code of this value. */
function remember(step: number, beta = 1): void {
  const filled = new Float32Array(size).fill(step);
  addSnapshot({
    config: { ...config, beta },
    step,
    state: { parameters: filled, m: filled, v: filled, optimiser: 'adam', updates: NO_UPDATES },
    points: { count: 1, mu: Float32Array.of(step, step), logVar: null },
    reconstructions: null,
  });
}

test('the steps that are in memory are pinned too, and each can be shown with what is its own', async () => {
  remember(5, 4);
  remember(12);
  await pin();
  const text = useStore.getState().look.compare;
  expect(pinned().past.map(({ step }) => step)).toEqual([5, 12, 20]);
  // They stay whatever happens to the run.
  forgetSnapshots();
  live.open(2);
  showPinned(5);
  expect(pinned()).toMatchObject({ step: 5, end: 20, config: { beta: 4 }, evaluation: null });
  expect(pinned().decoder).toEqual(decoder(5));
  expect(pinned().points).toMatchObject({ step: 5, count: 1, mu: Float32Array.of(5, 5) });
  showPinned(12);
  // The losses on test images are those of step 10, the last ones before it.
  expect(pinned()).toMatchObject({
    step: 12,
    config: { beta: 1 },
    evaluation: { step: 10, recon: 5, kl: 3 },
  });
  showPinned(13);
  expect(pinned().step).toBe(12);
  // The link is that of the step that was pinned.
  await followCompared(text, none);
  expect(pinned().step).toBe(12);
  showPinned(20);
  expect(pinned().decoder).toEqual(decoder(20));
  // The steps are too large for the browser's storage.
  expect(stored.get(text!)).toMatchObject({ step: 20, config: { beta: 1 } });
  expect(stored.get(text!)).not.toHaveProperty('past');
});

test('of many steps, sixteen are kept, with the first and the last', async () => {
  for (let step = 1; step < 20; step++) remember(step);
  await pin();
  const steps = pinned().past.map(({ step }) => step);
  expect(steps).toHaveLength(16);
  expect([steps[0], steps[15]]).toEqual([1, 20]);
});

test('a pretrained model has the steps of its file', async () => {
  useStore.setState(({ run }) => ({
    run: { ...run, origin: 'pretrained', config: defaultConfig(), status: 'idle' },
  }));
  await pin();
  expect(pinned()).toMatchObject({ file: 'vae', past: [{ step: 20 }] });
  readSteps.mockResolvedValue([
    { step: 2, decoder: decoder(2), codes: Float32Array.of(2, 2) },
    { step: 20, decoder: decoder(20), codes: Float32Array.of(20, 20) },
  ]);
  await loadPinnedSteps(async (preset) => (preset === 'vae' ? new Uint8Array(1) : null));
  expect(pinned().past.map(({ step }) => step)).toEqual([2, 20]);
  showPinned(2);
  expect(pinned().points).toMatchObject({ step: 2, count: 1, mu: Float32Array.of(2, 2) });
  unpin();
  useStore.setState(({ run }) => ({ run: { ...run, origin: 'fresh' } }));
  await pin();
  expect(pinned().file).toBeNull();
});

test('before there are weights, nothing can be pinned', async () => {
  live.set('weights', null);
  await expect(pin()).rejects.toThrow('compare.nothing');
  expect(useStore.getState().pinned).toBeNull();
});

test('a link finds the run that this browser has stored for it', async () => {
  await pin();
  const before = pinned();
  const text = encodeCompared(before);
  unpin();
  useStore.setState(({ look }) => ({ look: { ...look, compare: text } }));
  await followCompared(text, none);
  expect(pinned()).toEqual(before);
});

test.each([
  ['a run that is not stored', 'step:3,model:ae', 'compare.missing'],
  ['a setting that does not exist', 'step:3,colour:red', 'setting.invalid'],
])('%s is a problem, and nothing is pinned', async (_, text, code) => {
  useStore.setState(({ look }) => ({ look: { ...look, compare: text } }));
  await followCompared(text, none);
  const { pinned, look, notices } = useStore.getState();
  expect([pinned, look.compare, notices.map(({ problem }) => problem.code)]).toEqual([null, null, [code]]);
});

test('a stored run that does not fit its model is refused', async () => {
  await pin();
  const good = pinned();
  expect(isPinned(structuredClone(good))).toBe(true);
  for (const bad of [
    null,
    7,
    {},
    { ...good, decoder: decoder(1).subarray(1) },
    { ...good, decoder: null },
    { ...good, points: { ...good.points, count: 3 } },
    { ...good, slice: { ...good.slice, u: [1] } },
    { ...good, slice: { ...good.slice, shown: null } },
    { ...good, config: {} },
    { ...good, history: null },
  ])
    expect(isPinned(bad)).toBe(false);
});

test('codes of other images are not comparable, and images that are not loaded yet are taken to be the same', async () => {
  const images = new Uint8Array(784 * 2).fill(3);
  useStore.setState(({ data }) => ({
    data: { ...data, id: 'mnist', test: { ...GREY_28, images, labels: null, count: 2 } },
  }));
  await pin();
  const now = imagesNow();
  expect(now.images).not.toBeNull();
  expect(unlikeImages(pinned(), now.dataset, now.images)).toBeNull();
  expect(unlikeImages(pinned(), 'mnist', null)).toBeNull();
  expect(unlikeImages(pinned(), 'drawn', null)).toBe('otherImages');
  const others = images.slice().fill(4);
  useStore.setState(({ data }) => ({
    data: { ...data, test: { ...GREY_28, images: others, labels: null, count: 2 } },
  }));
  expect(unlikeImages(pinned(), 'mnist', imagesNow().images)).toBe('otherImages');
  expect(unlikeImages({ ...pinned(), points: null }, 'mnist', now.images)).toBe('noCodes');
});
