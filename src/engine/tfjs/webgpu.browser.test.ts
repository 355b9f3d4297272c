/** tfjs on WebGPU against the float64 reference, in Chromium. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { setupOf } from '../conformance/checks';
import {
  ALL,
  CHOICE,
  CONVOLUTIONAL,
  EVERYTHING,
  GAME,
  HELD,
  HYPER,
  OTHERS,
  open,
  PLAIN,
  SHALLOW,
  SMALLEST,
  shallow,
  testBackend,
  VAE,
  whole,
} from './backends.testing';
import { createTfjsEngine } from './engine';

testBackend({
  backend: 'webgpu',
  tolerance: 1e-3,
  short: whole ? [...ALL, CONVOLUTIONAL] : [SHALLOW],
  few: whole ? [PLAIN, GAME, HELD, ...OTHERS] : [SMALLEST],
  ...(whole
    ? EVERYTHING
    : {
        plain: SHALLOW,
        cases: CHOICE.map(shallow),
        steps: 2,
        plainSteps: 10,
        long: { steps: 10, decodes: 5, loads: 2 },
      }),
});

it('reports that WebGPU is unavailable where the browser has no adapter', async () => {
  const spy = vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  onTestFinished(() => spy.mockRestore());
  await expect(createTfjsEngine('webgpu', setupOf(VAE))).rejects.toThrow('engine.unavailable');
});

it('reports a lost WebGPU device, and can start again', async () => {
  const engine = await open('webgpu', SMALLEST.spec);
  const [before] = await engine.train(0, 1, HYPER);
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) throw new Error('not on WebGPU');
  backend.device.destroy();
  expect((await engine.lost).message).not.toBe('');
  const next = await open('webgpu', SMALLEST.spec);
  expect((await next.train(0, 1, HYPER))[0]).toBe(before);
});

it('does not report a loss when the engine is disposed of', async () => {
  const engine = await open('webgpu');
  let lost = false;
  void engine.lost.then(() => {
    lost = true;
  });
  engine.dispose();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lost).toBe(false);
});
