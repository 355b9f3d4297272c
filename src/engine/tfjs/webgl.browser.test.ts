/** tfjs on WebGL against the float64 reference, in Chromium. */
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
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
  whole,
} from './backends.testing';

testBackend({
  backend: 'webgl',
  tolerance: 5e-3,
  short: [...(whole ? ALL : [SHALLOW, ...OTHERS.map(shallow)]), CONVOLUTIONAL],
  few: whole ? [PLAIN, GAME, HELD, ...OTHERS] : [GAME, HELD].map(shallow),
  ...(whole
    ? EVERYTHING
    : {
        plain: SHALLOW,
        cases: CHOICE.map(shallow),
        steps: 5,
        plainSteps: 50,
        long: { steps: 50, decodes: 20, loads: 5 },
      }),
});

it('reports a lost WebGL context, and can start again', async () => {
  const engine = await open('webgl', SMALLEST.spec);
  const [before] = await engine.train(0, 1, HYPER);
  const backend = tf.backend();
  if (!(backend instanceof MathBackendWebGL)) throw new Error('not on WebGL');
  backend.getGPGPUContext().gl.getExtension('WEBGL_lose_context')?.loseContext();
  expect((await engine.lost).message).not.toBe('');
  const next = await open('webgl', SMALLEST.spec);
  expect((await next.train(0, 1, HYPER))[0]).toBe(before);
});
