/** Shared by the tests of the whole worker: a session in Node, a tiny model, generated images. */
import { createClock } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { createClient } from './client';
import { createLoopback } from './loopback';
import type { WorkerEvent } from './protocol';

export const tiny: Config = {
  ...defaultConfig(),
  dataset: 'own',
  encoder: [8],
  decoder: [8],
  batch: 10,
  engine: 'tfjs-cpu',
};

/** Node drains a whole queue of port messages before it runs timers; a browser takes one at a time. */
export const nodeClock = { ...createClock(), nextTask: () => new Promise<void>((r) => setImmediate(r)) };

/** IDX files of `count` images of a bar whose position depends on the class. */
export function idx(count: number): { images: Uint8Array; labels: Uint8Array } {
  const images = new Uint8Array(16 + count * 784);
  const labels = new Uint8Array(8 + count);
  new DataView(images.buffer).setUint32(0, 0x803);
  [count, 28, 28].forEach((n, i) => {
    new DataView(images.buffer).setUint32(4 + 4 * i, n);
  });
  new DataView(labels.buffer).setUint32(0, 0x801);
  new DataView(labels.buffer).setUint32(4, count);
  for (let i = 0; i < count; i++) {
    labels[8 + i] = i % 10;
    images.fill(200 + (i % 50), 16 + i * 784 + (i % 10) * 56, 16 + i * 784 + (i % 10) * 56 + 100);
  }
  return { images, labels };
}

/** Opens a session with `tiny` and the given settings, on 200 training and 50 test images. */
export async function open(
  config: Partial<Config> = {},
  withData = true,
  pretrained: Uint8Array | null = null,
) {
  const events: WorkerEvent[] = [];
  const client = createClient({
    spawn: () => createLoopback(nodeClock),
    onEvent: (e) => events.push(e),
    onCrash: (e) => {
      throw e;
    },
  });
  const full = { ...tiny, ...config };
  await client.request('open', {
    config: full,
    base: 'http://127.0.0.1:9/',
    pretrained,
    excluding: [],
  });
  if (withData) {
    const train = idx(200);
    const held = idx(50);
    await client.request('importDataset', {
      parts: { ...train, testImages: held.images, testLabels: held.labels },
    });
  }
  const of = <T extends WorkerEvent['type']>(type: T) =>
    events.filter((e): e is Extract<WorkerEvent, { type: T }> => e.type === type);
  const losses = () => {
    const all: number[] = [];
    const runId = of('run.opened').at(-1)?.runId;
    for (const e of of('run.losses')) if (e.runId === runId) for (const v of e.values) all.push(v);
    return all;
  };
  return { client, events, of, losses, config: full };
}
