/**
 * The autoencoder in WebAssembly memory: forward, losses, backward with the update, all in place.
 * `model/reference.ts` says the same in plain numbers. It knows neither batches nor steps.
 */
import type { Purpose } from '../../math/random';
import { headOf, layoutOf } from '../../model/layout';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { corrections } from '../adam';
import { type LossSums, type TrainingState, updates } from '../engine';
import { Arena, type Matrix, roundUp } from './arena';
import { BLOCK, LIKELIHOOD, openKernels, PANEL, TILE } from './kernels';
import { forward, forwardSparse, type Layer, layLayer, packLayer } from './layer';

export interface Network {
  /** Where the caller puts count × 784 bytes, up to `rows` of them; then `readImages`. */
  readonly images: Uint8Array;
  /** Images or codes at once. */
  readonly rows: number;
  load(state: TrainingState): void;
  save(): TrainingState;
  /** Copies the parameters from `from` on. */
  readParameters(from: number, into: Float32Array): void;
  permuted(n: number, seed: number, epoch: number, i: number): number;

  /** Takes the first `count` of `images` as the input of what follows. */
  readImages(count: number): void;
  /** ε for `count` images: draws from `first` on of (seed, purpose, step). */
  drawEpsilon(count: number, seed: number, purpose: Purpose, step: number, first: number): void;
  /** From the images to μ and log σ². */
  encode(count: number): void;
  /** Losses of the images just read, with the ε just drawn. */
  losses(count: number): LossSums;
  /** One step of learning from the images just read, with the ε just drawn; the losses before it. */
  learn(count: number, hyper: Hyper): LossSums;
  /** Copies `count` codes, or pixels, into `to` at `offset`. */
  copyMu(to: Float32Array, offset: number, count: number): void;
  copyLogVar(to: Float32Array, offset: number, count: number): void;
  /** Pixels of `count` codes of `z` from the code `first` on, into `to` at the same place. */
  decode(z: Float32Array, first: number, count: number, to: Float32Array): void;
}

/** `rows`: how many images a call may bring at most; a batch among them. Throws ProblemError. */
export async function createNetwork(spec: ModelSpec, rows: number): Promise<Network> {
  const layout = layoutOf(spec);
  const { latent, activation } = spec;
  const likelihood = LIKELIHOOD[spec.likelihood];
  const arena = new Arena();

  const parameters = arena.floats(layout.size);
  const m = arena.floats(layout.size);
  const v = arena.floats(layout.size);
  const bytes = arena.bytes(rows * INPUT_SIZE);
  const x = arena.matrix(rows, INPUT_SIZE);
  /** The images again, packed without their paper. */
  const sparse = arena.bytes((roundUp(rows, TILE) / TILE) * (16 + INPUT_SIZE * (4 + 4 * TILE)));
  const epsilon = arena.floats(rows * latent);
  const lay = (l: (typeof layout.layers)[number]) => layLayer(arena, l, activation, rows);
  const encoder = layout.encoder.map(lay);
  const mu = lay(headOf(layout));
  const logVar = layout.logVar && lay(layout.logVar);
  const sampled = logVar ? arena.matrix(rows, latent) : mu.output;
  const decoder = layout.decoder.map(lay);
  const output = decoder[decoder.length - 1].output;
  const hidden = encoder.length > 0 ? encoder[encoder.length - 1].output : x;

  const widest = roundUp(Math.max(...layout.layers.map((l) => Math.max(l.inputs, l.outputs))), PANEL);
  const tiles = arena.floats(roundUp(rows, TILE) * Math.min(widest, BLOCK));
  const zeros = arena.floats(widest);
  const deltas = [arena.floats(roundUp(rows, TILE) * widest), arena.floats(roundUp(rows, TILE) * widest)];
  const deltaLogVar = arena.matrix(rows, latent);
  const deltaPanels = arena.panels(rows, widest);
  const rowPanels = arena.floats(Math.max(...layout.layers.map((l) => roundUp(l.inputs, PANEL) * l.outputs)));
  const gradient = arena.floats(TILE * widest);
  const strip = arena.floats(rows * (TILE + 1));

  const memory = arena.open();
  const kernels = await openKernels(memory);
  const floats = new Float32Array(memory.buffer);
  const part = (at: number, size: number) => floats.subarray(at / 4, at / 4 + size);
  /** Of each learner: they learn in every step. */
  let made = 0;
  /** Whether the panels still hold the weights as they are. */
  let packed = false;

  function pack(): void {
    if (packed) return;
    for (const layer of [...encoder, mu, ...(logVar ? [logVar] : []), ...decoder]) {
      packLayer(kernels, parameters, layer);
    }
    packed = true;
  }

  /** A delta for a layer's outputs or inputs, in one of two places that take turns. */
  const deltaAt = (place: number, columns: number): Matrix => ({
    at: deltas[place],
    ld: 4 * roundUp(columns, PANEL),
    columns,
  });

  function encode(count: number): void {
    pack();
    let input = x;
    for (const layer of encoder) {
      if (input === x) forwardSparse(kernels, parameters, layer, sparse, count);
      else forward(kernels, parameters, layer, input, count, tiles);
      input = layer.output;
    }
    for (const head of logVar ? [mu, logVar] : [mu]) {
      if (input === x) forwardSparse(kernels, parameters, head, sparse, count);
      else forward(kernels, parameters, head, input, count, tiles);
    }
  }

  function decodeRows(count: number): void {
    pack();
    let input = sampled;
    for (const layer of decoder) {
      forward(kernels, parameters, layer, input, count, tiles);
      input = layer.output;
    }
  }

  /** Losses; with a scale, the output becomes the gradient of the reconstruction times it. */
  function pass(count: number, scale: number): LossSums {
    encode(count);
    const kl = logVar
      ? kernels.reparameterise(mu.output.at, logVar.output.at, epsilon, sampled.at, sampled.ld, count, latent)
      : 0;
    decodeRows(count);
    const recon = kernels.reconstruction(likelihood, output.at, x.at, x.ld, count, INPUT_SIZE, scale);
    return { recon, kl, count };
  }

  /** Updates a layer by δ of its outputs; first, where wanted, writes (or adds) ∂ of its input. */
  function backward(
    layer: Layer,
    input: Matrix,
    delta: Matrix,
    count: number,
    { rate, epsilon: floor }: { rate: number; epsilon: number },
    into: Matrix | null,
    adds: boolean,
  ): void {
    const { inputs, outputs, weight } = layer;
    if (into) {
      const [start, ldStart] = adds ? [into.at, into.ld] : [zeros, 0];
      kernels.packRows(parameters + 4 * weight, inputs, outputs, rowPanels, 0, Math.ceil(inputs / PANEL));
      kernels.product(
        delta.at,
        delta.ld,
        count,
        outputs,
        rowPanels,
        inputs,
        start,
        ldStart,
        into.at,
        into.ld,
        tiles,
      );
    }
    kernels.packColumns(delta.at, count, outputs, delta.ld, deltaPanels, 0, Math.ceil(outputs / PANEL));
    kernels.learn(
      input.at,
      input.ld,
      input === x,
      count,
      inputs,
      outputs,
      delta.at,
      delta.ld,
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
      0,
      inputs,
    );
  }

  const network: Network = {
    images: new Uint8Array(memory.buffer, bytes, rows * INPUT_SIZE),
    rows,

    load(state) {
      part(parameters, layout.size).set(state.parameters);
      part(m, layout.size).set(state.m);
      part(v, layout.size).set(state.v);
      made = state.updates.decoder;
      packed = false;
    },

    save: () => ({
      parameters: part(parameters, layout.size).slice(),
      m: part(m, layout.size).slice(),
      v: part(v, layout.size).slice(),
      updates: updates(made),
    }),

    readParameters: (from, into) => into.set(part(parameters + 4 * from, layout.size - from)),
    permuted: (n, seed, epoch, i) => kernels.permuted(n, seed, epoch, i) >>> 0,

    readImages(count) {
      kernels.unpack(bytes, x.at, x.ld, count, INPUT_SIZE);
      kernels.packSparseRows(x.at, x.ld, count, INPUT_SIZE, sparse);
    },

    drawEpsilon(count, seed, purpose, step, first) {
      if (logVar) kernels.fillNormal(epsilon, count * latent, seed, purpose, step, first * latent);
    },

    encode,
    losses: (count) => pass(count, 0),

    learn(count, { learningRate, beta }) {
      const sums = pass(count, 1 / count);
      const rates = corrections(++made, learningRate);
      const back = (layer: Layer, input: Matrix, delta: Matrix, into: Matrix | null, adds = false) =>
        backward(layer, input, delta, count, rates, into, adds);

      let delta = output;
      let place = 0;
      for (let l = decoder.length - 1; l >= 0; l--) {
        const input = l > 0 ? decoder[l - 1].output : sampled;
        const into = deltaAt(place, input.columns);
        back(decoder[l], input, delta, into);
        if (l > 0) through(kernels, decoder[l - 1], into, count);
        delta = into;
        place = 1 - place;
      }

      // δ is ∂/∂z now; it becomes ∂/∂μ in its place.
      let into = encoder.length > 0 ? deltaAt(place, hidden.columns) : null;
      if (logVar) {
        kernels.throughLatent(
          delta.at,
          deltaLogVar.at,
          mu.output.at,
          logVar.output.at,
          epsilon,
          delta.ld,
          count,
          latent,
          beta / count,
        );
      }
      back(mu, hidden, delta, into);
      if (logVar) back(logVar, hidden, deltaLogVar, into, true);
      for (let l = encoder.length - 1; l >= 0 && into; l--) {
        delta = into;
        place = 1 - place;
        through(kernels, encoder[l], delta, count);
        const input = l > 0 ? encoder[l - 1].output : x;
        into = l > 0 ? deltaAt(place, input.columns) : null;
        back(encoder[l], input, delta, into);
      }
      packed = false;
      return sums;
    },

    copyMu: (to, offset, count) => copy(mu.output, to, offset, count),
    copyLogVar: (to, offset, count) => logVar && copy(logVar.output, to, offset, count),

    decode(z, first, count, to) {
      for (let row = 0; row < count; row++) {
        const from = (first + row) * latent;
        floats.set(z.subarray(from, from + latent), (sampled.at + row * sampled.ld) / 4);
      }
      decodeRows(count);
      kernels.toPixels(likelihood, output.at, output.ld, count, INPUT_SIZE);
      copy(output, to, first * INPUT_SIZE, count);
    },
  };

  function copy(from: Matrix, to: Float32Array, offset: number, count: number): void {
    for (let row = 0; row < count; row++) {
      const at = (from.at + row * from.ld) / 4;
      to.set(floats.subarray(at, at + from.columns), offset + row * from.columns);
    }
  }

  return network;
}

/** δ of a layer's outputs becomes δ before its activation. */
function through(
  kernels: Awaited<ReturnType<typeof openKernels>>,
  layer: Layer,
  delta: Matrix,
  rows: number,
): void {
  const { activation, output } = layer;
  kernels.throughActivation(activation, delta.at, output.at, output.ld, rows, roundUp(output.columns, 4));
}
