/** The SIMD engine against the float64 reference. Node has plain SIMD; Chromium tests the relaxed build. */
import { describe, expect, it } from 'vitest';
import { fillNormal, Purpose } from '../../math/random';
import { referenceDecode, referenceEncode, referenceEvaluate } from '../../model/reference';
import { INPUT_SIZE } from '../../model/spec';
import { selfTest, selfTestSetup } from '../selftest';
import { createSimdEngine } from './engine';
import {
  BARE,
  COUNT,
  distance,
  follows,
  HYPER,
  IMAGES,
  MODELS,
  relative,
  setupOf,
  VAE,
} from './engine.checks';

describe('the SIMD engine', () => {
  it('passes the self-test', async () => {
    expect(await selfTest(await createSimdEngine(selfTestSetup()))).toBeNull();
  });

  it.each([...MODELS, ...BARE])('learns as the reference does, 100 steps: %s', async (_, spec) => {
    await follows(spec, 100, 12);
  });

  it.each([1, 5, 128])('learns as the reference does with a batch of %i', async (batch) => {
    await follows(VAE, 5, batch);
  });

  it('encodes, decodes and evaluates as the reference does', async () => {
    const engine = await createSimdEngine(setupOf(VAE));
    await engine.train(0, 5, HYPER);
    const p = Float64Array.from(await engine.readParameters());
    const codes = referenceEncode(VAE, p, IMAGES);
    const { mu, logVar } = await engine.encode(IMAGES, COUNT);
    expect(distance(mu, codes.mu)).toBeLessThan(1e-5);
    expect(distance(logVar ?? [], codes.logVar ?? [])).toBeLessThan(1e-5);

    // More than one slice of codes, the last one of odd length.
    const n = 300;
    const z = new Float32Array(n * VAE.latent);
    fillNormal(z, 1, Purpose.prior, 0);
    const pixels = await engine.decode(z, n);
    expect(distance(pixels, referenceDecode(VAE, p, Float64Array.from(z)))).toBeLessThan(1e-5);
    expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);
    const expected = referenceEvaluate(VAE, p, { images: IMAGES, seed: 7, step: 0 });
    const whole = await engine.evaluate(IMAGES, COUNT, 0);
    expect(relative(whole.recon / COUNT, expected.recon)).toBeLessThan(1e-5);
    expect(Math.abs(whole.kl / COUNT - expected.kl)).toBeLessThan(1e-5 * Math.max(1, expected.kl));
    // Odd cuts: with a latent of 3, ε starts in the middle of a pair.
    const a = await engine.evaluate(IMAGES.subarray(0, 11 * INPUT_SIZE), 11, 0);
    const b = await engine.evaluate(IMAGES.subarray(11 * INPUT_SIZE), COUNT - 11, 11);
    expect(relative(a.recon + b.recon, whole.recon)).toBeLessThan(1e-6);
  });

  it('gives the same bits for the same seed, however the steps are cut', async () => {
    const one = await createSimdEngine(setupOf(VAE));
    const losses = await one.train(0, 12, HYPER);
    const two = await createSimdEngine(setupOf(VAE));
    const first = await two.train(0, 5, HYPER);
    await two.encode(IMAGES, COUNT);
    await two.decode(new Float32Array(30), 10);
    const rest = await two.train(5, 7, HYPER);
    expect(Float32Array.of(...first, ...rest)).toEqual(losses);
    expect(await two.readParameters()).toEqual(await one.readParameters());
    const other = await createSimdEngine(setupOf(VAE, { seed: 8 }));
    expect(await other.train(0, 12, HYPER)).not.toEqual(losses);
  });

  it('goes on from a saved state as if nothing had been', async () => {
    const one = await createSimdEngine(setupOf(VAE));
    await one.train(0, 6, HYPER);
    const saved = await one.save();
    const losses = await one.train(6, 6, HYPER);
    const two = await createSimdEngine(setupOf(VAE));
    await two.load(saved);
    expect(await two.train(6, 6, HYPER)).toEqual(losses);
    expect(await two.save()).toEqual(await one.save());
  });

  it('says so when a model does not fit into memory', async () => {
    const huge = createSimdEngine(setupOf({ ...VAE, encoder: [4096, 4096] }, { batch: 200_000 }));
    await expect(huge).rejects.toMatchObject({ problem: { code: 'engine.memory' } });
  });
});
