import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPretrained, writePretrained } from '../engine/pretrainedFile';
import { readSteps } from '../engine/pretrainedSteps';
import type { Config } from '../experiment/config';
import { configOf, presetOf } from '../experiment/members';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { hasEncoder, hasLatent } from '../model/predicates';
import { fetchPretrained, fetchSteps, PRETRAINED, WITH_STEPS } from './fetchPretrained';

/** Settings other than the defaults, so that the file's own must be read. */
const trained: Config = { ...defaultConfig(), encoder: [8], decoder: [8], beta: 2, seed: 5 };
const file = writePretrained({
  config: trained,
  step: 77,
  parameters: initialParameters(specOf(trained), 5),
  preview: {
    points: new Float32Array(4),
    labels: Uint8Array.of(3, 8),
    manifold: { side: 2, extent: 3, tiles: new Uint8Array(4 * 784) },
  },
  losses: null,
});

/** Sends the file in small parts; `taken`: bytes that were read. */
function host(bytes: Uint8Array, part = 500) {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (taken >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(taken, taken + part));
        taken += part;
      },
    },
    { highWaterMark: 0 },
  );
  return { get: async () => new Response(body), taken: () => taken };
}

test('is passed on whole if its training settings are the requested ones', async () => {
  for (const config of [trained, { ...trained, speed: 5, engine: 'simd' as const, gamma: 3, stopAfter: 2 }]) {
    const got = await fetchPretrained('/', config, host(file, 5000).get);
    expect(Buffer.from(got ?? []).equals(file)).toBe(true);
  }
});

test.each<[string, Partial<Config>]>([
  ['β', { beta: 30 }],
  ['another seed', { seed: 7 }],
  ['another learning rate', { learningRate: 0.01 }],
  ['a warm-up', { warmUp: 'linear' }],
  ['free bits', { freeBits: 0.1 }],
  ['black and white pixels', { pixels: 'binary' }],
  ['other widths', { encoder: [9] }],
  ['another batch', { batch: 64 }],
  ['other data', { dataset: 'kmnist' }],
  ['the defaults', defaultConfig()],
])('is not shown with %s, and only its header is fetched', async (_, patch) => {
  const { get, taken } = host(file);
  expect(await fetchPretrained('/', { ...trained, ...patch }, get)).toBeNull();
  expect(taken()).toBeLessThan(file.length / 2);
});

test('a file that is no checkpoint, or is truncated, gives no model', async () => {
  for (const bytes of [new TextEncoder().encode('<!doctype html><title>404</title>'), file.slice(0, 40)]) {
    expect(await fetchPretrained('/', trained, host(bytes).get)).toBeNull();
  }
});

test.each(WITH_STEPS)(
  'the file of earlier steps of preset %s is of the same model, up to its last step',
  async (id) => {
    const preset = presetOf(id);
    if (!preset) throw new Error(`no preset ${id}`);
    const bytes = readFileSync(`public/pretrained/${id}-mnist.steps.safetensors`);
    const asked: string[] = [];
    const get = async (url: RequestInfo | URL) => {
      asked.push(String(url));
      return new Response(bytes);
    };
    expect((await fetchSteps('/', id, get))?.length).toBe(bytes.length);
    expect(asked).toEqual([`/pretrained/${id}-mnist.steps.safetensors`]);
    const { config, step, parameters } = readPretrained(
      new Uint8Array(readFileSync(`public/pretrained/${id}-mnist.safetensors`)),
    );
    const steps = readSteps(specOf(config), new Uint8Array(bytes));
    expect(steps).toHaveLength(10);
    expect(steps[9].step).toBeLessThan(step);
    // The same run: its weights come ever closer to those of the last step.
    const last = parameters.subarray(layoutOf(specOf(config)).decoderStart);
    const away = steps.map(({ decoder }) =>
      Math.hypot(...[...decoder.filter((_, i) => i % 97 === 0)].map((value, i) => value - last[97 * i])),
    );
    expect(away).toEqual([...away].sort((a, b) => b - a));
  },
);

test.each(PRETRAINED)('the file of preset %s was trained with its settings on MNIST', async (id) => {
  const preset = presetOf(id);
  if (!preset) throw new Error(`no preset ${id}`);
  const bytes = readFileSync(`public/pretrained/${id}-mnist.safetensors`);
  const asked: string[] = [];
  const get = async (url: RequestInfo | URL) => {
    asked.push(String(url));
    return new Response(bytes);
  };
  expect((await fetchPretrained('/', configOf(preset), get))?.length).toBe(bytes.length);
  expect(asked).toEqual([`/pretrained/${id}-mnist.safetensors`]);
  const { config, losses, preview } = readPretrained(new Uint8Array(bytes));
  expect(config.dataset).toBe('mnist');
  // The first screen is complete: the losses of its training, and the codes where the plane has any.
  expect(losses?.history).toBeDefined();
  const spec = specOf(config);
  expect(preview !== null).toBe(hasEncoder(spec) && hasLatent(spec) && config.condition === 'none');
});
