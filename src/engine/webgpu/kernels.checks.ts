/**
 * Every kernel in a variant against the float64 reference: one training step from random weights on random images, with
 * the gradient read from Adam's first moment. The seed is in the tests' names. A software GPU compiles for minutes what
 * it computes in a second, so the kernels of a variant are checked where they are compiled anyway.
 */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { batchIndices } from '../../data/batches';
import { hyperWith, specWith } from '../../experiment/specOf';
import { fillUniform, Purpose } from '../../math/random';
import { layoutOf, termsOf } from '../../model/compile';
import { tensorsOf } from '../../model/layout';
import { BETA1 } from '../../model/optimiser';
import { referenceGradient } from '../../model/reference';
import { type Hyper, imageSize, type ModelSpec } from '../../model/spec';
import { distance, stripes } from '../conformance/checks';
import { type EngineSetup, freshState } from '../engine';
import type { WebgpuDevice } from './device';
import { createWebgpuEngine } from './engine';
import { type Variant, variantName } from './product';
import { VAE as REAL, relative } from './testing';

const HYPER: Hyper = hyperWith({ learningRate: 1e-3, beta: 0.7 });
const STEP = 5;
export const seed = 20_261_126;
const COUNT = 30;
/** With images of 12 × 12 pixels, as in most rows of the conformance table. */
export const SMALL: ModelSpec = { ...REAL, data: { ...REAL.data, side: 12 } };
export const CONVOLUTIONAL: ModelSpec = { ...SMALL, architecture: 'conv' };
const SIZE = imageSize(SMALL.data);
const IMAGES = stripes(COUNT, seed, SMALL.data);
const LABELS = Uint8Array.from({ length: COUNT }, (_, n) => n % 10);

export function setupOf(spec: ModelSpec, batch: number): EngineSetup {
  return { spec, seed, batch, images: IMAGES, labels: LABELS };
}

function randomWeights(spec: ModelSpec): Float32Array {
  const { size, layers } = layoutOf(spec);
  const weights = new Float32Array(size);
  fillUniform(weights, seed, Purpose.selfTest, 1);
  for (const { inputs, weight, weightShape, bias, biasSize } of layers) {
    const scale = 2 / Math.sqrt(weightShape.length === 4 ? (bias - weight) / biasSize : inputs);
    for (let i = weight; i < bias; i++) weights[i] = (weights[i] - 0.5) * scale;
    for (let i = bias; i < bias + biasSize; i++) weights[i] -= 0.5;
  }
  return weights;
}

interface Outcome {
  losses: Float32Array;
  parameters: Float32Array;
  gradient: Float64Array;
}

/** The result of a step from random weights; `before` gets the engine's buffers when it is ready. */
export async function learn(
  device: WebgpuDevice,
  setup: EngineSetup,
  variant: Variant,
  before: (buffers: readonly GPUBuffer[]) => void = () => {},
): Promise<Outcome> {
  const created = vi.spyOn(device.gpu, 'createBuffer');
  const engine = await createWebgpuEngine(setup, { device, variant });
  const buffers = created.mock.results.map(({ value }): GPUBuffer => value);
  created.mockRestore();
  onTestFinished(() => engine.dispose());
  const parameters = randomWeights(setup.spec);
  await engine.load(freshState(setup.spec, parameters));
  before(buffers);
  const losses = await engine.train(STEP, 1, HYPER);
  const after = await engine.save();
  engine.dispose();
  return {
    losses,
    parameters: after.parameters,
    gradient: Float64Array.from(after.m, (m) => m / (1 - BETA1)),
  };
}

/** `error`: relative, of each tensor of the gradient; losses have half as much. */
export function expectLikeReference(setup: EngineSetup, { losses, gradient }: Outcome, error = 2e-5): void {
  const { spec, batch } = setup;
  const indices = new Uint32Array(batch);
  batchIndices(indices, STEP, COUNT, seed);
  const images = new Uint8Array(batch * SIZE);
  indices.forEach((index, row) => {
    images.set(IMAGES.subarray(index * SIZE, (index + 1) * SIZE), row * SIZE);
  });
  const parameters = Float64Array.from(randomWeights(spec));
  const drawn = { images, seed, step: STEP };
  const { recorded, gradient: expected } = referenceGradient(spec, 0, parameters, drawn, HYPER);
  const { total = Number.NaN, recon = Number.NaN, kl = 0 } = recorded;
  // A tensor of a few numbers may cancel to almost nothing, so part of the whole gradient's norm counts too.
  const whole = norm(expected);
  expect(losses).toHaveLength(termsOf(spec).length);
  expect(relative(losses[0], total)).toBeLessThan(error / 2);
  expect(relative(losses[1], recon)).toBeLessThan(error / 2);
  expect(Math.abs((losses[2] ?? 0) - kl)).toBeLessThan((error / 2) * total);
  for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
    const part = (all: Float32Array | Float64Array) => all.subarray(offset, offset + size);
    const off = norm(difference(part(gradient), part(expected)));
    expect(off, name).toBeLessThan(error * (norm(part(expected)) + 1e-2 * whole));
  }
}

function norm(x: ArrayLike<number>): number {
  return distance(x, new Float32Array(x.length));
}

function difference(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: b.length }, (_, i) => a[i] - b[i]);
}

/** Widths of 1, 3, 7, 33 and 100 in every position of a model. */
const SIZES: ModelSpec[] = [
  { ...SMALL, encoder: [1, 3], latent: 1, decoder: [100, 7] },
  { ...SMALL, encoder: [3], latent: 7, decoder: [33] },
  { ...SMALL, encoder: [7, 33, 1], latent: 3, decoder: [1] },
  { ...SMALL, encoder: [33], latent: 2, decoder: [3, 33, 7] },
  { ...SMALL, encoder: [100, 100], latent: 33, decoder: [100] },
];

/** Channels of 1, 3, 4, 5 and 16. */
const CHANNELS: ModelSpec[] = [
  { ...CONVOLUTIONAL, encoder: [1], latent: 1, decoder: [3] },
  { ...CONVOLUTIONAL, encoder: [4, 3], latent: 7, decoder: [16, 4] },
  { ...CONVOLUTIONAL, encoder: [3, 1, 5], latent: 2, decoder: [5, 16, 1] },
];

/** One model for every kind of operation. */
const POISONED: ModelSpec[] = [
  { ...SMALL, encoder: [7, 33], condition: 'label', corruption: 'masking' },
  { ...SMALL, family: 'ae', code: 'sigmoid', penalty: 'sparsity' },
  specWith({
    imageSide: 12,
    model: 'gan',
    decoder: [9],
    discriminator: [6, 5],
    latent: 3,
    condition: 'label',
  }),
  specWith({ imageSide: 12, model: 'aae', encoder: [9], decoder: [7], discriminator: [5], latent: 3 }),
  specWith({ imageSide: 12, model: 'vaegan', encoder: [9], decoder: [7], discriminator: [6, 5], latent: 3 }),
  specWith({ imageSide: 12, model: 'made', encoder: [33] }),
  { ...CONVOLUTIONAL, encoder: [3, 5], decoder: [6, 2], condition: 'label' },
  specWith({
    imageSide: 12,
    model: 'vaegan',
    architecture: 'conv',
    encoder: [2],
    decoder: [3],
    discriminator: [2, 5],
    latent: 3,
  }),
];

/** Declares the tests of a variant on a device that the file opens. */
export function checkKernels(variant: Variant, device: () => WebgpuDevice): void {
  describe(`${variantName(variant)}, seed ${seed}`, { timeout: 120_000 }, () => {
    it.each([1, 5, 128])('agrees with the reference on awkward sizes, %i at a time', async (batch) => {
      for (const spec of SIZES) {
        const setup = setupOf(spec, batch);
        expectLikeReference(setup, await learn(device(), setup, variant));
      }
    });

    it.each([1, 5])('agrees with the reference on convolutions, %i at a time', async (batch) => {
      for (const spec of CHANNELS) {
        const setup = setupOf(spec, batch);
        expectLikeReference(setup, await learn(device(), setup, variant));
      }
    });

    // Both variants read the same buffers, and a software GPU compiles one of them very slowly.
    const poisonable = variant.kind === 'tiled' ? POISONED.slice(0, 1) : POISONED;
    it.each(poisonable)(
      'writes everything before reading it: buffers full of NaN change no bit, $family',
      async (spec) => {
        const setup = setupOf(spec, 5);
        const clean = await learn(device(), setup, variant);
        let poisoned: string[] = [];
        const dirty = await learn(device(), setup, variant, (buffers) => {
          poisoned = poison(device(), buffers);
        });
        expect(dirty).toEqual(clean);
        expect(poisoned).toEqual(
          expect.arrayContaining(['activations0', 'deltas1', 'means', 'partials', 'picks']),
        );
      },
    );

    it('does so too without learning', async () => {
      const created = vi.spyOn(device().gpu, 'createBuffer');
      const setup = setupOf({ ...SMALL, encoder: [7, 33] }, 5);
      const engine = await createWebgpuEngine(setup, { device: device(), variant });
      onTestFinished(() => engine.dispose());
      const buffers = created.mock.results.map(({ value }): GPUBuffer => value);
      const z = Float32Array.from({ length: 3 * 7 }, (_, i) => i / 20 - 0.5);
      const work = [
        () => engine.encode(IMAGES, 29),
        () => engine.decode(z, 7),
        () => engine.evaluate(IMAGES, 30, 3),
      ];
      for (const one of work) {
        const clean = await one();
        poison(device(), buffers);
        expect(await one()).toEqual(clean);
      }
    });
  });
}

/** Fills with NaN every buffer that a pass must write before it reads; returns their names. */
function poison(device: WebgpuDevice, buffers: readonly GPUBuffer[]): string[] {
  const poisoned = buffers.filter((buffer) => !KEPT.includes(buffer.label));
  for (const buffer of poisoned) {
    device.gpu.queue.writeBuffer(buffer, 0, new Uint8Array(buffer.size).fill(0xff));
  }
  return poisoned.map((buffer) => buffer.label);
}

/** Buffers that are filled before a step, and the readback buffer. */
const KEPT = [
  'images',
  'labels',
  'products',
  'reach',
  'taps',
  'weights',
  'firstMoments',
  'secondMoments',
  'readback',
];

/** Every activation with each family and likelihood in turn. */
export function checkKinds(variant: Variant, device: () => WebgpuDevice): void {
  describe(`every kind of model, seed ${seed}`, { timeout: 120_000 }, () => {
    const activations = ['relu', 'leakyRelu', 'tanh', 'elu'] as const;
    for (const [i, activation] of activations.entries()) {
      for (const [j, family] of (['ae', 'vae'] as const).entries()) {
        const likelihood = (i + j) % 2 === 0 ? 'bernoulli' : 'gaussian';
        it(`${family}, ${likelihood}, ${activation}`, async () => {
          const setup = setupOf(
            { ...SMALL, family, likelihood, activation, encoder: [9, 6], decoder: [5] },
            6,
          );
          expectLikeReference(setup, await learn(device(), setup, variant));
        });
      }
    }

    it('without any hidden layer', async () => {
      const setup = setupOf({ ...SMALL, encoder: [], decoder: [] }, 6);
      expectLikeReference(setup, await learn(device(), setup, variant));
    });
  });
}
