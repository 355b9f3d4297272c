/** C10 of `shared/facts/cases.md`: a run that was saved and opened again goes on as if it had never been interrupted. */
import { expect, test, vi } from 'vitest';
import type { Config } from '../experiment/config';
import { open } from './testing';

vi.setConfig({ testTimeout: 120_000 });

test.each([
  ['vae', { encoder: [8], decoder: [8] }],
  ['gan', { decoder: [8], discriminator: [8] }],
] as [Config['model'], Partial<Config>][])(
  'C10: %s, 1,000 steps, saved, and 100 more in another session',
  async (model, widths) => {
    const settings: Partial<Config> = { model, ...widths, seed: 1, engine: 'simd' };
    const first = await open(settings);
    await first.client.request('train', { steps: 1000 });
    const file = await first.client.request('exportCheckpoint', {});
    // The mean of steps 1,001 to 1,100.
    const { last: uninterrupted } = await first.client.request('train', { steps: 100 });

    const second = await open({ seed: 5, engine: 'simd' });
    await second.client.request('importCheckpoint', { bytes: file });
    expect(second.of('problem')).toEqual([]);
    const { step, last } = await second.client.request('train', { steps: 100 });
    expect(step).toBe(1100);
    expect(last).toEqual(uninterrupted);
  },
);
