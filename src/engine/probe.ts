/**
 * What this machine offers, found out before anything heavy is loaded: no tfjs here.
 * A probe only looks; whether an engine computes correctly is for `selftest.ts` to say.
 */

export interface WebgpuProbe {
  adapter: GPUAdapter;
  description: string;
  /** The adapter computes on the CPU: real numbers, no speed. */
  software: boolean;
}

export interface WebglProbe {
  description: string;
  software: boolean;
}

/** Names under which CPU rasterisers introduce themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

/**
 * A WebGPU adapter, or null where the browser has none. Asks for the frugal one: a playground in a
 * lesson should not wake the discrete GPU. An adapter serves for one device, so ask anew each time.
 */
export async function probeWebgpu(): Promise<WebgpuProbe | null> {
  const gpu: GPU | undefined = navigator.gpu;
  const adapter = (await gpu?.requestAdapter({ powerPreference: 'low-power' }).catch(() => null)) ?? null;
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const words = [description, vendor, architecture, device].filter((w) => w !== '');
  return {
    adapter,
    description: description !== '' ? description : words.join(' ') || 'WebGPU',
    software: isFallbackAdapter === true || SOFTWARE.test(words.join(' ')),
  };
}

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
