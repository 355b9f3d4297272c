/** Every backend of tfjs against the float64 reference, inside Chromium. */

import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fillNormal, Purpose, randomBits } from '../../math/random';
import { layoutOf, tensorsOf } from '../../model/layout';
import { termsOf } from '../../model/program';
import { referenceDecode, referenceEncode, referenceEvaluate } from '../../model/reference';
import { type Hyper, hyperWith, INPUT_SIZE, type ModelSpec, specWith } from '../../model/spec';
import type { Engine, EngineSetup } from '../engine';
import { referenceRun } from '../reference-run';
import type { Backend } from './device';
import { createTfjsEngine } from './engine';

const COUNT = 40;
const HYPER: Hyper = hyperWith({ learningRate: 2e-3, beta: 0.5 });
const VAE: ModelSpec = specWith({
  model: 'vae',
  encoder: [13, 7],
  decoder: [7, 13],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
});
/** Each family, likelihood and activation at least once; and models without hidden layers. */
const MODELS: [string, ModelSpec][] = [
  ['vae bernoulli relu', VAE],
  ['ae gaussian tanh', { ...VAE, family: 'ae', likelihood: 'gaussian', activation: 'tanh' }],
  ['vae gaussian elu', { ...VAE, likelihood: 'gaussian', activation: 'elu', encoder: [9], decoder: [] }],
  ['ae bernoulli leakyRelu', { ...VAE, family: 'ae', activation: 'leakyRelu', encoder: [], latent: 1 }],
];

interface Case {
  backend: Backend;
  /** What float32 may lose here in 100 steps; WebGL's exp and log are coarser. */
  tolerance: number;
  /** Steps that each model of MODELS is followed for, the first model first. */
  follow: readonly number[];
  /** How long tensors and buffers are counted for. */
  long: { steps: number; decodes: number; loads: number };
}

/**
 * The GPUs are software in Chromium's tests, up to a hundred times slower than wasm: fewer steps of the
 * same. `VITE_WHOLE=1 npm run test:browser` gives them as many as the others.
 */
const whole = import.meta.env.VITE_WHOLE === '1';
const LONG = { steps: 1000, decodes: 200, loads: 20 };
const BACKENDS: Case[] = [
  {
    backend: 'cpu',
    tolerance: 1e-3,
    follow: [100, 100, 100, 100],
    long: LONG,
  },
  {
    backend: 'wasm',
    tolerance: 1e-3,
    follow: [100, 100, 100, 100],
    long: LONG,
  },
  {
    backend: 'webgl',
    tolerance: 5e-3,
    follow: whole ? [100, 100, 100, 100] : [100, 100, 20, 20],
    long: whole ? LONG : { steps: 200, decodes: 200, loads: 20 },
  },
  {
    backend: 'webgpu',
    tolerance: 1e-3,
    follow: whole ? [100, 100, 100, 100] : [100, 5, 5, 5],
    long: whole ? LONG : { steps: 20, decodes: 20, loads: 5 },
  },
];

const IMAGES = sparseImages(COUNT);

/** Mostly paper, with ten kinds of strokes-like stripes, so that there is something to learn. */
function sparseImages(count: number): Uint8Array {
  const images = new Uint8Array(count * INPUT_SIZE);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < INPUT_SIZE; i++) {
      const bits = randomBits(5, Purpose.selfTest, n, i);
      const inked = (Math.floor(i / 28) + (i % 28)) % 10 === n % 10;
      if (inked || (bits & 31) === 0) images[n * INPUT_SIZE + i] = bits >>> 24;
    }
  }
  return images;
}

function setupOf(spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup {
  return { spec, seed: 7, batch: 12, images: IMAGES, ...patch };
}

/** An engine that is disposed of when the test is over. */
async function open(backend: Backend, spec = VAE, patch: Partial<EngineSetup> = {}): Promise<Engine> {
  const engine = await createTfjsEngine(backend, setupOf(spec, patch));
  onTestFinished(() => engine.dispose());
  return engine;
}

/** ‖a − b‖₂ / ‖b‖₂. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Math.sqrt(difference / norm);
}

function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(BACKENDS)(
  '$backend',
  { timeout: whole ? 3_600_000 : 600_000 },
  ({ backend, tolerance, follow, long }) => {
    it('really computes on the backend that was asked for', async () => {
      const engine = await open(backend);
      expect(tf.getBackend()).toBe(backend);
      expect(engine.id).toBe(`tfjs-${backend}`);
      expect(engine.device).not.toBe('');
    });

    it.each(MODELS)('agrees with the reference: %s', async (_, spec) => {
      const steps = follow[MODELS.findIndex((m) => m[1] === spec)];
      const expected = referenceRun(setupOf(spec), steps, HYPER);
      const engine = await open(backend, spec);
      const losses = await engine.train(0, steps, HYPER);
      expect(losses).toHaveLength(steps * termsOf(spec).length);
      expected.losses.forEach(({ total = Number.NaN, recon = Number.NaN, kl = 0 }, s) => {
        const [t, r, k = 0] = losses.subarray(s * termsOf(spec).length, (s + 1) * termsOf(spec).length);
        const allowed = s === 0 ? 1e-5 : tolerance;
        expect(relative(t, total), `total of step ${s + 1}`).toBeLessThan(allowed);
        expect(relative(r, recon), `recon of step ${s + 1}`).toBeLessThan(allowed);
        // In nats of the total: KL alone may be near zero.
        expect(Math.abs(k - kl) / total, `kl of step ${s + 1}`).toBeLessThan(allowed);
      });
      expect(expected.losses[steps - 1].total).toBeLessThan(expected.losses[0].total ?? 0);

      const { parameters, m, v, updates } = await engine.save();
      expect(updates.decoder).toBe(steps);
      for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
        const part = (all: Float32Array | Float64Array) => all.subarray(offset, offset + size);
        expect(distance(part(parameters), part(expected.state.parameters)), name).toBeLessThan(tolerance);
      }
      // Moments of a hundred noisy gradients: ten times the tolerance, for all of them together.
      expect(distance(m, expected.state.m)).toBeLessThan(10 * tolerance);
      expect(distance(v, expected.state.v)).toBeLessThan(10 * tolerance);
    });

    it.each(MODELS)('encodes, decodes and evaluates as the reference does: %s', async (_, spec) => {
      const engine = await open(backend, spec);
      await engine.train(0, 5, HYPER);
      const p = Float64Array.from(await engine.readParameters());

      const codes = referenceEncode(spec, p, IMAGES);
      const { mu, logVar } = await engine.encode(IMAGES, COUNT);
      expect(distance(mu, codes.mu)).toBeLessThan(1e-5);
      expect(logVar === null).toBe(spec.family === 'ae');
      if (logVar && codes.logVar) expect(distance(logVar, codes.logVar)).toBeLessThan(1e-5);

      const z = new Float32Array(6 * spec.latent);
      fillNormal(z, 1, Purpose.prior, 0);
      const pixels = await engine.decode(z, 6);
      expect(distance(pixels, referenceDecode(spec, p, Float64Array.from(z)))).toBeLessThan(1e-5);
      expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);
      const expected = referenceEvaluate(spec, p, { images: IMAGES, seed: 7, step: 0 });
      const whole = await engine.evaluate(IMAGES, COUNT, 0);
      expect(whole.count).toBe(COUNT);
      expect(relative(whole.recon / COUNT, expected.recon)).toBeLessThan(1e-5);
      expect(Math.abs(whole.kl / COUNT - expected.kl)).toBeLessThan(1e-5 * Math.max(1, expected.kl));

      // Odd cuts: with a latent of 3, ε starts in the middle of a pair.
      const a = await engine.evaluate(IMAGES.subarray(0, 11 * INPUT_SIZE), 11, 0);
      const b = await engine.evaluate(IMAGES.subarray(11 * INPUT_SIZE), COUNT - 11, 11);
      expect(relative(a.recon + b.recon, whole.recon)).toBeLessThan(1e-6);
      expect(a.count + b.count).toBe(COUNT);
    });

    it('gives the same bits for the same seed, however the steps are cut', async () => {
      const one = await open(backend);
      const losses = await one.train(0, 12, HYPER);
      const parameters = await one.readParameters();
      one.dispose();
      const two = await open(backend);
      const first = await two.train(0, 5, HYPER);
      const rest = await two.train(5, 7, HYPER);
      expect(Float32Array.of(...first, ...rest)).toEqual(losses);
      expect(await two.readParameters()).toEqual(parameters);
      const other = await open(backend, VAE, { seed: 8 });
      expect(await other.train(0, 1, HYPER)).not.toEqual(losses.subarray(0, 3));
    });

    it('saves and loads bit by bit, and goes on as if nothing had happened', async () => {
      const one = await open(backend);
      await one.train(0, 4, HYPER);
      const saved = await one.save();
      const on = await one.train(4, 3, HYPER);

      const two = await open(backend, VAE);
      await two.load(saved);
      expect(await two.save()).toEqual(saved);
      expect(await two.train(4, 3, HYPER)).toEqual(on);
      expect(saved.updates.decoder).toBe(4);

      const { decoderStart } = layoutOf(VAE);
      await two.load(saved);
      expect(await two.readParameters(decoderStart)).toEqual(saved.parameters.slice(decoderStart));
      // What was read is a copy.
      saved.parameters.fill(0);
      expect((await two.readParameters()).some((x) => x !== 0)).toBe(true);
    });

    it('keeps the number of tensors and buffers constant', async () => {
      const engine = await open(backend);
      const fresh = await engine.save();
      const z = new Float32Array(2 * VAE.latent);
      const round = async (first: number, n: number, decodes: number, loads: number) => {
        for (let s = 0; s < n; s += 10) await engine.train(first + s, 10, HYPER);
        for (let i = 0; i < decodes; i++) await engine.decode(z, 2);
        for (let i = 0; i < loads; i++) await engine.load(fresh);
        await engine.encode(IMAGES, COUNT);
        await engine.evaluate(IMAGES, COUNT, 0);
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

    it('frees everything when disposed of', async () => {
      await open(backend); // keeps the backend, and with it the count, alive
      const before = tf.memory().numTensors;
      const engine = await open(backend);
      await engine.train(0, 2, HYPER);
      engine.dispose();
      engine.dispose();
      expect(tf.memory().numTensors).toBe(before);
      await expect(engine.train(2, 1, HYPER)).rejects.toThrow('engine.failed');
    });

    it('reports a run that diverges as it is', async () => {
      const engine = await open(backend, { ...VAE, family: 'ae', likelihood: 'gaussian' });
      const losses = await engine.train(0, 6, hyperWith({ learningRate: 10, beta: 1 }));
      const end = losses[5 * 3];
      expect(Number.isFinite(end) ? end > 1e3 * losses[0] : true).toBe(true);

      const broken = await open(backend);
      const healthy = await broken.save();
      healthy.parameters[healthy.parameters.length - 1] = Number.NaN; // the bias of a pixel
      await broken.load(healthy);
      expect((await broken.train(0, 1, HYPER))[0]).toBeNaN();
    });
  },
);

/** Used and kept buffers of WebGPU; nothing on other backends. */
function gpuBuffers(): number[] {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) return [];
  return [backend.bufferManager.getNumUsedBuffers(), backend.bufferManager.numBytesAllocated];
}

describe('several engines in one thread', () => {
  it('take turns without disturbing each other', async () => {
    const alone = await open('wasm');
    const expected = await alone.train(0, 6, HYPER);
    alone.dispose();

    const wasm = await open('wasm');
    const cpu = await open('cpu', VAE, { seed: 9 });
    const got: number[] = [];
    for (let s = 0; s < 6; s++) {
      const [a] = await Promise.all([wasm.train(s, 1, HYPER), cpu.train(s, 1, HYPER)]);
      got.push(...a);
    }
    expect(Float32Array.from(got)).toEqual(expected);
    // A second engine on the same backend outlives the first.
    const second = await open('wasm');
    wasm.dispose();
    expect(await second.train(0, 6, HYPER)).toEqual(expected);
  });

  it('answers the same for a thousand images as for slices of them', async () => {
    const engine = await open('wasm');
    const many = sparseImages(1030);
    const whole = await engine.evaluate(many, 1030, 0);
    const first = await engine.evaluate(many.subarray(0, 700 * INPUT_SIZE), 700, 0);
    const rest = await engine.evaluate(many.subarray(700 * INPUT_SIZE), 330, 700);
    expect(relative(first.recon + rest.recon, whole.recon)).toBeLessThan(1e-6);
    expect(relative(first.kl + rest.kl, whole.kl)).toBeLessThan(1e-5);
    const { mu } = await engine.encode(many, 1030);
    const { mu: tail } = await engine.encode(many.subarray(1000 * INPUT_SIZE), 30);
    expect(distance(mu.subarray(1000 * VAE.latent), tail)).toBeLessThan(1e-6);
  });
});

describe('a GPU that is not there, or goes away', () => {
  it('says that WebGPU is unavailable where the browser gives no adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(createTfjsEngine('webgpu', setupOf(VAE))).rejects.toThrow('engine.unavailable');
  });

  it('notices a lost WebGPU device, and can start anew', async () => {
    const engine = await open('webgpu');
    const [before] = await engine.train(0, 1, HYPER);
    const backend = tf.backend();
    if (!(backend instanceof WebGPUBackend)) throw new Error('not on WebGPU');
    backend.device.destroy();
    expect((await engine.lost).message).not.toBe('');
    const next = await open('webgpu');
    expect((await next.train(0, 1, HYPER))[0]).toBe(before);
  });

  it('notices a lost WebGL context, and can start anew', async () => {
    const engine = await open('webgl');
    const [before] = await engine.train(0, 1, HYPER);
    const backend = tf.backend();
    if (!(backend instanceof MathBackendWebGL)) throw new Error('not on WebGL');
    backend.getGPGPUContext().gl.getExtension('WEBGL_lose_context')?.loseContext();
    expect((await engine.lost).message).not.toBe('');
    const next = await open('webgl');
    expect((await next.train(0, 1, HYPER))[0]).toBe(before);
  });

  it('does not call it a loss when the engine is disposed of', async () => {
    const engine = await open('webgpu');
    let lost = false;
    void engine.lost.then(() => {
      lost = true;
    });
    engine.dispose();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lost).toBe(false);
  });
});
