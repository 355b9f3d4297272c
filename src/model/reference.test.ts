/** Results of the reference that can be computed by hand; `gradients.checks.ts` checks its derivatives. */
import { describe, expect, it } from 'vitest';
import { hyperWith } from '../experiment/specOf';
import { fillNormal, Purpose } from '../math/random';
import { layoutOf, termsOf } from './compile';
import { headOf, type Layer } from './layout';
import {
  type ReferenceBatch,
  referenceDecode,
  referenceEncode,
  referenceEvaluate,
  referenceGradient,
} from './reference';
import { INPUT_SIZE, type ModelSpec } from './spec';
import { activeParameters, greyBatch, greyImages, tiny } from './testing';

const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
const softplus = (s: number) => Math.log(1 + Math.exp(s));
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const blank = (count: number): ReferenceBatch => ({
  images: new Uint8Array(count * INPUT_SIZE),
  seed: 5,
  step: 2,
});
const zeros = (spec: ModelSpec) => new Float64Array(layoutOf(spec).size);
/** The draws of a batch with the seed and step above. */
function drawn(purpose: Purpose, count: number, first = 0): number[] {
  const out = new Float64Array(count);
  fillNormal(out, 5, purpose, 2, first);
  return Array.from(out);
}
const last = (layers: readonly Layer[]): Layer => layers[layers.length - 1];

describe('autoencoders', () => {
  it('without weights: the losses of fair Bernoulli pixels and of a code at the prior', () => {
    for (const model of ['ae', 'vae'] as const) {
      const spec = tiny({ model });
      const { recorded, objective } = referenceGradient(spec, 0, zeros(spec), greyBatch(2), hyperWith({}));
      expect(recorded.recon).toBeCloseTo(784 * Math.LN2, 9);
      expect(recorded.kl).toBe(model === 'vae' ? 0 : undefined);
      expect(recorded.total).toBe(objective);
      expect(objective).toBeCloseTo(784 * Math.LN2, 9);
      expect(Object.keys(recorded).sort()).toEqual([...termsOf(spec)].sort());
    }
  });

  it('with biases only: values computed by hand', () => {
    const spec = tiny({ likelihood: 'gaussian', latent: 2 });
    const layout = layoutOf(spec);
    const p = zeros(spec);
    // μ = (1, 0), σ² = (1, 4), every output 0.5, images blank.
    p[headOf(layout).bias] = 1;
    p[(layout.logVar?.bias ?? Number.NaN) + 1] = Math.log(4);
    const output = last(layout.decoder);
    p.fill(0.5, output.bias, output.bias + INPUT_SIZE);
    const kls = [0.5, 0.5 * (4 - 1 - Math.log(4))];
    const at = (freeBits: number) =>
      referenceGradient(spec, 0, p, blank(3), hyperWith({ beta: 2, freeBits })).recorded;

    expect(at(0).recon).toBeCloseTo(784 * 0.125, 9);
    expect(at(0).kl).toBeCloseTo(kls[0] + kls[1], 12);
    expect(at(0).total).toBeCloseTo(98 + 2 * (kls[0] + kls[1]), 9);
    // The free bits are not in the objective, but the recorded KL includes them: 0.6 is above the first
    // alone.
    expect(kls[1]).toBeGreaterThan(0.6);
    expect(at(0.6).kl).toBeCloseTo(kls[0] + kls[1], 12);
    expect(at(0.6).total).toBeCloseTo(98 + 2 * (0.6 + kls[1]), 9);
    expect(at(3).total).toBeCloseTo(98 + 2 * (3 + 3), 9);
  });

  it('decode μ + σ ε, with ε of the step', () => {
    const spec = tiny({ likelihood: 'gaussian', latent: 1, encoder: [], decoder: [] });
    const layout = layoutOf(spec);
    const p = zeros(spec);
    p[headOf(layout).bias] = 1;
    p[layout.logVar?.bias ?? -1] = Math.log(4);
    // The first pixel is z, the others are 0.
    p[last(layout.decoder).weight] = 1;
    const { recorded } = referenceGradient(spec, 0, p, blank(5), hyperWith({}));
    expect(recorded.recon).toBeCloseTo(
      mean(drawn(Purpose.epsilon, 5).map((e) => 0.5 * (1 + 2 * e) ** 2)),
      12,
    );
    const evaluated = referenceEvaluate(spec, p, blank(5));
    expect(evaluated.recon).toBeCloseTo(
      mean(drawn(Purpose.evaluate, 5).map((e) => 0.5 * (1 + 2 * e) ** 2)),
      12,
    );
    // A slice has the same draws as its images in the whole set.
    const slice = referenceEvaluate(spec, p, { ...blank(2), first: 3 });
    expect(slice.recon).toBeCloseTo(
      mean(drawn(Purpose.evaluate, 2, 3).map((e) => 0.5 * (1 + 2 * e) ** 2)),
      12,
    );
    expect(evaluated.kl).toBeCloseTo(0.5 * (4 + 1 - 1 - Math.log(4)), 12);
  });

  it('warm up: the recorded KL is unweighted, the objective has the weight of the step', () => {
    const spec = tiny();
    const p = activeParameters(spec);
    const at = (step: number) => {
      const hyper = hyperWith({ beta: 4, warmUp: 'linear', warmUpSteps: 10 });
      const { recorded } = referenceGradient(spec, 0, p, greyBatch(2, step), hyper);
      const { total = Number.NaN, recon = Number.NaN, kl = Number.NaN } = recorded;
      return (total - recon) / kl;
    };
    expect(at(0)).toBeCloseTo(0, 10);
    expect(at(5)).toBeCloseTo(2, 10);
    expect(at(40)).toBeCloseTo(4, 10);
  });

  it('without distributions have no KL, and do not depend on ε or β', () => {
    const spec = tiny({ model: 'ae', likelihood: 'gaussian', activation: 'elu' });
    const p = activeParameters(spec);
    const a = referenceGradient(spec, 0, p, greyBatch(2, 1), hyperWith({ beta: 1 }));
    const b = referenceGradient(spec, 0, p, greyBatch(2, 9), hyperWith({ beta: 50, freeBits: 3 }));
    expect(a.recorded.kl).toBeUndefined();
    expect(b).toEqual(a);
  });

  it('have penalties L1, L2 and sparsity with values computed by hand', () => {
    const of = (penalty: 'l1' | 'l2' | 'sparsity', codes: number[]) => {
      const code = penalty === 'sparsity' ? 'sigmoid' : 'linear';
      const spec = tiny({ model: 'ae', encoder: [], decoder: [], penalty, code });
      const head = headOf(layoutOf(spec));
      const p = zeros(spec);
      // In the second image the first pixel is ink, which makes its code zero: the mean is over images.
      const images = new Uint8Array(2 * INPUT_SIZE);
      images[INPUT_SIZE] = 255;
      codes.forEach((c, d) => {
        p[head.bias + d] = c;
        p[head.weight + d] = -c;
      });
      const hyper = hyperWith({ penaltyWeight: 3, sparsity: 0.2 });
      const { recorded } = referenceGradient(spec, 0, p, { images, seed: 1, step: 0 }, hyper);
      const { total = Number.NaN, recon = Number.NaN, penalty: cost = Number.NaN } = recorded;
      expect(total - recon).toBeCloseTo(3 * cost, 9);
      return cost;
    };
    expect(of('l1', [-2, 0, 3])).toBeCloseTo(5 / 2, 12);
    expect(of('l2', [-2, 0, 3])).toBeCloseTo(6.5 / 2, 12);
    const coins = [-2, 0, 3].map((c) => (sigmoid(c) + 0.5) / 2);
    const kl = coins.map((q) => 0.2 * Math.log(0.2 / q) + 0.8 * Math.log(0.8 / (1 - q)));
    expect(of('sparsity', [-2, 0, 3])).toBeCloseTo(kl[0] + kl[1] + kl[2], 12);
  });

  it('encode the corrupted image and are compared with the clean one', () => {
    const spec = tiny({
      model: 'ae',
      corruption: 'masking',
      encoder: [],
      decoder: [],
      likelihood: 'gaussian',
    });
    const layout = layoutOf(spec);
    const p = activeParameters(spec);
    // The outputs are biases only: any error is one of the target.
    const output = last(layout.decoder);
    p.fill(0, output.weight, output.bias);
    const batch = greyBatch(2);
    const error = mean([...batch.images].map((b) => 0.5 * (0.3 - b / 255) ** 2)) * INPUT_SIZE;
    const all = referenceGradient(spec, 0, p, batch, hyperWith({ noise: 1 }));
    expect(all.recorded.recon).toBeCloseTo(error, 9);
    // With everything masked, the encoder's weights have no input to learn from.
    const q = activeParameters(spec);
    const head = headOf(layout);
    const byWeight = (noise: number) => {
      const { gradient } = referenceGradient(spec, 0, q, batch, hyperWith({ noise }));
      return gradient.subarray(head.weight, head.bias);
    };
    expect(byWeight(1).every((g) => g === 0)).toBe(true);
    expect(byWeight(0).every((g) => g !== 0)).toBe(true);
    // Neither evaluation nor encoding is corrupted.
    const clean = tiny({ model: 'ae', encoder: [], decoder: [], likelihood: 'gaussian' });
    expect(referenceEvaluate(spec, q, batch)).toEqual(referenceEvaluate(clean, q, batch));
    expect(referenceEncode(spec, q, batch.images)).toEqual(referenceEncode(clean, q, batch.images));
  });

  it('with labels: each class has a row of weights of its own in the encoder and in the decoder', () => {
    const spec = tiny({ condition: 'label' });
    const layout = layoutOf(spec);
    const p = activeParameters(spec);
    const batch = greyBatch(2);
    const { gradient } = referenceGradient(spec, 0, p, batch, hyperWith({}));
    expect(batch.labels).toEqual(Uint8Array.of(9, 7));
    for (const { weight, inputs, outputs } of [layout.encoder[0], layout.decoder[0]]) {
      for (let label = 0; label < 10; label++) {
        const from = weight + (inputs - 10 + label) * outputs;
        const row = gradient.subarray(from, from + outputs);
        expect(row.some((g) => g !== 0)).toBe(label === 9 || label === 7);
      }
    }
    const z = Float64Array.of(0.1, 0.2, 0.3);
    const [three, four] = [3, 4].map((l) => referenceDecode(spec, p, z, Uint8Array.of(l)));
    expect(three).not.toEqual(four);
    const codes = (l: number) => referenceEncode(spec, p, greyImages(1), Uint8Array.of(l)).mu;
    expect(codes(3)).not.toEqual(codes(4));
  });

  it('decode to the pixels that the loss is measured on', () => {
    for (const likelihood of ['bernoulli', 'gaussian'] as const) {
      const spec = tiny({ model: 'ae', likelihood, activation: 'relu' });
      const p = activeParameters(spec);
      const images = greyImages(2);
      const { mu, logVar } = referenceEncode(spec, p, images);
      expect(logVar).toBeNull();
      const pixels = referenceDecode(spec, p, mu);
      expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);
      if (likelihood === 'gaussian') continue;
      // −Σ x log p + (1 − x) log (1 − p), the plain formula, over both images.
      const plain = pixels.reduce((sum, q, i) => {
        const x = images[i] / 255;
        return sum - x * Math.log(q) - (1 - x) * Math.log(1 - q);
      }, 0);
      expect(plain / 2).toBeCloseTo(referenceEvaluate(spec, p, greyBatch(2)).recon, 9);
    }
  });
});

describe('adversarial models', () => {
  it('with a discriminator of logit 0: 2 ln 2, and ln 2 for the generator', () => {
    const spec = tiny({ model: 'gan' });
    const play = (phase: number, ganLoss: 'nonSaturating' | 'minimax') =>
      referenceGradient(spec, phase, zeros(spec), greyBatch(2), hyperWith({ ganLoss }));
    for (const ganLoss of ['nonSaturating', 'minimax'] as const) {
      const { objective, recorded } = play(0, ganLoss);
      expect(objective).toBeCloseTo(2 * Math.LN2, 14);
      expect(recorded).toEqual({ discriminator: objective, dReal: 0.5, dFake: 0.5 });
    }
    expect(play(1, 'nonSaturating').recorded.generator).toBeCloseTo(Math.LN2, 14);
    expect(play(1, 'minimax').recorded.generator).toBeCloseTo(-Math.LN2, 14);
  });

  it('with known logits: −1 for real images and 0 for generated ones', () => {
    const spec = tiny({ model: 'gan', discriminator: [] });
    const [logit] = layoutOf(spec).discriminator;
    const p = zeros(spec);
    // The logit is twice the mean pixel, minus one; generated images are grey (½ everywhere), real ones
    // blank.
    p.fill(2 / INPUT_SIZE, logit.weight, logit.bias);
    p[logit.bias] = -1;
    const { recorded } = referenceGradient(spec, 0, p, blank(3), hyperWith({}));
    expect(recorded.dReal).toBeCloseTo(sigmoid(-1), 12);
    expect(recorded.dFake).toBeCloseTo(0.5, 12);
    expect(recorded.discriminator).toBeCloseTo(softplus(1) + Math.LN2, 12);
    const fooled = referenceGradient(spec, 1, p, blank(3), hyperWith({}));
    expect(fooled.recorded.generator).toBeCloseTo(Math.LN2, 12);
  });

  it('draw from the prior: the first draws for the discriminator, the next ones for the generator', () => {
    const spec = tiny({ model: 'gan', discriminator: [], decoder: [], latent: 1 });
    const { discriminator, decoder } = layoutOf(spec);
    const p = zeros(spec);
    // The first pixel is the sigmoid of z, and the logit is that pixel.
    p[decoder[0].weight] = 1;
    p[discriminator[0].weight] = 1;
    const { recorded } = referenceGradient(spec, 0, p, blank(4), hyperWith({}));
    expect(recorded.dFake).toBeCloseTo(mean(drawn(Purpose.prior, 4).map((z) => sigmoid(sigmoid(z)))), 12);
    expect(recorded.dReal).toBe(0.5);
    const fooled = referenceGradient(spec, 1, p, blank(4), hyperWith({}));
    const costs = drawn(Purpose.prior, 4, 4).map((z) => softplus(-sigmoid(z)));
    expect(fooled.recorded.generator).toBeCloseTo(mean(costs), 12);
  });

  it('of type AAE: the prior is real, codes are fake', () => {
    const spec = tiny({ model: 'aae', discriminator: [], latent: 1 });
    const layout = layoutOf(spec);
    const p = zeros(spec);
    p[layout.discriminator[0].weight] = 1;
    p[headOf(layout).bias] = 2;
    const { recorded } = referenceGradient(spec, 0, p, blank(4), hyperWith({}));
    expect(recorded.dReal).toBeCloseTo(mean(drawn(Purpose.prior, 4).map(sigmoid)), 12);
    expect(recorded.dFake).toBeCloseTo(sigmoid(2), 12);
    // The decoder's outputs are zeros: every pixel has probability ½. Fooling has the weight λ.
    const fooled = referenceGradient(spec, 1, p, blank(4), hyperWith({ penaltyWeight: 3 }));
    expect(fooled.recorded.recon).toBeCloseTo(INPUT_SIZE * Math.LN2, 10);
    expect(fooled.recorded.generator).toBeCloseTo(softplus(-2), 12);
    expect(fooled.objective).toBeCloseTo(INPUT_SIZE * Math.LN2 + 3 * softplus(-2), 10);
  });

  it('of type VAE-GAN: feature loss, γ, reconstructions and samples', () => {
    // Without hidden layers the features are the pixels: of blank images, and of grey ones.
    const spec = tiny({ model: 'vaegan', discriminator: [] });
    const layout = layoutOf(spec);
    const [logit] = layout.discriminator;
    const p = zeros(spec);
    p.fill(2 / INPUT_SIZE, logit.weight, logit.bias);
    p[headOf(layout).bias] = 1;
    const hyper = hyperWith({ beta: 3, gamma: 0.1 });
    const [encoder, decoder, discriminator] = [0, 1, 2].map((phase) =>
      referenceGradient(spec, phase, p, blank(3), hyper),
    );
    const likeness = 0.5 * 784 * 0.25;
    expect(encoder.recorded.recon).toBeCloseTo(784 * Math.LN2, 9);
    expect(encoder.recorded.kl).toBeCloseTo(0.5, 12);
    expect(encoder.recorded.feature).toBeCloseTo(likeness, 9);
    // The reconstruction loss in pixels is recorded, but not learned from.
    expect(encoder.objective).toBeCloseTo(likeness + 3 * 0.5, 9);
    expect(decoder.recorded).toEqual({ generator: expect.closeTo(2 * softplus(-1), 12) });
    expect(decoder.objective).toBeCloseTo(0.1 * likeness + 2 * softplus(-1), 9);
    // Real images have logit 0; reconstructions and samples have logit 1.
    expect(discriminator.objective).toBeCloseTo(Math.LN2 + 2 * softplus(1), 12);
    expect(discriminator.recorded.dReal).toBeCloseTo(0.5, 12);
    expect(discriminator.recorded.dFake).toBeCloseTo(sigmoid(1), 12);
  });
});

describe('a missing part of a family', () => {
  it('throws', () => {
    const gan = tiny({ model: 'gan' });
    const made = tiny({ model: 'made' });
    expect(() => referenceEncode(gan, zeros(gan), greyImages(1))).toThrow('no encoder');
    expect(() => referenceEvaluate(gan, zeros(gan), greyBatch(1))).toThrow('nothing to evaluate');
    expect(() => referenceDecode(made, zeros(made), new Float64Array(3))).toThrow('no latent');
  });
});
