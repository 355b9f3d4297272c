/**
 * jax-js: the default model in its own idiom. One `jit` over loss, gradient and Adam (written by hand, as the
 * library has none). Its arrays are reference-counted: a function consumes its arguments, so each use of an
 * array except the last is marked with `.ref`.
 */
import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  random,
  valueAndGrad,
} from '@jax-js/jax';
import { layoutOf } from '../../../src/model/compile';
import {
  type ConvolutionalLayer,
  headOf,
  isConvolutional,
  type Layer,
  type Layout,
  tensorsOf,
} from '../../../src/model/layout';
import { INPUT_SIZE } from '../../../src/model/spec';
import { BATCH, type Sample, type Subject, type Task } from '../subject';

export type JaxDevice = 'wasm' | 'webgpu';

type Weights = Record<string, np.Array>;
type Given = [State, np.Array, np.Array, np.Array, np.Array];
type State = { weights: Weights; m: Weights; v: Weights };

function dense(w: Weights, name: string, x: np.Array): np.Array {
  return np.add(np.matmul(x, w[`${name}.weight`].ref), w[`${name}.bias`].ref);
}

/** Images are [batch, channels, side, side] for its convolutions, as it knows no other order. */
function convolution(w: Weights, layer: ConvolutionalLayer, x: np.Array): np.Array {
  const { side, channels, outSide, kernel, stride, padding } = layer.shape;
  const images = np.transpose(x.reshape([BATCH, side, side, channels]), [0, 3, 1, 2]);
  // [kernel, kernel, larger image's channels, smaller image's].
  const filter = w[`${layer.name}.weight`].ref;
  const isDown = layer.kind === 'convolution';
  const [large, small] = isDown ? [side, outSide] : [outSide, side];
  const after = (small - 1) * stride + kernel - large - padding;
  // The transpose is a convolution of the image with zeros between its pixels, by the filter turned round.
  const y = isDown
    ? lax.convGeneralDilated(
        images,
        np.transpose(filter, [3, 2, 0, 1]),
        [stride, stride],
        [
          [padding, after],
          [padding, after],
        ],
      )
    : lax.convGeneralDilated(
        images,
        np.flip(np.transpose(filter, [2, 3, 0, 1]), [2, 3]),
        [1, 1],
        [
          [kernel - 1 - padding, kernel - 1 - after],
          [kernel - 1 - padding, kernel - 1 - after],
        ],
        { lhsDilation: [stride, stride] },
      );
  return np.add(np.transpose(y, [0, 2, 3, 1]), w[`${layer.name}.bias`].ref).reshape([BATCH, layer.outputs]);
}

const apply = (w: Weights, layer: Layer, x: np.Array): np.Array =>
  isConvolutional(layer) ? convolution(w, layer, x) : dense(w, layer.name, x);

/** The total loss in nats per image. Does not consume the weights, as all its callers still use them. */
function loss(layout: Layout, w: Weights, x: np.Array, epsilon: np.Array): np.Array {
  let hidden = x.ref;
  for (const layer of layout.encoder) hidden = nn.relu(apply(w, layer, hidden));
  const mu = dense(w, 'mu', hidden.ref);
  const logVar = dense(w, 'logVar', hidden);
  const z = mu.ref.add(np.exp(logVar.ref.mul(0.5)).mul(epsilon));
  let logits = z;
  for (const layer of layout.decoder) {
    logits = apply(w, layer, logits);
    if (layer.activation) logits = nn.relu(logits);
  }
  // −log p(x | z) of a Bernoulli on logits: max(l, 0) + log(1 + exp(−|l|)) − x l, stable on both sides.
  const softplus = np.maximum(logits.ref, 0).add(np.log(np.exp(np.abs(logits.ref).mul(-1)).add(1)));
  const recon = softplus.sub(x.mul(logits)).sum();
  const kl = logVar.ref.add(1).sub(np.square(mu)).sub(np.exp(logVar)).sum().mul(-0.5);
  for (const array of Object.values(w)) array.dispose();
  return recon.add(kl).mul(1 / BATCH);
}

function mapWeights(f: (name: string) => np.Array, names: string[]): Weights {
  return Object.fromEntries(names.map((name) => [name, f(name)]));
}

/** Kingma & Ba 2014; `rates` holds the learning rate over each bias correction: [1e-3 / (1 − β₁ᵗ), 1 / (1 − β₂ᵗ)]. */
function step(
  layout: Layout,
  state: State,
  x: np.Array,
  key: np.Array,
  rate: np.Array,
  second: np.Array,
): [np.Array, State] {
  const names = Object.keys(state.weights);
  const kept = mapWeights((name) => state.weights[name].ref, names);
  const [value, gradient] = valueAndGrad((w: Weights, each: np.Array, epsilon: np.Array) =>
    loss(layout, w, each, epsilon),
  )(kept, x, random.normal(key, [BATCH, headOf(layout).outputs]));
  const next: State = { weights: {}, m: {}, v: {} };
  for (const name of names) {
    const g = gradient[name] as np.Array;
    const m = state.m[name].mul(0.9).add(g.ref.mul(0.1));
    const v = state.v[name].mul(0.999).add(np.square(g).mul(0.001));
    const root = np.sqrt(v.ref.mul(second.ref)).add(1e-8);
    next.weights[name] = state.weights[name].sub(m.ref.mul(rate.ref).div(root));
    next.m[name] = m;
    next.v[name] = v;
  }
  rate.dispose();
  second.dispose();
  return [value, next];
}

export async function startJax(device: JaxDevice, task: Task): Promise<Subject> {
  const devices = await init(device);
  if (!devices.includes(device)) throw new Error(`jax-js has no ${device}`);
  defaultDevice(device);
  const layout = layoutOf(task.spec);
  const tensors = tensorsOf(layout);
  const names = tensors.map((t) => t.name);
  const first = mapWeights((name) => {
    const t = tensors.find((each) => each.name === name)!;
    return np.array(task.parameters.slice(t.offset, t.offset + t.size)).reshape([...t.shape]);
  }, names);
  const zeros = () => mapWeights((name) => np.zeros(first[name].shape), names);
  const batches = Array.from({ length: task.images.length / (BATCH * INPUT_SIZE) }, (_, i) => {
    const bytes = task.images.subarray(i * BATCH * INPUT_SIZE, (i + 1) * BATCH * INPUT_SIZE);
    return np.array(Float32Array.from(bytes, (byte) => byte / 255)).reshape([BATCH, INPUT_SIZE]);
  });
  let state: State = { weights: first, m: zeros(), v: zeros() };
  const compiled = jit((...given: Given) => step(layout, ...given));
  let t = 0;
  return {
    async firstLoss({ x, epsilon }: Sample) {
      const w = mapWeights((name) => state.weights[name].ref, names);
      const value = loss(
        layout,
        w,
        np.array(x).reshape([BATCH, INPUT_SIZE]),
        np.array(epsilon).reshape([BATCH, task.spec.latent]),
      );
      const [number] = await value.data();
      return number;
    },
    async train(count) {
      let last: np.Array | null = null;
      for (let i = 0; i < count; i++) {
        t++;
        last?.dispose();
        const [value, next] = compiled(
          state,
          batches[t % batches.length].ref,
          random.key(t),
          np.array(1e-3 / (1 - 0.9 ** t)),
          np.array(1 / (1 - 0.999 ** t)),
        );
        last = value;
        state = next;
      }
      await blockUntilReady(state);
      await last?.data();
    },
    async parameters() {
      const flat = new Float32Array(layout.size);
      for (const { name, offset } of tensors) {
        const values = await state.weights[name].ref.data();
        flat.set(values as Float32Array, offset);
      }
      return flat;
    },
  };
}
