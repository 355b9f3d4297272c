/**
 * The general engine: any model of the house, on any backend of tfjs. It holds the images as bytes,
 * gathers a batch a step, and answers by asynchronous reads only.
 */
import * as tf from '@tensorflow/tfjs-core';
import { batchIndices } from '../../data/batches';
import { ProblemError } from '../../experiment/problem';
import { fillNormal, Purpose } from '../../math/random';
import { initialParameters } from '../../model/init';
import { layoutOf } from '../../model/layout';
import { termsOf } from '../../model/program';
import { betaAt } from '../../model/schedule';
import { type Hyper, INPUT_SIZE } from '../../model/spec';
import { type Engine, type EngineSetup, type TrainingState, updates } from '../engine';
import { explicitProducts, flaggedProducts } from './dense';
import { type Backend, openDevice, type TfjsDevice } from './device';
import { decode, encode, gradients, lossSums, type Network } from './network';
import { deviceStore, hostStore, values } from './store';

/** Images at once where the count is the caller's: bounds the memory of the widest layer. */
const SLICE = 1000;

/**
 * Opens the backend and puts an engine on it, with the first weights of (spec, seed).
 * Throws ProblemError('engine.unavailable') where the backend cannot run here.
 */
export async function createTfjsEngine(backend: Backend, setup: EngineSetup): Promise<Engine> {
  const device = await openDevice(backend);
  try {
    return engineOn(device, setup);
  } catch (error) {
    device.close();
    throw error;
  }
}

/** The engines that are tfjs, by their names in the settings. */
export type TfjsEngineId = `tfjs-${Backend}`;

/** The backend of tfjs behind an engine's name. */
export function backendOf(id: TfjsEngineId): Backend {
  switch (id) {
    case 'tfjs-webgpu':
      return 'webgpu';
    case 'tfjs-webgl':
      return 'webgl';
    case 'tfjs-wasm':
      return 'wasm';
    case 'tfjs-cpu':
      return 'cpu';
    default:
      return id satisfies never;
  }
}

/** An engine on an open device; disposing of it closes the device once. */
function engineOn(device: TfjsDevice, setup: EngineSetup): Engine {
  const { spec, seed, batch, images } = setup;
  const { latent } = spec;
  const layout = layoutOf(spec);
  const net: Network = {
    spec,
    layout,
    products: device.view ? explicitProducts : flaggedProducts,
  };
  const count = images.length / INPUT_SIZE;
  const terms = termsOf(spec);
  const stochastic = spec.family === 'vae';
  device.activate();
  const store = device.view ? hostStore(layout, device.view) : deviceStore(layout);
  const indices = new Uint32Array(batch);
  let disposed = false;

  function begin(): void {
    if (disposed)
      throw new ProblemError('engine.failed', { engine: `tfjs-${device.backend}`, message: 'disposed' });
    device.activate();
  }

  function load(state: TrainingState): void {
    for (const part of [state.parameters, state.m, state.v]) {
      if (part.length !== layout.size)
        throw new Error(`${part.length} numbers for ${layout.size} parameters`);
    }
    store.load(state);
  }

  const zeros = () => new Float32Array(layout.size);
  load({ parameters: initialParameters(spec, seed), m: zeros(), v: zeros(), updates: updates(0) });

  /** [recon, kl] of one step, summed over its batch; updates the parameters. */
  function step(s: number, hyper: Hyper): tf.Tensor {
    batchIndices(indices, s, count, seed);
    const pass = tf.tidy(() => {
      const x = tf.tensor2d(gather(images, indices), [batch, INPUT_SIZE]);
      const epsilon = stochastic ? noise(Purpose.epsilon, s, batch, 0) : null;
      return gradients(net, store.weights, x, epsilon, betaAt(hyper, s));
    });
    // Outside the tidy: what the store makes outlives the step.
    store.update(pass.gradients, hyper.learningRate);
    tf.dispose(pass.gradients);
    return pass.sums;
  }

  function noise(purpose: Purpose, s: number, rows: number, firstRow: number): tf.Tensor2D {
    const out = new Float32Array(rows * latent);
    fillNormal(out, seed, purpose, s, firstRow * latent);
    return tf.tensor2d(out, [rows, latent]);
  }

  function imageTensor(bytes: Uint8Array, from: number, n: number): tf.Tensor2D {
    const part = bytes.subarray(from * INPUT_SIZE, (from + n) * INPUT_SIZE);
    return tf.tensor2d(
      Float32Array.from(part, (b) => b / 255),
      [n, INPUT_SIZE],
    );
  }

  return {
    id: `tfjs-${device.backend}`,
    device: device.description,
    spec,
    lost: device.lost,

    async load(state) {
      begin();
      load(state);
    },

    async save() {
      begin();
      return store.save();
    },

    async readParameters(from = 0, into) {
      begin();
      const read = await store.read(from);
      if (!into) return read;
      into.set(read);
      return into;
    },

    async train(first, n, hyper) {
      begin();
      const sums: tf.Tensor[] = [];
      for (let s = first; s < first + n; s++) sums.push(step(s, hyper));
      const read = await readAll(sums);
      const losses = new Float32Array(n * terms.length);
      read.forEach(([recon, kl], i) => {
        const beta = betaAt(hyper, first + i);
        const row = [(recon + beta * kl) / batch, recon / batch, kl / batch];
        losses.set(row.slice(0, terms.length), i * terms.length);
      });
      return losses;
    },

    async encode(bytes, n) {
      begin();
      const slices = sliced(n, (from, rows) =>
        tf.tidy(() => {
          const { mu, logVar } = encode(net, store.weights, imageTensor(bytes, from, rows));
          return logVar ? [mu, logVar] : [mu];
        }),
      );
      const read = await readAll(slices.flat());
      const heads = stochastic ? 2 : 1;
      const head = (h: number) =>
        join(
          read.filter((_, i) => i % heads === h),
          n * latent,
        );
      return { mu: head(0), logVar: stochastic ? head(1) : null };
    },

    async decode(z, n) {
      begin();
      const slices = sliced(n, (from, rows) =>
        tf.tidy(() => {
          const part = z.slice(from * latent, (from + rows) * latent);
          return decode(net, store.weights, tf.tensor2d(part, [rows, latent]));
        }),
      );
      return join(await readAll(slices), n * INPUT_SIZE);
    },

    async evaluate(bytes, n, firstIndex) {
      begin();
      const slices = sliced(n, (from, rows) =>
        tf.tidy(() => {
          const epsilon = stochastic ? noise(Purpose.evaluate, 0, rows, firstIndex + from) : null;
          return lossSums(net, store.weights, imageTensor(bytes, from, rows), epsilon);
        }),
      );
      let recon = 0;
      let kl = 0;
      for (const [r, k] of await readAll(slices)) {
        recon += r;
        kl += k;
      }
      return { recon, kl, count: n };
    },

    dispose() {
      if (disposed) return;
      disposed = true;
      store.dispose();
      device.close();
    },
  };
}

/** The named images as numbers in [0, 1], row after row. */
function gather(images: Uint8Array, indices: Uint32Array): Float32Array {
  const out = new Float32Array(indices.length * INPUT_SIZE);
  let o = 0;
  for (const index of indices) {
    const start = index * INPUT_SIZE;
    for (let i = start; i < start + INPUT_SIZE; i++) out[o++] = images[i] / 255;
  }
  return out;
}

function sliced<T>(n: number, run: (from: number, rows: number) => T): T[] {
  const parts: T[] = [];
  for (let from = 0; from < n; from += SLICE) parts.push(run(from, Math.min(SLICE, n - from)));
  return parts;
}

/** Reads tensors of any shapes back by one transfer, and disposes of them. */
async function readAll(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  if (tensors.length === 0) return [];
  const all = tf.tidy(() => tf.concat(tensors.map((t) => tf.reshape(t, [-1]))));
  const sizes = tensors.map((t) => t.size);
  for (const t of tensors) t.dispose();
  try {
    const read = await values(all);
    let offset = 0;
    return sizes.map((size) => {
      offset += size;
      return read.subarray(offset - size, offset);
    });
  } finally {
    all.dispose();
  }
}

function join(parts: readonly Float32Array[], size: number): Float32Array {
  const out = new Float32Array(size);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}
