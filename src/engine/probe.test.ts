import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.resetModules();
});

const adapter = { info: { vendor: 'a', architecture: '', device: '', description: 'A card' } };

/** A browser that answers as told, and a probe that has not asked yet in this session. */
async function probing(answers: (object | null)[]) {
  vi.useFakeTimers();
  const asked = vi.fn(async () => answers.shift() ?? null);
  vi.stubGlobal('navigator', { gpu: { requestAdapter: asked } });
  const { probeWebgpu, deviceOf } = await import('./probe');
  return { asked, probeWebgpu, deviceOf };
}

test('a browser that finds its adapter only a moment later is asked again', async () => {
  const { asked, probeWebgpu } = await probing([null, adapter]);
  const found = probeWebgpu();
  await vi.advanceTimersByTimeAsync(300);
  expect((await found)?.description).toBe('A card');
  expect(asked).toHaveBeenCalledTimes(2);
});

test('one that has none is asked three times in the first second, and once each time after that', async () => {
  const { asked, probeWebgpu } = await probing([]);
  const found = probeWebgpu();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await found).toBeNull();
  expect(asked).toHaveBeenCalledTimes(3);
  expect(await probeWebgpu()).toBeNull();
  expect(asked).toHaveBeenCalledTimes(4);
});

test('a device that never comes is not waited for, and given back when it comes after all', async () => {
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
