import { expect, test } from 'vitest';
import { axisOf, placesOf } from './places';

const SIDE = 36;
const ROOM = 700;
const steps = [1, 2, 3, 5, 8, 12, 18, 27, 41, 62, 93, 140, 210, 315, 473, 710, 1000];
const chart = { range: [1, 1000], left: 40, width: 400, panels: 1 } as const;
const alone = () => SIDE;
const numbered = (step: number) => SIDE + 8 * String(step).length;

test('above a chart of one panel, the middle of each picture is at its step on the axis', () => {
  const axis = axisOf(chart, steps, ROOM, SIDE, 30);
  const places = placesOf(steps, axis, ROOM, SIDE, alone);
  expect(places.length).toBeGreaterThan(6);
  for (const { step, left } of places)
    expect(left + SIDE / 2).toBeCloseTo(40 + (400 * Math.log((1 + step) / 2)) / Math.log(1001 / 2), -0.5);
  // The last picture may be beyond the axis, but not beyond the row.
  expect(places.at(-1)).toEqual({ step: 1000, left: 422 });
  const short = placesOf(steps, axis, 430, SIDE, alone);
  expect(short.at(-1)).toEqual({ step: 1000, left: 430 - SIDE });
});

test('with several panels they span the row, with their numbers, near their steps', () => {
  const axis = axisOf({ ...chart, panels: 2 }, steps, ROOM, SIDE, 32);
  const places = placesOf(steps, axis, ROOM, SIDE, numbered);
  expect(places[0]).toEqual({ step: 1, left: 0 });
  expect(places.at(-1)).toEqual({ step: 1000, left: ROOM - numbered(1000) });
  for (const { step, left } of places) {
    const wanted = ((ROOM - SIDE - 32) * Math.log((1 + step) / 2)) / Math.log(1001 / 2);
    expect(left - wanted).toBeGreaterThan(-1);
    expect(left - wanted).toBeLessThanOrEqual(SIDE / 2 + 1);
  }
});

test('no picture is over another, in a row of any width', () => {
  for (let room = 40; room < 1500; room += 30)
    for (const panels of [1, 2]) {
      const axis = axisOf({ ...chart, width: Math.max(1, room - 60), panels }, steps, room, SIDE, 32);
      const widthOf = panels === 1 ? alone : numbered;
      const places = placesOf(steps, axis, room, SIDE, widthOf);
      expect(places.at(-1)?.step).toBe(1000);
      places.slice(1).forEach(({ left }, i) => {
        expect(left).toBeGreaterThanOrEqual(places[i].left + widthOf(places[i].step));
      });
    }
});

test('a zoomed chart has those of its steps; the untrained model belongs to the first', () => {
  const zoomed = axisOf({ ...chart, range: [20, 100] }, steps, ROOM, SIDE, 30);
  expect(placesOf(steps, zoomed, ROOM, SIDE, alone).map(({ step }) => step)).toEqual([27, 41, 62, 93]);
  const early = [0, 100, 1000];
  expect(placesOf(early, axisOf(chart, early, ROOM, SIDE, 30), ROOM, SIDE, alone)[0].step).toBe(0);
  // A single one is at the right end, as the latest of a training.
  const one = axisOf({ range: [1, 14070], left: 40, width: 400, panels: 2 }, [14070], ROOM, SIDE, 40);
  expect(placesOf([14070], one, ROOM, SIDE, alone)).toEqual([{ step: 14070, left: ROOM - SIDE - 40 }]);
});
