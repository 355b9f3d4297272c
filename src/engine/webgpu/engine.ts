/**
 * The fused engine on WebGPU: MLP autoencoders on kernels of our own. A step is a dozen dispatches; a
 * submit is several steps; nothing is made and next to nothing is sent in between. The images stay on
 * the GPU as bytes, shuffle and ε are drawn there, losses wait there until they are read.
 */

import { ProblemError } from '../../experiment/problem';
import { Purpose } from '../../math/random';
import { initialParameters } from '../../model/init';
import { termsOf } from '../../model/program';
import { betaAt } from '../../model/schedule';
import { type Hyper, INPUT_SIZE } from '../../model/spec';
import { corrections } from '../adam';
import { capable } from '../capable';
import { type Engine, type EngineSetup, type TrainingState, updates } from '../engine';
import { chooseVariant, VARIANTS } from './choose';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import { createPacing } from './pacing';
import {
  type BufferName,
  type Dispatch,
  LOSS_BYTES,
  type Place,
  type Plan,
  planOf,
  RING,
  SLICE,
  SLOT_BYTES,
  trainingStep,
} from './plan';
import { type Variant, variantName } from './product';
import { createProgram, failed, needsOf, type Program } from './program';
import { createReadback, type Readback } from './readback';
import { pack, paddedStart, quads, unpack } from './stages';
import { createSlots, NO_STEP } from './steps';

export interface WebgpuOptions {
  /** A device to share, which outlives the engine; it must bind buffers as large as the model needs. */
  device?: WebgpuDevice;
  /** The form of the matrix product; measured where it is not given. */
  variant?: Variant;
}

/**
 * With the first weights of (spec, seed). Throws ProblemError: 'engine.unavailable' where the browser
 * has no WebGPU, 'engine.memory' where it has no room for the model, 'engine.failed' where it fails.
 */
export async function createWebgpuEngine(setup: EngineSetup, options: WebgpuOptions = {}): Promise<Engine> {
  const { spec, batch, images } = setup;
  if (!capable('webgpu', spec)) throw new ProblemError('engine.unsuited', { engine: 'webgpu' });
  const plan = (variant: Variant) => planOf(spec, batch, images.length / INPUT_SIZE, variant);
  // How much room a model takes does not depend on the form of the product.
  const device = options.device ?? (await openWebgpuDevice(needsOf(plan(VARIANTS[0]))));
  const close = () => !options.device && device.close();
  try {
    const chosen = plan(options.variant ?? (await chooseVariant(device)));
    const program = await createProgram(device.gpu, chosen, setup.onProgress);
    return engineOn(device, program, chosen, setup, close);
  } catch (error) {
    close();
    throw error;
  }
}

function engineOn(
  device: WebgpuDevice,
  program: Program,
  plan: Plan,
  setup: EngineSetup,
  close: () => void,
): Engine {
  const { spec, seed, batch, images } = setup;
  const { stages } = plan;
  const { latent } = spec;
  const { queue } = device.gpu;
  const count = images.length / INPUT_SIZE;
  const stochastic = stages.spread === 2;
  const terms = termsOf(spec);
  const step = trainingStep(plan);
  const slots = createSlots(plan.steps);
  const pacing = createPacing(plan.steps);
  const weightBytes = 16 * stages.size;
  // Room for the weights, the losses, and a slice of whatever is asked for.
  const widest = Math.max(...[plan.picture, plan.code, plan.heads].map((place) => place.stride));
  const readback: Readback = createReadback(
    device.gpu,
    Math.max(weightBytes, RING * LOSS_BYTES, SLICE * 16 * widest),
  );
  /** Updates of each learner: they learn in every step. */
  let made = 0;
  let disposed = false;
  let turn: Promise<unknown> = Promise.resolve();

  /** One call at a time: they share the activations and the way back. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const begin = async () => {
      if (disposed) throw failed('disposed');
      const answer = await work();
      const fault = device.fault();
      if (fault !== null) throw failed(fault);
      return answer;
    };
    const done = turn.then(begin, begin);
    turn = done.catch(() => {});
    return done;
  }

  function load(state: TrainingState): void {
    for (const part of [state.parameters, state.m, state.v]) {
      if (part.length !== stages.layout.size)
        throw new Error(`${part.length} numbers for ${stages.layout.size} parameters`);
    }
    queue.writeBuffer(program.buffer('weights'), 0, pack(stages, state.parameters));
    queue.writeBuffer(program.buffer('firstMoments'), 0, pack(stages, state.m));
    queue.writeBuffer(program.buffer('secondMoments'), 0, pack(stages, state.v));
    made = state.updates.decoder;
  }

  /** One submit: so many slots that are filled in, the compute pass over them, and what goes back after. */
  function submit(
    filled: number,
    fill: (pass: GPUComputePassEncoder) => void,
    after: (encoder: GPUCommandEncoder) => void,
  ): void {
    queue.writeBuffer(program.buffer('slots'), 0, slots.bytes, 0, filled * SLOT_BYTES);
    const encoder = device.gpu.createCommandEncoder();
    const pass = encoder.beginComputePass();
    fill(pass);
    pass.end();
    after(encoder);
    queue.submit([encoder.finish()]);
  }

  /** Steps `first` … in one submit, their losses from `lossesAt` on; all losses so far go back if `read`. */
  function submitSteps(first: number, n: number, lossesAt: number, hyper: Hyper, read: boolean): void {
    for (let k = 0; k < n; k++) {
      const s = first + k;
      const start = s * batch;
      const epoch = Math.floor(start / count);
      const { rate, epsilon } = corrections(made + k + 1, hyper.learningRate);
      slots.set(k, {
        rows: batch,
        picksAt: k * plan.picksStep,
        noiseAt: k * plan.noiseStep,
        partialsAt: k * plan.partialsStep,
        lossesAt: lossesAt + k,
        reconPartials: plan.reconSums(batch),
        klPartials: plan.klSums(batch),
        images: count,
        seed,
        purpose: Purpose.epsilon,
        draw: s,
        firstNormal: 0,
        latent: stochastic ? latent : 0,
        epoch,
        position: start - epoch * count,
        rate,
        epsilon,
        share: 1 / batch,
        klShare: betaAt(hyper, s) / batch,
      });
    }
    submit(
      n,
      (pass) => {
        program.prepare(pass, batch, n);
        for (let k = 0; k < n; k++) for (const dispatch of step) program.add(pass, dispatch, batch, k, false);
        program.reduce(pass, n);
      },
      (encoder) => {
        if (read) readback.copy(encoder, program.buffer('losses'), 0, 0, (lossesAt + n) * LOSS_BYTES);
      },
    );
    made += n;
  }

  /** What a slice of images or codes that are not learned from goes through, and where the answers are. */
  interface SlicePass {
    dispatches: readonly Dispatch[];
    result: BufferName;
    /** First byte of the answers, and bytes a row; or of the sums, if there are none of rows. */
    at: number;
    rowBytes: number;
    sums: boolean;
  }

  /**
   * Takes n rows through a pass, in slices: `show` brings a slice's rows there, `take` gets its answers.
   * As many slices as there is room for share a way back.
   */
  async function inSlices(
    n: number,
    { dispatches, result, at, rowBytes, sums }: SlicePass,
    firstRow: number,
    show: (from: number, rows: number) => void,
    take: (numbers: Float32Array, from: number, rows: number) => void,
  ): Promise<void> {
    const sliceBytes = sums ? LOSS_BYTES : rowBytes * SLICE;
    const together = SLICE * Math.min(RING, Math.floor(readback.capacity / sliceBytes));
    for (let start = 0; start < n; start += together) {
      const end = Math.min(n, start + together);
      let bytes = 0;
      for (let from = start; from < end; from += SLICE) {
        const rows = Math.min(SLICE, end - from);
        show(from, rows);
        slots.set(0, {
          ...NO_STEP,
          rows,
          reconPartials: plan.reconSums(rows),
          klPartials: plan.klSums(rows),
          seed,
          purpose: Purpose.evaluate,
          firstNormal: (firstRow + from) * latent,
          latent: stochastic ? latent : 0,
        });
        submit(
          1,
          (pass) => {
            program.prepare(pass, rows, 1);
            for (const dispatch of dispatches) program.add(pass, dispatch, rows, 0, true);
            if (sums) program.reduce(pass, 1);
          },
          (encoder) => {
            const size = sums ? LOSS_BYTES : rowBytes * rows;
            readback.copy(encoder, program.buffer(result), at, bytes, size);
            bytes += size;
          },
        );
      }
      const numbers = await readback.take(bytes);
      for (let from = start; from < end; from += SLICE) {
        const first = ((from - start) / SLICE) * (sliceBytes / 4);
        take(numbers.subarray(first), from, Math.min(SLICE, end - from));
      }
    }
  }

  const sliceOf = (place: Place, dispatches: readonly Dispatch[]): SlicePass => ({
    dispatches,
    result: place.buffer,
    at: 16 * place.at,
    rowBytes: 16 * place.stride,
    sums: false,
  });

  /** Brings images to the slice: those of the test set from the device's own copy, others from here. */
  const showImages = (bytes: Uint8Array) => (from: number, rows: number) => {
    const part = bytes.subarray(from * INPUT_SIZE, (from + rows) * INPUT_SIZE);
    const at = kept && part.buffer === kept.of.buffer ? part.byteOffset - kept.of.byteOffset : -1;
    if (!kept || at < 0 || at % 4 !== 0 || at + part.length > kept.of.length) {
      queue.writeBuffer(program.buffer('slice'), 0, part);
      return;
    }
    const encoder = device.gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(kept.buffer, at, program.buffer('slice'), 0, part.length);
    queue.submit([encoder.finish()]);
  };

  const zeros = () => new Float32Array(stages.layout.size);
  load({ parameters: initialParameters(spec, seed), m: zeros(), v: zeros(), updates: updates(0) });
  queue.writeBuffer(program.buffer('images'), 0, images);
  const kept = keep(device.gpu, setup.test);

  async function readWeights(
    name: 'weights' | 'firstMoments' | 'secondMoments',
    from: number,
  ): Promise<Float32Array> {
    const start = 4 * paddedStart(stages, from);
    return unpack(stages, await readback.read(program.buffer(name), start, weightBytes - start), from);
  }

  return {
    id: 'webgpu',
    device: `${device.description}, ${variantName(plan.variant)}`,
    spec,
    lost: device.lost,

    load: (state) => inTurn(async () => load(state)),

    save: () =>
      inTurn(async () => ({
        parameters: await readWeights('weights', 0),
        m: await readWeights('firstMoments', 0),
        v: await readWeights('secondMoments', 0),
        updates: updates(made),
      })),

    readParameters: (from = 0, into) =>
      inTurn(async () => {
        const read = await readWeights('weights', from);
        if (!into) return read;
        into.set(read);
        return into;
      }),

    train: (first, n, hyper) =>
      inTurn(async () => {
        // Its kernels know no means over the batch: the session goes on with the next engine.
        if (stochastic && hyper.freeBits > 0) throw new ProblemError('engine.unsuited', { engine: 'webgpu' });
        const losses = new Float32Array(n * terms.length);
        for (let done = 0; done < n; ) {
          const begun = performance.now();
          const part = Math.min(RING, n - done);
          for (let at = 0; at < part; ) {
            const k = Math.min(pacing.steps(), part - at);
            submitSteps(first + done + at, k, at, hyper, at + k === part);
            at += k;
          }
          const sums = await readback.take(part * LOSS_BYTES);
          pacing.took(part, performance.now() - begun);
          for (let i = 0; i < part; i++) {
            const [recon, kl] = [sums[2 * i], sums[2 * i + 1]];
            const o = (done + i) * terms.length;
            losses[o] = (recon + betaAt(hyper, first + done + i) * kl) / batch;
            losses[o + 1] = recon / batch;
            if (stochastic) losses[o + 2] = kl / batch;
          }
          done += part;
        }
        return losses;
      }),

    encode: (bytes, n) =>
      inTurn(async () => {
        const mu = new Float32Array(n * latent);
        const logVar = stochastic ? new Float32Array(n * latent) : null;
        const place = stochastic ? plan.heads : plan.code;
        await inSlices(n, sliceOf(place, plan.encode), 0, showImages(bytes), (heads, from, rows) => {
          for (let r = 0; r < rows; r++) {
            for (let j = 0; j < latent; j++) {
              const at = 4 * place.stride * r + stages.spread * j;
              mu[(from + r) * latent + j] = heads[at];
              if (logVar) logVar[(from + r) * latent + j] = heads[at + 1];
            }
          }
        });
        return { mu, logVar };
      }),

    decode: (z, n) =>
      inTurn(async () => {
        const pixels = new Float32Array(n * INPUT_SIZE);
        const width = 4 * plan.code.stride;
        const show = (from: number, rows: number) => {
          const codes = new Float32Array(width * 4 * quads(rows));
          for (let r = 0; r < rows; r++) {
            for (let j = 0; j < latent; j++) {
              codes[width * r + stages.spread * j] = z[(from + r) * latent + j];
            }
          }
          queue.writeBuffer(program.buffer(plan.code.buffer), 16 * plan.code.at, codes);
        };
        await inSlices(
          n,
          sliceOf(plan.picture, [...plan.decode, plan.pixels]),
          0,
          show,
          (drawn, from, rows) => {
            pixels.set(drawn.subarray(0, rows * INPUT_SIZE), from * INPUT_SIZE);
          },
        );
        return pixels;
      }),

    evaluate: (bytes, n, firstIndex) =>
      inTurn(async () => {
        const total = { recon: 0, kl: 0, count: n };
        const pass: SlicePass = {
          dispatches: [...plan.encode, ...plan.decode, plan.loss],
          result: 'losses',
          at: 0,
          rowBytes: 0,
          sums: true,
        };
        await inSlices(n, pass, firstIndex, showImages(bytes), ([recon, kl]) => {
          total.recon += recon;
          total.kl += kl;
        });
        return total;
      }),

    dispose() {
      if (disposed) return;
      disposed = true;
      readback.dispose();
      program.dispose();
      kept?.buffer.destroy();
      close();
    },
  };
}

/** A copy of the test set on the device, where there is one that the device has room for. */
function keep(gpu: GPUDevice, of: Uint8Array | undefined): { of: Uint8Array; buffer: GPUBuffer } | null {
  if (!of || of.length === 0 || of.length % 4 !== 0 || of.length > gpu.limits.maxBufferSize) return null;
  const { COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = gpu.createBuffer({ label: 'test images', size: of.length, usage: COPY_SRC | COPY_DST });
  gpu.queue.writeBuffer(buffer, 0, of);
  return { of, buffer };
}
