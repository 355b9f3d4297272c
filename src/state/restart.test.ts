import { describe, expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import * as actions from './actions';
import { series } from './series';
import * as session from './session';
import { useStore } from './store';
import { type FakeWorker, settled } from './testing';
import { testPage } from './testPage';

const { workers, shown, start } = testPage();

describe('when the worker dies', () => {
  /** A run at step 42, of which the page has a copy of step 40. */
  async function training() {
    const { worker } = await start();
    worker.openRun(1);
    worker.emit({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array(3 * 42).fill(9) });
    worker.snapshot(1, 40);
    worker.status(1, 'running', 42);
    return worker;
  }
  /** The first events of the new worker's run. */
  async function goesOn(worker: FakeWorker, step: number) {
    worker.openRun(1, {}, step);
    await settled();
  }

  test('another one continues from the copy by itself, which is reported until it learns again', async () => {
    const worker = await training();
    await actions.configure({ beta: 4 });
    worker.die();
    expect(useStore.getState().run.status).toBe('paused');
    // Commands sent meanwhile go to the new one.
    const request = actions.step();
    await goesOn(workers[1], 40);
    expect(shown()).toEqual(['worker.restarted']);
    expect(workers).toHaveLength(2);
    const [opened] = workers[1].sent('open');
    expect(opened.pretrained).toBeNull();
    expect(opened.resume).toMatchObject({ step: 40 });
    // The losses of the remaining steps are kept, and those of the lost steps are removed.
    expect(series.steps()).toHaveLength(40);
    expect(series.train.last?.step).toBe(40);
    // The controls keep their own settings, besides those of the kept model.
    expect(useStore.getState().config.beta).toBe(4);
    // None of it has been saved to a file.
    expect(session.hasUnsaved()).toBe(true);
    await request;
    expect(workers[1].sent('step')).toHaveLength(1);
    workers[1].emit({ type: 'run.losses', runId: 1, first: 41, values: new Float32Array(3) });
    expect(shown()).toEqual([]);
  });

  test('after a second death soon after, the reader decides, and nothing is lost', async () => {
    const worker = await training();
    worker.die();
    await goesOn(workers[1], 40);
    workers[1].die();
    await settled();
    expect(shown()).toEqual(['worker.restarted', 'worker.died']);
    expect(useStore.getState().engine.status).toBe('failed');
    await actions.train();
    expect(workers).toHaveLength(2);
    // The page itself writes the file of a dead worker's run.
    const file = readCheckpoint((await actions.saveCheckpoint()) ?? new Uint8Array());
    expect(file).toMatchObject({ step: 40, complete: true });
    expect(file.state.parameters[7]).toBe(40);
    expect(file.history?.steps).toHaveLength(40);

    const restarting = actions.restartWorker();
    workers[2].openRun(1, {}, 40);
    await restarting;
    expect(workers[2].sent('open')[0].resume).toMatchObject({ step: 40 });
    expect(shown()).toEqual(['worker.restarted']);
  });

  test('a second death a minute later leads to another worker', async () => {
    const worker = await training();
    vi.useFakeTimers({ toFake: ['performance'] });
    worker.die();
    await goesOn(workers[1], 40);
    vi.advanceTimersByTime(61_000);
    workers[1].die();
    vi.useRealTimers();
    await goesOn(workers[2], 40);
    expect(shown()).toEqual(['worker.restarted']);
  });

  test('a worker that cannot start is not tried again', async () => {
    const { worker } = await start();
    worker.die();
    await settled();
    expect(workers).toHaveLength(1);
    expect(shown()).toEqual(['worker.died']);
  });

  test('the kept copy survives a second death', async () => {
    const worker = await training();
    worker.die();
    workers[1].openRun(1);
    workers[1].die();
    await settled();
    await actions.restartWorker();
    expect(workers[2].sent('open')[0].resume).toMatchObject({ step: 40 });
  });

  test('a fresh run is not mistaken for the old one, although new workers count from 1 again', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.emit({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array(3) });
    worker.die();
    await settled();
    workers[1].openRun(1);
    expect(series.steps()).toEqual([]);
  });

  test.each([
    ['simd', 13],
    ['tfjs-webgl', 60],
  ] as const)('one that hangs while %s is tried is replaced after about %i s', async (id, seconds) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { worker } = await start();
    worker.openRun(1);
    worker.emit({ type: 'engine.choosing' });
    worker.emit({ type: 'engine.trying', id });
    worker.postMessage = () => {};
    vi.advanceTimersByTime((seconds - 2) * 1000);
    await settled();
    expect(worker.terminated).toBe(false);
    vi.advanceTimersByTime(4000);
    await settled();
    expect(worker.terminated).toBe(true);
    expect(workers).toHaveLength(2);
    vi.useRealTimers();
  });

  test("the reader's own data is imported again", async () => {
    const { worker } = await start();
    worker.openRun(1);
    await session.importParts({ images: new Uint8Array([5]) });
    expect(useStore.getState().config.dataset).toBe('own');
    worker.die();
    await settled();
    expect(workers[1].sent('importDataset')[0]).toMatchObject({ parts: { images: new Uint8Array([5]) } });
  });
});
