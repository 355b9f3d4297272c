/**
 * The fused engine for the CPU: MLP autoencoders on our own WebAssembly SIMD kernels. A step allocates
 * nothing and waits for nothing.
 */
import { fillBatch } from '../../data/batches';
import { ProblemError } from '../../experiment/problem';
import { Purpose } from '../../math/random';
import { initialParameters } from '../../model/init';
import { layoutOf } from '../../model/layout';
import { termsOf } from '../../model/program';
import { betaAt } from '../../model/schedule';
import { INPUT_SIZE } from '../../model/spec';
import { type Encoded, type Engine, type EngineSetup, type TrainingState, updates } from '../engine';
import { bestBuild } from './kernels';
import { createNetwork } from './network';

/** Images at once where the count is the caller's. */
const SLICE = 256;

/** With the first weights of (spec, seed). Throws ProblemError where the browser cannot. */
export async function createSimdEngine(setup: EngineSetup): Promise<Engine> {
  const { spec, seed, batch, images } = setup;
  const { latent } = spec;
  const layout = layoutOf(spec);
  const count = images.length / INPUT_SIZE;
  const network = await createNetwork(spec, Math.max(batch, SLICE));
  const terms = termsOf(spec);
  const indices = new Uint32Array(batch);
  let disposed = false;

  function begin(): void {
    if (disposed) throw new ProblemError('engine.failed', { engine: 'simd', message: 'disposed' });
  }

  function load(state: TrainingState): void {
    for (const part of [state.parameters, state.m, state.v]) {
      if (part.length !== layout.size)
        throw new Error(`${part.length} numbers for ${layout.size} parameters`);
    }
    network.load(state);
  }

  /** Calls `run` for slices of `n` images or codes. */
  function sliced(n: number, run: (from: number, rows: number) => void): void {
    for (let from = 0; from < n; from += SLICE) run(from, Math.min(SLICE, n - from));
  }

  function show(bytes: Uint8Array, from: number, rows: number): void {
    network.images.set(bytes.subarray(from * INPUT_SIZE, (from + rows) * INPUT_SIZE));
    network.readImages(rows);
  }

  const zeros = () => new Float32Array(layout.size);
  load({ parameters: initialParameters(spec, seed), m: zeros(), v: zeros(), updates: updates(0) });

  return {
    id: 'simd',
    device: bestBuild() === 'relaxed' ? 'WebAssembly relaxed SIMD' : 'WebAssembly SIMD',
    spec,
    lost: new Promise(() => {}),

    async load(state) {
      begin();
      load(state);
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

    async train(first, n, hyper) {
      begin();
      const losses = new Float32Array(n * terms.length);
      for (let i = 0; i < n; i++) {
        fillBatch(indices, first + i, count, (epoch, at) => network.permuted(count, seed, epoch, at));
        indices.forEach((index, row) => {
          const from = index * INPUT_SIZE;
          network.images.set(images.subarray(from, from + INPUT_SIZE), row * INPUT_SIZE);
        });
        network.readImages(batch);
        network.drawEpsilon(batch, seed, Purpose.epsilon, first + i, 0);
        const { recon, kl } = network.learn(batch, { ...hyper, beta: betaAt(hyper, first + i) });
        const at = i * terms.length;
        losses[at] = (recon + betaAt(hyper, first + i) * kl) / batch;
        losses[at + 1] = recon / batch;
        if (layout.logVar) losses[at + 2] = kl / batch;
      }
      return losses;
    },

    async encode(bytes, n) {
      begin();
      const codes: Encoded = {
        mu: new Float32Array(n * latent),
        logVar: layout.logVar ? new Float32Array(n * latent) : null,
      };
      sliced(n, (from, rows) => {
        show(bytes, from, rows);
        network.encode(rows);
        network.copyMu(codes.mu, from * latent, rows);
        if (codes.logVar) network.copyLogVar(codes.logVar, from * latent, rows);
      });
      return codes;
    },

    async decode(z, n) {
      begin();
      const pixels = new Float32Array(n * INPUT_SIZE);
      sliced(n, (from, rows) => network.decode(z, from, rows, pixels));
      return pixels;
    },

    async evaluate(bytes, n, firstIndex) {
      begin();
      const sums = { recon: 0, kl: 0, count: n };
      sliced(n, (from, rows) => {
        show(bytes, from, rows);
        network.drawEpsilon(rows, seed, Purpose.evaluate, 0, firstIndex + from);
        const { recon, kl } = network.losses(rows);
        sums.recon += recon;
        sums.kl += kl;
      });
      return sums;
    },

    dispose() {
      disposed = true;
    },
  };
}
