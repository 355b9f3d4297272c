/**
 * What this machine offers, found out before anything heavy is loaded (no tfjs here). A probe only looks;
 * whether an engine computes correctly is up to `selftest.ts`.
 */

import { within } from '../experiment/deadline';

export interface WebgpuProbe {
  adapter: GPUAdapter;
  description: string;
  /** The adapter computes on the CPU: correct, but slow. */
  software: boolean;
}

export interface WebglProbe {
  description: string;
  software: boolean;
}

/** Parts of the names of CPU rasterisers. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

/**
 * A WebGPU adapter, or null where the browser has none. Requests the low-power one: a playground in a lesson
 * should not start the discrete GPU. An adapter serves for one device, so call this for each device.
 */
export async function probeWebgpu(): Promise<WebgpuProbe | null> {
  const adapter = await findAdapter();
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const words = [description, vendor, architecture, device].filter((w) => w !== '');
  return {
    adapter,
    description: description !== '' ? description : words.join(' ') || 'WebGPU',
    software: isFallbackAdapter === true || SOFTWARE.test(words.join(' ')),
  };
}

/** A browser that has just started may report that there is no adapter, and find one a moment later. */
const LOOK_AGAIN_MS = [300, 700];
let lookedAgain = false;

async function findAdapter(): Promise<GPUAdapter | null> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  if (!gpu) return null;
  const request = () => gpu.requestAdapter({ powerPreference: 'low-power' }).catch(() => null);
  let adapter = await request();
  // Once a session: if there is no adapter after a second, later calls return at once.
  for (const wait of lookedAgain ? [] : LOOK_AGAIN_MS) {
    if (adapter) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    adapter = await request();
  }
  lookedAgain = true;
  return adapter;
}

/**
 * A device of an adapter. Rejects where the browser refuses one, and where it never responds: a device that
 * arrives too late is destroyed.
 */
export function deviceOf(adapter: GPUAdapter, descriptor: GPUDeviceDescriptor): Promise<GPUDevice> {
  const request = adapter.requestDevice(descriptor);
  return within(DEVICE_WITHIN_MS, request, () => {
    void request.then((device) => device.destroy()).catch(() => {});
    return new Error(`no device within ${DEVICE_WITHIN_MS / 1000} s`);
  });
}
const DEVICE_WITHIN_MS = 8000;

/** The WebGL 2 renderer, or null where there is none. */
export function probeWebgl(): WebglProbe | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const probe = describeWebgl(gl);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return probe;
}

export function describeWebgl(gl: WebGLRenderingContext | WebGL2RenderingContext): WebglProbe {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  const description = typeof renderer === 'string' && renderer !== '' ? renderer : 'WebGL';
  return { description, software: SOFTWARE.test(description) };
}
