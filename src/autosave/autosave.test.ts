import { expect, test } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { freshState } from '../engine/engine';
import { readSteps } from '../engine/pretrainedSteps';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { checksumOf } from './checksum';
import { createSaveHandler } from './handlers';
import { type SavedInfo, type SavedStep, superfluous } from './runStore';

const config = { ...defaultConfig(), encoder: [5], decoder: [4] };
const run = () => ({
  config,
  step: 12,
  state: freshState(specOf(config), initialParameters(specOf(config), 3)),
});
const history = {
  train: { terms: ['total'], stride: 1, entries: new Float64Array(), last: new Float64Array() },
  test: { terms: ['total'], stride: 1, entries: new Float64Array(), last: new Float64Array() },
  steps: new Float64Array(),
  losses: new Float32Array(),
};

test('the checksum is the CRC-32 of the standard', () => {
  expect(checksumOf(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(checksumOf(new Uint8Array())).toBe(0);
});

/** A run without earlier steps. */
const none = { earlier: [], kept: [] };

function memory() {
  const runs = new Map<string, { info: SavedInfo; bytes: Uint8Array }>();
  const steps = new Map<string, SavedStep[]>();
  const handler = createSaveHandler({
    read: async (id) => runs.get(id) ?? null,
    steps: async (id) => steps.get(id) ?? [],
    write: async (info, bytes, _, earlier) => {
      runs.set(info.id, { info, bytes });
      const all = [...(steps.get(info.id) ?? []), ...(earlier?.added ?? [])];
      steps.set(
        info.id,
        all.filter(({ step }) => earlier?.kept.includes(step)),
      );
    },
    open: async () => new Set(),
  });
  return { runs, steps, handler };
}

test('a saved run is a checkpoint with its probes, and one changed bit is found', async () => {
  const { runs, handler } = memory();
  const probes = '{"probes":[]}';
  await handler({ type: 'save', requestId: 1, id: 'a', run: run(), history, probes, ...none });
  const bytes = await handler({ type: 'load', requestId: 2, id: 'a' });
  const back = readCheckpoint(bytes as Uint8Array);
  expect(back.state).toEqual(run().state);
  expect(back).toMatchObject({ step: 12, probes, complete: true });
  for (const at of [0, 5000, runs.get('a')!.bytes.length - 1]) {
    runs.get('a')!.bytes[at] ^= 4;
    expect(await handler({ type: 'load', requestId: 3, id: 'a' })).toBeNull();
    runs.get('a')!.bytes[at] ^= 4;
  }
  expect(await handler({ type: 'load', requestId: 4, id: 'a' })).not.toBeNull();
  expect(await handler({ type: 'load', requestId: 5, id: 'b' })).toBeNull();
});

test('earlier steps are saved beside the run, once, and a damaged one is left out', async () => {
  const { steps, handler } = memory();
  const { size, decoderStart } = layoutOf(specOf(config));
  const earlier = [3, 9].map((step) => ({
    step,
    decoder: Float32Array.from({ length: size - decoderStart }, (_, i) => Math.cos(i + step)),
    codes: Float32Array.of(step, 1, 2, 3),
  }));
  const saved = { type: 'save', requestId: 1, id: 'a', run: run(), history, probes: '' } as const;
  await handler({ ...saved, earlier, kept: [3, 9] });
  const read = async () => {
    const found = (await handler({ type: 'steps', requestId: 2, id: 'a' })) as {
      step: number;
      bytes: Uint8Array;
    }[];
    return found.flatMap(({ bytes }) => readSteps(specOf(config), bytes));
  };
  expect((await read()).map(({ step }) => step)).toEqual([3, 9]);
  expect((await read())[1].codes).toEqual(earlier[1].codes);
  // Only steps that are not saved yet come with the next save; those that are thinned out go.
  await handler({ ...saved, earlier: [], kept: [9] });
  expect((await read()).map(({ step }) => step)).toEqual([9]);
  steps.get('a')![0].bytes[200] ^= 1;
  expect(await read()).toEqual([]);
});

test('storage that is full, or denied, is a problem of its own', async () => {
  const failing = (error: unknown) =>
    createSaveHandler({
      read: async () => null,
      steps: async () => [],
      write: async () => {
        throw error;
      },
      open: async () => new Set(),
    })({ type: 'save', requestId: 1, id: 'a', run: run(), history, probes: '', ...none });
  await expect(failing(new DOMException('', 'QuotaExceededError'))).rejects.toMatchObject({
    problem: { code: 'autosave.full' },
  });
  await expect(failing(new DOMException('', 'SecurityError'))).rejects.toMatchObject({
    problem: { code: 'storage.unavailable' },
  });
});

test('the latest three runs of other pages are kept, and all of pages that are open', () => {
  const saved = (id: string, savedAt: number, size = 1): SavedInfo => ({
    id,
    savedAt,
    size,
    step: 1,
    checksum: 0,
    config,
  });
  const runs = [
    saved('old', 1),
    saved('open', 2),
    saved('b', 3),
    saved('c', 4),
    saved('d', 5),
    saved('own', 0),
  ];
  expect(superfluous(runs, 'own', new Set(['open']))).toEqual(['old']);
  const large = [
    saved('b', 3, 2 ** 27),
    saved('c', 4, 2 ** 27),
    saved('d', 5, 2 ** 27),
    saved('own', 6, 2 ** 29),
  ];
  expect(superfluous(large, 'own', new Set())).toEqual(['b']);
});
