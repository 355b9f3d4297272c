/** The whole page on WebGPU. Here the adapter is software, so the model is small; the path is the same. */
import { expect, SMALL, test } from './fixtures';

// tfjs takes some half a second a step on a software adapter.
for (const [engine, steps] of [
  ['webgpu', 40],
  ['tfjs-webgpu', 12],
] as const) {
  test(`a small VAE trains on ${engine}, chosen by hand`, async ({ playground, page }) => {
    test.setTimeout(300_000);
    await playground.open({ ...SMALL, encoder: '16', decoder: '16', batch: '8', engine });
    expect((await playground.state()).engine).toBe(engine);
    await expect(playground.engineBadge).toContainText('WebGPU');
    const summary = await playground.train({ steps });
    expect(summary.step).toBe(steps);
    const metrics = await playground.metrics();
    expect(metrics).toHaveLength(steps);
    expect(summary.last?.total).toBeLessThan(metrics[0].total);
    await playground.expectDecoded('A');

    await test.step('the same seed gives the same run on WebAssembly, up to rounding', async () => {
      await page.evaluate(() => window.playground.configure({ engine: 'simd' }));
      expect((await playground.state()).engine).toBe('simd');
      expect((await playground.state()).run.step).toBe(steps);
      await page.evaluate(() => window.playground.reset());
      await playground.train({ steps });
      const again = await playground.metrics();
      for (let i = 0; i < steps; i++) expect(again[i].total / metrics[i].total).toBeCloseTo(1, 3);
    });
  });
}
