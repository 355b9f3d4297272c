import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chooseVariant, renounceHalf } from './chooseVariant';
import type { WebgpuDevice } from './device';

/** Microseconds of a dispatch, by the form of the product; none where it does not compile. */
interface Speeds {
  tiled: number;
  registers: number;
  half: number | null;
}

const stored = new Map<string, string>();
let name = 0;

beforeEach(() => {
  vi.stubGlobal('GPUBufferUsage', { STORAGE: 1, UNIFORM: 2, COPY_DST: 4 });
  vi.stubGlobal('GPUShaderStage', { COMPUTE: 1 });
  vi.stubGlobal('GPUComputePipeline', Pipeline);
  vi.stubGlobal('navigator', { userAgent: 'a browser' });
  vi.stubGlobal('caches', {
    open: async () => ({
      match: async (key: string) => (stored.has(key) ? new Response(stored.get(key)) : undefined),
      put: async (key: string, response: Response) => void stored.set(key, await response.text()),
    }),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  stored.clear();
});

class Pipeline {
  readonly us: number;
  constructor(us: number) {
    this.us = us;
  }
}

/** A device whose clock advances with its work. A new one has another name, unless it is given. */
function deviceOf(half: boolean, speeds: Speeds, description = `adapter ${++name}`): WebgpuDevice {
  let now = 0;
  let queued = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const usOf = (code: string) => {
    if (code.includes('<f16>')) return speeds.half;
    return code.includes('tileA') ? speeds.tiled : speeds.registers;
  };
  const gpu = {
    createBuffer: () => ({ destroy() {} }),
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createBindGroup: () => ({}),
    pushErrorScope() {},
    popErrorScope: async () => null,
    createShaderModule: ({ code }: { code: string }) => ({ code }),
    async createComputePipelineAsync({ compute }: { compute: { module: { code: string } } }) {
      const us = usOf(compute.module.code);
      if (us === null) throw new Error('does not compile');
      return new Pipeline(us);
    },
    createCommandEncoder: () => ({
      beginComputePass() {
        let us = 0;
        return {
          setPipeline: (pipeline: Pipeline) => {
            us = pipeline.us;
          },
          setBindGroup() {},
          dispatchWorkgroups: () => {
            queued += us;
          },
          end() {},
        };
      },
      finish: () => ({}),
    }),
    queue: {
      writeBuffer() {},
      submit() {},
      async onSubmittedWorkDone() {
        now += queued / 1000;
        queued = 0;
      },
    },
  };
  return { gpu, half, description, lost: new Promise(() => {}) } as unknown as WebgpuDevice;
}

const choose = async (...given: Parameters<typeof deviceOf>) => {
  const { variant, precision } = await chooseVariant(deviceOf(...given));
  return [variant.kind, variant.half, precision];
};

it('takes the form that is clearly faster, and half precision of it only where that is clearly faster still', async () => {
  const even = { tiled: 100, registers: 90, half: 50 };
  expect(await choose(false, even)).toEqual(['tiled', undefined, 'float32 (no shader-f16)']);
  expect(await choose(true, even)).toEqual(['tiled', 'f16', 'float16']);
  expect(await choose(true, { ...even, half: 90 })).toEqual([
    'tiled',
    undefined,
    'float32 (float16 is not faster)',
  ]);
  expect(await choose(true, { tiled: 100, registers: 40, half: 30 })).toEqual([
    'registers',
    'f16',
    'float16',
  ]);
  expect(await choose(true, { ...even, half: null })).toEqual([
    'tiled',
    undefined,
    'float32 (float16 does not compile)',
  ]);
});

it('stays with half precision on an adapter, or without, since the bits of a run depend on it', async () => {
  const [fast, slow] = [50, 95].map((half) => ({ tiled: 100, registers: 100, half }));
  expect(await choose(true, fast)).toContain('float16');
  const adapter = `adapter ${name}`;
  // As in another worker.
  vi.resetModules();
  const { chooseVariant: again } = await import('./chooseVariant');
  expect((await again(deviceOf(true, slow, adapter))).precision).toBe('float16');
  expect(await choose(true, slow)).not.toContain('float16');
});

it('gives half precision up for good where it failed the self-test, and says why', async () => {
  const device = deviceOf(true, { tiled: 100, registers: 100, half: 50 });
  expect((await chooseVariant(device)).precision).toBe('float16');
  await renounceHalf(device, 'loss of step 2');
  const given = {
    variant: { kind: 'tiled' },
    precision: 'float32 (float16 failed the self-test: loss of step 2)',
  };
  expect(await chooseVariant(device)).toEqual(given);
  vi.resetModules();
  const { chooseVariant: again } = await import('./chooseVariant');
  expect(await again(deviceOf(true, { tiled: 100, registers: 100, half: 50 }, device.description))).toEqual(
    given,
  );
});

it('gives the precision that is asked for, or says that there is none', async () => {
  const device = deviceOf(true, { tiled: 100, registers: 100, half: 50 });
  expect(await chooseVariant(device, false)).toEqual({ variant: { kind: 'tiled' }, precision: 'float32' });
  expect((await chooseVariant(device, true)).variant.half).toBe('f16');
  const without = deviceOf(false, { tiled: 100, registers: 100, half: null });
  await expect(chooseVariant(without, true)).rejects.toThrow('no shader-f16');
});
