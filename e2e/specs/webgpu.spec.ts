/**
 * The whole page on WebGPU. Here the adapter is software, so the model is small; the code path is the same.
 */
import { expect, SMALL, test } from './fixtures';

const STEPS = 40;
const MODELS = {
  'a small VAE': { encoder: '16', decoder: '16' },
  'a convolutional VAE': { architecture: 'conv', encoder: '2', decoder: '2' },
};

// That tfjs trains on WebGPU too is tested with a lost device (failures).
for (const [name, model] of Object.entries(MODELS))
  test(`${name} trains on webgpu, chosen by hand`, async ({ playground, page }) => {
    test.setTimeout(300_000);
    await playground.open({ ...SMALL, ...model, batch: '8', engine: 'webgpu' });
    expect((await playground.state()).engine).toBe('webgpu');
    await expect(playground.engineBadge).toContainText('WebGPU');
    const summary = await playground.train({ steps: STEPS });
    expect(summary.step).toBe(STEPS);
    const metrics = await playground.metrics();
    expect(metrics).toHaveLength(STEPS);
    expect(summary.last?.total).toBeLessThan(metrics[0].total);
    await playground.expectDecoded('A');

    await test.step('the same seed gives the same run on WebAssembly, up to rounding', async () => {
      await page.evaluate(() => window.playground.configure({ engine: 'simd' }));
      expect((await playground.state()).engine).toBe('simd');
      expect((await playground.state()).run.step).toBe(STEPS);
      await page.evaluate(() => window.playground.reset());
      await playground.train({ steps: STEPS });
      const again = await playground.metrics();
      for (let i = 0; i < STEPS; i++) expect(again[i].total / metrics[i].total).toBeCloseTo(1, 3);
    });
  });
