import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLazyPart } from './lazyPart';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settled = () => vi.advanceTimersByTimeAsync(0);

test('a part that failed to load can be requested again, at another address where the browser caches the failure', async () => {
  const load = vi.fn(() =>
    Promise.reject(
      new TypeError('Failed to fetch dynamically imported module: https://x.test/a/others-1.js'),
    ),
  );
  const from = vi.fn((address: string) =>
    address.endsWith('2') ? Promise.resolve('it') : Promise.reject(new TypeError('no')),
  );
  const part = createLazyPart<string>(load, from);
  const seen: string[] = [];
  part.subscribe(() => seen.push(part.get().status));
  part.fetch();
  part.fetch();
  await settled();
  expect(load).toHaveBeenCalledTimes(1);
  expect(from).not.toHaveBeenCalled();
  part.fetch();
  await settled();
  expect(from).toHaveBeenLastCalledWith('https://x.test/a/others-1.js?again=1');
  part.fetch();
  await settled();
  expect(part.get()).toEqual({ status: 'here', value: 'it' });
  expect(seen).toEqual(['waiting', 'failed', 'waiting', 'failed', 'waiting', 'here']);
  part.fetch();
  await settled();
  expect(load).toHaveBeenCalledTimes(3);
});

test('where the browser itself fetches again, the same address is used', async () => {
  let online = false;
  const from = vi.fn();
  const part = createLazyPart(
    () => (online ? Promise.resolve(1) : Promise.reject(new TypeError('Importing a module script failed.'))),
    from,
  );
  part.fetch();
  await settled();
  expect(part.get().status).toBe('failed');
  online = true;
  part.fetch();
  await settled();
  expect(part.get()).toEqual({ status: 'here', value: 1 });
  expect(from).not.toHaveBeenCalled();
});

test('a slow part is reported, and shown when it arrives; without idle callbacks it is prefetched too', async () => {
  let come = (_: number) => {};
  const part = createLazyPart(
    () =>
      new Promise<number>((resolve) => {
        come = resolve;
      }),
  );
  expect('requestIdleCallback' in globalThis).toBe(false);
  part.fetchWhenIdle();
  await vi.advanceTimersByTimeAsync(2000);
  expect(part.get().status).toBe('waiting');
  await vi.advanceTimersByTimeAsync(8000);
  expect(part.get().status).toBe('late');
  come(7);
  await settled();
  expect(part.get()).toEqual({ status: 'here', value: 7 });
});
