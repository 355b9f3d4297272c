/** A device without a GPU, whose work takes its time and whose answers come when its browser looks. */
import { vi } from 'vitest';

export interface LateDevice {
  gpu: GPUDevice;
  /** Work of the next submit, in ms. */
  work: { ms: number };
  /** Each submit with work: when, and how much. */
  submits: { at: number; ms: number }[];
  reads: number;
}

/**
 * `every`: ms from one look to the next, by the clock; 0: at once. `onSubmit`: whether it also looks when something is
 * submitted. Needs fake timers.
 */
export function lateDevice(every: number, onSubmit: boolean): LateDevice {
  vi.stubGlobal('GPUBufferUsage', { COPY_DST: 1, MAP_READ: 2 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
  let busyUntil = 0;
  const waiting = new Set<{ until: number; resolve: () => void }>();
  const look = () => {
    for (const one of waiting)
      if (one.until <= performance.now()) {
        waiting.delete(one);
        one.resolve();
      }
  };
  if (every > 0) setInterval(look, every);
  const finished = () =>
    new Promise<undefined>((resolve) => {
      const until = busyUntil;
      waiting.add({ until, resolve: () => resolve(undefined) });
      if (every === 0) setTimeout(look, Math.max(0, Math.ceil(until - performance.now())));
    });
  const device: LateDevice = {
    work: { ms: 0 },
    submits: [],
    reads: 0,
    gpu: {
      createBuffer: ({ size }: GPUBufferDescriptor) => ({
        mapAsync() {
          device.reads++;
          return finished();
        },
        getMappedRange: () => new ArrayBuffer(size),
        unmap() {},
        destroy() {},
      }),
      createCommandEncoder: () => ({ clearBuffer() {}, copyBufferToBuffer() {}, finish: () => ({}) }),
      queue: {
        submit(list: unknown[]) {
          const { ms } = device.work;
          if (list.length > 0 && ms > 0) {
            device.submits.push({ at: performance.now(), ms });
            busyUntil = Math.max(busyUntil, performance.now()) + ms;
          }
          if (onSubmit) setTimeout(look, 0);
        },
        onSubmittedWorkDone: finished,
      },
    } as unknown as GPUDevice,
  };
  return device;
}
