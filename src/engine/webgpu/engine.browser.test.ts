/** The fused engine against the float64 reference, inside Chromium. */

import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fillNormal, Purpose } from '../../math/random';
import { layoutOf, tensorsOf } from '../../model/layout';
import { termsOf } from '../../model/program';
import { referenceDecode, referenceEncode, referenceEvaluate } from '../../model/reference';
import { type Hyper, hyperWith, INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { follows, SETTING_CASES } from '../conformance';
import type { Engine, EngineSetup } from '../engine';
import { referenceRun } from '../reference-run';
import { selfTest, selfTestSetup } from '../selftest';
import { VARIANTS } from './choose';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import { createWebgpuEngine } from './engine';
import { distance, relative, sparseImages, VAE } from './testing';

const COUNT = 40;
const IMAGES = sparseImages(COUNT);
const HYPER: Hyper = hyperWith({ learningRate: 2e-3, beta: 0.5 });
const MODELS: [string, ModelSpec][] = [
  ['vae bernoulli relu', VAE],
  ['ae gaussian tanh', { ...VAE, family: 'ae', likelihood: 'gaussian', activation: 'tanh' }],
  ['vae gaussian elu', { ...VAE, likelihood: 'gaussian', activation: 'elu', encoder: [9], decoder: [] }],
  ['ae bernoulli leakyRelu', { ...VAE, family: 'ae', activation: 'leakyRelu', encoder: [], latent: 1 }],
];
function setupOf(spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup {
  return { spec, seed: 7, batch: 12, images: IMAGES, ...patch };
}

/** One device and one form for most tests, so that a kernel is compiled once. */
let device: WebgpuDevice;
beforeAll(async () => {
  device = await openWebgpuDevice({ binding: 0, total: 0 });
});
afterAll(() => device.close());
afterEach(() => {
  vi.restoreAllMocks();
});
const variant = VARIANTS[VARIANTS.length - 1];

/** An engine that is disposed of when the test is over. */
async function open(spec = VAE, patch: Partial<EngineSetup> = {}): Promise<Engine> {
  const engine = await createWebgpuEngine(setupOf(spec, patch), { device, variant });
  onTestFinished(() => engine.dispose());
  return engine;
}

describe('the fused WebGPU engine', () => {
  it.each(MODELS)('agrees with the reference for 100 steps: %s', async (_, spec) => {
    const steps = 100;
    const expected = referenceRun(setupOf(spec), steps, HYPER);
    const engine = await open(spec);
    const losses = await engine.train(0, steps, HYPER);
    expect(losses).toHaveLength(steps * termsOf(spec).length);
    expected.losses.forEach(({ total = Number.NaN, recon = Number.NaN, kl = 0 }, s) => {
      const [t, r, k = 0] = losses.subarray(s * termsOf(spec).length, (s + 1) * termsOf(spec).length);
      const allowed = s === 0 ? 1e-5 : 1e-3;
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
      expect(distance(part(parameters), part(expected.state.parameters)), name).toBeLessThan(1e-3);
    }
    expect(distance(m, expected.state.m)).toBeLessThan(1e-2);
    expect(distance(v, expected.state.v)).toBeLessThan(1e-2);
  });

  it.each(SETTING_CASES.filter(({ name }) => name.includes('warm-up')))(
    'learns as the reference does: $name',
    (one) => follows((setup) => createWebgpuEngine(setup, { device }), one, 10, 1e-3),
  );

  it('leaves free nats to engines that know means over the batch', async () => {
    const engine = await open(VAE);
    await expect(engine.train(0, 1, { ...HYPER, freeBits: 0.1 })).rejects.toMatchObject({
      problem: { code: 'engine.unsuited' },
    });
  });

  it.each(MODELS)('encodes, decodes and evaluates as the reference does: %s', async (_, spec) => {
    const engine = await open(spec);
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
    const one = await open();
    const losses = await one.train(0, 12, HYPER);
    const parameters = await one.readParameters();
    const two = await open();
    const first = await two.train(0, 5, HYPER);
    await two.evaluate(IMAGES, COUNT, 0);
    await two.decode(new Float32Array(VAE.latent), 1);
    const rest = await two.train(5, 7, HYPER);
    expect(Float32Array.of(...first, ...rest)).toEqual(losses);
    expect(await two.readParameters()).toEqual(parameters);
    const other = await open(VAE, { seed: 8 });
    expect(await other.train(0, 1, HYPER)).not.toEqual(losses.subarray(0, 3));
  });

  it('answers many calls at once in their order', async () => {
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

  it('saves and loads bit by bit, and goes on as if nothing had happened', async () => {
    const one = await open();
    await one.train(0, 4, HYPER);
    const saved = await one.save();
    const on = await one.train(4, 3, HYPER);

    const two = await open();
    await two.load(saved);
    expect(await two.save()).toEqual(saved);
    expect(await two.train(4, 3, HYPER)).toEqual(on);
    expect(saved.updates.decoder).toBe(4);

    const { decoderStart, size } = layoutOf(VAE);
    await two.load(saved);
    // From the decoder, from the middle of a layer, and from the end.
    for (const from of [decoderStart, decoderStart + 11, 5, size - 1, size]) {
      expect(await two.readParameters(from)).toEqual(saved.parameters.slice(from));
    }
    // What was read is a copy.
    saved.parameters.fill(0);
    expect((await two.readParameters()).some((x) => x !== 0)).toBe(true);
  });

  it('answers the same for a thousand images as for slices of them', async () => {
    const engine = await open();
    const many = sparseImages(1030);
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

  it('learns in few dispatches, and makes nothing on the way', async () => {
    const engine = await open();
    await engine.train(0, 2, HYPER);
    const made = [
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
    expect(dispatches.mock.calls.length).toBeLessThanOrEqual(17 * steps);
    expect(submits.mock.calls.length).toBeLessThanOrEqual(steps);
    expect(writes.mock.calls.length).toBeLessThanOrEqual(steps);
    const fresh = await engine.save();
    await engine.load(fresh);
    await engine.encode(IMAGES, COUNT);
    await engine.decode(new Float32Array(VAE.latent), 1);
    await engine.evaluate(IMAGES, COUNT, 0);
    for (const spy of made) expect(spy).not.toHaveBeenCalled();
  });

  it('keeps the test set on the device: images of it are not sent again, others are', async () => {
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

  it('says how far its compilation is', async () => {
    const heard: [number, number][] = [];
    await open(VAE, { onProgress: (done, total) => heard.push([done, total]) });
    const total = heard.length;
    expect(total).toBeGreaterThan(5);
    expect(heard).toEqual(Array.from({ length: total }, (_, i) => [i + 1, total]));
  });

  it('reports a run that diverges as it is', async () => {
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

describe('a device', () => {
  it('is named, with the form of product that it was measured to prefer', async () => {
    const engine = await createWebgpuEngine(setupOf(VAE));
    onTestFinished(() => engine.dispose());
    expect(engine.id).toBe('webgpu');
    expect(engine.device).toMatch(/^.+, (tiles|registers) \d+×\d+$/);
  });

  it('passes the self-test', async () => {
    const engine = await createWebgpuEngine(selfTestSetup(), { device, variant });
    onTestFinished(() => engine.dispose());
    expect(await selfTest(engine)).toBeNull();
  });

  it('is unavailable where the browser gives no adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(createWebgpuEngine(setupOf(VAE))).rejects.toThrow('engine.unavailable');
  });

  it('has no room for a model beyond its limits, and says so before anything is made', async () => {
    const made = vi.spyOn(GPUDevice.prototype, 'createBuffer');
    const wide = { ...VAE, encoder: [65_536, 65_536] };
    await expect(createWebgpuEngine(setupOf(wide))).rejects.toThrow('engine.memory');
    expect(made).not.toHaveBeenCalled();
  });

  it('that is lost is noticed: what waits rejects, and a new one goes on', async () => {
    const mine = await openWebgpuDevice({ binding: 0, total: 0 });
    const engine = await createWebgpuEngine(setupOf(VAE), { device: mine, variant });
    const [before] = await engine.train(0, 1, HYPER);
    const waiting = engine.train(1, 3, HYPER);
    const heard = expect(waiting).rejects.toThrow();
    mine.gpu.destroy();
    await heard;
    expect((await engine.lost).message).not.toBe('');
    await expect(engine.train(4, 1, HYPER)).rejects.toThrow();
    await expect(engine.save()).rejects.toThrow();
    expect((await (await open()).train(0, 1, HYPER))[0]).toBe(before);
  });

  it('is not lost when the engine is disposed of', async () => {
    const engine = await createWebgpuEngine(setupOf(VAE), { variant });
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
