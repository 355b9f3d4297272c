/**
 * A WebGPU device of our own: requested with the limits that a model needs, described, and watched for loss.
 * It knows nothing of models, so it can be shared with other code that computes on WebGPU.
 */
import { ProblemError } from '../../experiment/problem';
import { deviceOf, probeWebgpu } from '../probe';
import { type Answers, measureAnswers } from './answers';

/** Limits that a device must have beyond the defaults, in bytes. */
export interface RequiredLimits {
  /** The largest buffer that a kernel binds, and all buffers together. */
  binding: number;
  total: number;
}

export interface WebgpuDevice {
  readonly gpu: GPUDevice;
  /** The adapter in words, for the badge. */
  readonly description: string;
  readonly software: boolean;
  /** Whether WGSL has 16-bit numbers on it. */
  readonly half: boolean;
  readonly answers: Answers;
  /** Resolves when the device goes away by itself; never rejects. */
  readonly lost: Promise<{ message: string }>;
  /** The first error outside any error scope; null if there was none. */
  fault(): string | null;
  /** Frees the device and all that it holds. */
  close(): void;
}

/** The limit that every adapter supports (WebGPU, section 3.6.2, "limits"). */
const DEFAULT_BINDING = 128 * 2 ** 20;
const DEFAULT_BUFFER = 256 * 2 ** 20;
const HALF: GPUFeatureName = 'shader-f16';

/**
 * Throws ProblemError: 'engine.unavailable' where the browser has no adapter, 'engine.memory' where it
 * binds no buffer of that size.
 */
export async function openWebgpuDevice({ binding, total }: RequiredLimits): Promise<WebgpuDevice> {
  const probe = await probeWebgpu();
  if (!probe) throw new ProblemError('engine.unavailable', { engine: 'webgpu' });
  const { adapter, description, software } = probe;
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  if (binding > Math.min(maxStorageBufferBindingSize, maxBufferSize)) throw tooLarge(total);
  const gpu = await deviceOf(adapter, {
    requiredFeatures: adapter.features.has(HALF) ? [HALF] : [],
    requiredLimits: {
      maxStorageBufferBindingSize: Math.max(binding, Math.min(DEFAULT_BINDING, maxStorageBufferBindingSize)),
      maxBufferSize: Math.max(binding, Math.min(DEFAULT_BUFFER, maxBufferSize)),
    },
  }).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    throw new ProblemError('engine.failed', { engine: 'webgpu', message });
  });
  const answers = await measureAnswers(gpu.queue);
  let fault: string | null = null;
  gpu.addEventListener('uncapturederror', ({ error }) => {
    fault ??= error.message;
  });
  let closed = false;
  const lost = new Promise<{ message: string }>((resolve) => {
    void gpu.lost.then(({ message, reason }) => !closed && resolve({ message: message || reason }));
  });
  return {
    gpu,
    description,
    software,
    half: gpu.features.has(HALF),
    answers,
    lost,
    fault: () => fault,
    close() {
      closed = true;
      gpu.destroy();
    },
  };
}

export function tooLarge(bytes: number): ProblemError {
  return new ProblemError('engine.memory', { mebibytes: Math.ceil(bytes / 2 ** 20) });
}
