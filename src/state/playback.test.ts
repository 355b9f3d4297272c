import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { NO_UPDATES } from '../model/optimiser';
import { live } from './live';
import { play, stopPlayback } from './playback';
import { addSnapshot, forgetSnapshots } from './snapshots';
import { initialState, useStore } from './store';

const config = { ...defaultConfig(), encoder: [3], decoder: [3] };
const zeros = () => new Float32Array(layoutOf(specOf(config)).size);

beforeEach(() => {
  vi.useFakeTimers();
  useStore.setState(initialState(), true);
  useStore.setState(({ run }) => ({ run: { ...run, id: 1, step: 1000, spec: specOf(config), config } }));
  live.open(1);
  forgetSnapshots();
  for (const step of [1, 10, 100, 1000])
    addSnapshot({
      config,
      step,
      state: { parameters: zeros(), m: zeros(), v: zeros(), optimiser: 'adam', updates: NO_UPDATES },
      points: null,
      reconstructions: null,
    });
});
afterEach(() => {
  stopPlayback();
  vi.useRealTimers();
});
const shown = () => useStore.getState().shownStep;

test('the training is shown again in ten seconds, at an even pace on the logarithmic axis, up to the latest step', async () => {
  play();
  const seen = [shown()];
  for (let second = 1; second <= 10; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    seen.push(shown());
  }
  // Half-way between ln 2, ln 11, ln 101 and ln 1001: after 1.4 s, 4.5 s and 8.1 s.
  expect(seen).toEqual([1, 1, 10, 10, 10, 100, 100, 100, 100, null, null]);
  expect(useStore.getState().playing).toBe(false);
});

test('it begins at the step that is shown, and can be stopped there', async () => {
  play();
  await vi.advanceTimersByTimeAsync(5000);
  stopPlayback();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown()).toBe(100);
  play();
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown()).toBe(100);
});
