import { expect, test } from 'vitest';
import { drawImage } from '../decode/madeSampler';
import { specWith } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { INPUT_SIZE } from '../model/spec';
import { createMadeDrawings } from './madeDrawings';

const spec = specWith({ model: 'made', encoder: [8] });
const weights = initialParameters(spec, 3);
const never = () => false;

test('all digits advance together to their end, and each depends only on its number', () => {
  const madeDrawings = createMadeDrawings(3);
  expect([madeDrawings.drawn, madeDrawings.finished]).toEqual([0, false]);
  madeDrawings.start(spec, weights, 9);
  madeDrawings.advance(50, never);
  expect(madeDrawings.drawings.map((d) => d.drawn)).toEqual([50, 50, 50]);
  madeDrawings.advance(INPUT_SIZE, never);
  expect([madeDrawings.drawn, madeDrawings.finished]).toEqual([INPUT_SIZE, true]);
  for (const [i, drawing] of madeDrawings.drawings.entries()) {
    const alone = drawImage(spec, weights, 9, i);
    alone.next(INPUT_SIZE);
    expect(drawing.pixels).toEqual(alone.pixels);
  }
});

test('if time is up, one pixel is generated; none without digits', () => {
  const madeDrawings = createMadeDrawings(2);
  madeDrawings.advance(5, () => true);
  expect(madeDrawings.drawn).toBe(0);
  madeDrawings.start(spec, weights, 9);
  madeDrawings.advance(5, () => true);
  expect(madeDrawings.drawings.map((d) => d.drawn)).toEqual([1, 1]);
});

test('each start generates other digits; later changes of the weights do not matter', () => {
  const madeDrawings = createMadeDrawings(2);
  const changing = weights.slice();
  madeDrawings.start(spec, changing, 9);
  madeDrawings.start(spec, changing, 9);
  changing.fill(100);
  madeDrawings.advance(INPUT_SIZE, never);
  const third = drawImage(spec, weights, 9, 2);
  third.next(INPUT_SIZE);
  expect(madeDrawings.drawings[0].pixels).toEqual(third.pixels);
});

test('listeners are called on every change until they unsubscribe', () => {
  const madeDrawings = createMadeDrawings(2);
  let calls = 0;
  const unsubscribe = madeDrawings.subscribe(() => calls++);
  madeDrawings.start(spec, weights, 9);
  madeDrawings.advance(1, never);
  madeDrawings.choose(1);
  madeDrawings.clear();
  expect([calls, madeDrawings.chosen, madeDrawings.drawings.length]).toEqual([4, 1, 0]);
  unsubscribe();
  madeDrawings.choose(0);
  expect(calls).toBe(4);
});
