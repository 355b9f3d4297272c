/**
 * A plan on a device: its buffers, pipelines and bind groups, all created once, and the encoding of a
 * dispatch into a compute pass. Knows nothing of learning.
 */
import { ProblemError } from '../../experiment/problem';
import { tooLarge } from './device';
import type { Dispatch } from './dispatch';
import { gridOf } from './grid';
import { constantsOf, type Kernel } from './kernel';
import { BUFFERS, type BufferName } from './memory';
import { type Plan, readingDispatches, trainingStep } from './plan';
import { SLOT_BYTES } from './steps';

export interface Program {
  buffer(name: BufferName): GPUBuffer;
  /**
   * Adds a dispatch over `rows` images to a pass; `slot` selects its Step, and with `fromSlice` the images
   * are those of the slice and not of the data set.
   */
  add(pass: GPUComputePassEncoder, dispatch: Dispatch, rows: number, slot: number, fromSlice: boolean): void;
  /** The two kernels of a whole submit of this many passes: one runs before them, one after. */
  prepare(pass: GPUComputePassEncoder, rows: number, steps: number): void;
  reduce(pass: GPUComputePassEncoder, what: 'training' | 'reading', steps: number): void;
  /** Frees the buffers. */
  dispose(): void;
}

/** Bytes of all buffers of a plan, and of the largest. */
export function requiredLimits(plan: Plan): { binding: number; total: number } {
  const sizes = Object.values(plan.buffers);
  return { binding: Math.max(...sizes), total: sizes.reduce((a, b) => a + b, 0) };
}

/**
 * Compiles all kernels, asynchronously and in parallel, and reports its progress. Throws ProblemError:
 * 'engine.memory' where the device has too little memory, 'engine.failed' where a kernel does not compile.
 */
export async function createProgram(
  gpu: GPUDevice,
  plan: Plan,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Program> {
  gpu.pushErrorScope('validation');
  gpu.pushErrorScope('out-of-memory');
  const buffer = createBuffers(gpu, plan);
  const free = () => {
    for (const name of BUFFERS) buffer(name).destroy();
  };
  const memory = gpu.popErrorScope();
  const invalid = gpu.popErrorScope();

  const step = trainingStep(plan, 'both', true);
  const fromSlice = readingDispatches(plan);
  const ofSubmit = [plan.prepare, plan.reduce.training, plan.reduce.reading].filter((d) => d !== null);
  const kernels = [...ofSubmit, ...step, ...fromSlice].map((d) => d.kernel);
  let done = 0;
  const compiled = Promise.all(
    kernels.map(async (k) => {
      const pipeline = await compile(gpu, k, plan.words);
      onProgress(++done, kernels.length);
      return [k.code, pipeline] as const;
    }),
  );
  // Waits for all three, so that no rejection goes unhandled.
  const [full, wrong, ready] = await Promise.allSettled([memory, invalid, compiled]);
  const problem =
    full.status === 'fulfilled' && full.value
      ? tooLarge(requiredLimits(plan).total)
      : wrong.status === 'fulfilled' && wrong.value
        ? failed(wrong.value.message)
        : ready.status === 'rejected'
          ? failed(ready.reason instanceof Error ? ready.reason.message : String(ready.reason))
          : null;
  if (problem || ready.status === 'rejected') {
    free();
    throw problem;
  }
  gpu.queue.writeBuffer(buffer('products'), 0, plan.products);
  gpu.queue.writeBuffer(buffer('reach'), 0, plan.stages.reach);
  gpu.queue.writeBuffer(buffer('taps'), 0, plan.taps);

  const created = new Map(ready.value);
  const compiledOf = ({ name, code }: Kernel): Compiled => {
    const found = created.get(code);
    if (!found) throw new Error(`${name} is not compiled`);
    return found;
  };
  /** `instead` names the buffer that replaces the data set. */
  const bind = (
    { kernel, buffers: named, words, wordsAt }: Dispatch,
    instead: Partial<Record<BufferName, BufferName>>,
  ) =>
    gpu.createBindGroup({
      label: kernel.name,
      layout: compiledOf(kernel).layout,
      entries: kernel.bindings.map(({ name, access }, binding): GPUBindGroupEntry => {
        if (access === 'step') return { binding, resource: { buffer: buffer('slots'), size: SLOT_BYTES } };
        if (access === 'uniform')
          return {
            binding,
            resource: { buffer: buffer('products'), offset: wordsAt, size: 4 * words.length },
          };
        const behind = named[name];
        if (!behind) throw new Error(`${kernel.name} has no buffer for ${name}`);
        return { binding, resource: { buffer: buffer(instead[behind] ?? behind) } };
      }),
    });
  const ofData = new Map([...step, ...ofSubmit].map((d) => [d, bind(d, {})]));
  const ofSlice = new Map(fromSlice.map((d) => [d, bind(d, { images: 'slice', labels: 'sliceLabels' })]));
  const begin = (pass: GPUComputePassEncoder, dispatch: Dispatch, slice: boolean, offsets: number[]) => {
    const group = (slice ? ofSlice : ofData).get(dispatch);
    if (!group) throw new Error(`${dispatch.kernel.name} has no such images`);
    pass.setPipeline(compiledOf(dispatch.kernel).pipeline);
    pass.setBindGroup(0, group, offsets);
  };

  return {
    buffer,
    add(pass, dispatch, rows, slot, slice) {
      begin(pass, dispatch, slice, [slot * SLOT_BYTES]);
      const { across, down } = gridOf(dispatch.groups(rows));
      pass.dispatchWorkgroups(across, down);
    },
    prepare(pass, rows, steps) {
      begin(pass, plan.prepare, false, []);
      pass.dispatchWorkgroups(plan.prepare.groups(rows), steps, Math.max(1, plan.draws.length));
    },
    reduce(pass, what, steps) {
      const dispatch = plan.reduce[what];
      if (!dispatch) return;
      begin(pass, dispatch, false, []);
      pass.dispatchWorkgroups(dispatch.groups(0), steps);
    },
    dispose: free,
  };
}

export interface Compiled {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

const pipelines = new WeakMap<GPUDevice, Map<string, Promise<Compiled>>>();

/** Compiles each kernel once per device and size of images, shared by all programs. */
export function compile(gpu: GPUDevice, kernel: Kernel, words: number): Promise<Compiled> {
  const known = pipelines.get(gpu) ?? new Map<string, Promise<Compiled>>();
  pipelines.set(gpu, known);
  const constants = constantsOf(kernel, words);
  const key = JSON.stringify(constants) + kernel.code;
  const compiled = known.get(key) ?? compileAnew(gpu, kernel, constants);
  known.set(key, compiled);
  return compiled;
}

async function compileAnew(
  gpu: GPUDevice,
  { name, bindings, code }: Kernel,
  constants: Record<string, number>,
): Promise<Compiled> {
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
  // Whoever asked for the kernel gets the error, which is no fault of the device.
  gpu.pushErrorScope('validation');
  const module = gpu.createShaderModule({ label: name, code });
  const invalid = gpu.popErrorScope();
  const created = gpu.createComputePipelineAsync({
    label: name,
    layout: gpu.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module, constants },
  });
  const [wrong, pipeline] = await Promise.all([invalid, created.catch((error: unknown) => error)]);
  if (wrong || !(pipeline instanceof GPUComputePipeline)) throw wrong ? new Error(wrong.message) : pipeline;
  return { pipeline, layout };
}

function createBuffers(gpu: GPUDevice, plan: Plan): (name: BufferName) => GPUBuffer {
  const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const created = new Map<BufferName, GPUBuffer>();
  for (const name of BUFFERS) {
    const usage = COPY_SRC | COPY_DST | STORAGE | (name === 'slots' || name === 'products' ? UNIFORM : 0);
    created.set(name, gpu.createBuffer({ label: name, size: plan.buffers[name], usage }));
  }
  return (name) => {
    const buffer = created.get(name);
    if (!buffer) throw new Error(`no buffer has the name ${name}`);
    return buffer;
  };
}

/** The problem for any error on the device. */
export function failed(message: string): ProblemError {
  return new ProblemError('engine.failed', { engine: 'webgpu', message });
}
