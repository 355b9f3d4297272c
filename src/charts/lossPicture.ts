/**
 * The drawing of the losses: small multiples that share their steps, each for terms of similar size:
 * likelihoods, KL and penalties (about twenty times smaller), the losses of two networks, the probabilities
 * of the discriminator. Draws from props only.
 */
import type { Numbers } from '../i18n/numbers';
import type { MergedSeries, Term } from '../state/series';
import { type Axis, axisOf, drawAxes } from './axes';
import { type Interval, lossDomain, nearestEntry } from './domain';
import { type Column, columnsOf, drawDot, drawLine, type Frame } from './lossLines';

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
  /** Steps per unit of the horizontal axis: 1, or those of an epoch. */
  unit: number;
  /** The step under the cursor. */
  cursor: number | null;
  /** The steps that a drag has selected so far. */
  brush: Interval | null;
  labels: { x: string; y: Record<PanelName, string>; terms: Record<Term, string> };
  number: Numbers;
  colours: Record<Term, string> & { text: string; rule: string; cursor: string; font: string };
}

export type PanelName = 'loss' | 'kl' | 'cost' | 'game' | 'belief';

export interface Panel {
  name: PanelName;
  terms: Term[];
  frame: Frame;
}

const PROBABILITY: Interval = [0, 1];
const MARGIN = { left: 38, right: 8, top: 18, bottom: 20 };

/** Terms that share an axis. KL has a name of its own for it where it is alone. */
const GROUPS: readonly (readonly Term[])[] = [
  ['total', 'recon', 'nll'],
  ['kl', 'penalty', 'feature'],
  ['discriminator', 'generator'],
  ['dReal', 'dFake'],
];
const NAMES = ['loss', 'cost', 'game', 'belief'] as const;

/** Width over height of a readable panel; in a narrower one, numbers do not fit. */
const SHAPE = 1.6;
const NARROWEST = 150;

/** Arranges the panels in rows and columns that make each as large as possible. */
export function panelsOf(width: number, height: number, terms: readonly Term[]): Panel[] {
  const panels = GROUPS.flatMap((group, i): Omit<Panel, 'frame'>[] => {
    const shown = group.filter((term) => terms.includes(term));
    if (shown.length === 0) return [];
    return [{ name: shown.every((term) => term === 'kl') ? 'kl' : NAMES[i], terms: shown }];
  });
  const n = Math.max(1, panels.length);
  const size = (columns: number) => Math.min(width / columns / SHAPE, height / Math.ceil(n / columns));
  const columns = Array.from({ length: n }, (_, i) => i + 1)
    .filter((c) => c === 1 || width / c >= NARROWEST)
    .reduce((best, c) => (size(c) > size(best) ? c : best), 1);
  const [w, h] = [width / columns, height / Math.ceil(n / columns)];
  return panels.map((panel, i) => ({
    ...panel,
    frame: {
      left: MARGIN.left + (i % columns) * w,
      top: MARGIN.top + Math.floor(i / columns) * h,
      width: Math.max(1, w - MARGIN.left - MARGIN.right),
      height: Math.max(1, h - MARGIN.top - MARGIN.bottom),
    },
  }));
}

/** The step under a point of the canvas; null outside the panels. */
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
    // Probabilities have a linear axis from 0 to 1; a network's loss may be below zero.
    const belief = panel.name === 'belief';
    const log = picture.log && !belief && panel.name !== 'game';
    const domain = belief ? PROBABILITY : lossDomain(drawn, range, log);
    if (domain) drawPanel(context, { ...picture, log }, panel, domain);
  }
}

function drawPanel(
  context: CanvasRenderingContext2D,
  picture: LossPicture,
  { name, terms, frame }: Panel,
  domain: Interval,
): void {
  const { range, unit, colours, labels, number } = picture;
  const { left, top, width, height } = frame;
  const x = axisOf([range[0] / unit, range[1] / unit], [left, left + width], width / 55, number);
  const y = axisOf(domain, [top + height, top], height / 28, number, picture.log);
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
      if (set === 'train' && isContest(name))
        drawName(context, columns, frame, y, labels.terms[term], colours[term]);
    }
  if (picture.cursor !== null) drawCursor(context, picture, terms, frame, at, y);
  context.restore();
}

/** Two lines of similar size are distinguished by their names as well as by their colours. */
const isContest = (name: PanelName) => name === 'game' || name === 'belief';

function drawName(
  context: CanvasRenderingContext2D,
  columns: readonly Column[],
  { left, top, width, height }: Frame,
  y: Axis,
  name: string,
  colour: string,
): void {
  const last = columns.at(-1);
  if (!last) return;
  context.fillStyle = colour;
  context.textAlign = 'right';
  context.textBaseline = 'alphabetic';
  const at = Math.min(top + height - 3, Math.max(top + 11, y.at(last.mean) - 5));
  context.fillText(name, left + Math.min(width, last.x) - 2, at);
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
      if (!series[set].terms.includes(term)) continue;
      series[set].read(i, term, p);
      drawDot(context, at(p.step + (p.count - 1) / 2), y.at(p.mean), colours[term], 3.5);
    }
  }
}
