/** The way back from the GPU: one staging buffer, made once, and asynchronous reads through it. */

export interface Readback {
  /** So many bytes of a buffer as numbers, a copy; one read at a time. Rejects when the device is lost. */
  read(source: GPUBuffer, from: number, bytes: number): Promise<Float32Array>;
  dispose(): void;
}

/** For reads of at most `capacity` bytes. */
export function createReadback(gpu: GPUDevice, capacity: number): Readback {
  const staging = gpu.createBuffer({
    label: 'readback',
    size: capacity,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  return {
    async read(source, from, bytes) {
      if (bytes === 0) return new Float32Array(0);
      const encoder = gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(source, from, staging, 0, bytes);
      gpu.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ, 0, bytes);
      const copy = new Float32Array(staging.getMappedRange(0, bytes).slice(0));
      staging.unmap();
      return copy;
    },
    dispose: () => staging.destroy(),
  };
}
