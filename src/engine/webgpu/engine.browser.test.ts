/** The fused engine against the float64 reference, in Chromium. */

import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { hyperWith, specWith } from '../../experiment/specOf';
import { layoutOf } from '../../model/compile';
import { NO_UPDATES } from '../../model/optimiser';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../../model/spec';
import {
  changesOptimiser,
  flushes,
  followsReference,
  imagesOf,
  reads,
  repeats,
  resumes,
  stepsOf,
  stripes,
} from '../conformance/checks';
import {
  CASES,
  type Case,
  CONVOLUTION_CASES,
  CONVOLUTION_FAMILY_CASES,
  EACH_OPTIMISER,
  FAMILY_CASES,
  NORMALISATION_CASES,
  OPTIMISER_CASES,
  SATURATED_CASES,
  SETTING_CASES,
  SHAPE_CASES,
} from '../conformance/table';
import type { Engine, EngineSetup } from '../engine';
import { selfTest, selfTestSetup } from '../selftest';
import { VARIANTS } from './chooseVariant';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import { createWebgpuEngine } from './engine';
import {
  CONVOLUTIONAL,
  checkKernels,
  checkKinds,
  expectLikeReference,
  learn,
  setupOf as setupOfKernels,
} from './kernels.checks';
import type { Variant } from './product';
import { relative, VAE } from './testing';

const COUNT = 40;
const IMAGES = stripes(COUNT);
const HYPER: Hyper = hyperWith({ learningRate: 2e-3, beta: 0.5 });
const named = (...names: string[]): Case[] =>
  names.map((name) => {
    const found = CASES.find((one) => one.name === name);
    if (!found) throw new Error(`no case is called ${name}`);
    return found;
  });
const PLAIN = named(
  'vae bernoulli relu',
  'ae gaussian tanh',
  'vae gaussian elu',
  'ae bernoulli leakyRelu',
  'ae with one hidden unit',
);
const CONVOLUTION = [...CONVOLUTION_CASES, ...CONVOLUTION_FAMILY_CASES];
const REPEATED = named('convolutional vae, repeated pixels');
const [GAN, VAE_GAN] = named('gan', 'vae-gan');
/** Cases that the shared list leaves out. */
const MORE: Case[] = [
  {
    ...GAN,
    name: 'gan without hidden layers in the discriminator',
    spec: { ...GAN.spec, discriminator: [] },
  },
  {
    ...VAE_GAN,
    name: 'vae-gan without hidden layers in the discriminator',
    spec: { ...VAE_GAN.spec, discriminator: [] },
  },
  { ...VAE_GAN, name: 'vae-gan, free nats', hyper: { ...VAE_GAN.hyper, freeBits: 0.3 } },
  { ...VAE_GAN, name: 'vae-gan, looking on', hyper: { ...VAE_GAN.hyper, turn: 'discriminator' } },
];
function setupOf(spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup {
  return { spec, seed: 7, batch: 12, images: imagesOf(spec), ...patch };
}

/** For tests with a device of their own, which compiles its kernels anew: the fewest. */
const SMALLEST: ModelSpec = { ...VAE, encoder: [], decoder: [] };

/** One device and one variant for most tests, so that a kernel is compiled once. */
let device: WebgpuDevice;
beforeAll(async () => {
  device = await openWebgpuDevice({ binding: 0, total: 0 });
});
afterAll(() => device.close());
afterEach(() => {
  vi.restoreAllMocks();
});
const variant = VARIANTS[VARIANTS.length - 1];

/** For the suite that all engines share. */
const create = (setup: EngineSetup) => createWebgpuEngine(setup, { device, variant });

/** An engine that is disposed of at the end of the test. */
async function open(spec = VAE, patch: Partial<EngineSetup> = {}): Promise<Engine> {
  const engine = await createWebgpuEngine(setupOf(spec, patch), { device, variant });
  onTestFinished(() => engine.dispose());
  return engine;
}

checkKernels(variant, () => device);
checkKinds(variant, () => device);

describe('the fused WebGPU engine', () => {
  it.each([...PLAIN, ...CONVOLUTION_CASES])('learns as the reference does for many steps: $name', (one) =>
    followsReference(create, one, stepsOf(one, 100), 1e-3),
  );

  it.each(NORMALISATION_CASES)('learns and reads as the reference does: $name', async (one) => {
    // Where a unit is near the kink of a ReLU, rounding decides its gradient, and normalised layers have many such units.
    const steps = one.spec.activation === 'elu' ? 100 : 10;
    await followsReference(create, one, stepsOf(one, steps), 1e-3);
    await reads(create, one);
  });

  it.each(OPTIMISER_CASES)('takes the steps of its optimiser: $name', (one) =>
    followsReference(create, one, 6, 1e-4),
  );

  it.each(EACH_OPTIMISER)('resumes from a saved state: $name', (one) => resumes(create, one));

  it('resets the moments when the optimiser changes', () => changesOptimiser(create));

  it.each(SATURATED_CASES)('makes tiny gradients and moments zero: $name', (one) => flushes(create, one));

  it.each([...SETTING_CASES, ...FAMILY_CASES, ...CONVOLUTION_FAMILY_CASES, ...REPEATED, ...MORE])(
    'learns as the reference does: $name',
    (one) => followsReference(create, one, stepsOf(one, 10), 1e-3),
  );

  it.each([1, 5, 128])('learns as the reference does with a batch of %i', async (batch) => {
    const cases = named('ae, KL sparsity', 'conditional vae', 'conditional gan', 'adversarial autoencoder');
    for (const one of [...cases, VAE_GAN]) await followsReference(create, one, 3, 1e-3, batch);
  });

  it.each(SHAPE_CASES)('learns and reads as the reference does: $name', async (one) => {
    await followsReference(create, one, 3, 1e-3);
    await reads(create, one);
  });

  const pca: Case = { name: 'pca', spec: specWith({ model: 'pca', latent: 3 }), hyper: HYPER };
  it.each([...PLAIN, ...named('conditional vae', 'ae, sigmoid code'), ...CONVOLUTION, ...FAMILY_CASES, pca])(
    'encodes, decodes and evaluates as the reference does: $name',
    (one) => reads(create, one),
  );

  it.each([
    ...named('vae bernoulli relu', 'vae, salt and pepper', 'conditional gan', 'vae-gan', 'made'),
    ...named('convolutional vae', 'convolutional conditional gan'),
    ...REPEATED,
  ])('gives the same bits for the same seed: $name', (one) => repeats(create, one));

  it.each([
    ...named('conditional vae', 'gan, only the generator', 'adversarial autoencoder', 'vae-gan'),
    ...named('convolutional vae', 'convolutional vae-gan'),
  ])('resumes from a saved state: $name', (one) => resumes(create, one));

  it('resolves many concurrent calls in order', async () => {
    const engine = await open();
    const z = new Float32Array(2 * VAE.latent);
    const [a, before, b, after] = await Promise.all([
      engine.train(0, 2, HYPER),
      engine.decode(z, 2),
      engine.train(2, 2, HYPER),
      engine.decode(z, 2),
    ]);
    const quiet = await open();
    expect(Float32Array.of(...a, ...b)).toEqual(await quiet.train(0, 4, HYPER));
    expect(after).toEqual(await quiet.decode(z, 2));
    expect(after).not.toEqual(before);
  });

  it('saves and loads bit for bit, from any offset', async () => {
    const one = await open();
    await one.train(0, 4, HYPER);
    const saved = await one.save();
    const two = await open();
    await two.load(saved);
    expect(await two.save()).toEqual(saved);
    expect(saved.updates).toEqual({ ...NO_UPDATES, encoder: 4, decoder: 4 });

    const { decoderStart, size } = layoutOf(VAE);
    await two.load(saved);
    // From the decoder, from the middle of a layer, and from the end.
    for (const from of [decoderStart, decoderStart + 11, 5, size - 1, size]) {
      expect(await two.readParameters(from)).toEqual(saved.parameters.slice(from));
    }
    // `saved` must be a copy.
    saved.parameters.fill(0);
    expect((await two.readParameters()).some((x) => x !== 0)).toBe(true);
  });

  it('returns the same for a thousand images as for slices of them', async () => {
    const engine = await open();
    const many = stripes(1030);
    const whole = await engine.evaluate(many, 1030, 0);
    const first = await engine.evaluate(many.subarray(0, 700 * INPUT_SIZE), 700, 0);
    const rest = await engine.evaluate(many.subarray(700 * INPUT_SIZE), 330, 700);
    expect(relative(first.recon + rest.recon, whole.recon)).toBeLessThan(1e-6);
    expect(relative(first.kl + rest.kl, whole.kl)).toBeLessThan(1e-5);
    const { mu } = await engine.encode(many, 1030);
    const tail = await engine.encode(many.subarray(1000 * INPUT_SIZE), 30);
    expect(mu.subarray(1000 * VAE.latent)).toEqual(tail.mu);
    const pixels = await engine.decode(mu, 1030);
    expect(pixels.subarray(1000 * INPUT_SIZE)).toEqual(await engine.decode(tail.mu, 30));
  });

  it.each([
    { name: 'vae', spec: VAE, most: 17 },
    { name: 'conditional vae', spec: { ...VAE, condition: 'label' as const }, most: 17 },
    { name: 'vae-gan', spec: VAE_GAN.spec, most: 60 },
    { name: 'convolutional vae', spec: CONVOLUTION[1].spec, most: 27 },
  ])('learns in few dispatches and creates nothing on the way: $name', async ({ spec, most }) => {
    const engine = await open(spec, { labels: new Uint8Array(COUNT) });
    await engine.train(0, 2, HYPER);
    const created = [
      vi.spyOn(GPUDevice.prototype, 'createBuffer'),
      vi.spyOn(GPUDevice.prototype, 'createBindGroup'),
      vi.spyOn(GPUDevice.prototype, 'createShaderModule'),
      vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync'),
    ];
    const dispatches = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
    const submits = vi.spyOn(GPUQueue.prototype, 'submit');
    const writes = vi.spyOn(GPUQueue.prototype, 'writeBuffer');
    const steps = 40;
    await engine.train(2, steps, HYPER);
    expect(dispatches.mock.calls.length).toBeLessThanOrEqual(most * steps);
    expect(submits.mock.calls.length).toBeLessThanOrEqual(steps);
    expect(writes.mock.calls.length).toBeLessThanOrEqual(steps);
    // Nor when a setting changes from one step to the next.
    await engine.train(42, 2, { ...HYPER, freeBits: 0.1 });
    await engine.train(44, 2, { ...HYPER, turn: 'generator' });
    const fresh = await engine.save();
    await engine.load(fresh);
    await engine.encode(imagesOf(spec), COUNT);
    await engine.decode(new Float32Array(spec.latent), 1);
    await engine.evaluate(imagesOf(spec), COUNT, 0);
    for (const spy of created) expect(spy).not.toHaveBeenCalled();
  });

  it('keeps the test set on the device: its images are not uploaded again, others are', async () => {
    const plain = await open();
    const engine = await open(VAE, { test: IMAGES });
    for (const one of [plain, engine]) await one.train(0, 3, HYPER);
    const part = IMAGES.subarray(12 * INPUT_SIZE, 31 * INPUT_SIZE);
    const codes = await plain.encode(part, 19);
    const sums = await plain.evaluate(IMAGES, COUNT, 0);
    const writes = vi.spyOn(GPUQueue.prototype, 'writeBuffer');
    const sent = () => writes.mock.calls.filter(([, , data]) => data instanceof Uint8Array).length;
    expect(await engine.encode(part, 19)).toEqual(codes);
    expect(await engine.evaluate(IMAGES, COUNT, 0)).toEqual(sums);
    expect(sent()).toBe(0);
    expect(await engine.encode(part.slice(), 19)).toEqual(codes);
    expect(sent()).toBe(1);
  });

  it('reports the progress of its compilation', async () => {
    const reported: [number, number][] = [];
    await open(VAE, { onProgress: (done, total) => reported.push([done, total]) });
    const total = reported.length;
    expect(total).toBeGreaterThan(5);
    expect(reported).toEqual(Array.from({ length: total }, (_, i) => [i + 1, total]));
  });

  it('reports a diverging run as it is', async () => {
    const engine = await open({ ...VAE, family: 'ae', likelihood: 'gaussian' });
    const losses = await engine.train(0, 6, hyperWith({ learningRate: 10, beta: 1 }));
    const end = losses[5 * 3];
    expect(Number.isFinite(end) ? end > 1e3 * losses[0] : true).toBe(true);

    const healthy = await engine.save();
    healthy.parameters[healthy.parameters.length - 1] = Number.NaN; // the bias of a pixel
    await engine.load(healthy);
    expect((await engine.train(0, 1, HYPER))[0]).toBeNaN();
  });
});

/** The factors of products rounded to 16 bits, in float32: software adapters have no other (half.ts). */
describe('half precision', () => {
  const half: Variant = { ...variant, half: 'rounded' };
  // With dense layers too; smooth, so that no rounding decides about a ReLU.
  const spec: ModelSpec = { ...CONVOLUTIONAL, activation: 'elu', encoder: [3], decoder: [5] };

  it('has gradients with the error of its rounding', async () => {
    const setup = setupOfKernels(spec, 5);
    const outcome = await learn(device, setup, half);
    expectLikeReference(setup, outcome, 1e-3);
    expect(() => expectLikeReference(setup, outcome, 1e-4)).toThrow();
  });

  it('learns as the reference does for a hundred steps', () =>
    followsReference(
      (setup) => createWebgpuEngine(setup, { device, variant: half }),
      { ...PLAIN[0], spec },
      100,
      {
        first: 5e-4,
        losses: 1e-3,
        state: 5e-3,
      },
    ));

  it('is left for float32 where it does not compile, with the same bits as without', async () => {
    const engine = await createWebgpuEngine(setupOf(SMALLEST), {
      device,
      variant: { ...variant, half: 'f16' },
    });
    onTestFinished(() => engine.dispose());
    expect(engine.half !== undefined).toBe(device.half);
    if (device.half) return;
    expect(engine.device).toMatch(/, float32 \(float16 does not compile\)$/);
    expect(await engine.train(0, 3, HYPER)).toEqual(await (await open(SMALLEST)).train(0, 3, HYPER));
  });
});

describe('a device', () => {
  it('is named, together with the variant that was measured to be the fastest, and its precision', async () => {
    const engine = await createWebgpuEngine(setupOf(SMALLEST));
    onTestFinished(() => engine.dispose());
    expect(engine.id).toBe('webgpu');
    expect(engine.device).toMatch(/^.+, (tiles|registers) \d+×\d+, float(16|32 \(.+\))$/);
  });

  it.each([
    { model: 'vae' },
    { model: 'vaegan' },
    { model: 'pca' },
    { model: 'vae', architecture: 'conv' },
  ] as const)('passes the self-test: %o', async (settings) => {
    const engine = await create(selfTestSetup(specWith(settings)));
    onTestFinished(() => engine.dispose());
    expect(await selfTest(engine)).toBeNull();
  });

  it('is unavailable where the browser has no adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(createWebgpuEngine(setupOf(VAE))).rejects.toThrow('engine.unavailable');
  });

  it('reports that a model exceeds its limits before it creates anything', async () => {
    const created = vi.spyOn(GPUDevice.prototype, 'createBuffer');
    const wide = { ...VAE, encoder: [65_536, 65_536] };
    await expect(createWebgpuEngine(setupOf(wide))).rejects.toThrow('engine.memory');
    expect(created).not.toHaveBeenCalled();
  });

  it('rejects waiting calls when the device is lost; a new engine works', async () => {
    const mine = await openWebgpuDevice({ binding: 0, total: 0 });
    const engine = await createWebgpuEngine(setupOf(SMALLEST), { device: mine, variant });
    const [before] = await engine.train(0, 1, HYPER);
    const waiting = engine.train(1, 3, HYPER);
    const reported = expect(waiting).rejects.toThrow();
    mine.gpu.destroy();
    await reported;
    expect((await engine.lost).message).not.toBe('');
    await expect(engine.train(4, 1, HYPER)).rejects.toThrow();
    await expect(engine.save()).rejects.toThrow();
    expect((await (await open(SMALLEST)).train(0, 1, HYPER))[0]).toBe(before);
  });

  it('is not lost when the engine is disposed of', async () => {
    const engine = await createWebgpuEngine(setupOf(SMALLEST), { variant });
    let lost = false;
    void engine.lost.then(() => {
      lost = true;
    });
    engine.dispose();
    engine.dispose();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lost).toBe(false);
    await expect(engine.train(0, 1, HYPER)).rejects.toThrow('engine.failed');
  });
});
