/**
 * The page that the benchmarks drive: `window.bench` opens subjects, each in its own worker, and passes
 * commands to them one at a time.
 */

import { batchIndices } from '../../src/data/batches';
import { drawDigits } from '../../src/data/glyphs';
import { loadDataset } from '../../src/data/source';
import { createDecoder } from '../../src/decode/decoder';
import { freshState } from '../../src/engine/engine';
import { createSimdEngine } from '../../src/engine/simd/engine';
import { hyperWith } from '../../src/experiment/specOf';
import { fillNormal, Purpose } from '../../src/math/random';
import { layoutOf } from '../../src/model/compile';
import { initialParameters } from '../../src/model/init';
import { referenceGradient } from '../../src/model/reference';
import { INPUT_SIZE } from '../../src/model/spec';
import type { Answer, Order } from './listen';
import { MODELS } from './models';
import { BATCH, BATCHES, type Sample, SEED, type Task } from './subject';

let task: Task;
let sample: Sample;
const workers = new Map<string, Worker>();

/** Sets the task of every subject that is opened from now on. */
function give(model: string, images: Uint8Array): void {
  const spec = MODELS[model];
  task = { spec, parameters: initialParameters(spec, SEED), images };
}

/** Batch and noise of step 0, as every engine of ours draws them. */
function firstSample(): Sample {
  const indices = new Uint32Array(BATCH);
  batchIndices(indices, 0, task.images.length / INPUT_SIZE, SEED);
  const x = new Float32Array(BATCH * INPUT_SIZE);
  indices.forEach((index, row) => {
    for (let p = 0; p < INPUT_SIZE; p++) x[row * INPUT_SIZE + p] = task.images[index * INPUT_SIZE + p] / 255;
  });
  const epsilon = new Float32Array(BATCH * task.spec.latent);
  fillNormal(epsilon, SEED, Purpose.epsilon, 0);
  return { x, epsilon };
}

function ask(subject: string, order: Order): Promise<unknown> {
  const worker = workers.get(subject);
  if (!worker) throw new Error(`${subject} is not open`);
  const answered = answer(worker);
  worker.postMessage(order);
  return answered;
}

/** The next message of a worker. */
function answer(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.ok ? resolve(data.value) : reject(new Error(data.message));
    worker.onerror = (event) => reject(new Error(event.message || 'the worker died'));
  });
}

/** −ELBO of parameters on the test images, in nats: the same function for all. */
let evaluate: ((parameters: Float32Array) => Promise<number>) | null = null;

const bench = {
  /** The following subjects have this model, and learn from drawn digits. */
  draw(model: string): void {
    give(model, drawDigits(BATCHES * BATCH, SEED).images);
    sample = firstSample();
  },
  /**
   * The following subjects have this model, and learn from MNIST in the order of our first epoch; false where
   * there is none.
   */
  async takeMnist(model: string): Promise<boolean> {
    const found = await loadDataset('mnist', { base: location.href.replace(/[^/]*$/, '') }).catch(() => null);
    if (!found) return false;
    const { train, test } = found;
    const batches = Math.floor(train.count / BATCH);
    const shuffled = new Uint8Array(batches * BATCH * INPUT_SIZE);
    const indices = new Uint32Array(batches * BATCH);
    batchIndices(indices, 0, train.count, SEED);
    indices.forEach((index, row) => {
      const from = index * INPUT_SIZE;
      shuffled.set(train.images.subarray(from, from + INPUT_SIZE), row * INPUT_SIZE);
    });
    give(model, shuffled);
    sample = firstSample();
    const engine = await createSimdEngine({
      spec: task.spec,
      seed: SEED,
      batch: BATCH,
      images: new Uint8Array(),
    });
    const { spec } = engine;
    evaluate = async (parameters) => {
      await engine.load(freshState(spec, parameters));
      const { recon, kl, count } = await engine.evaluate(test.images, test.count, 0);
      return (recon + kl) / count;
    };
    return true;
  },
  async negElbo(subject: string): Promise<number> {
    const parameters = await ask(subject, { type: 'parameters' });
    if (!evaluate || !(parameters instanceof Float32Array)) throw new Error('no test images');
    return evaluate(parameters);
  },
  /** Resolves with what it runs on, where it says so. */
  async open(subject: string): Promise<unknown> {
    const worker = new Worker(new URL('./subject.worker.ts', import.meta.url), { type: 'module' });
    workers.set(subject, worker);
    await answer(worker); // Ready to receive: an earlier command would be lost.
    return ask(subject, { type: 'start', subject, task });
  },
  firstLoss: (subject: string) => ask(subject, { type: 'firstLoss', sample }),
  train: (subject: string, count: number) => ask(subject, { type: 'train', count }),
  gpuCalls: (subject: string, count: number) => ask(subject, { type: 'gpuCalls', count }),
  decode: (subject: string, count: number, repeats: number) =>
    ask(subject, { type: 'decode', count, repeats }),
  close(subject: string): void {
    workers.get(subject)?.terminate();
    workers.delete(subject);
  },
  /** The loss of step 0 in float64, which every subject should find. */
  referenceLoss(): number {
    const images = Uint8Array.from(sample.x, (value) => Math.round(value * 255));
    const parameters = Float64Array.from(task.parameters);
    // Its ε is that of the sample: both are draws of the same counters.
    return referenceGradient(task.spec, 0, parameters, { images, seed: SEED, step: 0 }, hyperWith({}))
      .objective;
  },
  /** Milliseconds of each of `repeats` decodes of `count` points on the UI thread, and of loading weights. */
  async decodeOnPage(count: number, repeats: number): Promise<{ decode: number[]; load: number[] }> {
    const decoder = createDecoder(task.spec);
    await decoder.upgraded;
    const weights = task.parameters.slice(layoutOf(task.spec).decoderStart);
    const pixels = new Float32Array(count * INPUT_SIZE);
    const z = new Float32Array(count * task.spec.latent);
    const times = { decode: [] as number[], load: [] as number[] };
    for (let i = 0; i < repeats; i++) {
      const begin = performance.now();
      decoder.load(weights);
      times.load.push(performance.now() - begin);
    }
    for (let i = 0; i < repeats; i++) {
      fillNormal(z, SEED, Purpose.prior, i);
      const begin = performance.now();
      decoder.decode(z, count, pixels);
      times.decode.push(performance.now() - begin);
    }
    return times;
  },
  async adapter(): Promise<string> {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return 'none';
    const { vendor, architecture, description } = adapter.info;
    return [vendor, architecture, description].filter((word) => word !== '').join(' ');
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
