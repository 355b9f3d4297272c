/**
 * Checkpoints written by commit 579fd0a, of every family it had (reference, 5 steps, seed 7), each beside
 * what it decoded then from z = (½, −½, …) as a 3: readers' files must keep opening, and mean the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Config } from '../experiment/config';
import { specOf } from '../experiment/specOf';
import { compileModel } from '../model/compile';
import { referenceDecode, referenceEvaluate } from '../model/reference';
import { readCheckpoint } from './checkpoint';
import { distance, IMAGES, LABELS } from './conformance/checks';

const FOLDER = join(import.meta.dirname, 'older');
const read = (file: string) => new Uint8Array(readFileSync(join(FOLDER, file)));

/** MADE's −log p at that commit, in nats per image. */
const NLL = 541.6413585448073;

/** The settings of each file, besides hidden widths of 2. */
const SETTINGS: Record<string, Partial<Config>> = {
  pca: { model: 'pca', latent: 3 },
  ae: { model: 'ae', activation: 'tanh', likelihood: 'gaussian' },
  'sparse-ae': { model: 'ae', code: 'sigmoid', penalty: 'sparsity', penaltyWeight: 2, corruption: 'masking' },
  vae: { model: 'vae', beta: 4, warmUp: 'linear', warmUpSteps: 100, freeBits: 0.1 },
  'conditional-vae': { model: 'vae', condition: 'label', pixels: 'binary' },
  'convolutional-vae': { model: 'vae', architecture: 'conv', encoder: [1, 2], decoder: [2, 1] },
  gan: { model: 'gan', ganLoss: 'minimax' },
  aae: { model: 'aae' },
  vaegan: { model: 'vaegan', gamma: 0.5 },
  made: { model: 'made', pixels: 'binary' },
};

it('every file of the folder is read', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.safetensors'));
  expect(files.sort()).toEqual(
    Object.keys(SETTINGS)
      .map((name) => `${name}.safetensors`)
      .sort(),
  );
});

it.each(Object.keys(SETTINGS))(
  '%s: settings and step are read back, and the decoder draws the same pixels',
  (name) => {
    const { config, step, state } = readCheckpoint(read(`${name}.safetensors`));
    expect(config).toMatchObject({ seed: 7, optimiser: 'adam', weightDecay: 0, ...SETTINGS[name] });
    expect(step).toBe(name === 'pca' ? 1 : 5);
    const spec = specOf(config);
    const parameters = Float64Array.from(state.parameters);
    if (!compileModel(spec).decode) {
      // MADE has no codes: its −log p of the test images must be the same.
      const { recon } = referenceEvaluate(spec, parameters, {
        images: IMAGES,
        labels: LABELS,
        seed: 7,
        step: 0,
      });
      expect(recon).toBeCloseTo(NLL, 3);
      return;
    }
    const drawn = new Float32Array(read(`${name}.decoded`).buffer);
    const z = Float64Array.from({ length: spec.latent }, (_, i) => 0.5 - i);
    expect(distance(referenceDecode(spec, parameters, z, Uint8Array.of(3)), drawn)).toBeLessThan(1e-6);
  },
);
