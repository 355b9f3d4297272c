/**
 * The autoencoder in WebAssembly memory: forward, losses, backward with the update, all in place.
 * `model/reference.ts` says the same in plain numbers. It knows neither batches nor steps.
 *
 * Several threads may compute it, each with a network of its own over the same memory: every task is written
 * once and done by all, each for its own rows. Bits do not depend on how many there are: a tile of rows is
 * one thread's, and sums over images are taken in their order.
 */
import type { Purpose } from '../../math/random';
import { INPUT_SIZE } from '../../model/spec';
import { corrections } from '../adam';
import { type LossSums, type TrainingState, updates } from '../engine';
import { type Matrix, roundUp } from './arena';
import type { Crew } from './crew';
import { type Kernels, LIKELIHOOD, PANEL, TILE } from './kernels';
import { forward, forwardSparse, packLayer, rowAt } from './layer';
import { type LearningLayer, type Plan, SPARSE_TILE_BYTES } from './plan';
import { type Piece, piecesOf, type Rows, rowsOf } from './share';

/** Which ε: draws of (seed, purpose, step), those of image `first` and on. */
export interface Draw {
  seed: number;
  purpose: Purpose;
  step: number;
  first: number;
}

/** For the engine's own thread, which orders; the others only `obey`. */
export interface Network {
  /** Where the caller puts count × 784 bytes, up to `rows` of them, before what reads them. */
  readonly images: Uint8Array;
  load(state: TrainingState): void;
  save(): TrainingState;
  /** Copies the parameters from `from` on. */
  readParameters(from: number, into: Float32Array): void;
  permuted(n: number, seed: number, epoch: number, i: number): number;

  /** From the images to μ and log σ². */
  encode(count: number): void;
  /** Losses of the images. */
  losses(count: number, draw: Draw): LossSums;
  /** One step of learning from the images; the losses before it. */
  learn(count: number, draw: Draw, hyper: { learningRate: number; beta: number }): LossSums;
  /** Copies `count` codes into `to` at `offset`. */
  copyMu(to: Float32Array, offset: number, count: number): void;
  copyLogVar(to: Float32Array, offset: number, count: number): void;
  /** Pixels of `count` codes of `z` from the code `first` on, into `to` at the same place. */
  decode(z: Float32Array, first: number, count: number, to: Float32Array): void;

  /** This thread's part of what another ordered. */
  obey(order: Float64Array): void;
}

export function createNetwork(plan: Plan, memory: WebAssembly.Memory, kernels: Kernels, crew: Crew): Network {
  const { spec, rows, epsilon, losses, encoder, mu, logVar, sampled, decoder, zeros } = plan;
  const { parameters, m, v, size } = plan.state;
  const { bytes, x, sparse } = plan.images;
  const { tiles, gradient, strip } = plan.scratch[crew.index];
  const { latent } = spec;
  const likelihood = LIKELIHOOD[spec.likelihood];
  const heads = logVar ? [mu, logVar] : [mu];
  const layers = [...encoder, ...heads, ...decoder];
  const pieces = piecesOf([...decoder, ...heads, ...encoder]);
  const { output } = decoder[decoder.length - 1];
  const floats = new Float32Array(memory.buffer);
  const part = (at: number, length: number) => floats.subarray(at / 4, at / 4 + length);
  const lossesOf = (at: number) => new Float64Array(memory.buffer, at, rows);
  const recon = lossesOf(losses.recon);
  const kl = lossesOf(losses.kl);
  /** Updates of each learner: they learn in every step. */
  let made = 0;

  // — the parts: each thread for some rows —

  /** Bytes to numbers, with and without their paper. */
  function read({ from, rows: count }: Rows): void {
    kernels.unpack(bytes + from * INPUT_SIZE, rowAt(x, from), x.ld, count, INPUT_SIZE);
    kernels.packSparseRows(rowAt(x, from), x.ld, count, INPUT_SIZE, sparseAt(from));
  }

  const sparseAt = (row: number) => sparse + (row / TILE) * SPARSE_TILE_BYTES;

  function drawEpsilon(
    { from, rows: count }: Rows,
    seed: number,
    purpose: number,
    step: number,
    first: number,
  ) {
    if (!logVar) return;
    const at = epsilon + 4 * from * latent;
    kernels.fillNormal(at, count * latent, seed, purpose, step, (first + from) * latent);
  }

  function apply(layer: LearningLayer, mine: Rows): void {
    if (layer.input === x) forwardSparse(kernels, parameters, layer, sparseAt(mine.from), mine);
    else forward(kernels, parameters, layer, layer.input, mine, tiles);
  }

  function encodeRows(mine: Rows): void {
    for (const layer of encoder) apply(layer, mine);
    for (const layer of heads) apply(layer, mine);
  }

  function decodeRows(mine: Rows): void {
    for (const layer of decoder) apply(layer, mine);
  }

  /** Losses; with a scale, the output becomes the gradient of the reconstruction times it. */
  function pass(mine: Rows, scale: number): void {
    const { from, rows: count } = mine;
    encodeRows(mine);
    if (logVar) {
      const [means, variances, codes] = [mu.output, logVar.output, sampled].map((o) => rowAt(o, from));
      const drawn = epsilon + 4 * from * latent;
      kernels.reparameterise(means, variances, drawn, codes, sampled.ld, count, latent, losses.kl + 8 * from);
    }
    decodeRows(mine);
    const [o, target] = [output, x].map((matrix) => rowAt(matrix, from));
    kernels.reconstruction(likelihood, o, target, x.ld, count, INPUT_SIZE, scale, losses.recon + 8 * from);
  }

  /** δ of every layer, from that of the output; `pull` is β / batch. */
  function back(mine: Rows, pull: number, count: number): void {
    for (let l = decoder.length - 1; l >= 0; l--) {
      through(decoder[l], mine, count);
      toInput(decoder[l], l > 0 ? decoder[l - 1].delta : mu.delta, mine, false);
    }
    if (logVar) throughLatent(mine, pull);
    for (const head of heads) {
      through(head, mine, count);
      if (encoder.length > 0) toInput(head, encoder[encoder.length - 1].delta, mine, head === logVar);
    }
    for (let l = encoder.length - 1; l >= 0; l--) {
      through(encoder[l], mine, count);
      if (l > 0) toInput(encoder[l], encoder[l - 1].delta, mine, false);
    }
  }

  /** δ of a layer's outputs becomes δ before its activation, and goes into the panels of all `count` rows. */
  function through({ activation, output: y, delta, deltaPanels }: LearningLayer, mine: Rows, count: number) {
    const { from, rows: own } = mine;
    const d = rowAt(delta, from);
    kernels.throughActivation(activation, d, rowAt(y, from), y.ld, own, roundUp(y.columns, 4));
    kernels.packColumns(d, own, delta.columns, delta.ld, deltaPanels + from * PANEL * 4, count);
  }

  /** Writes, or adds, ∂ of a layer's input. */
  function toInput(
    { delta, rowPanels, inputs, outputs }: LearningLayer,
    into: Matrix,
    mine: Rows,
    adds: boolean,
  ) {
    if (rowPanels === null) return;
    const { from, rows: own } = mine;
    const to = rowAt(into, from);
    const [start, ldStart] = adds ? [to, into.ld] : [zeros, 0];
    const d = rowAt(delta, from);
    kernels.product(d, delta.ld, own, outputs, rowPanels, inputs, start, ldStart, to, into.ld, tiles);
  }

  /** ∂z, which lies in μ's place, becomes ∂μ; beside it ∂log σ². */
  function throughLatent({ from, rows: own }: Rows, pull: number): void {
    if (!logVar) return;
    const places = [mu.delta, logVar.delta, mu.output, logVar.output].map((o) => rowAt(o, from));
    const [d, dLogVar, means, variances] = places;
    const drawn = epsilon + 4 * from * latent;
    kernels.throughLatent(d, dLogVar, means, variances, drawn, mu.delta.ld, own, latent, pull);
  }

  /** ∂W of some inputs of a layer, their update, and their weights into panels again while they are at hand. */
  function learnPiece(
    { layer, from, to }: Piece<LearningLayer>,
    count: number,
    rate: number,
    floor: number,
  ): void {
    const { input, inputs, outputs, weight, panels, deltaPanels } = layer;
    kernels.learn(
      input.at,
      input.ld,
      input === x,
      count,
      inputs,
      outputs,
      deltaPanels,
      parameters,
      m,
      v,
      weight,
      rate,
      floor,
      zeros,
      gradient,
      strip,
      from,
      to,
    );
    const w = parameters + 4 * (weight + from * outputs);
    kernels.packColumns(w, to - from, outputs, 4 * outputs, panels + from * PANEL * 4, inputs);
    packRows(layer, from, to);
  }

  function packRows({ weight, inputs, outputs, rowPanels }: LearningLayer, from: number, to: number): void {
    if (rowPanels === null) return;
    const w = parameters + 4 * weight;
    kernels.packRows(w, inputs, outputs, rowPanels, from / PANEL, Math.ceil(to / PANEL));
  }

  // — the tasks: what all threads do at once. An order is the place of one in this list, and its numbers —

  const mineOf = (count: number) => rowsOf(count, crew.index, crew.size);
  const ENCODE = 0;
  const DECODE = 1;
  const LOSSES = 2;
  const LEARN = 3;
  const tasks: ((...numbers: number[]) => void)[] = [
    (count) => {
      const mine = mineOf(count);
      read(mine);
      encodeRows(mine);
    },
    (count) => {
      const mine = mineOf(count);
      decodeRows(mine);
      kernels.toPixels(likelihood, rowAt(output, mine.from), output.ld, mine.rows, INPUT_SIZE);
    },
    (count, seed, purpose, step, first) => {
      const mine = mineOf(count);
      read(mine);
      drawEpsilon(mine, seed, purpose, step, first);
      pass(mine, 0);
    },
    (count, seed, purpose, step, first, pull, rate, floor) => {
      const mine = mineOf(count);
      read(mine);
      drawEpsilon(mine, seed, purpose, step, first);
      pass(mine, 1 / count);
      back(mine, pull, count);
      // A weight learns from the rows of all, and all read it on their way back.
      crew.meet();
      for (let i = crew.take(); i < pieces.length; i = crew.take()) learnPiece(pieces[i], count, rate, floor);
    },
  ];

  function together(task: number, ...numbers: number[]): void {
    crew.lead([task, ...numbers], () => tasks[task](...numbers));
  }

  /** In the order of the rows, whoever computed them. */
  const sum = (values: Float64Array, count: number) => {
    let total = 0;
    for (let row = 0; row < count; row++) total += values[row];
    return total;
  };
  const sums = (count: number): LossSums => ({
    recon: sum(recon, count),
    kl: logVar ? sum(kl, count) : 0,
    count,
  });

  function copy(from: Matrix, to: Float32Array, offset: number, count: number): void {
    for (let row = 0; row < count; row++) {
      const at = rowAt(from, row) / 4;
      to.set(floats.subarray(at, at + from.columns), offset + row * from.columns);
    }
  }

  return {
    images: new Uint8Array(memory.buffer, bytes, rows * INPUT_SIZE),

    load(state) {
      part(parameters, size).set(state.parameters);
      part(m, size).set(state.m);
      part(v, size).set(state.v);
      made = state.updates.decoder;
      for (const layer of layers) {
        packLayer(kernels, parameters, layer);
        packRows(layer, 0, layer.inputs);
      }
    },

    save: () => ({
      parameters: part(parameters, size).slice(),
      m: part(m, size).slice(),
      v: part(v, size).slice(),
      updates: updates(made),
    }),

    readParameters: (from, into) => into.set(part(parameters + 4 * from, size - from)),
    permuted: (n, seed, epoch, i) => kernels.permuted(n, seed, epoch, i) >>> 0,

    encode: (count) => together(ENCODE, count),

    losses(count, { seed, purpose, step, first }) {
      together(LOSSES, count, seed, purpose, step, first);
      return sums(count);
    },

    learn(count, { seed, purpose, step, first }, { learningRate, beta }) {
      const { rate, epsilon: floor } = corrections(++made, learningRate);
      together(LEARN, count, seed, purpose, step, first, beta / count, rate, floor);
      return sums(count);
    },

    copyMu: (to, offset, count) => copy(mu.output, to, offset, count),
    copyLogVar: (to, offset, count) => logVar && copy(logVar.output, to, offset, count),

    decode(z, first, count, to) {
      for (let row = 0; row < count; row++) {
        const from = (first + row) * latent;
        floats.set(z.subarray(from, from + latent), rowAt(sampled, row) / 4);
      }
      together(DECODE, count);
      copy(output, to, first * INPUT_SIZE, count);
    },

    obey([task, ...numbers]) {
      tasks[task](...numbers);
    },
  };
}
