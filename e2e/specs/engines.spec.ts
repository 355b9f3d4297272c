/** The page on machines that lack features; each test runs in a Chromium that was started without them. */
import { expect, SMALL, test } from './fixtures';

test('trains with a null WebGPU adapter @no-webgpu', async ({ playground, page }) => {
  await playground.open(SMALL);
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBe(null);
  const { engine } = await playground.state();
  expect(engine).not.toBe('tfjs-webgpu');
  const { last } = await playground.train({ steps: 50 });
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
  await playground.expectDecoded('A');
});

test('reports a requested WebGPU that is unavailable @no-webgpu', async ({ playground }) => {
  await playground.open({ ...SMALL, engine: 'tfjs-webgpu' });
  await expect(playground.engineBadge).toContainText('your choice failed');
  expect((await playground.train({ steps: 5 })).step).toBe(5);
});

test('trains with WebGL off as well @no-webgl', async ({ playground, page }) => {
  await playground.open(SMALL);
  const gl = await page.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2') !== null);
  expect(gl).toBe(false);
  expect((await playground.state()).engine).toBe('simd');
  const { last } = await playground.train({ steps: 50 });
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
  await playground.expectDecoded('A');
});

test('trains in plain JavaScript, chosen by hand @no-webgl', async ({ playground }) => {
  await playground.open({ ...SMALL, engine: 'tfjs-cpu' });
  expect((await playground.state()).engine).toBe('tfjs-cpu');
  const { last } = await playground.train({ steps: 30 });
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
});

test('trains on WebGL, chosen by hand @no-webgpu', async ({ playground }) => {
  test.setTimeout(240_000);
  await playground.open({ ...SMALL, engine: 'tfjs-webgl' });
  expect((await playground.state()).engine).toBe('tfjs-webgl');
  const { last } = await playground.train({ steps: 30 });
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
});
