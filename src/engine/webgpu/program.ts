/**
 * A plan on a device: its buffers, pipelines and bind groups, all made once, and how a dispatch is put
 * into a pass. Knows what the plan says and nothing of learning.
 */
import { ProblemError } from '../../experiment/problem';
import { tooLarge } from './device';
import { gridOf } from './grid';
import type { Binding, Kernel } from './kernels';
import { type BufferName, type Dispatch, type Plan, productWords, SLOT_BYTES, trainingStep } from './plan';

export interface Program {
  buffer(name: BufferName): GPUBuffer;
  /**
   * Adds a dispatch for `rows` images to a pass; `slot` says which Step it sees, and `fromSlice` that
   * the images are those of the slice and not of the data set.
   */
  add(pass: GPUComputePassEncoder, dispatch: Dispatch, rows: number, slot: number, fromSlice: boolean): void;
  /** The two kernels of a whole submit, over so many passes. */
  prepare(pass: GPUComputePassEncoder, rows: number, steps: number): void;
  reduce(pass: GPUComputePassEncoder, steps: number): void;
  /** Frees the buffers. */
  dispose(): void;
}

/** Bytes of all buffers of a plan, and of the largest. */
export function needsOf(plan: Plan): { binding: number; total: number } {
  const sizes = Object.values(plan.buffers);
  return { binding: Math.max(...sizes), total: sizes.reduce((a, b) => a + b, 0) };
}

/**
 * Compiles everything, asynchronously and side by side, and says how far it is. Throws ProblemError: 'engine.memory' where the
 * device has no room, 'engine.failed' where it does not compile.
 */
export async function createProgram(
  gpu: GPUDevice,
  plan: Plan,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Program> {
  gpu.pushErrorScope('validation');
  gpu.pushErrorScope('out-of-memory');
  const buffers = createBuffers(gpu, plan);
  const memory = gpu.popErrorScope();
  const invalid = gpu.popErrorScope();

  const step = trainingStep(plan);
  const fromSlice = [...plan.encode, ...plan.decode, plan.loss, plan.pixels];
  const kernels = [plan.prepare, plan.reduce, ...step.map((d) => d.kernel), plan.pixels.kernel];
  let done = 0;
  const compiled = Promise.all(
    kernels.map(async (k) => {
      const pipeline = await compile(gpu, k);
      onProgress(++done, kernels.length);
      return [k.code, pipeline] as const;
    }),
  );
  // All three are waited for, so that nothing is left to reject unheard.
  const [full, wrong, ready] = await Promise.allSettled([memory, invalid, compiled]);
  const problem =
    full.status === 'fulfilled' && full.value
      ? tooLarge(needsOf(plan).total)
      : wrong.status === 'fulfilled' && wrong.value
        ? failed(wrong.value.message)
        : ready.status === 'rejected'
          ? failed(ready.reason instanceof Error ? ready.reason.message : String(ready.reason))
          : null;
  if (problem || ready.status === 'rejected') {
    for (const buffer of Object.values(buffers)) buffer.destroy();
    throw problem;
  }
  gpu.queue.writeBuffer(buffers.products, 0, productWords(plan));

  const made = new Map(ready.value);
  const compiledOf = ({ name, code }: Kernel): Compiled => {
    const found = made.get(code);
    if (!found) throw new Error(`${name} is not compiled`);
    return found;
  };
  const bind = (kernel: Kernel, resource: (binding: Binding) => GPUBufferBinding) =>
    gpu.createBindGroup({
      label: kernel.name,
      layout: compiledOf(kernel).layout,
      entries: kernel.bindings.map((b, binding) => ({ binding, resource: resource(b) })),
    });
  const bindDispatch = (dispatch: Dispatch, images: BufferName) =>
    bind(dispatch.kernel, ({ name, access }) => {
      if (access === 'step') return { buffer: buffers.slots, size: SLOT_BYTES };
      if (access === 'uniform') {
        const size = dispatch.products.length * 64;
        return { buffer: buffers.products, offset: dispatch.productsAt, size };
      }
      const buffer = dispatch.buffers[name];
      if (!buffer) throw new Error(`${dispatch.kernel.name} does not say what ${name} is`);
      return { buffer: buffers[buffer === 'images' ? images : buffer] };
    });
  const byName = ({ name }: Binding): GPUBufferBinding => {
    if (name === 'slots' || name === 'picks' || name === 'noise' || name === 'partials' || name === 'losses')
      return { buffer: buffers[name] };
    throw new Error(`nothing is called ${name}`);
  };
  const ofData = new Map(step.map((d) => [d, bindDispatch(d, 'images')]));
  const ofSlice = new Map(fromSlice.map((d) => [d, bindDispatch(d, 'slice')]));
  const prepareGroup = bind(plan.prepare, byName);
  const reduceGroup = bind(plan.reduce, byName);

  return {
    buffer: (name) => buffers[name],
    add(pass, dispatch, rows, slot, slice) {
      const group = (slice ? ofSlice : ofData).get(dispatch);
      if (!group) throw new Error(`${dispatch.kernel.name} has no such images`);
      pass.setPipeline(compiledOf(dispatch.kernel).pipeline);
      pass.setBindGroup(0, group, [slot * SLOT_BYTES]);
      const { across, down } = gridOf(dispatch.groups(rows));
      pass.dispatchWorkgroups(across, down);
    },
    prepare(pass, rows, steps) {
      pass.setPipeline(compiledOf(plan.prepare).pipeline);
      pass.setBindGroup(0, prepareGroup);
      // A pair of normal numbers a thread, and one more where a pair straddles the start.
      const latent = plan.noiseStep / plan.picksStep;
      const threads = Math.max(rows + 3, Math.ceil(((rows + 3) * latent) / 2) + 1);
      pass.dispatchWorkgroups(Math.ceil(threads / 64), steps);
    },
    reduce(pass, steps) {
      pass.setPipeline(compiledOf(plan.reduce).pipeline);
      pass.setBindGroup(0, reduceGroup);
      pass.dispatchWorkgroups(steps);
    },
    dispose() {
      for (const buffer of Object.values(buffers)) buffer.destroy();
    },
  };
}

export interface Compiled {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

const pipelines = new WeakMap<GPUDevice, Map<string, Promise<Compiled>>>();

/** Once for a device, however many programs ask. */
export function compile(gpu: GPUDevice, kernel: Kernel): Promise<Compiled> {
  const known = pipelines.get(gpu) ?? new Map<string, Promise<Compiled>>();
  pipelines.set(gpu, known);
  const compiled = known.get(kernel.code) ?? compileAnew(gpu, kernel);
  known.set(kernel.code, compiled);
  return compiled;
}

async function compileAnew(gpu: GPUDevice, { name, bindings, code }: Kernel): Promise<Compiled> {
  const layout = gpu.createBindGroupLayout({
    label: name,
    entries: bindings.map(({ access }, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer:
        access === 'step'
          ? { type: 'uniform', hasDynamicOffset: true }
          : { type: access === 'uniform' ? 'uniform' : access === 'read' ? 'read-only-storage' : 'storage' },
    })),
  });
  const pipeline = await gpu.createComputePipelineAsync({
    label: name,
    layout: gpu.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: gpu.createShaderModule({ label: name, code }) },
  });
  return { pipeline, layout };
}

function createBuffers(gpu: GPUDevice, plan: Plan): Record<BufferName, GPUBuffer> {
  const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const make = (name: BufferName) =>
    gpu.createBuffer({
      label: name,
      size: plan.buffers[name],
      usage: COPY_SRC | COPY_DST | STORAGE | (name === 'slots' || name === 'products' ? UNIFORM : 0),
    });
  return {
    images: make('images'),
    slice: make('slice'),
    slots: make('slots'),
    products: make('products'),
    weights: make('weights'),
    firstMoments: make('firstMoments'),
    secondMoments: make('secondMoments'),
    activations0: make('activations0'),
    activations1: make('activations1'),
    deltas0: make('deltas0'),
    deltas1: make('deltas1'),
    heads: make('heads'),
    noise: make('noise'),
    picks: make('picks'),
    partials: make('partials'),
    losses: make('losses'),
  };
}

/** For whatever goes wrong on the device. */
export function failed(message: string): ProblemError {
  return new ProblemError('engine.failed', { engine: 'webgpu', message });
}
