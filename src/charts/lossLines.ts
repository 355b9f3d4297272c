/**
 * Loss lines on a canvas. A series has more entries than the chart has pixels, so each pixel column shows the
 * mean of its entries, and a band from the minimum to the maximum.
 */
import type { MergedSeries, SeriesPoint, Term } from '../state/series';
import { middle } from './domain';

export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One pixel column of a line: x in pixels of the frame, losses in nats. */
export interface Column {
  x: number;
  mean: number;
  min: number;
  max: number;
}

/**
 * The columns of a series, each `pixels` wide, `width` in all; `place` gives the x of a step, from the left of the
 * frame. The entries next to its edges are included, so that a line runs to them.
 */
export function columnsOf(
  series: MergedSeries,
  term: Term,
  place: (step: number) => number,
  width: number,
  pixels: number,
): Column[] {
  const columns: Column[] = [];
  const p: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  let cell = Number.NaN;
  let weight = 0;
  const add = (step: number, count: number, mean: number, min: number, max: number) => {
    const x = place(step);
    if (x > width && columns.length > 0 && columns[columns.length - 1].x > width) return;
    const next = Math.floor(x / pixels);
    const last = columns[columns.length - 1];
    if (last && next === cell) {
      const share = count / (weight + count);
      last.x += (x - last.x) * share;
      last.mean += (mean - last.mean) * share;
      last.min = Math.min(last.min, min);
      last.max = Math.max(last.max, max);
      weight += count;
      return;
    }
    // Of the entries left of the frame only the nearest is kept.
    if (last && x <= 0) columns.pop();
    columns.push({ x, mean, min, max });
    cell = next;
    weight = count;
  };
  if (!series.terms.includes(term)) return columns;
  for (let i = 0; i < series.size; i++) {
    series.read(i, term, p);
    add(middle(p), p.count, p.mean, p.min, p.max);
  }
  return columns;
}

export interface LineStyle {
  colour: string;
  /** Test losses are dashed, with a dot at each column if there are few. */
  dashed: boolean;
  /** Of another run: a thin dotted line of its means alone. */
  thin?: true;
}

/** `y` converts a loss to pixels of the canvas; the caller has clipped to the frame. */
export function drawLine(
  context: CanvasRenderingContext2D,
  columns: readonly Column[],
  frame: Frame,
  y: (loss: number) => number,
  { colour, dashed, thin }: LineStyle,
): void {
  if (columns.length === 0) return;
  const x = (c: Column) => frame.left + c.x;
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (!dashed && !thin && columns.some((c) => c.max > c.min)) {
    context.globalAlpha = 0.16;
    context.beginPath();
    for (const c of columns) context.lineTo(x(c), y(c.max));
    for (let i = columns.length - 1; i >= 0; i--) context.lineTo(x(columns[i]), y(columns[i].min));
    context.fill();
    context.globalAlpha = 1;
  }
  context.lineWidth = thin ? 1.25 : 1.5;
  context.lineJoin = 'round';
  context.setLineDash(thin ? [1.5, 2.5] : dashed ? [4, 3] : []);
  context.beginPath();
  for (const c of columns) context.lineTo(x(c), y(c.mean));
  context.stroke();
  context.setLineDash([]);
  if (columns.length === 1 || (dashed && columns.length * 10 < frame.width))
    for (const c of columns) drawDot(context, x(c), y(c.mean), colour, 2.5);
}

export function drawDot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
  radius: number,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
