/**
 * Steps on a log axis, since the first steps change most: step s is at log(1 + s), so that the model before its first
 * step has a position too. Pure.
 */
import { scaleLinear } from 'd3';
import type { Numbers } from '../i18n/numbers';
import type { Axis } from './axes';
import { type Interval, panned, zoomed } from './domain';

/** The horizontal axis of a chart as it is drawn, in pixels of its canvas. */
export interface ChartAxis {
  /** The visible steps. */
  range: Interval;
  /** From the left end of the first panel to the right end of the last. */
  left: number;
  width: number;
  /** Each has an axis of its own. */
  panels: number;
}

const up = (step: number): number => Math.log1p(Math.max(0, step));
const down = Math.expm1;
const mapEnds = (range: Interval, change: (step: number) => number): Interval => [
  change(range[0]),
  change(range[1]),
];

/** The position of a step between the ends of `range`: 0 at the first, 1 at the last. */
export const shareAt = (range: Interval, step: number): number =>
  (up(step) - up(range[0])) / (up(range[1]) - up(range[0]));

/** The step at such a position. */
export const stepAtShare = (range: Interval, share: number): number =>
  down(up(range[0]) + share * (up(range[1]) - up(range[0])));

/** Scales `range` by `factor` on the screen, keeping `at` in place; stays within `full` and at least two steps long. */
export function zoomedSteps(range: Interval, full: Interval, at: number, factor: number): Interval {
  const next = mapEnds(zoomed(mapEnds(range, up), mapEnds(full, up), up(at), factor, 0), down);
  return next[1] - next[0] < 2 ? range : next;
}

/** Moves `range` by the distance on the screen from step `from` to step `to`; stays within `full`. */
export const pannedSteps = (range: Interval, full: Interval, from: number, to: number): Interval =>
  mapEnds(panned(mapEnds(range, up), mapEnds(full, up), up(to) - up(from)), down);

/** Width of a decade, in pixels, that has room for three labels, or for one. */
const ROOM = { three: 130, one: 40 };

/** Ticks in units of `unit` steps, over `pixels`: powers of ten, with 2 and 5 between them where there is room. */
export function stepAxis(range: Interval, pixels: Interval, unit: number, number: Numbers): Axis {
  const at = (value: number) => pixels[0] + shareAt(range, value * unit) * (pixels[1] - pixels[0]);
  const [from, to] = mapEnds(range, (step) => step / unit);
  const length = pixels[1] - pixels[0];
  const decades = Math.log10(to / Math.max(from, 1 / unit));
  const withText = (values: number[]) =>
    values.map((value) => ({ value, text: number.significant(value, 3) }));
  if (decades < 0.7) {
    const linear = scaleLinear()
      .domain([from, to])
      .ticks(length / 80)
      // There is no half a step; epochs have parts.
      .filter((value) => unit !== 1 || Number.isInteger(value));
    return { at, ticks: linear.map((value) => ({ value, text: number.plain(value) })) };
  }
  const factors = length / decades > ROOM.three ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil((ROOM.one * decades) / length));
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(Math.max(from, 1 / unit))); 10 ** power <= to; power++)
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= from && value <= to && power % every === 0) values.push(value);
    }
  return { at, ticks: withText(values) };
}
