/** The self-test runs a small version of the model to be trained, and a correct engine passes it. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Config } from '../experiment/config';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import type { Engine } from './engine';
import { selfTest, selfTestSetup } from './selftest';
import { createTfjsEngine } from './tfjs/engine';

// Silences tfjs's advice to use another library in Node.
tf.env().set('IS_TEST', true);

const MODELS: Partial<Config>[] = [
  { model: 'vae' },
  { model: 'vae', condition: 'label', corruption: 'masking' },
  { model: 'vae', architecture: 'conv', encoder: [16, 32], decoder: [32, 16] },
  { model: 'ae', encoder: [1000, 500, 250], decoder: [250, 500, 1000], latent: 30 },
  { model: 'pca', latent: 10 },
  { model: 'gan', condition: 'label' },
  { model: 'aae' },
  { model: 'vaegan' },
  { model: 'made' },
];

async function open(settings: Partial<Config>): Promise<Engine> {
  const engine = await createTfjsEngine('cpu', selfTestSetup(specWith(settings)));
  onTestFinished(() => engine.dispose());
  return engine;
}

describe.each(MODELS)('the self-test of %o', (settings) => {
  it('is small, and of the same kind', () => {
    const model = specWith(settings);
    const { spec } = selfTestSetup(model);
    expect({ ...spec, encoder: 0, decoder: 0, discriminator: 0, latent: 0 }).toEqual({
      ...model,
      encoder: 0,
      decoder: 0,
      discriminator: 0,
      latent: 0,
    });
    expect(layoutOf(spec).size).toBeLessThan(100_000);
  });

  it('is passed by a correct engine', async () => {
    expect(await selfTest(await open(settings))).toBeNull();
  });

  it('is failed by one that learns or decodes wrong numbers', async () => {
    const sound = await open(settings);
    const wrong = (values: Float32Array) => values.map((x) => x * 1.01 + 0.01);
    const draws: Engine = { ...sound, decode: async (...a) => wrong(await sound.decode(...a)) };
    if (settings.model !== 'made') expect(await selfTest(draws)).toBe('decode');
    const other = await open(settings);
    const learns: Engine = { ...other, train: async (...a) => wrong(await other.train(...a)) };
    if (settings.model !== 'pca') expect(await selfTest(learns)).toContain('loss of step 1');
  });
});
