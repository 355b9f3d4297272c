import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { untilReleased } from './released';

test('follows its source', async () => {
  expect(await untilReleased(Promise.resolve('gone')).promise).toBe('gone');
});

test('never settles once released, and its source then retains nothing that waits for it', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  let settle = (_: string) => {};
  const source = new Promise<string>((resolve) => {
    settle = resolve;
  });
  const settled: string[] = [];
  /** The waiting function holds something large, as a run does. */
  const wait = (released: boolean): WeakRef<object> => {
    const large = { numbers: new Float32Array(1e6) };
    const { promise, release } = untilReleased(source);
    void promise.then((why) => settled.push(`${why} ${large.numbers.length}`));
    if (released) release();
    return new WeakRef(large);
  };
  const [freed, kept] = [wait(true), wait(false)];
  // WeakRefs hold their target until the end of the task.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  expect(freed.deref()).toBeUndefined();
  expect(kept.deref()).toBeDefined();
  settle('gone');
  await source;
  await Promise.resolve();
  expect(settled).toEqual(['gone 1000000']);
});
