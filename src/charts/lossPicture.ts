/**
 * The drawing of the losses: at most two panels that share their steps, each for terms of similar size: likelihoods
 * beside KL and penalties (about twenty times smaller), or the losses of two networks beside the probabilities of the
 * discriminator. Draws from props only.
 */
import type { Numbers } from '../i18n/numbers';
import type { MergedSeries, Term } from '../state/series';
import { axisOf, drawAxes } from './axes';
import { type Beside, besideTerm, type Interval, lossDomain, nearestEntry } from './domain';
import { columnsOf, drawDot, drawLine, type Frame } from './lossLines';
import { GROUPS } from './lossTerms';
import type { Past } from './playhead';
import { shareAt, stepAtShare, stepAxis } from './steps';

export type SetName = 'train' | 'test';

export interface LossPicture {
  width: number;
  height: number;
  series: Record<SetName, MergedSeries>;
  beside: Beside | null;
  terms: readonly Term[];
  sets: readonly SetName[];
  /** The visible steps. */
  range: Interval;
  log: boolean;
  /** Steps per unit of the horizontal axis: 1, or those of an epoch. */
  unit: number;
  /** The step under the cursor. */
  cursor: number | null;
  /** The steps that can be shown again, and the one that is shown; null where there is no playhead. */
  past: Pick<Past, 'steps' | 'shown' | 'latest'> | null;
  /** The steps that a drag has selected so far. */
  brush: Interval | null;
  labels: { x: string; y: Record<PanelName, string>; terms: Record<Term, string> };
  number: Numbers;
  colours: Record<Term, string> & {
    text: string;
    rule: string;
    cursor: string;
    playhead: string;
    font: string;
  };
  /** Font size in pixels. */
  size: number;
}

export type PanelName = 'loss' | 'kl' | 'cost' | 'game' | 'probability';

export interface Panel {
  name: PanelName;
  terms: Term[];
  frame: Frame;
}

const PROBABILITY: Interval = [0, 1];
/** Margins around a panel, in multiples of the font size. */
const MARGIN = { left: 3.2, right: 0.8, top: 1.6, bottom: 1.8 };

/** Of the groups of terms; KL has its own name when it is alone. */
const NAMES = ['loss', 'cost', 'game', 'probability'] as const;

/** Models with two networks have two sides: the errors, and how the networks compete. */
export type Side = 'error' | 'game';

/** The sides that have terms. */
export const sidesOf = (terms: readonly Term[]): Side[] =>
  (['error', 'game'] as const).filter((side) => onSide(terms, side).length > 0);

export const onSide = (terms: readonly Term[], side: Side): Term[] =>
  terms.filter((term) => GROUPS.findIndex((group) => group.includes(term)) < 2 === (side === 'error'));

/** Width over height of a readable panel; in a narrower one, numbers do not fit. */
const SHAPE = 1.6;
const NARROWEST = 135;

/**
 * Arranges the panels in rows and columns that make each as large as possible. `size` is the font size, and `names` the
 * space for the names of lines to the right of a panel, both in pixels.
 */
export function panelsOf(
  width: number,
  height: number,
  terms: readonly Term[],
  size: number,
  names: (panel: PanelName, terms: readonly Term[]) => number = () => 0,
): Panel[] {
  const panels = GROUPS.flatMap((group, i): Omit<Panel, 'frame'>[] => {
    const shown = group.filter((term) => terms.includes(term));
    if (shown.length === 0) return [];
    return [{ name: shown.every((term) => term === 'kl') ? 'kl' : NAMES[i], terms: shown }];
  });
  const n = Math.max(1, panels.length);
  const least = (columns: number) => Math.min(width / columns / SHAPE, height / Math.ceil(n / columns));
  const columns = Array.from({ length: n }, (_, i) => i + 1)
    .filter((c) => c === 1 || width / c >= NARROWEST)
    .reduce((best, c) => (least(c) > least(best) ? c : best), 1);
  const [w, h] = [width / columns, height / Math.ceil(n / columns)];
  return panels.map((panel, i) => ({
    ...panel,
    frame: {
      left: size * MARGIN.left + (i % columns) * w,
      top: size * MARGIN.top + Math.floor(i / columns) * h,
      width: Math.max(1, w - size * (MARGIN.left + MARGIN.right) - names(panel.name, panel.terms)),
      height: Math.max(1, h - size * (MARGIN.top + MARGIN.bottom)),
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
  return stepAtShare(range, share);
}

/** Returns the panels with their places. */
export function drawLosses(context: CanvasRenderingContext2D, picture: LossPicture): Panel[] {
  const { width, height, terms, range, labels, size, colours } = picture;
  context.clearRect(0, 0, width, height);
  context.font = `${size}px ${colours.font}`;
  const widest = (panel: PanelName, named: readonly Term[]) =>
    namesLines(panel)
      ? size + Math.max(...named.map((term) => context.measureText(labels.terms[term]).width))
      : 0;
  const panels = panelsOf(width, height, terms, size, widest);
  for (const panel of panels) {
    const other = besideIn(picture, panel);
    const drawn = [
      ...picture.sets.map((set) => ({ series: picture.series[set], terms: panel.terms })),
      ...(other ? [{ series: other.series, terms: [other.term] }] : []),
    ];
    // Probabilities have a linear axis from 0 to 1; a network's loss may be below zero.
    const isProbability = panel.name === 'probability';
    const log = picture.log && !isProbability && panel.name !== 'game';
    const domain = isProbability ? PROBABILITY : lossDomain(drawn, range, log);
    if (domain) drawPanel(context, { ...picture, log }, panel, domain);
  }
  return panels;
}

/** The line of the other run, which is in the panel of its term. */
function besideIn({ beside }: LossPicture, { name }: Panel): { series: MergedSeries; term: Term } | null {
  const term = beside && besideTerm(beside);
  return beside && term && name === 'loss' ? { series: beside.train, term } : null;
}

function drawPanel(
  context: CanvasRenderingContext2D,
  picture: LossPicture,
  panel: Panel,
  domain: Interval,
): void {
  const { name, terms, frame } = panel;
  const { range, unit, colours, labels, number, size } = picture;
  const { left, top, width, height } = frame;
  const x = stepAxis(range, [left, left + width], unit, number);
  const y = axisOf(domain, [top + height, top], height / (2.5 * size), number, picture.log);
  drawAxes(context, frame, x, y, { x: labels.x, y: labels.y[name] }, { ...colours, size });

  context.save();
  context.beginPath();
  context.rect(left, top - 1, width, height + 2);
  context.clip();
  const place = (step: number) => width * shareAt(range, step);
  const at = (step: number) => left + place(step);
  if (picture.brush) {
    context.globalAlpha = 0.5;
    context.fillStyle = colours.rule;
    context.fillRect(at(picture.brush[0]), top, at(picture.brush[1]) - at(picture.brush[0]), height);
    context.globalAlpha = 1;
  }
  const sets = (['train', 'test'] as const).filter((set) => picture.sets.includes(set));
  const ends: LineEnd[] = [];
  const other = besideIn(picture, panel);
  if (other) {
    const columns = columnsOf(other.series, other.term, place, width, 1);
    drawLine(context, columns, frame, y.at, { colour: colours.text, dashed: false, thin: true });
    drawBeside(context, picture, other, frame, at, y.at);
  }
  for (const set of sets)
    for (const term of terms) {
      const columns = columnsOf(picture.series[set], term, place, width, set === 'test' ? 6 : 1);
      drawLine(context, columns, frame, y.at, { colour: colours[term], dashed: set === 'test' });
      const last = columns.at(-1);
      if (set === 'train' && last) ends.push({ term, at: y.at(last.mean) });
    }
  if (picture.past) drawPast(context, picture, picture.past, frame, at);
  if (picture.cursor !== null) drawCursor(context, picture, terms, frame, at, y);
  context.restore();
  if (namesLines(name)) drawNames(context, picture, frame, ends);
}

/** Lines of similar size are told apart by names as well as colours. */
const namesLines = (name: PanelName) => name === 'game' || name === 'probability';

interface LineEnd {
  term: Term;
  /** Position on the vertical axis, in pixels of the canvas. */
  at: number;
}

/** Names beside the ends of their lines, each as close to its line as the other allows. */
function drawNames(
  context: CanvasRenderingContext2D,
  { labels, colours, size }: LossPicture,
  { left, top, width, height }: Frame,
  ends: readonly LineEnd[],
): void {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.font = `${size}px ${colours.font}`;
  const line = 1.25 * size;
  const places = namePlaces(
    ends.map(({ at }) => at),
    [top + size / 2, top + height - size / 2],
    line,
  );
  ends.forEach(({ term }, i) => {
    context.fillStyle = colours[term];
    context.fillText(labels.terms[term], left + width + size / 2, places[i]);
  });
}

/** Vertical positions at least `line` apart and within `room`, in the order of the wanted ones and close to them. */
export function namePlaces(wanted: readonly number[], room: Interval, line: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const places = wanted.map((at) => Math.min(room[1], Math.max(room[0], at)));
  for (let k = 1; k < order.length; k++) {
    const [above, below] = [order[k - 1], order[k]];
    const lacks = places[above] + line - places[below];
    if (lacks <= 0) continue;
    places[above] -= lacks / 2;
    places[below] += lacks / 2;
  }
  const out =
    Math.max(0, ...places.map((at) => at - room[1])) - Math.max(0, ...places.map((at) => room[0] - at));
  return places.map((at) => at - out);
}

/** A tick at the top for each step that can be shown again, and the playhead at the one that is. */
function drawPast(
  context: CanvasRenderingContext2D,
  { range, colours }: LossPicture,
  { steps, shown, latest }: NonNullable<LossPicture['past']>,
  { top, height }: Frame,
  at: (step: number) => number,
): void {
  context.fillStyle = colours.text;
  for (const step of steps)
    if (step >= range[0] && step <= range[1]) context.fillRect(Math.round(at(step)), top, 1, 4);
  const x = Math.round(at(Math.min(shown ?? latest(), range[1])));
  context.fillStyle = colours.playhead;
  context.globalAlpha = shown === null ? 0.45 : 1;
  context.fillRect(x - 1, top, 2, height);
  context.beginPath();
  context.moveTo(x - 5, top - 1);
  context.lineTo(x + 5, top - 1);
  context.lineTo(x, top + 7);
  context.fill();
  context.globalAlpha = 1;
}

/** The playhead of the other run, dashed, with a ring where its line is. */
function drawBeside(
  context: CanvasRenderingContext2D,
  { beside, range, colours }: LossPicture,
  { series, term }: { series: MergedSeries; term: Term },
  { top, height }: Frame,
  at: (step: number) => number,
  y: (value: number) => number,
): void {
  const entry = nearestEntry(series, beside?.at ?? 0);
  if (!beside || entry < 0 || beside.at < range[0] || beside.at > range[1]) return;
  const x = Math.round(at(beside.at)) + 0.5;
  const point = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  context.strokeStyle = colours.text;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, top + height);
  context.stroke();
  context.setLineDash([]);
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y(series.read(entry, term, point).mean), 3.5, 0, 2 * Math.PI);
  context.stroke();
}

function drawCursor(
  context: CanvasRenderingContext2D,
  { cursor, series, sets, colours }: LossPicture,
  terms: readonly Term[],
  { top, height }: Frame,
  at: (step: number) => number,
  y: { at(value: number): number },
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
