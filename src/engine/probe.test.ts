import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.resetModules();
});

const adapter = { info: { vendor: 'a', architecture: '', device: '', description: 'A card' } };

/** A browser that returns the given adapters in turn, and a probe that has not run yet in this session. */
async function probing(adapters: (object | null)[]) {
  vi.useFakeTimers();
  const requestAdapter = vi.fn(async () => adapters.shift() ?? null);
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  const { probeWebgpu, deviceOf } = await import('./probe');
  return { requestAdapter, probeWebgpu, deviceOf };
}

test('a browser that finds its adapter only a moment later is probed again', async () => {
  const { requestAdapter, probeWebgpu } = await probing([null, adapter]);
  const found = probeWebgpu();
  await vi.advanceTimersByTimeAsync(300);
  expect((await found)?.description).toBe('A card');
  expect(requestAdapter).toHaveBeenCalledTimes(2);
});

test('one without an adapter is probed three times in the first second, and once each time after that', async () => {
  const { requestAdapter, probeWebgpu } = await probing([]);
  const found = probeWebgpu();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await found).toBeNull();
  expect(requestAdapter).toHaveBeenCalledTimes(3);
  expect(await probeWebgpu()).toBeNull();
  expect(requestAdapter).toHaveBeenCalledTimes(4);
});

test('a device that never arrives is not waited for, and is destroyed if it arrives later', async () => {
  const { deviceOf } = await probing([]);
  let grant: (device: object) => void = () => {};
  const slow = { requestDevice: () => new Promise((resolve) => (grant = resolve)) } as unknown as GPUAdapter;
  const refused = expect(deviceOf(slow, {})).rejects.toThrow('no device within 8 s');
  await vi.advanceTimersByTimeAsync(8000);
  await refused;
  const destroy = vi.fn();
  grant({ destroy });
  await vi.advanceTimersByTimeAsync(0);
  expect(destroy).toHaveBeenCalledOnce();
});
