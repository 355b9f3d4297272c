import { expect, test } from 'vitest';
import { drawImage } from '../decode/madeSampler';
import { specWith } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { INPUT_SIZE } from '../model/spec';
import { createEasel } from './easel';

const spec = specWith({ model: 'made', encoder: [8] });
const weights = initialParameters(spec, 3);
const never = () => false;

test('all digits come on equally, to their end and no further, and are those of their numbers', () => {
  const easel = createEasel(3);
  expect([easel.drawn, easel.finished]).toEqual([0, false]);
  easel.begin(spec, weights, 9);
  easel.advance(50, never);
  expect(easel.drawings.map((d) => d.drawn)).toEqual([50, 50, 50]);
  easel.advance(INPUT_SIZE, never);
  expect([easel.drawn, easel.finished]).toEqual([INPUT_SIZE, true]);
  for (const [i, drawing] of easel.drawings.entries()) {
    const alone = drawImage(spec, weights, 9, i);
    alone.next(INPUT_SIZE);
    expect(drawing.pixels).toEqual(alone.pixels);
  }
});

test('a slow machine draws a pixel a time, none in no time', () => {
  const easel = createEasel(2);
  easel.advance(5, () => true);
  expect(easel.drawn).toBe(0);
  easel.begin(spec, weights, 9);
  easel.advance(5, () => true);
  expect(easel.drawings.map((d) => d.drawn)).toEqual([1, 1]);
});

test('begun anew they are other digits, whatever becomes of the weights meanwhile', () => {
  const easel = createEasel(2);
  const passing = weights.slice();
  easel.begin(spec, passing, 9);
  easel.begin(spec, passing, 9);
  passing.fill(100);
  easel.advance(INPUT_SIZE, never);
  const third = drawImage(spec, weights, 9, 2);
  third.next(INPUT_SIZE);
  expect(easel.drawings[0].pixels).toEqual(third.pixels);
});

test('whoever looks hears of every change, until it leaves', () => {
  const easel = createEasel(2);
  let heard = 0;
  const leave = easel.subscribe(() => heard++);
  easel.begin(spec, weights, 9);
  easel.advance(1, never);
  easel.choose(1);
  easel.clear();
  expect([heard, easel.chosen, easel.drawings.length]).toEqual([4, 1, 0]);
  leave();
  easel.choose(0);
  expect(heard).toBe(4);
});
