/** Readback from the GPU: asynchronous reads through one staging buffer, created once. */

import { type Answers, AT_ONCE } from './answers';

export interface Readback {
  /** Most bytes of one `take`. */
  readonly capacity: number;
  /** Appends a copy to a submit: `bytes` bytes of a buffer, to offset `to` of the staging buffer. */
  copy(encoder: GPUCommandEncoder, source: GPUBuffer, from: number, to: number, bytes: number): void;
  /** The first `bytes` bytes of the staging buffer, as a copy. Rejects when the device is lost. */
  take(bytes: number): Promise<Float32Array>;
  /** Copy and take, in a submit of its own. */
  read(source: GPUBuffer, from: number, bytes: number): Promise<Float32Array>;
  dispose(): void;
}

/** With a staging buffer of `capacity` bytes; one read at a time. */
export function createReadback(gpu: GPUDevice, capacity: number, answers: Answers = AT_ONCE): Readback {
  const staging = gpu.createBuffer({
    label: 'readback',
    size: capacity,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const copy: Readback['copy'] = (encoder, source, from, to, bytes) => {
    if (bytes > 0) encoder.copyBufferToBuffer(source, from, staging, to, bytes);
  };
  const take: Readback['take'] = async (bytes) => {
    if (bytes === 0) return new Float32Array(0);
    await answers.soon(staging.mapAsync(GPUMapMode.READ, 0, bytes));
    const numbers = new Float32Array(staging.getMappedRange(0, bytes).slice(0));
    staging.unmap();
    return numbers;
  };
  return {
    capacity,
    copy,
    take,
    read(source, from, bytes) {
      const encoder = gpu.createCommandEncoder();
      copy(encoder, source, from, 0, bytes);
      gpu.queue.submit([encoder.finish()]);
      return take(bytes);
    },
    dispose: () => staging.destroy(),
  };
}
