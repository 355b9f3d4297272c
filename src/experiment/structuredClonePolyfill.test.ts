import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('without structuredClone, settings are copied all the same', async () => {
  vi.stubGlobal('structuredClone', undefined);
  await import('./structuredClonePolyfill');
  const { defaultConfig } = await import('./schema');
  const [one, other] = [defaultConfig(), defaultConfig()];
  expect(one).toEqual(other);
  one.encoder.push(7);
  expect(other.encoder).not.toContain(7);
});

test('without structuredClone, the state of a run is copied for the page to keep', async () => {
  const { copyPlain } = await import('./structuredClonePolyfill');
  const state = {
    parameters: new Float32Array([1, 2.5]),
    m: new Float32Array(2),
    updates: [3, 4],
    best: null,
  };
  const copy = copyPlain(state);
  expect(copy).toEqual(state);
  copy.parameters[0] = 7;
  expect(state.parameters[0]).toBe(1);
});

test('the browser’s own structuredClone is kept', async () => {
  const own = globalThis.structuredClone;
  await import('./structuredClonePolyfill');
  expect(globalThis.structuredClone).toBe(own);
});
