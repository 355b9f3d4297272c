/** Which of the small pictures of a timeline are shown, and where: each at its step, none over another. Pure. */
import type { Interval } from '../../charts/domain';
import { type ChartAxis, shareAt } from '../../charts/steps';

/** A picture and the number of its step beside it, in pixels of the row. */
export interface Place {
  step: number;
  left: number;
}

/** Between two pictures. */
const GAP = 4;

/** Where the pictures of a row belong. */
export interface RowAxis extends Omit<ChartAxis, 'panels'> {
  /** How far right of its step a picture may be, if it has no room there. */
  slack: number;
}

/**
 * The horizontal axis of the row: that of the chart below it if that has one panel. With several, each has an axis of its
 * own, and the row spans its whole width (as before there are losses: null), from the first of the steps to the last, less
 * `end` pixels for the last one's number.
 */
export function axisOf(
  chart: ChartAxis | null,
  steps: readonly number[],
  room: number,
  picture: number,
  end: number,
): RowAxis {
  if (chart?.panels === 1) return { ...chart, slack: 0 };
  const range = chart?.range ?? [0, Number.POSITIVE_INFINITY];
  const last = steps[steps.length - 1];
  const visible: Interval = [Math.max(range[0], steps[0]), Math.min(range[1], last)];
  return { range: visible, left: picture / 2, width: room - picture - end, slack: picture / 2 };
}

/**
 * From `steps`, ascending, as many as find room, with the middle of each picture at its step on the axis: the last one,
 * and then from the first on. `widthOf`: the width of a picture with its number.
 */
export function placesOf(
  steps: readonly number[],
  { range, left, width, slack }: RowAxis,
  room: number,
  picture: number,
  widthOf: (step: number) => number,
): Place[] {
  const at = (step: number) => {
    const share = range[1] > range[0] ? shareAt(range, step) : 1;
    const wanted = left + share * width - picture / 2;
    return Math.round(Math.min(room - widthOf(step), Math.max(0, wanted)));
  };
  // The model before its first step is left of the first loss.
  const visible = steps.filter((step) => Math.max(1, step) >= Math.floor(range[0]) && step <= range[1]);
  const last = visible.at(-1);
  if (last === undefined) return [];
  const end = { step: last, left: at(last) };
  const places: Place[] = [];
  let free = 0;
  for (const step of visible.slice(0, -1)) {
    const wanted = at(step);
    const place = { step, left: Math.max(wanted, free) };
    const right = Math.ceil(place.left + widthOf(step) + GAP);
    if (place.left > wanted + slack || right > end.left) continue;
    places.push(place);
    free = right;
  }
  return [...places, end];
}
