import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SaveRequests } from '../autosave/protocol';
import type { SavedInfo } from '../autosave/runStore';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { type Autosave, createAutosave, type Storage } from './autosave';
import { watchMovement } from './movement';
import { series } from './series';
import { initialState, useStore } from './store';

const config = defaultConfig();
const info = (id: string): SavedInfo => ({ id, step: 3, savedAt: 0, size: 1, checksum: 0, config });

let made: Autosave[] = [];
beforeEach(() => {
  made = [];
  vi.useFakeTimers();
  useStore.setState(initialState(), true);
});
afterEach(() => {
  for (const one of made) one.stop();
  vi.useRealTimers();
});

/** A page whose run is at `page.step`, and what it has saved; `refuse` is thrown by each save. */
function open({
  refuse,
  stored = {},
  held = [],
}: {
  refuse?: Error;
  stored?: Record<string, boolean>;
  held?: string[];
} = {}) {
  const saves: { id: string; step: number; earlier: number[]; kept: number[] }[] = [];
  /** The steps that can be looked at. */
  const past = { steps: [] as number[] };
  const ended = { count: 0 };
  const deleted: string[] = [];
  const released: string[] = [];
  const storage: Storage = {
    list: async () => Object.keys(stored).map(info),
    open: async () => new Set(held),
    hold: async (id) => (held.includes(id) ? null : () => void released.push(id)),
    delete: async (id) => {
      deleted.push(id);
    },
    client: () => ({
      request: (async (type: string, body: SaveRequests['save']['body']) => {
        if (type === 'load') return stored[body.id] ? new Uint8Array(1) : null;
        if (type === 'steps') return [{ step: 2, bytes: new Uint8Array(1) }];
        if (refuse) throw refuse;
        const earlier = body.earlier.map((one) => one.step);
        saves.push({ id: body.id, step: body.run.step, earlier, kept: body.kept });
        return info(body.id);
      }) as ReturnType<Storage['client']>['request'],
      terminate() {
        ended.count++;
      },
    }),
  };
  let step = 0;
  const state = {
    parameters: new Float32Array(),
    optimiser: config.optimiser,
    m: new Float32Array(),
    v: new Float32Array(),
    updates: {} as never,
  };
  const autosave = createAutosave(
    {
      run: () => (step > 0 ? { config, step, state } : null),
      history: series.save,
      earlier: (until) =>
        past.steps
          .filter((one) => one <= until)
          .map((one) => ({ step: one, decoder: new Float32Array(1), points: null })),
    },
    storage,
  );
  made.push(autosave);
  const { run } = useStore.getState();
  return {
    autosave,
    saves,
    past,
    deleted,
    released,
    ended,
    /** A copy of the run arrives, and time passes. */
    async copy(at: number, status: 'running' | 'paused', ms: number, id = 1) {
      step = at;
      useStore.setState({ run: { ...run, id, status, step } });
      autosave.note();
      await vi.advanceTimersByTimeAsync(ms);
    },
  };
}
const steps = (saves: { step: number }[]) => saves.map(({ step }) => step);
const shown = () => useStore.getState().notices.map((n) => n.problem.code);

test('a run is saved every ten seconds during training, and when it stops', async () => {
  const { copy, saves } = open();
  for (let i = 1; i <= 14; i++) await copy(i, 'running', 1500);
  expect(steps(saves)).toEqual([7, 14]);
  await copy(15, 'paused', 900);
  expect(steps(saves)).toEqual([7, 14]);
  await copy(15, 'paused', 2000);
  expect(steps(saves)).toEqual([7, 14, 15]);
  // The same step again is saved already.
  await copy(15, 'paused', 5000);
  expect(steps(saves)).toEqual([7, 14, 15]);
});

test('while the reader moves something, a save waits, at most for one interval', async () => {
  const { copy, saves } = open();
  const moved = watchMovement(() => {});
  const move = async (first: number, last: number) => {
    for (let i = first; i <= last; i++) {
      await copy(i, 'running', 100);
      moved();
    }
  };
  await move(1, 120);
  expect(steps(saves)).toEqual([]);
  // At rest.
  await copy(121, 'running', 1000);
  expect(steps(saves)).toEqual([121]);
  // A hand that does not come to rest.
  await move(122, 421);
  expect(saves).toHaveLength(2);
  expect(saves[1].step).toBeGreaterThan(121 + 180);
  expect(saves[1].step).toBeLessThan(121 + 220);
  await vi.advanceTimersByTimeAsync(1000);
});

test('each earlier step is saved once, and those that the page has dropped are not kept', async () => {
  const { copy, saves, past, autosave } = open({ stored: { a: true } });
  past.steps = [1, 2, 9];
  await copy(5, 'paused', 2500);
  past.steps = [1, 2, 9, 12];
  await copy(10, 'paused', 2500);
  past.steps = [1, 9, 12];
  await copy(12, 'paused', 2500);
  expect(saves.map(({ earlier, kept }) => [earlier, kept])).toEqual([
    [
      [1, 2],
      [1, 2],
    ],
    [[9], [1, 2, 9]],
    [[12], [1, 9, 12]],
  ]);
  // Of a run that is continued, those that it was saved with are there.
  const found = await autosave.take(info('a'));
  expect(found?.steps.map(({ step }) => step)).toEqual([2]);
  past.steps = [2, 20];
  await copy(20, 'paused', 2500, 2);
  expect(saves.at(-1)).toMatchObject({ id: 'a', earlier: [20], kept: [2, 20] });
});

test('a run without progress is not saved', async () => {
  const { copy, saves } = open();
  await copy(0, 'paused', 60_000);
  expect(saves).toEqual([]);
});

test.each(['storage.unavailable', 'autosave.full'] as const)(
  '%s is mentioned once, and not tried again',
  async (code) => {
    const { copy, saves } = open({ refuse: new ProblemError(code) });
    for (let i = 1; i < 5; i++) await copy(i, 'paused', 5000);
    expect(shown()).toEqual([code]);
    expect(saves).toEqual([]);
  },
);

test('the latest run that is whole and of no open page is offered; a damaged one is deleted', async () => {
  const { autosave, deleted } = open({ stored: { a: true, b: false, c: true }, held: ['a'] });
  expect((await autosave.find())?.id).toBe('c');
  expect(deleted).toEqual(['b']);
  expect(shown()).toEqual(['autosave.damaged']);
});

test('whoever continues a run saves it in its place, unless another page holds it', async () => {
  const first = open({ stored: { a: true } });
  expect((await first.autosave.take(info('a')))?.bytes).toHaveLength(1);
  await first.copy(4, 'paused', 5000);
  expect(first.saves).toMatchObject([{ id: 'a', step: 4 }]);
  const second = open({ stored: { a: true }, held: ['a'] });
  expect((await second.autosave.take(info('a')))?.bytes).toHaveLength(1);
  await second.copy(4, 'paused', 5000);
  expect(second.saves).toHaveLength(1);
  expect(second.saves[0].id).not.toBe('a');
});

test('probes that were moved after training are saved when they rest', async () => {
  const { copy, saves } = open();
  await copy(4, 'paused', 5000);
  for (let i = 0; i < 5; i++) {
    useStore.setState({ probes: [{ name: 'A', z: [i, 0], placed: true }] });
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(saves).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(saves).toHaveLength(2);
});

test('a run that replaces another is saved beside it', async () => {
  const { copy, saves, released } = open();
  await copy(9, 'paused', 5000);
  await copy(2, 'paused', 5000, 2);
  await copy(3, 'paused', 5000, 2);
  expect(steps(saves)).toEqual([9, 2, 3]);
  expect(saves[1].id).not.toBe(saves[0].id);
  expect(saves[2].id).toBe(saves[1].id);
  expect(released).toEqual([saves[0].id]);
});

test('on a machine with little memory, the worker ends with each save', async () => {
  for (const [deviceMemory, count] of [
    [8, 0],
    [4, 2],
  ]) {
    vi.stubGlobal('navigator', { deviceMemory });
    const { copy, saves, ended } = open();
    await copy(1, 'paused', 2500);
    await copy(2, 'paused', 2500);
    expect(steps(saves)).toEqual([1, 2]);
    expect(ended.count).toBe(count);
  }
  vi.unstubAllGlobals();
});
