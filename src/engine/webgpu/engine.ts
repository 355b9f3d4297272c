/**
 * The fused engine on WebGPU: every model on kernels of our own. A step is one or two dozen dispatches,
 * and a submit holds several steps; in between, nothing is allocated and next to nothing is uploaded. The
 * images stay on the GPU as bytes; the shuffle, noise and corruption are drawn there, and losses stay there
 * until they are read.
 */

import { ProblemError } from '../../experiment/problem';
import { initialParameters } from '../../model/init';
import { imageSize } from '../../model/spec';
import { type Engine, type EngineSetup, expectStateOf, freshState, type TrainingState } from '../engine';
import { canExecute } from '../engineCapabilities';
import { type Choice, chooseVariant, renounceHalf, VARIANTS } from './chooseVariant';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import { createDeviceModel } from './deviceModel';
import { createInference } from './inference';
import { createLearning } from './learning';
import { type Plan, planOf, SLICE } from './plan';
import { exact, type Variant, variantName } from './product';
import { createProgram, failed, type Program, requiredLimits } from './program';
import { createReadback } from './readback';
import { type Padded, pack, paddedStart, unpack } from './stages';

export interface WebgpuOptions {
  /** A device to share, which outlives the engine; its buffer limits must suit the model. */
  device?: WebgpuDevice;
  /** The variant of the matrix product; measured if not given. */
  variant?: Variant;
}

/**
 * Starts with the first weights of (spec, seed). Throws ProblemError: 'engine.unavailable' where the browser
 * has no WebGPU, 'engine.memory' where the model does not fit, 'engine.failed' where the device fails.
 */
export async function createWebgpuEngine(setup: EngineSetup, options: WebgpuOptions = {}): Promise<Engine> {
  const { spec, batch, images } = setup;
  if (!canExecute('webgpu', spec)) throw new ProblemError('engine.unsuited', { engine: 'webgpu' });
  const plan = (variant: Variant) => planOf(spec, batch, images.length / imageSize(spec.data), variant);
  // The memory that a model needs does not depend on the variant of the product.
  const device = options.device ?? (await openWebgpuDevice(requiredLimits(plan(VARIANTS[0]))));
  const close = () => !options.device && device.close();
  try {
    const choice = options.variant
      ? { variant: options.variant, precision: options.variant.half ? 'float16' : 'float32' }
      : await chooseVariant(device, setup.half);
    const start = async ({ variant, precision }: Choice): Promise<Engine> => {
      const chosen = plan(variant);
      const program = await createProgram(device.gpu, chosen, setup.onProgress);
      return engineOn(device, program, chosen, precision, setup, close);
    };
    return await start(choice).catch((error) => {
      if (!choice.variant.half || setup.half) throw error;
      return start({ variant: exact(choice.variant), precision: 'float32 (float16 does not compile)' });
    });
  } catch (error) {
    close();
    throw error;
  }
}

function engineOn(
  device: WebgpuDevice,
  program: Program,
  plan: Plan,
  precision: string,
  setup: EngineSetup,
  close: () => void,
): Engine {
  const { spec, seed, images, labels } = setup;
  const { stages } = plan;
  const { queue } = device.gpu;
  // Room for the weights, the losses, and a slice of any result.
  const widest = Math.max(...[plan.encode, plan.decode].map((pass) => pass?.result.stride ?? 0));
  const readback = createReadback(
    device.gpu,
    Math.max(plan.buffers.weights, plan.buffers.losses, SLICE * 16 * widest),
    device.answers,
  );
  const model = createDeviceModel(device, setup, plan, program, readback);
  const learning = createLearning(model);
  const inference = createInference(model);
  let disposed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** Runs one call at a time, since calls share the activations and the readback buffer. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const begin = async () => {
      if (disposed) throw failed('disposed');
      const result = await work();
      const fault = device.fault();
      if (fault !== null) throw failed(fault);
      return result;
    };
    const done = last.then(begin, begin);
    last = done.catch(() => {});
    return done;
  }

  function load(state: TrainingState): void {
    expectStateOf(spec, state);
    queue.writeBuffer(program.buffer('weights'), 0, pack(stages.parameters, state.parameters));
    queue.writeBuffer(program.buffer('firstMoments'), 0, pack(stages.parameters, state.m));
    queue.writeBuffer(program.buffer('secondMoments'), 0, pack(stages.parameters, state.v));
    learning.counter.load(state);
  }

  /** The numbers of one buffer from `from` on; `start` is the first of them in the padded order. */
  async function readNumbers(
    name: 'weights' | 'firstMoments' | 'secondMoments',
    padded: Padded,
    from = 0,
    start = 0,
  ): Promise<Float32Array> {
    const read = await readback.read(program.buffer(name), 4 * start, 16 * padded.size - 4 * start);
    return unpack(padded, read, from, start);
  }

  load(freshState(spec, initialParameters(spec, seed)));
  queue.writeBuffer(program.buffer('images'), 0, images);
  if (labels && spec.condition === 'label')
    queue.writeBuffer(program.buffer('labels'), 0, Uint32Array.from(labels));

  return {
    id: 'webgpu',
    device: `${device.description}, ${variantName(plan.variant)}, ${precision}`,
    ...(plan.variant.half && { half: { renounce: (why: string) => renounceHalf(device, why) } }),
    spec,
    lost: device.lost,

    load: (state) => enqueue(async () => load(state)),

    save: () =>
      enqueue(async () => ({
        parameters: await readNumbers('weights', stages.parameters),
        m: await readNumbers('firstMoments', stages.parameters),
        v: await readNumbers('secondMoments', stages.parameters),
        ...learning.counter.state(),
      })),

    readParameters: (from = 0, into) =>
      enqueue(async () => {
        const read = await readNumbers('weights', stages.parameters, from, paddedStart(stages, from));
        if (!into) return read;
        into.set(read);
        return into;
      }),

    stepsAtOnce: learning.stepsAtOnce,
    train: (first, n, hyper) => enqueue(() => learning.train(first, n, hyper)),
    encode: (bytes, n, labels) => enqueue(() => inference.encode(bytes, n, labels)),
    decode: (z, n, labels) => enqueue(() => inference.decode(z, n, labels)),
    evaluate: (bytes, n, first, labels) => enqueue(() => inference.evaluate(bytes, n, first, labels)),

    dispose() {
      if (disposed) return;
      disposed = true;
      readback.dispose();
      inference.dispose();
      program.dispose();
      close();
    },
  };
}
