/**
 * What each backend of tfjs is tested for in Chromium, against the float64 reference. Each software GPU has a file of
 * its own, so that two of them run at a time.
 */

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hyperWith } from '../../experiment/specOf';
import { layoutOf } from '../../model/compile';
import { hasEncoder, hasLatent } from '../../model/predicates';
import {
  COUNT,
  changesOptimiser,
  followsReference,
  imagesOf,
  LABELS,
  reads,
  repeats,
  resumes,
  setupOf,
  stepsOf,
} from '../conformance/checks';
import {
  type Case,
  CONVOLUTION_CASES,
  caseOf,
  FAMILY_CASES,
  PLAIN_CASES,
  SETTING_CASES,
} from '../conformance/table';
import type { Engine, EngineSetup } from '../engine';
import { canExecute } from '../engineCapabilities';
import type { Backend } from './device';
import { createTfjsEngine } from './engine';

export const ALL = [...PLAIN_CASES, ...SETTING_CASES, ...FAMILY_CASES];
export const named = (...names: string[]): Case[] => names.map(caseOf);
export const [PLAIN] = named('vae bernoulli relu');
export const { spec: VAE, hyper: HYPER } = PLAIN;
export const [GAME] = named('vae-gan');
/** A model whose code gets two gradients: from the decoder, and from the discriminator. */
export const [HELD] = named('adversarial autoencoder');
/** With labels, and with masks. */
export const OTHERS = named('conditional gan', 'made');
export const CONVOLUTIONAL = caseOf('convolutional vae');

/** Every operation and every loss at least once: compiling a kernel there takes as long as many steps. */
export const CHOICE = [
  ...named('ae gaussian tanh', 'vae gaussian elu', 'ae bernoulli leakyRelu'),
  ...named('ae, L1', 'ae, KL sparsity', 'vae, salt and pepper', 'vae, free nats'),
  ...named('conditional gan', 'vae-gan', 'made', 'adversarial autoencoder'),
];

export interface Ground {
  backend: Backend;
  /** The plain VAE for tests that do not depend on the model. */
  plain: Case;
  /** Tolerance of float32 after 100 steps; WebGL's exp and log are less accurate. */
  tolerance: number;
  /** Cases and steps of the comparison with the reference; the plain VAE runs for more steps. */
  cases: readonly Case[];
  steps: number;
  plainSteps: number;
  /** Cases that are encoded, decoded and evaluated. */
  short: readonly Case[];
  /** Cases that are repeated, resumed, and tested for leaks. */
  few: readonly Case[];
  /** How long tensors and buffers are counted. */
  long: { steps: number; decodes: number; loads: number };
}

/**
 * Chromium's GPUs in the tests are software, up to a hundred times slower than wasm, so they run fewer of the
 * same steps. `VITE_WHOLE=1 npm run test:browser` gives them all steps. `engine.test.ts` tests all models on
 * the CPU, in Node.
 */
export const whole = import.meta.env.VITE_WHOLE === '1';
export const LONG = { steps: 200, decodes: 50, loads: 20 };
export const EVERYTHING = { plain: PLAIN, cases: ALL, steps: 100, plainSteps: 100, long: LONG };
/**
 * With one hidden layer per network and small images: the same operations, half as many per step, and of the same sizes
 * in all models, since tfjs compiles its kernels anew for others. The convolutional VAE shows the real size.
 */
export const shallow = (one: Case): Case => {
  const { encoder, decoder, discriminator } = one.spec;
  const spec = {
    ...one.spec,
    encoder: encoder.slice(0, 1),
    decoder: decoder.slice(-1),
    discriminator: discriminator.slice(0, 1),
    data: { ...one.spec.data, side: 12 },
  };
  return { ...one, name: `${one.name}, shallow`, spec };
};
export const SHALLOW = shallow(PLAIN);
export const SMALLEST = caseOf('vae without hidden layers');
/** An engine that is disposed of at the end of the test. */
export async function open(backend: Backend, spec = VAE, patch: Partial<EngineSetup> = {}): Promise<Engine> {
  const engine = await createTfjsEngine(backend, setupOf(spec, patch));
  onTestFinished(() => engine.dispose());
  return engine;
}

/** Declares the tests of one backend. */
export function testBackend(ground: Ground): void {
  const { backend, plain, tolerance, cases, steps, plainSteps, short, few, long } = ground;
  describe(backend, { timeout: whole ? 3_600_000 : 600_000 }, () => {
    const create = (setup: EngineSetup) => createTfjsEngine(backend, setup);

    // Keeps the backend open between tests, and with it the kernels that a software GPU compiles so slowly.
    let keeper: Engine;
    beforeAll(async () => {
      keeper = await create(setupOf(plain.spec));
    });
    afterAll(() => keeper.dispose());

    it('computes on the requested backend', async () => {
      const engine = await open(backend);
      expect(tf.getBackend()).toBe(backend);
      expect(engine.id).toBe(`tfjs-${backend}`);
      expect(engine.device).not.toBe('');
    });

    it.each([plain, ...cases.filter((c) => c !== plain)])('learns as the reference does: $name', (one) =>
      followsReference(create, one, stepsOf(one, one === plain ? plainSteps : steps), tolerance),
    );

    const can = ({ spec }: Case) => canExecute(`tfjs-${backend}`, spec);
    const convolutions = CONVOLUTION_CASES.filter(can);
    const normalised = named('convolutional vae, normalised', 'vae, normalised, weights decay').find(can);

    it.each([...convolutions, ...(normalised ? [normalised] : [])])(
      'learns as the reference does: $name',
      (one) => followsReference(create, one, 3, tolerance),
    );

    it('takes the steps of every optimiser, and resets the moments when it changes', () =>
      changesOptimiser(create, plain === PLAIN ? undefined : plain));

    it.each(short)('encodes, decodes and evaluates as the reference does: $name', (one) =>
      reads(create, one),
    );

    it.each(few)('gives the same bits for the same seed: $name', (one) => repeats(create, one));

    it.each(few)('resumes from a saved state: $name', (one) => resumes(create, one));

    it('returns copies of its parameters, or of the end of them', async () => {
      for (const { spec, hyper } of [plain, plain === PLAIN ? GAME : shallow(GAME)]) {
        const engine = await open(backend, spec);
        await engine.train(0, 1, hyper);
        const saved = await engine.save();
        const whole = saved.parameters.slice();
        const { decoderStart } = layoutOf(spec);
        for (const from of [0, 5, decoderStart - 1, decoderStart]) {
          expect(await engine.readParameters(from)).toEqual(whole.slice(from));
        }
        saved.parameters.fill(0);
        expect(await engine.readParameters()).toEqual(whole);
        await engine.load(saved);
        expect(await engine.save()).toEqual(saved);
      }
    });

    it('keeps the number of tensors and buffers constant', async () => {
      const engine = await open(backend, plain.spec);
      const fresh = await engine.save();
      const z = new Float32Array(2 * VAE.latent);
      const images = imagesOf(plain.spec);
      const round = async (first: number, n: number, decodes: number, loads: number) => {
        for (let s = 0; s < n; s += 10) await engine.train(first + s, 10, HYPER);
        for (let i = 0; i < decodes; i++) await engine.decode(z, 2);
        for (let i = 0; i < loads; i++) await engine.load(fresh);
        await engine.encode(images, COUNT);
        await engine.evaluate(images, COUNT, 0);
        await engine.save();
      };
      await round(0, 10, 2, 1);
      const tensors = tf.memory().numTensors;
      const bytes = tf.memory().numBytes;
      const buffers = gpuBuffers();
      await round(10, long.steps, long.decodes, long.loads);
      expect(tf.memory().numTensors).toBe(tensors);
      expect(tf.memory().numBytes).toBe(bytes);
      expect(gpuBuffers()).toEqual(buffers);
    });

    it.each([...few, ...convolutions.slice(1)])('frees all that it has created: $name', async (one) => {
      const { spec, hyper } = one;
      const before = tf.memory().numTensors;
      const engine = await open(backend, spec);
      // The first step leaves the optimiser's constants on the device for later steps.
      await engine.train(0, 1, hyper);
      const own = tf.memory().numTensors;
      await engine.train(1, 2, hyper);
      if (hasLatent(spec)) await engine.decode(new Float32Array(spec.latent), 1);
      if (hasEncoder(spec)) await engine.encode(imagesOf(spec), COUNT, LABELS);
      expect(tf.memory().numTensors).toBe(own);
      engine.dispose();
      engine.dispose();
      expect(tf.memory().numTensors).toBe(before);
      await expect(engine.train(3, 1, hyper)).rejects.toThrow('engine.failed');
    });

    it('reports a diverging run as it is', async () => {
      const engine = await open(backend, { ...plain.spec, family: 'ae', likelihood: 'gaussian' });
      const losses = await engine.train(0, 6, hyperWith({ learningRate: 10, beta: 1 }));
      const end = losses[5 * 2];
      expect(Number.isFinite(end) ? end > 1e3 * losses[0] : true).toBe(true);

      const broken = await open(backend, plain.spec);
      const healthy = await broken.save();
      healthy.parameters[healthy.parameters.length - 1] = Number.NaN; // the bias of a pixel
      await broken.load(healthy);
      expect((await broken.train(0, 1, HYPER))[0]).toBeNaN();
    });
  });
}

/** Used and kept buffers of WebGPU; nothing on other backends. */
function gpuBuffers(): number[] {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) return [];
  return [backend.bufferManager.getNumUsedBuffers(), backend.bufferManager.numBytesAllocated];
}
