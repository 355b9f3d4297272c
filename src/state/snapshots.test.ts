import { beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { NO_UPDATES } from '../model/optimiser';
import type { Past } from '../worker/protocol';
import { live } from './live';
import {
  addSnapshot,
  changesSinceShown,
  forgetSnapshots,
  precede,
  settingsOf,
  showLive,
  showNear,
  snapshotAt,
  snapshotsBefore,
} from './snapshots';
import { initialState, useStore } from './store';

const config = { ...defaultConfig(), encoder: [3], decoder: [3] };
const spec = specOf(config);
const { size, decoderStart } = layoutOf(spec);
const filled = (value: number) => new Float32Array(size).fill(value);

/** A snapshot whose numbers are its step. */
const at = (step: number, beta = 1): Past => ({
  config: { ...config, beta },
  step,
  state: { parameters: filled(step), m: filled(0), v: filled(0), optimiser: 'adam', updates: NO_UPDATES },
  points: { count: 2, mu: new Float32Array(4).fill(step), logVar: null },
  reconstructions: null,
});
const BYTES = 12 * size + 16;

beforeEach(() => {
  useStore.setState(initialState(), true);
  const { run } = useStore.getState();
  useStore.setState({ config, run: { ...run, id: 1, step: 1000, spec, config } });
  live.open(1);
  forgetSnapshots();
  live.set('weights', { step: 1000, decoder: filled(1000).subarray(decoderStart) });
});
const steps = () => useStore.getState().snapshots.steps;

test('within the budget all are kept, beyond it they are thinned, and the memory is told', () => {
  for (let step = 1; step <= 4; step++) addSnapshot(at(step), 6 * BYTES);
  expect(steps()).toEqual([1, 2, 3, 4]);
  expect(useStore.getState().snapshots.bytes).toBe(4 * BYTES);
  for (let step = 5; step <= 300; step++) addSnapshot(at(step), 6 * BYTES);
  expect(steps()).toHaveLength(6);
  expect(steps()[0]).toBe(1);
  expect(steps()[5]).toBe(300);
  expect(useStore.getState().snapshots.bytes).toBe(6 * BYTES);
});

test('a run that goes back loses the snapshots after that step', () => {
  for (const step of [1, 5, 9, 20]) addSnapshot(at(step));
  addSnapshot(at(9));
  expect(steps()).toEqual([1, 5, 9]);
});

test('an earlier step shows its weights and points, until the latest are shown again', () => {
  for (const step of [1, 10, 100]) addSnapshot(at(step));
  showNear(12);
  expect(useStore.getState().shownStep).toBe(10);
  expect(live.get().weights?.step).toBe(10);
  expect(live.get().weights?.decoder).toEqual(filled(10).subarray(decoderStart));
  expect(live.get().points).toMatchObject({ step: 10, count: 2, mu: new Float32Array(4).fill(10) });
  // The run goes on meanwhile.
  live.set('weights', { step: 1001, decoder: filled(1001).subarray(decoderStart) });
  expect(live.get().weights?.step).toBe(10);
  expect(live.latest().weights?.step).toBe(1001);
  showNear(2);
  expect(live.get().weights?.step).toBe(1);
  showLive();
  expect(live.get().weights?.step).toBe(1001);
  expect(live.get().points).toBeNull();
  expect(useStore.getState().shownStep).toBeNull();
});

test('the snapshot of the latest step is the present', () => {
  addSnapshot(at(10));
  addSnapshot(at(1000));
  showNear(10);
  showNear(5000);
  expect(useStore.getState().shownStep).toBeNull();
  expect(live.get().weights?.step).toBe(1000);
});

test('the step that is shown is not thinned away', () => {
  for (let step = 1; step <= 4; step++) addSnapshot(at(step), 4 * BYTES);
  showNear(3);
  for (let step = 5; step <= 30; step++) addSnapshot(at(step), 4 * BYTES);
  expect(snapshotAt(3)).not.toBeNull();
});

test('a probe of a test image follows its code to the step and back', () => {
  useStore.setState({ probes: [{ name: 'A', z: [7, 7], placed: true, image: 1 }] });
  live.set('points', {
    step: 1000,
    count: 2,
    mu: new Float32Array([1, 2, 7, 7]),
    logVar: null,
    labels: null,
  });
  addSnapshot(at(10));
  showNear(10);
  expect(useStore.getState().probes[0].z).toEqual([10, 10]);
  showLive();
  expect(useStore.getState().probes[0].z).toEqual([7, 7]);
});

test('a branch has the settings of its step, and those that were changed while it was shown', () => {
  addSnapshot(at(10, 0.5));
  useStore.setState({ config: { ...config, beta: 2, speed: 20 } });
  showNear(10);
  expect(changesSinceShown()).toEqual({});
  expect(settingsOf(snapshotAt(10)!)).toEqual({ ...config, beta: 0.5, speed: 20 });
  useStore.setState({ config: { ...config, beta: 4, speed: 20 } });
  expect(changesSinceShown()).toEqual({ beta: 4 });
  showLive();
  expect(changesSinceShown()).toEqual({});
});

test('a branch keeps the snapshots before it', () => {
  for (const step of [1, 10, 100]) addSnapshot(at(step));
  const past = snapshotsBefore(10);
  forgetSnapshots();
  addSnapshot(at(10));
  precede(past);
  expect(steps()).toEqual([1, 10]);
});
