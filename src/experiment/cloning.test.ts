import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('where there is no structuredClone, settings are copied all the same', async () => {
  vi.stubGlobal('structuredClone', undefined);
  await import('./cloning');
  const { defaultConfig } = await import('./schema');
  const [one, other] = [defaultConfig(), defaultConfig()];
  expect(one).toEqual(other);
  one.encoder.push(7);
  expect(other.encoder).not.toContain(7);
});

test('the browser’s own stays where there is one', async () => {
  const own = globalThis.structuredClone;
  await import('./cloning');
  expect(globalThis.structuredClone).toBe(own);
});
