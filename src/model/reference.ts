/**
 * The judge of all engines: the whole of learning in float64, slow and readable, one image and one
 * number at a time. Nothing here is fast, and nothing on the page runs on it but self-tests.
 *
 * Parameters are the flat array of layout.ts; images are count × 784 bytes; ε is given, so that
 * there is no randomness here.
 */
import { activate, slope } from './activations';
import { type LayerLayout, type Layout, layoutOf } from './layout';
import { klTerm, pixel, reconSlope, reconTerm } from './losses';
import { type Hyper, INPUT_SIZE, type ModelSpec } from './spec';

/** In nats per image, averaged over the batch: total = recon + β kl. */
export interface ReferenceLoss {
  total: number;
  recon: number;
  kl: number;
}

/** Adam's state in float64, in the layout of the parameters. */
export interface ReferenceState {
  parameters: Float64Array;
  m: Float64Array;
  v: Float64Array;
  updates: number;
}

/** All that one image leaves behind on its way through. */
interface Trace {
  /** The image, then the output of each hidden layer of the encoder. */
  encoder: Float64Array[];
  mu: Float64Array;
  logVar: Float64Array | null;
  /** z, then the output of each layer of the decoder; the last are logits, or means. */
  decoder: Float64Array[];
}

export function referenceState(parameters: Float32Array | Float64Array): ReferenceState {
  const zeros = () => new Float64Array(parameters.length);
  return { parameters: Float64Array.from(parameters), m: zeros(), v: zeros(), updates: 0 };
}

/** The output of a layer: f(x W + b). */
function forwardLayer(spec: ModelSpec, p: Float64Array, layer: LayerLayout, x: Float64Array): Float64Array {
  const y = new Float64Array(layer.outputs);
  for (let j = 0; j < layer.outputs; j++) {
    let sum = p[layer.bias + j];
    for (let i = 0; i < layer.inputs; i++) sum += x[i] * p[layer.weight + i * layer.outputs + j];
    y[j] = layer.activated ? activate(spec.activation, sum) : sum;
  }
  return y;
}

/**
 * From δ = ∂loss/∂y of the layer's output y: adds ∂W and ∂b to `gradient` and answers ∂x.
 */
function backwardLayer(
  spec: ModelSpec,
  p: Float64Array,
  gradient: Float64Array,
  layer: LayerLayout,
  x: Float64Array,
  y: Float64Array,
  delta: Float64Array,
): Float64Array {
  const dx = new Float64Array(layer.inputs);
  for (let j = 0; j < layer.outputs; j++) {
    const d = layer.activated ? delta[j] * slope(spec.activation, y[j]) : delta[j];
    gradient[layer.bias + j] += d;
    for (let i = 0; i < layer.inputs; i++) {
      const w = layer.weight + i * layer.outputs + j;
      gradient[w] += x[i] * d;
      dx[i] += p[w] * d;
    }
  }
  return dx;
}

/** One image from pixels to reconstruction: z = μ + σ ε (Kingma & Welling 2013), or μ for an AE. */
function trace(
  spec: ModelSpec,
  layout: Layout,
  p: Float64Array,
  x: Float64Array,
  epsilon: Float64Array | null,
): Trace {
  const encoder = [x];
  for (const layer of layout.encoder) encoder.push(forwardLayer(spec, p, layer, last(encoder)));
  const mu = forwardLayer(spec, p, layout.mu, last(encoder));
  const logVar = layout.logVar && forwardLayer(spec, p, layout.logVar, last(encoder));
  const z = logVar && epsilon ? mu.map((m, i) => m + Math.exp(logVar[i] / 2) * epsilon[i]) : mu;
  const decoder = [z];
  for (const layer of layout.decoder) decoder.push(forwardLayer(spec, p, layer, last(decoder)));
  return { encoder, mu, logVar, decoder };
}

/**
 * Losses and their gradient on a batch of count × 784 bytes; epsilon is count × latent
 * (ignored by an AE). The gradient is that of `total`, in the layout of the parameters.
 */
export function referenceGradient(
  spec: ModelSpec,
  parameters: Float64Array,
  images: Uint8Array,
  epsilon: Float64Array,
  beta: number,
): { loss: ReferenceLoss; gradient: Float64Array } {
  const layout = layoutOf(spec);
  const count = images.length / INPUT_SIZE;
  const gradient = new Float64Array(layout.size);
  let recon = 0;
  let kl = 0;
  for (let n = 0; n < count; n++) {
    const x = imageAt(images, n);
    const eps = layout.logVar ? epsilon.subarray(n * spec.latent, (n + 1) * spec.latent) : null;
    const t = trace(spec, layout, parameters, x, eps);
    recon += reconOf(spec, t, x);
    kl += klOf(t);

    // ∂/∂output, then back through the decoder to ∂/∂z.
    let delta: Float64Array = last(t.decoder).map((o, i) => reconSlope(spec.likelihood, o, x[i]) / count);
    for (let l = layout.decoder.length - 1; l >= 0; l--) {
      const [input, output] = [t.decoder[l], t.decoder[l + 1]];
      delta = backwardLayer(spec, parameters, gradient, layout.decoder[l], input, output, delta);
    }

    // Through the latent, where KL adds its pull, to ∂/∂(last hidden layer).
    const h = last(t.encoder);
    const { mu, logVar } = t;
    if (layout.logVar && logVar && eps) {
      const share = beta / count;
      const dMu = delta.map((d, i) => d + share * mu[i]);
      const dLogVar = delta.map(
        (d, i) => 0.5 * (d * eps[i] * Math.exp(logVar[i] / 2) + share * (Math.exp(logVar[i]) - 1)),
      );
      const fromMu = backwardLayer(spec, parameters, gradient, layout.mu, h, mu, dMu);
      const fromLogVar = backwardLayer(spec, parameters, gradient, layout.logVar, h, logVar, dLogVar);
      delta = fromMu.map((d, i) => d + fromLogVar[i]);
    } else {
      delta = backwardLayer(spec, parameters, gradient, layout.mu, h, mu, delta);
    }
    for (let l = layout.encoder.length - 1; l >= 0; l--) {
      const [input, output] = [t.encoder[l], t.encoder[l + 1]];
      delta = backwardLayer(spec, parameters, gradient, layout.encoder[l], input, output, delta);
    }
  }
  recon /= count;
  kl /= count;
  return { loss: { total: recon + beta * kl, recon, kl }, gradient };
}

/** The losses alone. */
export function referenceLoss(
  spec: ModelSpec,
  parameters: Float64Array,
  images: Uint8Array,
  epsilon: Float64Array,
  beta: number,
): ReferenceLoss {
  const layout = layoutOf(spec);
  const count = images.length / INPUT_SIZE;
  let recon = 0;
  let kl = 0;
  for (let n = 0; n < count; n++) {
    const x = imageAt(images, n);
    const eps = layout.logVar ? epsilon.subarray(n * spec.latent, (n + 1) * spec.latent) : null;
    const t = trace(spec, layout, parameters, x, eps);
    recon += reconOf(spec, t, x) / count;
    kl += klOf(t) / count;
  }
  return { total: recon + beta * kl, recon, kl };
}

/** Adam with bias correction (Kingma & Ba 2014, algorithm 1), in place. */
export function referenceAdam(state: ReferenceState, gradient: Float64Array, learningRate: number): void {
  const beta1 = 0.9;
  const beta2 = 0.999;
  const { parameters: p, m, v } = state;
  const t = ++state.updates;
  for (let i = 0; i < p.length; i++) {
    m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
    v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] ** 2;
    const mHat = m[i] / (1 - beta1 ** t);
    const vHat = v[i] / (1 - beta2 ** t);
    p[i] -= (learningRate * mHat) / (Math.sqrt(vHat) + 1e-8);
  }
}

/** One step of learning, in place; answers the losses before it. */
export function referenceStep(
  spec: ModelSpec,
  state: ReferenceState,
  images: Uint8Array,
  epsilon: Float64Array,
  hyper: Hyper,
): ReferenceLoss {
  const { loss, gradient } = referenceGradient(spec, state.parameters, images, epsilon, hyper.beta);
  referenceAdam(state, gradient, hyper.learningRate);
  return loss;
}

/** count × latent of each; logVar is null for an AE. */
export function referenceEncode(
  spec: ModelSpec,
  parameters: Float64Array,
  images: Uint8Array,
): { mu: Float64Array; logVar: Float64Array | null } {
  const layout = layoutOf(spec);
  const count = images.length / INPUT_SIZE;
  const mu = new Float64Array(count * spec.latent);
  const logVar = layout.logVar && new Float64Array(count * spec.latent);
  for (let n = 0; n < count; n++) {
    const t = trace(spec, layout, parameters, imageAt(images, n), null);
    mu.set(t.mu, n * spec.latent);
    if (t.logVar) logVar?.set(t.logVar, n * spec.latent);
  }
  return { mu, logVar };
}

/** z is count × latent; answers count × 784 pixels in [0, 1]. */
export function referenceDecode(spec: ModelSpec, parameters: Float64Array, z: Float64Array): Float64Array {
  const layout = layoutOf(spec);
  const count = z.length / spec.latent;
  const out = new Float64Array(count * INPUT_SIZE);
  for (let n = 0; n < count; n++) {
    let y = z.subarray(n * spec.latent, (n + 1) * spec.latent);
    for (const layer of layout.decoder) y = forwardLayer(spec, parameters, layer, y);
    for (let i = 0; i < INPUT_SIZE; i++) out[n * INPUT_SIZE + i] = pixel(spec.likelihood, y[i]);
  }
  return out;
}

function imageAt(images: Uint8Array, n: number): Float64Array {
  return Float64Array.from(images.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE), (byte) => byte / 255);
}

function reconOf(spec: ModelSpec, t: Trace, x: Float64Array): number {
  return last(t.decoder).reduce((sum, o, i) => sum + reconTerm(spec.likelihood, o, x[i]), 0);
}

function klOf({ mu, logVar }: Trace): number {
  return logVar ? mu.reduce((sum, m, i) => sum + klTerm(m, logVar[i]), 0) : 0;
}

function last<T>(list: readonly T[]): T {
  return list[list.length - 1];
}
