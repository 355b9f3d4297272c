/**
 * The backends of tfjs: opens one, describes it, and notices its loss. Knows nothing of models.
 *
 * tfjs keeps one instance of a backend per thread, so devices are shared by name and counted; the last
 * `close` frees the backend and all that it holds. The code of a backend is loaded when it is first opened.
 */

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { ProblemError } from '../../experiment/problem';
import { describeWebgl, deviceOf, probeWebgpu } from '../probe';
import { untilReleased } from './released';

export type Backend = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export interface TfjsDevice {
  readonly backend: Backend;
  /** The hardware, in words for the badge. */
  readonly description: string;
  readonly software: boolean;
  /** Resolves when the device goes away by itself; never rejects. */
  readonly lost: Promise<{ message: string }>;
  /** The tensor's own memory where JavaScript can see it; null on a GPU. Valid until the next op. */
  readonly view: ((tensor: tf.Tensor) => Float32Array) | null;
  /** Makes this backend the current one; must be called before every run of ops without an `await`. */
  activate(): void;
  /** Closes one `openDevice`. */
  close(): void;
}

type Opened = Pick<TfjsDevice, 'description' | 'software' | 'lost' | 'view'> & { release(): void };

const NEVER = new Promise<{ message: string }>(() => {});
const shared = new Map<Backend, { opened: Promise<Opened>; users: number }>();

/** Throws ProblemError: 'engine.unavailable' where there is no such device, 'engine.failed' where it does not start. */
export async function openDevice(backend: Backend): Promise<TfjsDevice> {
  let entry = shared.get(backend);
  if (!entry) {
    entry = { opened: OPEN[backend](), users: 0 };
    shared.set(backend, entry);
  }
  const mine = entry;
  const forget = () => {
    if (shared.get(backend) === mine) shared.delete(backend);
  };
  mine.users++;
  try {
    const { description, software, lost, view, release } = await mine.opened;
    // The next call must not get a lost device.
    void lost.then(forget);
    let open = true;
    const mineLost = untilReleased(lost);
    const close = () => {
      if (!open) return;
      open = false;
      mineLost.release();
      if (--mine.users > 0) return;
      forget();
      release();
    };
    return {
      ...{ backend, description, software, view, close },
      lost: mineLost.promise,
      activate: () => activate(backend),
    };
  } catch (error) {
    forget();
    if (error instanceof ProblemError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new ProblemError('engine.failed', { engine: `tfjs-${backend}`, message });
  }
}

function activate(backend: Backend): void {
  if (tf.getBackend() === backend) return;
  // With a registered backend, setBackend completes before it returns.
  void tf.setBackend(backend);
  if (tf.getBackend() !== backend)
    throw new ProblemError('engine.unavailable', { engine: `tfjs-${backend}` });
}

/** Registers and starts a backend, and checks that tfjs runs on it and no other. */
async function start(backend: Backend, factory: () => tf.KernelBackend | Promise<tf.KernelBackend>) {
  if (tf.findBackendFactory(backend)) tf.removeBackend(backend);
  tf.registerBackend(backend, factory);
  const ok = await tf.setBackend(backend);
  if (!ok || tf.getBackend() !== backend) throw new Error(`tfjs did not start on ${backend}`);
}

function release(backend: Backend): void {
  if (tf.findBackendFactory(backend)) tf.removeBackend(backend);
}

const OPEN: Record<Backend, () => Promise<Opened>> = {
  async webgpu() {
    const [{ WebGPUBackend }, probe] = await Promise.all([
      import('@tensorflow/tfjs-backend-webgpu'),
      probeWebgpu(),
    ]);
    if (!probe) throw new ProblemError('engine.unavailable', { engine: 'tfjs-webgpu' });
    // Small tensors stay on the device too: a run must not depend on where a value happens to be.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    const { adapter } = probe;
    const device = await deviceOf(adapter, { requiredLimits: limitsOf(adapter) });
    let released = false;
    const lost = new Promise<{ message: string }>((resolve) => {
      void device.lost.then(({ message, reason }) => !released && resolve({ message: message || reason }));
    });
    await start('webgpu', () => new WebGPUBackend(device, adapter.info));
    return {
      description: probe.description,
      software: probe.software,
      lost,
      view: null,
      release() {
        released = true;
        release('webgpu');
        device.destroy();
      },
    };
  },

  async webgl() {
    const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
    tf.env().set('WEBGL_CPU_FORWARD', false);
    // A software renderer is allowed here, since the reader may choose it; `select` decides otherwise.
    tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
    // Sixteen-bit textures cannot train.
    if (typeof OffscreenCanvas === 'undefined') {
      throw new ProblemError('engine.unavailable', { engine: 'tfjs-webgl' });
    }
    if (tf.env().getNumber('WEBGL_VERSION') !== 2 || !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
      throw new ProblemError('engine.unavailable', { engine: 'tfjs-webgl' });
    }
    const canvas = new OffscreenCanvas(1, 1);
    const backend = new MathBackendWebGL(canvas);
    await start('webgl', () => backend);
    const { gl } = backend.getGPGPUContext();
    let released = false;
    const lost = new Promise<{ message: string }>((resolve) => {
      canvas.addEventListener(
        'webglcontextlost',
        () => !released && resolve({ message: 'webglcontextlost' }),
      );
    });
    return {
      ...describeWebgl(gl),
      lost,
      view: null,
      release() {
        released = true;
        release('webgl');
        gl.getExtension('WEBGL_lose_context')?.loseContext();
      },
    };
  },

  async wasm() {
    const { BackendWasm, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    wasmFactory ??= tf.findBackendFactory('wasm');
    // The threaded build breaks when minified and needs a cross-origin isolated page: it is never loaded, but
    // tfjs requires a path for it.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmSimdUrl,
    });
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await start('wasm', wasmFactory);
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    const backend = tf.backend();
    if (!(backend instanceof BackendWasm)) throw new Error('not the wasm backend');
    return {
      description: simd === true ? 'WebAssembly SIMD' : 'WebAssembly',
      software: false,
      lost: NEVER,
      view: (tensor) => {
        const values = backend.typedArrayFromHeap(tensor);
        if (!(values instanceof Float32Array)) throw new Error(`not float32: ${tensor.dtype}`);
        return values;
      },
      release: () => release('wasm'),
    };
  },

  async cpu() {
    const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
    const backend = new MathBackendCPU();
    await start('cpu', () => backend);
    return {
      description: 'JavaScript',
      software: false,
      lost: NEVER,
      view: (tensor) => {
        const { values } = backend.data.get(tensor.dataId);
        if (!(values instanceof Float32Array)) throw new Error(`not float32: ${tensor.dtype}`);
        return values;
      },
      release: () => release('cpu'),
    };
  },
};

/** tfjs's own factory of the wasm backend, kept because removing the backend unregisters it. */
let wasmFactory: ReturnType<typeof tf.findBackendFactory> | undefined;

/**
 * The adapter's largest buffers, where wide models or big batches need them; other limits keep their
 * defaults.
 */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  return {
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxBufferSize: limits.maxBufferSize,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
  };
}
