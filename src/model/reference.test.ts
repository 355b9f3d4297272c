import { describe, expect, it } from 'vitest';
import type { Activation, Likelihood, ModelFamily } from '../experiment/config';
import { fillNormal, fillUniform, Purpose } from '../math/random';
import { initialParameters } from './init';
import { type LayerLayout, layoutOf, tensorsOf } from './layout';
import { klTerm, reconTerm } from './losses';
import {
  referenceAdam,
  referenceDecode,
  referenceEncode,
  referenceGradient,
  referenceLoss,
  referenceState,
  referenceStep,
} from './reference';
import { hyperWith, INPUT_SIZE, type ModelSpec } from './spec';

const families: ModelFamily[] = ['ae', 'vae'];
const likelihoods: Likelihood[] = ['bernoulli', 'gaussian'];
const activations: Activation[] = ['relu', 'tanh', 'leakyRelu', 'elu'];

function tiny(family: ModelFamily, likelihood: Likelihood, activation: Activation): ModelSpec {
  return { family, likelihood, activation, encoder: [7, 5], decoder: [5, 7], latent: 2 };
}

/** Pale grey everywhere: every weight of the first layer has a gradient, and no tanh is saturated. */
function greyImages(count: number): Uint8Array {
  const draws = new Float64Array(count * INPUT_SIZE);
  fillUniform(draws, 3, Purpose.selfTest, 0);
  return Uint8Array.from(draws, (u) => 1 + Math.floor(u * 60));
}

function noise(count: number, latent: number): Float64Array {
  const out = new Float64Array(count * latent);
  fillNormal(out, 3, Purpose.epsilon, 0);
  return out;
}

/** First weights, with biases (zero in a fresh run) that wake most of the hidden units. */
function parametersOf(spec: ModelSpec): Float64Array {
  const p = Float64Array.from(initialParameters(spec, 1));
  for (const layer of layoutOf(spec).layers) p.fill(0.3, layer.bias, layer.bias + layer.outputs);
  return p;
}

/** Signs of all hidden pre-activations: they change where a perturbation crosses a kink. */
function signs(spec: ModelSpec, p: Float64Array, images: Uint8Array, epsilon: Float64Array): string {
  const layout = layoutOf(spec);
  const out: string[] = [];
  const run = (layer: LayerLayout, x: number[]): number[] =>
    Array.from({ length: layer.outputs }, (_, j) => {
      const a = x.reduce(
        (sum, xi, i) => sum + xi * p[layer.weight + i * layer.outputs + j],
        p[layer.bias + j],
      );
      if (!layer.activated) return a;
      out.push(a > 0 ? '+' : '-');
      return a > 0
        ? a
        : spec.activation === 'relu'
          ? 0
          : spec.activation === 'leakyRelu'
            ? 0.01 * a
            : Math.exp(a) - 1;
    });
  for (let n = 0; n < images.length / INPUT_SIZE; n++) {
    let x = Array.from(images.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE), (b) => b / 255);
    for (const layer of layout.encoder) x = run(layer, x);
    const mu = run(layout.mu, x);
    const logVar = layout.logVar && run(layout.logVar, x);
    x = mu.map((m, i) => (logVar ? m + Math.exp(logVar[i] / 2) * epsilon[n * spec.latent + i] : m));
    for (const layer of layout.decoder.slice(0, -1)) x = run(layer, x);
  }
  return out.join('');
}

/**
 * Central differences over four points: the truncation error is h⁴/30 · f⁽⁵⁾, near 1e-14 with
 * h = 5e-4; the rounding error is that of a loss of 500 nats, 1e-13, over h: 2e-10. Gradients are of
 * the order 0.01 to 10. Errors are relative to the largest gradient in the tensor, as a single element
 * may be zero by right. An element whose perturbation carries a hidden unit over a kink has no
 * derivative there in between, and is left out: few may be.
 */
const H = 5e-4;

// Two thousand losses a test: half a second, or more where the machine is busy.
describe.each(families)('gradients of the %s', { timeout: 60_000 }, (family) => {
  describe.each(likelihoods)('with %s likelihood', (likelihood) => {
    it.each(activations)('and %s agree with finite differences in every tensor', (activation) => {
      const spec = tiny(family, likelihood, activation);
      const images = greyImages(2);
      const epsilon = noise(2, spec.latent);
      const beta = 0.7;
      const p = parametersOf(spec);
      const { gradient } = referenceGradient(spec, p, images, epsilon, beta);
      const kinked = activation !== 'tanh';
      const before = kinked ? signs(spec, p, images, epsilon) : '';
      const at = (i: number, h: number) => {
        const moved = p.slice();
        moved[i] += h;
        const crossed = kinked && signs(spec, moved, images, epsilon) !== before;
        return { total: referenceLoss(spec, moved, images, epsilon, beta).total, crossed };
      };
      let checked = 0;
      let asked = 0;
      for (const tensor of tensorsOf(layoutOf(spec))) {
        const grads = gradient.subarray(tensor.offset, tensor.offset + tensor.size);
        const scale = grads.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
        expect(scale, `${tensor.name} has a gradient`).toBeGreaterThan(1e-4);
        // Large tensors are sampled: 64 elements spread evenly over each.
        const stride = Math.max(1, Math.floor(tensor.size / 64));
        const checkedBefore = checked;
        for (let i = 0; i < tensor.size; i += stride) {
          asked++;
          const points = [-2, -1, 1, 2].map((k) => at(tensor.offset + i, k * H));
          if (points.some((x) => x.crossed)) continue;
          checked++;
          const [a, b, c, d] = points.map((x) => x.total);
          const numeric = (a - 8 * b + 8 * c - d) / (12 * H);
          expect(Math.abs(numeric - grads[i]) / scale, `${tensor.name}[${i}]`).toBeLessThan(1e-6);
        }
        expect(checked, tensor.name).toBeGreaterThan(checkedBefore);
      }
      expect(checked).toBeGreaterThanOrEqual(asked * 0.95);
    });
  });
});

describe('losses', () => {
  it('of a model without weights are those of a fair coin and of a silent code', () => {
    for (const family of families) {
      const spec = tiny(family, 'bernoulli', 'tanh');
      const p = new Float64Array(layoutOf(spec).size);
      const loss = referenceLoss(spec, p, greyImages(2), noise(2, 2), 1);
      expect(loss.recon).toBeCloseTo(784 * Math.LN2, 9);
      expect(loss.kl).toBe(0);
      expect(loss.total).toBeCloseTo(784 * Math.LN2, 9);
    }
  });

  it('follow the biases as computed by hand', () => {
    const spec = tiny('vae', 'gaussian', 'relu');
    const layout = layoutOf(spec);
    const p = new Float64Array(layout.size);
    // μ = (1, 0), σ² = (1, 4), every output 0.5, images blank.
    p[layout.mu.bias] = 1;
    p[layout.logVar!.bias + 1] = Math.log(4);
    p.fill(0.5, layout.decoder[2].bias, layout.decoder[2].bias + INPUT_SIZE);
    const loss = referenceLoss(spec, p, new Uint8Array(3 * INPUT_SIZE), noise(3, 2), 2);
    expect(loss.recon).toBeCloseTo(784 * 0.125, 9);
    expect(loss.kl).toBeCloseTo(0.5 + 0.5 * (4 - 1 - Math.log(4)), 12);
    expect(loss.total).toBeCloseTo(98 + 2 * loss.kl, 9);
  });

  it('are stable at logits where the plain formula is not', () => {
    expect(reconTerm('bernoulli', 0, 0.25)).toBeCloseTo(Math.LN2, 12);
    expect(reconTerm('bernoulli', 800, 1)).toBe(0);
    expect(reconTerm('bernoulli', -800, 1)).toBe(800);
    expect(reconTerm('bernoulli', 800, 0)).toBe(800);
    expect(reconTerm('bernoulli', -40, 0)).toBeCloseTo(Math.exp(-40), 25);
    expect(reconTerm('gaussian', 2, 0.5)).toBe(1.125);
    expect(klTerm(0, 0)).toBe(0);
    expect(klTerm(2, 0)).toBe(2);
  });

  it('of an AE have no KL and do not depend on ε or β', () => {
    const spec = tiny('ae', 'gaussian', 'elu');
    const p = parametersOf(spec);
    const a = referenceGradient(spec, p, greyImages(2), noise(2, 2), 1);
    const b = referenceGradient(spec, p, greyImages(2), new Float64Array(4), 50);
    expect(a.loss.kl).toBe(0);
    expect(b.loss).toEqual(a.loss);
    expect(b.gradient).toEqual(a.gradient);
  });
});

describe('Adam', () => {
  it('takes the steps computed by hand', () => {
    // g = 0.5, then −0.25, lr = 0.1. t = 1: m̂ = 0.5, v̂ = 0.25. t = 2: m = 0.9·0.05 − 0.1·0.25 = 0.02,
    // m̂ = 0.02 / 0.19; v = 0.999·0.00025 + 0.001·0.0625 = 0.00031225, v̂ = v / 0.001999.
    const state = referenceState(Float64Array.of(1));
    referenceAdam(state, Float64Array.of(0.5), 0.1);
    expect(state.parameters[0]).toBeCloseTo(1 - (0.1 * 0.5) / (0.5 + 1e-8), 14);
    const first = state.parameters[0];
    referenceAdam(state, Float64Array.of(-0.25), 0.1);
    const step = (0.1 * (0.02 / 0.19)) / (Math.sqrt(0.00031225 / 0.001999) + 1e-8);
    expect(state.parameters[0]).toBeCloseTo(first - step, 14);
    expect(state.m[0]).toBeCloseTo(0.02, 15);
    expect(state.v[0]).toBeCloseTo(0.00031225, 15);
    expect(state.updates).toBe(2);
  });

  it('leaves a parameter without a gradient where it is', () => {
    const state = referenceState(Float64Array.of(3, 3));
    referenceAdam(state, Float64Array.of(0, 1e-3), 0.1);
    expect(state.parameters[0]).toBe(3);
    expect(state.parameters[1]).toBeCloseTo(2.9, 5);
  });
});

describe('a run', () => {
  it.each(families)('of the %s learns', (family) => {
    const spec = tiny(family, 'bernoulli', 'tanh');
    const state = referenceState(initialParameters(spec, 1));
    const images = greyImages(4).map((b) => (b > 30 ? 255 : 0));
    const losses = Array.from({ length: 60 }, () =>
      referenceStep(spec, state, images, noise(4, 2), hyperWith({ learningRate: 0.02, beta: 1 })),
    );
    expect(losses[59].total).toBeLessThan(losses[0].total * 0.8);
  });

  it('decodes what it encodes: the pixels are those that the loss was measured on', () => {
    for (const likelihood of likelihoods) {
      const spec = tiny('ae', likelihood, 'relu');
      const p = parametersOf(spec);
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
      expect(plain / 2).toBeCloseTo(referenceLoss(spec, p, images, noise(2, 2), 1).recon, 9);
    }
  });
});
