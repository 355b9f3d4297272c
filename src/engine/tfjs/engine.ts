/**
 * The general engine: any model, on any backend of tfjs, except convolutions on WebAssembly. It holds the
 * images as bytes, gathers a batch per step, and reads results asynchronously.
 */
import * as tf from '@tensorflow/tfjs-core';
import { batchIndices } from '../../data/batches';
import { ProblemError } from '../../experiment/problem';
import { hyperWith } from '../../experiment/specOf';
import { type CompiledPhase, compileModel, layoutOf, learningLayers } from '../../model/compile';
import { flushed } from '../../model/flush';
import { initialParameters } from '../../model/init';
import type { Layer } from '../../model/layout';
import type { Term } from '../../model/operations';
import { weightAt } from '../../model/schedule';
import { type Hyper, imageSize } from '../../model/spec';
import { type Engine, type EngineSetup, expectStateOf, freshState, type TrainingState } from '../engine';
import { canExecute } from '../engineCapabilities';
import { createUpdateCounter } from '../updateCounter';
import { batchTensors, pixelsOf } from './batch';
import { type Backend, openDevice, type TfjsDevice } from './device';
import { denseBackwardPlain, denseBackwardTransposed } from './layer';
import { deviceStore, hostStore, values } from './parameterStore';
import { learn, lossSums, type Network, results } from './pass';

/** Images per slice where the caller gives the count: bounds the memory of the widest layer. */
const SLICE = 1000;

/** Settings for passes that do not learn, which read none of them. */
const UNREAD = hyperWith({});

/**
 * Opens the backend and creates an engine on it, with the first weights of (spec, seed). Throws ProblemError:
 * 'engine.unsuited' where the backend cannot compute the model, 'engine.unavailable' where it cannot run
 * here.
 */
export async function createTfjsEngine(backend: Backend, setup: EngineSetup): Promise<Engine> {
  const engine: TfjsEngineId = `tfjs-${backend}`;
  if (!canExecute(engine, setup.spec)) throw new ProblemError('engine.unsuited', { engine });
  const device = await openDevice(backend);
  try {
    return engineOn(device, setup);
  } catch (error) {
    device.close();
    throw error;
  }
}

/** The engines on tfjs, by their names in the settings. */
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

/** Flushes tensors in place where JavaScript can access their memory. */
function flusher(view: (tensor: tf.Tensor) => Float32Array): (tensor: tf.Tensor2D) => void {
  return (tensor) => {
    const numbers = view(tensor);
    for (let i = 0; i < numbers.length; i++) numbers[i] = flushed(numbers[i]);
  };
}

/** An engine on an open device; disposing of the engine closes the device once. */
function engineOn(device: TfjsDevice, setup: EngineSetup): Engine {
  const { spec, seed, batch, images, labels } = setup;
  const { latent } = spec;
  const layout = layoutOf(spec);
  const program = compileModel(spec);
  const size = imageSize(spec.data);
  const count = images.length / size;
  device.activate();
  const store = device.view ? hostStore(spec, device.view) : deviceStore(spec);
  const net: Network = {
    spec,
    weights: store.weights,
    masks: masksOf(layout.layers),
    denseBack: device.view ? denseBackwardPlain : denseBackwardTransposed,
    flush: device.view ? flusher(device.view) : null,
  };
  const counter = createUpdateCounter();
  const indices = new Uint32Array(batch);
  let disposed = false;

  function begin(): void {
    if (disposed)
      throw new ProblemError('engine.failed', { engine: `tfjs-${device.backend}`, message: 'disposed' });
    device.activate();
  }

  function load(state: TrainingState): void {
    expectStateOf(spec, state);
    store.load(state);
    counter.load(state);
  }

  load(freshState(spec, initialParameters(spec, seed)));

  /** One step, all phases in order; returns the sums of each. */
  function step(s: number, hyper: Hyper): tf.Tensor[] {
    if (counter.switchTo(hyper)) store.clearMoments();
    batchIndices(indices, s, count, seed);
    const drawn = labels && Uint8Array.from(indices, (i) => labels[i]);
    const x = batchTensors(
      spec,
      { pixels: pixelsOf(images, { indices, size }), labels: drawn },
      { seed, step: s },
    );
    const sums = program.phases.map((phase) => {
      const learning = learningLayers(phase, hyper.turn);
      const done = tf.tidy(() => learn(net, phase, learning.length > 0, x, hyper));
      // Outside the tidy: tensors that the store creates outlive the step.
      if (learning.length > 0)
        store.update(
          learning,
          done.gradients,
          counter.next({ layout: program.layout, hyper, phase, step: s }),
        );
      tf.dispose(done.gradients);
      return done.sums;
    });
    x.images?.dispose();
    x.labels?.dispose();
    return sums;
  }

  /** A batch of the images from `from` on. The caller tidies. */
  function slice(bytes: Uint8Array, from: number, rows: number, classes?: Uint8Array, first = 0) {
    const part = bytes.subarray(from * size, (from + rows) * size);
    return batchTensors(
      spec,
      { pixels: pixelsOf(part), labels: classes?.subarray(from, from + rows) },
      { seed, step: 0, first: first + from },
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
      const counted = counter.state();
      return { ...(await store.save()), ...counted };
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
      for (let s = first; s < first + n; s++) sums.push(...step(s, hyper));
      const read = await readAll(sums);
      const { terms, phases } = program;
      const recorded = new Float32Array(n * terms.length);
      for (let i = 0; i < n; i++) {
        const of = read.slice(i * phases.length, (i + 1) * phases.length);
        const row = new Map<Term, number>();
        phases.forEach((phase, k) => void recordPhase(row, phase, of[k], batch, hyper, first + i));
        recorded.set(
          terms.map((term) => row.get(term) ?? Number.NaN),
          i * terms.length,
        );
      }
      return recorded;
    },

    async encode(bytes, n, classes) {
      begin();
      const { encode } = program;
      if (!encode) throw new Error(`no encoder in ${spec.family}`);
      const heads = encode.logVar ? [encode.mu, encode.logVar] : [encode.mu];
      const slices = sliced(n, (from, rows) =>
        tf.tidy(() => results(net, encode.ops, slice(bytes, from, rows, classes), UNREAD, heads)),
      );
      const read = await readAll(slices.flat());
      const head = (h: number) =>
        join(
          read.filter((_, i) => i % heads.length === h),
          n * latent,
        );
      return { mu: head(0), logVar: encode.logVar ? head(1) : null };
    },

    async decode(z, n, classes) {
      begin();
      const { decode } = program;
      if (!decode) throw new Error(`no latent in ${spec.family}`);
      const slices = sliced(n, (from, rows) =>
        tf.tidy(() => {
          const codes = z.slice(from * latent, (from + rows) * latent);
          const x = batchTensors(
            spec,
            { codes, labels: classes?.subarray(from, from + rows) },
            { seed, step: 0 },
          );
          const [outputs] = results(net, decode.ops, x, UNREAD, [decode.outputs]);
          return spec.likelihood === 'bernoulli' ? tf.sigmoid(outputs) : tf.clipByValue(outputs, 0, 1);
        }),
      );
      return join(await readAll(slices), n * size);
    },

    async evaluate(bytes, n, firstIndex, classes) {
      begin();
      const pass = program.evaluate;
      if (!pass) throw new Error(`nothing to evaluate in ${spec.family}`);
      const slices = sliced(n, (from, rows) =>
        tf.tidy(() => lossSums(net, pass, slice(bytes, from, rows, classes, firstIndex), UNREAD)),
      );
      const sums = { recon: 0, kl: 0, count: n };
      for (const read of await readAll(slices)) {
        pass.losses.forEach(({ loss }, i) => {
          if (loss === 'recon' || loss === 'kl') sums[loss] += read[i];
        });
      }
      return sums;
    },

    dispose() {
      if (disposed) return;
      disposed = true;
      store.dispose();
      for (const mask of net.masks.values()) mask.dispose();
      device.close();
    },
  };
}

/** What a phase records of a step, from its sums over the batch (`learn`). */
function recordPhase(
  row: Map<Term, number>,
  { losses, discriminatorMeans }: CompiledPhase,
  sums: Float32Array,
  batch: number,
  hyper: Hyper,
  step: number,
): void {
  let objective = 0;
  losses.forEach(({ term, weight }, i) => {
    objective += (weightAt(hyper, weight, step) * sums[losses.length + i]) / batch;
    if (term) row.set(term, sums[i] / batch);
  });
  discriminatorMeans.forEach(({ term, of }, i) => {
    row.set(term, sums[2 * losses.length + i] / (batch * of.length));
  });
  // Only models with one phase record it.
  row.set('total', objective);
}

/** 1 where a masked layer may have a weight, 0 elsewhere. */
function masksOf(layers: readonly Layer[]): Map<string, tf.Tensor2D> {
  const masks = new Map<string, tf.Tensor2D>();
  for (const layer of layers) {
    if (layer.kind !== 'masked') continue;
    const { name, reach, inputs, outputs } = layer;
    const mask = new Float32Array(inputs * outputs);
    reach.forEach((from, i) => void mask.fill(1, i * outputs + from, (i + 1) * outputs));
    masks.set(name, tf.tensor2d(mask, [inputs, outputs]));
  }
  return masks;
}

function sliced<T>(n: number, run: (from: number, rows: number) => T): T[] {
  const parts: T[] = [];
  for (let from = 0; from < n; from += SLICE) parts.push(run(from, Math.min(SLICE, n - from)));
  return parts;
}

/** Reads tensors of any shapes in one transfer, and disposes of them. */
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
