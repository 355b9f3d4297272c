import { readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { createClock } from '../engine/trainer';
import { createLoopback } from '../worker/loopback';
import * as actions from './actions';
import { series } from './series';
import * as session from './session';
import { useStore } from './store';
import { none, testPage } from './testPage';

const { page } = testPage();
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
// Preloaded: Vite may take longer to transform it than the page waits.
beforeAll(() => import('../engine/simd/engine'));

const clock = { ...createClock(), nextTask: () => new Promise<void>((resolve) => setImmediate(resolve)) };
const spawn = () => createLoopback(clock);

/** 40 images in an IDX file. */
function images(): Uint8Array {
  const bytes = new Uint8Array(16 + 40 * 784).map((_, i) => (i * 7) % 251);
  const view = new DataView(bytes.buffer);
  for (const [i, n] of [0x803, 40, 28, 28].entries()) view.setUint32(4 * i, n);
  return bytes;
}

/** A real worker, with 40 images to learn from. */
async function open(link: string, fetch: typeof globalThis.fetch = none): Promise<void> {
  page.hash = `#v=1&engine=simd&${link}`;
  expect(await actions.start({ base: 'http://127.0.0.1:9/', spawn, fetch })).toBe(true);
  await session.importParts({ images: images() });
}
const SMALL = 'encoder=6&decoder=6&batch=8';

const replaced = () => useStore.getState().replaced;
const step = () => useStore.getState().run.step;
const parameters = async () => readCheckpoint(await session.exportCheckpoint()).state.parameters;

test('Reset can be undone: the same weights, losses and step', async () => {
  await open(SMALL);
  await session.step(6);
  const before = await parameters();
  expect(replaced()).toBeNull();
  await actions.newSeed();
  expect(step()).toBe(0);
  expect(await parameters()).not.toEqual(before);
  expect(replaced()).toMatchObject({ step: 6, config: { seed: 1 } });
  await actions.bringBack();
  expect(step()).toBe(6);
  expect(await parameters()).toEqual(before);
  expect(useStore.getState().config.seed).toBe(1);
  expect(series.steps()).toHaveLength(6);
  // An untrained run is not worth keeping.
  expect(replaced()).toBeNull();
});

test('the restored run changes places with the run on the screen', async () => {
  await open(SMALL);
  await session.step(6);
  await actions.reset();
  await session.step(3);
  const later = await parameters();
  await actions.bringBack();
  expect([step(), replaced()?.step]).toEqual([6, 3]);
  await actions.bringBack();
  expect([step(), replaced()?.step]).toEqual([3, 6]);
  expect(await parameters()).toEqual(later);
});

test('two resets at once keep the trained run', async () => {
  await open(SMALL);
  await session.step(6);
  await Promise.all([actions.reset(), actions.newSeed(), actions.reset()]);
  expect(replaced()?.step).toBe(6);
  await actions.bringBack();
  expect(step()).toBe(6);
});

test('Train and Step right after New seed are of the new run; a pause in between holds', async () => {
  await open(SMALL);
  await session.step(6);
  const seeded = actions.newSeed();
  const trained = session.train({ steps: 3 });
  await Promise.all([seeded, trained]);
  expect([step(), replaced()?.step]).toEqual([3, 6]);
  // Two at once: both are waited for.
  await Promise.all([actions.newSeed(), actions.reset(), session.step(2)]);
  expect([step(), replaced()?.step]).toEqual([2, 3]);
  await Promise.all([actions.newSeed(), session.train(), session.pause()]);
  expect([step(), useStore.getState().run.status]).toEqual([0, 'idle']);
});

test('a run that was not saved to a file is still unsaved when it is restored', async () => {
  await open(SMALL);
  await session.step(2);
  await session.exportCheckpoint();
  await session.step(2);
  await actions.reset();
  expect(session.hasUnsaved()).toBe(false);
  await actions.bringBack();
  expect(session.hasUnsaved()).toBe(true);
});

test('an opened checkpoint can be undone, a damaged one replaces nothing', async () => {
  await open(SMALL);
  await session.step(4);
  const file = await session.exportCheckpoint();
  await session.step(1);
  await expect(session.importCheckpoint(file.slice(0, 200))).rejects.toThrow('checkpoint.');
  expect(replaced()).toBeNull();
  await session.importCheckpoint(file);
  expect([step(), replaced()?.step]).toEqual([4, 5]);
  await actions.bringBack();
  expect(step()).toBe(5);
});

test('Train on the pretrained model starts a run, and the model can be restored', async () => {
  const file = new Uint8Array(readFileSync('public/pretrained/vae-mnist.safetensors'));
  await open('', async () => new Response(file));
  expect(useStore.getState().run).toMatchObject({ origin: 'pretrained', step: 14_070 });
  const z = () => session.decode(Float32Array.of(0.5, -1), 1);
  const shown = await z();
  await session.train({ steps: 1 });
  expect(step()).toBe(1);
  expect(await z()).not.toEqual(shown);
  expect(replaced()?.step).toBe(14_070);
  await actions.bringBack();
  expect(step()).toBe(14_070);
  expect(await z()).toEqual(shown);
});
