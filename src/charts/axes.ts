/** Axes on a canvas: d3's scales place the ticks, the rest is thin rules. */
import { precisionFixed, scaleLinear, scaleLog, tickStep } from 'd3';
import type { Numbers } from '../i18n/numbers';
import type { Interval } from './domain';
import type { Frame } from './lossLines';

export interface Axis {
  /** Position of a value on the canvas, in pixels. */
  at(value: number): number;
  ticks: { value: number; text: string }[];
}

/** `pixels` runs from the smallest to the greatest value; with about `count` ticks. */
export function axisOf(
  domain: Interval,
  pixels: Interval,
  count: number,
  number: Numbers,
  log = false,
): Axis {
  const scale = (log ? scaleLog : scaleLinear)().domain(domain).range(pixels);
  let values = scale.ticks(count);
  // A narrow part of a log scale has few round powers, a wide one too many: then plain round numbers are
  // used.
  if (log && (values.length < 3 || values.length > 2 * count))
    values = scaleLinear()
      .domain(domain)
      .ticks(count)
      .filter((v) => v > 0);
  // As many decimals as distinguish neighbouring ticks.
  const decimals = precisionFixed(tickStep(...domain, count));
  const textOf = (value: number) => (log ? number.plain(value) : number.fixed(value, decimals));
  return {
    at: scale,
    ticks: values.map((value) => ({ value, text: textOf(value) })),
  };
}

/**
 * The ticks of a horizontal axis whose texts, each centred on its tick, end before `end` and do not overlap.
 */
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

export interface AxesLook {
  text: string;
  rule: string;
  font: string;
  /** Of the numbers, in pixels. */
  size: number;
}

/** Pixels between two numbers, or between a number and the name of the axis. */
const LABEL_GAP = 6;
const TICK = 4;

/**
 * Draws both axes around `frame`, in pixels of the canvas: a thin rule across it at each tick of the vertical axis, which
 * is named above its numbers.
 */
export function drawAxes(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: Axis,
  y: Axis,
  labels: { x: string; y: string },
  look: AxesLook,
): void {
  const { left, top, width, height } = frame;
  const [right, bottom] = [left + width, top + height];
  const { size } = look;
  context.font = `${size}px ${look.font}`;
  context.fillStyle = look.text;
  context.strokeStyle = look.rule;
  context.lineWidth = 1;

  context.beginPath();
  for (const { value } of y.ticks) {
    const at = Math.round(y.at(value)) + 0.5;
    context.moveTo(left, at);
    context.lineTo(right, at);
  }
  for (const { value } of x.ticks) {
    const at = Math.round(x.at(value)) + 0.5;
    context.moveTo(at, bottom);
    context.lineTo(at, bottom + TICK);
  }
  context.stroke();

  context.textAlign = 'right';
  context.textBaseline = 'middle';
  let below = Number.POSITIVE_INFINITY;
  for (const { value, text } of y.ticks) {
    const at = y.at(value);
    // Towards the top of a log scale the ticks are crowded: there, a rule has no number.
    if (below - at < size + 2) continue;
    context.fillText(text, left - TICK - 1, at);
    below = at;
  }

  const foot = bottom + size + 4;
  context.textBaseline = 'alphabetic';
  const widthOf = (text: string) => context.measureText(text).width;
  const free = right - widthOf(labels.x) - LABEL_GAP;
  context.textAlign = 'center';
  for (const { value, text } of withRoom(x, widthOf, free)) context.fillText(text, x.at(value), foot);

  context.textAlign = 'right';
  context.fillText(labels.x, right, foot);
  context.textAlign = 'left';
  context.fillText(labels.y, left - 3 * size, top - 0.8 * size);
}
