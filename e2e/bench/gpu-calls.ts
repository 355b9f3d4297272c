/** Counts the WebGPU calls of a piece of work, by replacing a few methods while it runs. */

const WATCHED = {
  dispatches: () => [GPUComputePassEncoder.prototype, 'dispatchWorkgroups'],
  bindGroups: () => [GPUDevice.prototype, 'createBindGroup'],
  writes: () => [GPUQueue.prototype, 'writeBuffer'],
  buffers: () => [GPUDevice.prototype, 'createBuffer'],
  submits: () => [GPUQueue.prototype, 'submit'],
} as const satisfies Record<string, () => readonly [object, string]>;

export type GpuCalls = Record<keyof typeof WATCHED, number>;

export async function countGpuCalls(work: () => Promise<void>): Promise<GpuCalls> {
  const calls: GpuCalls = { dispatches: 0, bindGroups: 0, writes: 0, buffers: 0, submits: 0 };
  const undo: (() => void)[] = [];
  for (const name of Object.keys(calls) as (keyof GpuCalls)[]) {
    const [prototype, method] = WATCHED[name]();
    const original: unknown = Reflect.get(prototype, method);
    if (typeof original !== 'function') continue;
    Reflect.set(prototype, method, function (this: unknown, ...args: unknown[]) {
      calls[name]++;
      return Reflect.apply(original, this, args);
    });
    undo.push(() => Reflect.set(prototype, method, original));
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return calls;
}
