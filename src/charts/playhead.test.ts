import { expect, test } from 'vitest';
import { movePlayhead } from './playhead';

/** Presses keys on a chart of a run at step `latest`; returns the step that is shown, null for the latest. */
function press(steps: number[], latest: number, shown: number | null, ...keys: string[]): number | null {
  let at = shown;
  for (const key of keys)
    movePlayhead(
      {
        steps,
        shown: at,
        latest: () => latest,
        onShow: (step) => {
          at = step;
        },
        onLatest: () => {
          at = null;
        },
      },
      key,
    );
  return at;
}

test('arrow keys move from snapshot to snapshot, and after the last one to the latest step', () => {
  const steps = [1, 10, 100];
  expect(press(steps, 500, null, 'ArrowLeft')).toBe(100);
  expect(press(steps, 500, null, 'ArrowLeft', 'ArrowDown')).toBe(10);
  expect(press(steps, 500, 1, 'ArrowLeft')).toBe(1);
  expect(press(steps, 500, 10, 'ArrowRight', 'ArrowUp')).toBeNull();
  expect(press(steps, 500, null, 'Home')).toBe(1);
  expect(press(steps, 500, 1, 'End')).toBeNull();
  expect(press(steps, 500, null, 'PageDown')).toBe(1);
});

test('a snapshot of the latest step is the latest step', () => {
  expect(press([1, 10, 100], 100, null, 'ArrowLeft')).toBe(10);
  expect(press([1, 10, 100], 100, 10, 'ArrowRight')).toBeNull();
});

test('other keys are left to the chart', () => {
  const past = { steps: [1, 2], shown: null, latest: () => 2, onShow() {}, onLatest() {} };
  expect(['+', '-', 'Escape', 'Enter'].map((key) => movePlayhead(past, key))).toEqual(
    new Array(4).fill(false),
  );
});
