/** Axes on a canvas: where ticks stand comes from d3's scales, the rest is thin rules. */
import { precisionFixed, scaleLinear, scaleLog, tickStep } from 'd3';
import type { Numbers } from '../i18n/numbers';
import type { Interval } from './domain';
import type { Frame } from './marks';

export interface Axis {
  /** Pixels of the canvas for a value. */
  at(value: number): number;
  ticks: { value: number; text: string }[];
}

/** `pixels` runs from the least to the greatest value; about `count` ticks. */
export function axisOf(
  domain: Interval,
  pixels: Interval,
  count: number,
  number: Numbers,
  log = false,
): Axis {
  const scale = (log ? scaleLog : scaleLinear)().domain(domain).range(pixels);
  let values = scale.ticks(count);
  // A narrow stretch of a log scale holds few round powers, a wide one too many: then plain round numbers do.
  if (log && (values.length < 3 || values.length > 2 * count))
    values = scaleLinear()
      .domain(domain)
      .ticks(count)
      .filter((v) => v > 0);
  // As many decimals as tell neighbours apart.
  const decimals = precisionFixed(tickStep(...domain, count));
  const say = (value: number) => (log ? number.plain(value) : number.fixed(value, decimals));
  return {
    at: scale,
    ticks: values.map((value) => ({ value, text: say(value) })),
  };
}

/** Those ticks of a horizontal axis whose texts, each centred on its tick, end before `end` and leave each other room. */
export function withRoom(axis: Axis, widthOf: (text: string) => number, end: number): Axis['ticks'] {
  let taken = Number.NEGATIVE_INFINITY;
  return axis.ticks.filter(({ value, text }) => {
    const half = widthOf(text) / 2;
    const at = axis.at(value);
    if (at - half < taken || at + half >= end) return false;
    taken = at + half + LABEL_GAP;
    return true;
  });
}

export interface AxisColours {
  text: string;
  rule: string;
  font: string;
}

const FONT_SIZE = 11;
/** Pixels between two numbers, or a number and the name of the axis. */
const LABEL_GAP = 6;

export function drawAxes(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: Axis,
  y: Axis,
  labels: { x: string; y: string },
  colours: AxisColours,
): void {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  context.font = `${FONT_SIZE}px ${colours.font}`;
  context.fillStyle = colours.text;
  context.strokeStyle = colours.rule;
  context.lineWidth = 1;

  context.beginPath();
  for (const { value } of y.ticks) {
    const at = Math.round(y.at(value)) + 0.5;
    context.moveTo(left, at);
    context.lineTo(left + width, at);
  }
  for (const { value } of x.ticks) {
    const at = Math.round(x.at(value)) + 0.5;
    context.moveTo(at, bottom);
    context.lineTo(at, bottom + 4);
  }
  context.stroke();

  context.textAlign = 'right';
  context.textBaseline = 'middle';
  let below = Number.POSITIVE_INFINITY;
  for (const { value, text } of y.ticks) {
    const at = y.at(value);
    // Towards the top of a log scale the ticks crowd: a rule without its number does there.
    if (below - at < FONT_SIZE + 2) continue;
    context.fillText(text, left - 5, at);
    below = at;
  }

  context.textBaseline = 'alphabetic';
  context.textAlign = 'right';
  context.fillText(labels.x, left + width, bottom + 15);
  const widthOf = (text: string) => context.measureText(text).width;
  const free = left + width - widthOf(labels.x) - LABEL_GAP;
  context.textAlign = 'center';
  for (const { value, text } of withRoom(x, widthOf, free)) context.fillText(text, x.at(value), bottom + 15);
  context.textAlign = 'left';
  context.fillText(labels.y, left - 34, top - 7);
}
