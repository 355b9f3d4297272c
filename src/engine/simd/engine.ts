/**
 * The fused engine for the CPU: dense models on our own WebAssembly SIMD kernels, on one thread or, where the
 * page is cross-origin isolated and it is faster, on several. A step waits for nothing but the other threads.
 */
import { fillBatch } from '../../data/batches';
import { ProblemError } from '../../experiment/problem';
import { hyperWith } from '../../experiment/specOf';
import { compileModel } from '../../model/compile';
import { initialParameters } from '../../model/init';
import { type DataShape, imageSize } from '../../model/spec';
import { type Encoded, type Engine, type EngineSetup, expectStateOf, freshState } from '../engine';
import { canExecute } from '../engineCapabilities';
import { Helpers } from './helpers';
import { bestBuild, compileKernels, openKernels } from './kernels';
import { createNetwork, type Network } from './network';
import { planNetwork } from './plan';
import { ThreadGroup } from './threadGroup';
import { canShareMemory, fastest, maxThreads } from './threads';

/** Images per slice where the caller gives the count. */
const SLICE = 256;

/** Measured number of threads, by model and batch: measured once in a session. */
const measuredThreads = new Map<string, number>();

/**
 * Starts with the first weights of (spec, seed). Throws ProblemError: 'engine.unsuited' where the kernels
 * cannot compute the model, 'engine.unavailable' where the browser has no SIMD, 'engine.memory' where it has
 * too little memory.
 */
export async function createSimdEngine(setup: EngineSetup): Promise<Engine> {
  const { spec, seed, batch, images } = setup;
  if (!canExecute('simd', spec)) throw new ProblemError('engine.unsuited', { engine: 'simd' });
  const { latent } = spec;
  const model = compileModel(spec);
  const { layout, terms } = model;
  const size = imageSize(spec.data);
  const count = images.length / size;
  const key = JSON.stringify([spec, batch]);
  const fixedThreads = setup.threads ?? measuredThreads.get(key);
  const most = canShareMemory() ? (fixedThreads ?? maxThreads()) : 1;

  const plan = planNetwork(model, batch, SLICE, most);
  const memory = plan.arena.open(most > 1);
  const module = await compileKernels(most > 1);
  const group = new ThreadGroup(memory, plan.board);
  const network = createNetwork(plan, memory, await openKernels(module, memory), group);
  const helpers = new Helpers(group, { module, memory, spec, batch, slice: SLICE, threads: most });
  const first = freshState(spec, initialParameters(spec, seed));
  network.load(first);
  try {
    await startHelpers();
  } catch (error) {
    helpers.end();
    throw error;
  }

  const indices = new Uint32Array(batch);
  let disposed = false;

  async function startHelpers(): Promise<void> {
    if (fixedThreads !== undefined) {
      await helpers.grow(most);
    } else if (most > 1) {
      const best = await measured();
      helpers.shrink(best);
      measuredThreads.set(key, best);
      network.load(first);
    }
  }

  /** The number of threads with which a step is fastest, as long as it gives the same bits as one thread. */
  function measured(): Promise<number> {
    let loss: number | null = null;
    return fastest(most, async (n) => {
      if (!(await helpers.grow(n))) return null;
      network.load(first);
      const step = timeSteps(network, spec.data, batch, terms.length);
      loss ??= step.loss;
      return step.loss === loss ? step.ms : null;
    });
  }

  function begin(): void {
    if (disposed) throw new ProblemError('engine.failed', { engine: 'simd', message: 'disposed' });
  }

  /** Calls `run` for slices of `n` images or codes. */
  function sliced(n: number, run: (from: number, rows: number) => void): void {
    for (let from = 0; from < n; from += SLICE) run(from, Math.min(SLICE, n - from));
  }

  function show(bytes: Uint8Array, labels: Uint8Array | undefined, from: number, shown: number): void {
    network.images.set(bytes.subarray(from * size, (from + shown) * size));
    tell(labels, from, shown);
  }

  function tell(labels: Uint8Array | undefined, from: number, shown: number): void {
    if (labels) network.labels.set(labels.subarray(from, from + shown));
    else network.labels.fill(0, 0, shown);
  }

  return {
    id: 'simd',
    device: deviceOf(group.size),
    spec,
    lost: new Promise(() => {}),

    async load(state) {
      begin();
      expectStateOf(spec, state);
      network.load(state);
    },

    async save() {
      begin();
      return network.save();
    },

    async readParameters(from = 0, into = new Float32Array(layout.size - from)) {
      begin();
      network.readParameters(from, into);
      return into;
    },

    async train(firstStep, n, hyper) {
      begin();
      const recorded = new Float32Array(n * terms.length);
      for (let i = 0; i < n; i++) {
        const step = firstStep + i;
        fillBatch(indices, step, count, (epoch, at) => network.permuted(count, seed, epoch, at));
        indices.forEach((index, row) => {
          const from = index * size;
          network.images.set(images.subarray(from, from + size), row * size);
          if (setup.labels) network.labels[row] = setup.labels[index];
        });
        network.learn(batch, seed, step, hyper, recorded, i * terms.length);
      }
      return recorded;
    },

    async encode(bytes, n, labels) {
      begin();
      const codes: Encoded = {
        mu: new Float32Array(n * latent),
        logVar: layout.logVar ? new Float32Array(n * latent) : null,
      };
      sliced(n, (from, shown) => {
        show(bytes, labels, from, shown);
        network.encode(shown, from, codes.mu, codes.logVar);
      });
      return codes;
    },

    async decode(z, n, labels) {
      begin();
      const pixels = new Float32Array(n * size);
      sliced(n, (from, shown) => {
        tell(labels, from, shown);
        network.decode(z, from, shown, pixels);
      });
      return pixels;
    },

    async evaluate(bytes, n, firstIndex, labels) {
      begin();
      const sums = { recon: 0, kl: 0, count: n };
      sliced(n, (from, shown) => {
        show(bytes, labels, from, shown);
        const { recon, kl } = network.evaluate(shown, seed, firstIndex + from);
        sums.recon += recon;
        sums.kl += kl;
      });
      return sums;
    },

    leaveCore(leave) {
      // With more than two cores, one is free already (threads.ts).
      group.rest(leave && navigator.hardwareConcurrency <= 2);
    },

    dispose() {
      disposed = true;
      helpers.end();
    },
  };
}

function deviceOf(threads: number): string {
  const build = bestBuild() === 'relaxed' ? 'WebAssembly relaxed SIMD' : 'WebAssembly SIMD';
  return threads > 1 ? `${build}, ${threads} threads` : build;
}

const WARM_UP_STEPS = 2;
/** Most steps that are timed, or as many as there is time for, since the reader waits. */
const TIMED_STEPS = 3;
const TIME_FOR_IT_MS = 60;

/**
 * The shortest time of a step in milliseconds, and the loss of the first timed step, which depends on every
 * bit before it.
 */
function timeSteps(
  network: Network,
  { side, channels }: DataShape,
  batch: number,
  terms: number,
): { ms: number; loss: number } {
  // About as much ink as a digit has, in the middle.
  const end = batch * side * side * channels;
  for (let i = 0; i < end; i++) {
    const column = Math.floor(i / channels) % side;
    network.images[i] = column > 0.29 * side && column < 0.71 * side ? i % 251 : 0;
  }
  let ms = Number.POSITIVE_INFINITY;
  let loss = 0;
  const hyper = hyperWith({});
  const recorded = new Float32Array(terms);
  const start = performance.now();
  for (let step = 0; step < WARM_UP_STEPS + TIMED_STEPS; step++) {
    const startedAt = performance.now();
    network.learn(batch, 0, step, hyper, recorded, 0);
    const ended = performance.now();
    if (step < WARM_UP_STEPS) continue;
    ms = Math.min(ms, ended - startedAt);
    if (step === WARM_UP_STEPS) loss = recorded[0];
    if (ended - start > TIME_FOR_IT_MS) break;
  }
  return { ms, loss };
}
