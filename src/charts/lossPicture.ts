/**
 * The picture of the losses: small multiples that share their steps, total and reconstruction in
 * the first, KL (twenty times smaller) in the second. Pure drawing from props.
 */
import type { MergedSeries, Term } from '../state/series';
import { type Axis, axisOf, drawAxes } from './axes';
import { type Interval, lossDomain, nearestEntry } from './domain';
import { columnsOf, drawDot, drawLine, type Frame } from './marks';

export type SetName = 'train' | 'test';

export interface LossPicture {
  width: number;
  height: number;
  series: Record<SetName, MergedSeries>;
  terms: readonly Term[];
  sets: readonly SetName[];
  /** Steps shown. */
  range: Interval;
  log: boolean;
  /** Steps in a unit of the horizontal axis: 1, or those of an epoch. */
  unit: number;
  /** The step that is read out. */
  cursor: number | null;
  /** Steps between which a drag has been so far. */
  brush: Interval | null;
  labels: { x: string; y: Record<Panel['name'], string> };
  colours: Record<Term, string> & { text: string; rule: string; cursor: string; font: string };
}

export interface Panel {
  name: 'loss' | 'kl';
  terms: Term[];
  frame: Frame;
}

const MARGIN = { left: 38, right: 8, top: 18, bottom: 20 };

/** Side by side where there is width for it, else one above the other. */
export function panelsOf(width: number, height: number, terms: readonly Term[]): Panel[] {
  const upper = terms.filter((t) => t !== 'kl');
  const panels: Omit<Panel, 'frame'>[] = [];
  if (upper.length > 0) panels.push({ name: 'loss', terms: upper });
  if (terms.includes('kl')) panels.push({ name: 'kl', terms: ['kl'] });
  const beside = panels.length === 2 && width > 1.6 * height && width > 300;
  const w = beside ? width / 2 : width;
  const h = beside ? height : height / Math.max(1, panels.length);
  return panels.map((panel, i) => ({
    ...panel,
    frame: {
      left: MARGIN.left + (beside ? i * w : 0),
      top: MARGIN.top + (beside ? 0 : i * h),
      width: Math.max(1, w - MARGIN.left - MARGIN.right),
      height: Math.max(1, h - MARGIN.top - MARGIN.bottom),
    },
  }));
}

/** The step under a point of the canvas; null where there is no panel. */
export function stepAt(panels: readonly Panel[], range: Interval, x: number, y: number): number | null {
  const hit = panels.find(
    ({ frame: f }) =>
      x >= f.left - 6 && x <= f.left + f.width + 6 && y >= f.top - 18 && y <= f.top + f.height + 20,
  );
  if (!hit) return null;
  const share = Math.min(1, Math.max(0, (x - hit.frame.left) / hit.frame.width));
  return range[0] + share * (range[1] - range[0]);
}

export function drawLosses(context: CanvasRenderingContext2D, picture: LossPicture): void {
  const { width, height, terms, range } = picture;
  context.clearRect(0, 0, width, height);
  for (const panel of panelsOf(width, height, terms)) {
    const drawn = picture.sets.map((set) => ({ series: picture.series[set], terms: panel.terms }));
    const domain = lossDomain(drawn, range, picture.log);
    if (domain) drawPanel(context, picture, panel, domain);
  }
}

function drawPanel(
  context: CanvasRenderingContext2D,
  picture: LossPicture,
  { name, terms, frame }: Panel,
  domain: Interval,
): void {
  const { range, unit, colours, labels } = picture;
  const { left, top, width, height } = frame;
  const x = axisOf([range[0] / unit, range[1] / unit], [left, left + width], width / 55);
  const y = axisOf(domain, [top + height, top], height / 28, picture.log);
  drawAxes(context, frame, x, y, { x: labels.x, y: labels.y[name] }, colours);

  context.save();
  context.beginPath();
  context.rect(left, top - 1, width, height + 2);
  context.clip();
  const at = (step: number) => left + ((step - range[0]) / (range[1] - range[0])) * width;
  if (picture.brush) {
    context.globalAlpha = 0.5;
    context.fillStyle = colours.rule;
    context.fillRect(at(picture.brush[0]), top, at(picture.brush[1]) - at(picture.brush[0]), height);
    context.globalAlpha = 1;
  }
  const sets = (['train', 'test'] as const).filter((set) => picture.sets.includes(set));
  for (const set of sets)
    for (const term of terms) {
      const columns = columnsOf(picture.series[set], term, range, width, set === 'test' ? 6 : 1);
      drawLine(context, columns, frame, y.at, { colour: colours[term], dashed: set === 'test' });
    }
  if (picture.cursor !== null) drawCursor(context, picture, terms, frame, at, y);
  context.restore();
}

function drawCursor(
  context: CanvasRenderingContext2D,
  { cursor, series, sets, colours }: LossPicture,
  terms: readonly Term[],
  { top, height }: Frame,
  at: (step: number) => number,
  y: Axis,
): void {
  const line = Math.round(at(cursor ?? 0)) + 0.5;
  context.strokeStyle = colours.cursor;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(line, top);
  context.lineTo(line, top + height);
  context.stroke();
  const p = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  for (const set of sets) {
    const i = nearestEntry(series[set], cursor ?? 0);
    if (i < 0) continue;
    for (const term of terms) {
      series[set].read(i, term, p);
      drawDot(context, at(p.step + (p.count - 1) / 2), y.at(p.mean), colours[term], 3.5);
    }
  }
}
