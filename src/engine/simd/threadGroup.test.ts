/** A group of threads, as far as one thread can test it; threads.browser.test.ts tests several. */
import { expect, it } from 'vitest';
import { TILE } from './kernels';
import { piecesOf, rowsOf } from './share';
import { BOARD_BYTES, ThreadGroup } from './threadGroup';
import { fastest } from './threads';

const BOARD = 64;
const memory = () => new WebAssembly.Memory({ initial: 1 });

it('alone, executes its own commands without waiting', () => {
  const group = new ThreadGroup(memory(), BOARD);
  const done: number[] = [];
  for (const command of [3, 5])
    group.dispatch([command], () => done.push(command, group.take(), group.take()));
  expect(done).toEqual([3, 0, 1, 5, 0, 1]);
  expect(BOARD_BYTES % 8).toBe(0);
});

it('cannot be used once a thread has trapped: dispatching throws and followers return', () => {
  const shared = memory();
  const leader = new ThreadGroup(shared, BOARD);
  const follower = new ThreadGroup(shared, BOARD, 1);
  leader.dispatch([1, 42], () => {});
  const executed: number[][] = [];
  follower.follow(0, (command) => {
    executed.push([...command.subarray(0, 2)]);
    throw new WebAssembly.RuntimeError('unreachable');
  });
  expect(executed).toEqual([[1, 42]]);
  expect(() => leader.dispatch([1], () => {})).toThrow('has failed');
  follower.follow(0, () => expect.fail('executed'));
});

it('while the others rest, thread 0 executes everything and dispatches nothing', () => {
  const group = new ThreadGroup(memory(), BOARD);
  group.grow(2);
  group.rest(true);
  const before = group.dispatched;
  const done: number[] = [];
  // If it waited for the second thread, this would never return.
  group.dispatch([1], () => done.push(group.size, group.take(), group.take()));
  expect(done).toEqual([1, 0, 1]);
  expect(group.dispatched).toBe(before);
  group.rest(false);
  expect(group.size).toBe(2);
});

it('rethrows an error of its own part', () => {
  const group = new ThreadGroup(memory(), BOARD);
  const trap = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  expect(() => group.dispatch([1], trap)).toThrow('unreachable');
  expect(() => group.dispatch([1], () => {})).toThrow('has failed');
});

it('assigns every row once, in whole tiles', () => {
  for (const count of [0, 1, 3, 4, 5, 100, 127, 128]) {
    for (let size = 1; size <= 8; size++) {
      let next = 0;
      for (let index = 0; index < size; index++) {
        const { from, rows } = rowsOf(count, index, size);
        expect(from).toBe(next);
        if (rows > 0) expect(from % TILE).toBe(0);
        next = from + rows;
      }
      expect(next).toBe(count);
    }
  }
});

it('divides layers into pieces of whole panels that cover every input once', () => {
  const layers = [{ inputs: 784 }, { inputs: 33 }, { inputs: 2 }];
  for (const layer of layers) {
    const pieces = piecesOf(layers).filter((p) => p.layer === layer);
    expect(pieces.map((p) => p.from)).toEqual([0, ...pieces.slice(0, -1).map((p) => p.to)]);
    expect(pieces.every((p) => p.from % 8 === 0 && p.to > p.from)).toBe(true);
    expect(pieces[pieces.length - 1].to).toBe(layer.inputs);
  }
});

it('takes more threads as long as they are clearly faster', async () => {
  const tried: number[] = [];
  const choose = (most: number, times: (number | null)[]) => {
    tried.length = 0;
    return fastest(most, async (n) => {
      tried.push(n);
      return times[tried.length - 1];
    });
  };
  expect(await choose(7, [16, 9, 5, 4])).toBe(7);
  expect(tried).toEqual([1, 2, 4, 7]);
  expect(await choose(7, [16, 9, 8, 1])).toBe(2);
  expect(tried).toEqual([1, 2, 4]);
  expect(await choose(2, [16, 15])).toBe(1);
  expect(await choose(2, [16, null])).toBe(1);
  expect(await choose(8, [0.5, 0.1])).toBe(1);
  expect(tried).toEqual([1]);
  expect(await choose(1, [16])).toBe(1);
});
