/**
 * The kernels of the tiled product, and that both forms of it give the same bits. Those of the other form are checked in
 * `engine.browser.test.ts`.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { VARIANTS } from './chooseVariant';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import { CONVOLUTIONAL, checkKernels, learn, SMALL, seed, setupOf } from './kernels.checks';

/** One device for all, so that a kernel is compiled once. */
let device: WebgpuDevice;
beforeAll(async () => {
  device = await openWebgpuDevice({ binding: 0, total: 0 });
});
afterAll(() => device.close());
afterEach(() => {
  vi.restoreAllMocks();
});

checkKernels(VARIANTS[0], () => device);

describe(`the forms of the product, seed ${seed}`, { timeout: 120_000 }, () => {
  it.each([
    { ...SMALL, encoder: [100, 33] },
    { ...CONVOLUTIONAL, encoder: [3, 5], decoder: [4] },
  ])('give the same bits, since both add in the same order: $architecture', async (spec) => {
    const setup = setupOf(spec, 33);
    const [a, b] = [await learn(device, setup, VARIANTS[0]), await learn(device, setup, VARIANTS[1])];
    expect(b).toEqual(a);
  });
});
