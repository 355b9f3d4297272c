/**
 * What each model has to show on MNIST: how it is trained (the page's own presets on the page's own engine)
 * and what is measured on the test set. The criteria are in `verdicts.mjs`.
 */

import { nearestClasses } from '../../src/analysis/nearestImages';
import { closedForm } from '../../src/engine/closedForm';
import type { Engine } from '../../src/engine/engine';
import { createEvaluation } from '../../src/engine/evaluate';
import { createSimdEngine } from '../../src/engine/simd/engine';
import type { Config } from '../../src/experiment/config';
import { hyperOf, specOf } from '../../src/experiment/specOf';
import { momentsOf } from '../../src/math/activity';
import { chiCdf, kolmogorovDistance } from '../../src/math/chi';
import { meanGradient } from '../../src/math/meanGradient';
import { principalAngles } from '../../src/math/principalAngles';
import { fillNormal, Purpose } from '../../src/math/random';
import { layoutOf, termsOf } from '../../src/model/compile';
import { contractionOf } from '../../src/model/contraction';
import { corrupted } from '../../src/model/corruption';
import { headOf } from '../../src/model/layout';
import { reconTerm } from '../../src/model/losses';
import { IMAGE_SIDE, INPUT_SIZE } from '../../src/model/spec';
import { scoreOf, trainedClassifier } from './classifier';
import { priors } from './priors';
import { settingsOf } from './settings';
import { binary, type Conditions, learned } from './training';

interface Trial {
  epochs: number;
  run(conditions: Conditions): Promise<Record<string, number>>;
}

/** Nats per image on the whole test set. */
async function nats(config: Config, conditions: Conditions): Promise<Record<string, number>> {
  const engine = await learned(config, conditions);
  const { images, labels, count } = conditions.data.test;
  const pixels = config.pixels === 'binary' ? binary(images) : images;
  const { recon, kl } = await engine.evaluate(pixels, count, 0, labels ?? undefined);
  return { nats: (recon + kl) / count, recon: recon / count, kl: kl / count };
}

/**
 * The linear AE against PCA of the same size: their squared errors on the test set, and the angles between
 * the spaces that they decode to.
 */
async function linear(conditions: Conditions): Promise<Record<string, number>> {
  const { train, test } = conditions.data;
  const config = settingsOf('linear-ae');
  const trained = await learned(config, conditions);
  const setup = { spec: specOf(settingsOf('pca')), seed: 0, batch: config.batch, images: train.images };
  const pca = closedForm(await createSimdEngine(setup), train.images, async () => true);
  await pca.train(0, 1, hyperOf(config));
  const squared = async (engine: Engine) => {
    const { recon, count } = await engine.evaluate(test.images, test.count, 0);
    return (2 * recon) / count;
  };
  const space = async (engine: Engine) => {
    const [output] = layoutOf(engine.spec).decoder;
    return Float64Array.from((await engine.readParameters()).subarray(output.weight, output.bias));
  };
  const [largest] = principalAngles(await space(trained), await space(pca), config.latent);
  const [error, least] = [await squared(trained), await squared(pca)];
  return { ratio: error / least, error, least, angle: (180 / Math.PI) * largest };
}

/** −log p(x | decoded code of the masked x) per image: how well the whole image is restored from half. */
async function restoration(id: string, conditions: Conditions): Promise<Record<string, number>> {
  const engine = await learned(settingsOf(id), conditions);
  const { noise } = settingsOf('denoising');
  const { images, count } = conditions.data.test;
  const clean = Float64Array.from(images, (byte) => byte / 255);
  const masked = corrupted('masking', clean, noise, { seed: conditions.seed, step: 0 }, INPUT_SIZE);
  const bytes = Uint8Array.from(masked, (x) => Math.round(255 * x));
  const { mu } = await engine.encode(bytes, count);
  const pixels = await engine.decode(mu, count);
  let sum = 0;
  for (let i = 0; i < clean.length; i++) {
    const p = Math.min(1 - 1e-7, Math.max(1e-7, pixels[i]));
    sum += reconTerm('bernoulli', Math.log(p / (1 - p)), clean[i]);
  }
  return { nats: sum / count };
}

/** Mean activation of every unit of the code on the test set. */
async function sparsity(conditions: Conditions): Promise<Record<string, number>> {
  const config = settingsOf('sparse-kl');
  const engine = await learned(config, conditions);
  const { images, count } = conditions.data.test;
  const { mu } = await engine.encode(images, count);
  const means = new Float64Array(config.latent);
  mu.forEach((z, i) => {
    means[i % config.latent] += z / count;
  });
  const sorted = [...means].sort((a, b) => a - b);
  return {
    rho: config.sparsity,
    mean: means.reduce((sum, m) => sum + m, 0) / means.length,
    low: sorted[0],
    high: sorted[sorted.length - 1],
  };
}

/**
 * How strongly the codes of the test images respond to the pixels: the mean of ‖∂z/∂x‖²_F, as it is and
 * divided by the total variance of the codes, since scale alone can make a norm small. For the contractive
 * autoencoder, and for a plain one with the same layers, first weights and batches.
 */
async function contraction(conditions: Conditions): Promise<Record<string, number>> {
  const config = settingsOf('contractive');
  const { images, count } = conditions.data.test;
  async function measured(of: Config) {
    const engine = await learned(of, conditions);
    const { mu } = await engine.encode(images, count);
    const { recon } = await engine.evaluate(images, count, 0);
    const norm = contractionOf(headOf(layoutOf(engine.spec)), await engine.readParameters(), mu);
    const variance = momentsOf(mu, of.latent).variance.reduce((a, b) => a + b, 0);
    return { norm, relative: norm / variance, recon: recon / count };
  }
  const { norm, relative, recon } = await measured(config);
  const plain = await measured({ ...config, model: 'ae', encoder: [], decoder: [], code: 'sigmoid' });
  return {
    norm,
    relative,
    recon,
    plainNorm: plain.norm,
    plainRelative: plain.relative,
    plainRecon: plain.recon,
  };
}

const SAMPLES = 1000;

/** Samples of the prior, and the classes of their nearest training images, by pixels. */
async function samples(
  id: string,
  conditions: Conditions,
): Promise<{ labels: Uint8Array; found: Uint8Array }> {
  const config = settingsOf(id);
  const engine = await learned(config, conditions);
  const z = new Float32Array(SAMPLES * config.latent);
  fillNormal(z, conditions.seed, Purpose.selfTest, 0);
  const labels = Uint8Array.from({ length: SAMPLES }, (_, i) => i % 10);
  const pixels = await engine.decode(z, SAMPLES, labels);
  return { labels, found: nearestClasses(pixels, conditions.data.train) };
}

/** Classes with at least one sample in a hundred. */
async function coverage(conditions: Conditions): Promise<Record<string, number>> {
  return coveredBy((await samples('gan', conditions)).found);
}

function coveredBy(found: Uint8Array): { classes: number; rarest: number } {
  const counts = new Array(10).fill(0);
  for (const label of found) counts[label]++;
  return { classes: counts.filter((n) => n >= SAMPLES / 100).length, rarest: Math.min(...counts) / SAMPLES };
}

/** The dense GAN, whose steps are shorter, learns for this many times as many epochs as the DCGAN. */
const LONGER = 4;
/** Draws that the classifier judges. */
const JUDGED = 5000;

/**
 * The DCGAN and the dense GAN: the classes that each covers, as above, and how a classifier judges their samples
 * (`classifier.ts`); `data.…`: the same of as many test images.
 */
async function deepGan(conditions: Conditions): Promise<Record<string, number>> {
  const { data, seed, epochs } = conditions;
  const { accuracy, classify } = trainedClassifier(data);
  if (accuracy < 0.97) throw new Error(`the classifier knows ${accuracy} of the test images only`);
  const judged = async (id: string, own: Conditions) => {
    const config = settingsOf(id);
    const engine = await learned(config, own);
    const z = new Float32Array(JUDGED * config.latent);
    fillNormal(z, seed, Purpose.selfTest, 0);
    const pixels = await engine.decode(z, JUDGED);
    const found = nearestClasses(pixels.subarray(0, SAMPLES * INPUT_SIZE), data.train);
    return { ...coveredBy(found), ...scoreOf(classify(pixels)) };
  };
  const named = (of: string, values: Record<string, number>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${of}.${key}`, value]));
  const real = Float32Array.from(data.test.images.subarray(0, JUDGED * INPUT_SIZE), (byte) => byte / 255);
  return {
    ...(await judged('dcgan', conditions)),
    ...named('dense', await judged('gan', { ...conditions, epochs: LONGER * epochs })),
    ...named('data', scoreOf(classify(real))),
    accuracy,
  };
}

async function labelAgreement(conditions: Conditions): Promise<Record<string, number>> {
  const { labels, found } = await samples('cgan', conditions);
  return { matchingLabel: found.reduce((n, label, i) => n + Number(label === labels[i]), 0) / SAMPLES };
}

/**
 * How near to N(0, 1) an adversarial autoencoder's codes are: the variance of each coordinate on the test
 * set, and the distance of the codes' radii from the prior's (Kolmogorov–Smirnov). And what that is good for:
 * the number of classes of draws from the prior, by their nearest test images, and how well the codes
 * separate the classes.
 */
async function held(conditions: Conditions): Promise<Record<string, number>> {
  const config = settingsOf('aae');
  const { latent } = config;
  const engine = await learned(config, conditions);
  const { test } = conditions.data;
  const { mu } = await engine.encode(test.images, test.count);
  const variances = [...momentsOf(mu, latent).variance].sort((a, b) => a - b);
  const radii = Float64Array.from({ length: test.count }, (_, i) =>
    Math.hypot(...mu.subarray(i * latent, (i + 1) * latent)),
  );
  const z = new Float32Array(SAMPLES * latent);
  fillNormal(z, conditions.seed, Purpose.selfTest, 0);
  const counts = new Array(10).fill(0);
  for (const label of nearestClasses(await engine.decode(z, SAMPLES), test)) counts[label]++;
  const { knn, recon } = await createEvaluation(engine, test, () => ({
    hyper: hyperOf(config),
    step: 0,
  })).whole(async () => {});
  return {
    lowest: variances[0],
    highest: variances[variances.length - 1],
    distance: kolmogorovDistance(radii, (r) => chiCdf(r, latent)),
    classes: counts.filter((n) => n > 0).length,
    rarest: Math.min(...counts),
    knn: knn ?? Number.NaN,
    recon,
  };
}

/** How many test images' reconstructions are classified, and measured for sharpness. */
const RECONSTRUCTED = 2000;
/** Steps at the end of a run over which the discriminator's outputs are averaged. */
const LAST_STEPS = 100;

/**
 * The VAE-GAN compared with the VAE of the same latent size after as many epochs. `knn`: the page's vote on
 * the codes of the test images. `classed`: share of reconstructions whose five nearest training images by
 * pixels have the class of the original image. `gradient`: mean gradient magnitude of the reconstructions
 * (`math/meanGradient.ts`), of the images themselves and of the VAE's reconstructions. D(x) and D(G(z)) are
 * means of the last steps.
 */
async function vaeGan(conditions: Conditions): Promise<Record<string, number>> {
  const { train, test } = conditions.data;
  if (!test.labels) throw new Error('classes need labels');
  const config = settingsOf('vaegan');
  const steps: Float32Array[] = [];
  const terms = termsOf(specOf(config));
  const engine = await learned(config, conditions, (losses) => {
    for (let at = 0; at < losses.length; at += terms.length) steps.push(losses.slice(at, at + terms.length));
  });
  const last = (term: (typeof terms)[number]) =>
    steps.slice(-LAST_STEPS).reduce((sum, losses) => sum + losses[terms.indexOf(term)] / LAST_STEPS, 0);
  const { negElbo, kl, knn } = await createEvaluation(engine, test, () => ({
    hyper: hyperOf(config),
    step: 0,
  })).whole(async () => {});

  const images = test.images.subarray(0, RECONSTRUCTED * INPUT_SIZE);
  const reconstructed = async (from: Engine) =>
    from.decode((await from.encode(images, RECONSTRUCTED)).mu, RECONSTRUCTED);
  const pixels = await reconstructed(engine);
  const classes = nearestClasses(pixels, train);
  const vae = await learned(settingsOf('vae', { latent: config.latent }), conditions);
  return {
    knn: knn ?? Number.NaN,
    classed: classes.reduce((n, label, i) => n + Number(label === test.labels?.[i]), 0) / RECONSTRUCTED,
    gradient: meanGradient(pixels, IMAGE_SIDE),
    ofData: meanGradient(
      Float32Array.from(images, (byte) => byte / 255),
      IMAGE_SIDE,
    ),
    ofVae: meanGradient(await reconstructed(vae), IMAGE_SIDE),
    nats: negElbo,
    kl,
    dReal: last('dReal'),
    dFake: last('dFake'),
  };
}

/**
 * The default VAE with each optimiser, each at one learning rate: the page's own, Adam's in Kingma & Ba 2014,
 * and the default of SGD in PyTorch and of RMSProp in Keras. Nothing here was tuned.
 */
const by = (optimiser: Config['optimiser']): Trial => ({
  epochs: 3,
  run: (c) => nats(settingsOf('vae', { optimiser, learningRate: 1e-3 }), c),
});

export const TRIALS = {
  'linear-ae': { epochs: 20, run: linear },
  vae: { epochs: 10, run: (c) => nats(settingsOf('vae'), c) },
  'vae-10': { epochs: 10, run: (c) => nats(settingsOf('vae-10'), c) },
  'conv-vae': { epochs: 10, run: (c) => nats(settingsOf('conv-vae'), c) },
  'conv-vae-10': {
    epochs: 10,
    // More channels, as more numbers have more to say.
    run: (c) =>
      nats(settingsOf('conv-vae', { latent: 10, encoder: [24, 32, 48, 64], decoder: [64, 48, 32, 24] }), c),
  },
  cvae: { epochs: 10, run: (c) => nats(settingsOf('cvae'), c) },
  'vae-10-binary': { epochs: 10, run: (c) => nats(settingsOf('vae-10', { pixels: 'binary' }), c) },
  made: { epochs: 10, run: (c) => nats(settingsOf('made'), c) },
  'shallow-ae': { epochs: 5, run: (c) => restoration('shallow-ae', c) },
  denoising: { epochs: 5, run: (c) => restoration('denoising', c) },
  'sparse-kl': { epochs: 5, run: sparsity },
  contractive: { epochs: 5, run: contraction },
  gan: { epochs: 20, run: coverage },
  dcgan: { epochs: 5, run: deepGan },
  cgan: { epochs: 40, run: labelAgreement },
  aae: { epochs: 5, run: held },
  vaegan: { epochs: 2, run: vaeGan },
  'prior-ae': { epochs: 10, run: (c) => priors('ae', c) },
  'prior-vae': { epochs: 10, run: (c) => priors('vae', c) },
  'vae-sgd': by('sgd'),
  'vae-momentum': by('momentum'),
  'vae-rmsprop': by('rmsprop'),
  'vae-adam': by('adam'),
} satisfies Record<string, Trial>;
export type TrialId = keyof typeof TRIALS;
