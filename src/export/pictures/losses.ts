/** The losses of a run as a picture: a panel for each group of terms of one size, over the steps, which are logarithmic. */
import { scaleLinear } from 'd3';
import type { Numbers } from '../../i18n/numbers';
import { type Caption, escaped, framed, type Picture, tenth } from './svg';

export interface LossLine {
  name: string;
  colour: string;
  /** Measured on test images: drawn with dashes. */
  dashed: boolean;
  /** In the order of the steps. */
  points: readonly { step: number; value: number }[];
}

export interface LossesPicture {
  panels: readonly { unit: string; lines: readonly LossLine[] }[];
  number: Numbers;
  /** The name of the horizontal axis. */
  steps: string;
  colours: { ink: string; paper: string; rule: string };
  caption: Caption;
}

const WIDTH = 720;
const HEIGHT = 260;
const LEFT = 52;
const RIGHT = 160;
const BOTTOM = 34;
const TOP = 18;
/** A loss this many times above almost all others would leave these no height. */
const FAR = 20;
/** More points than pixels say nothing. */
const MOST = 800;

export function lossesPicture({ panels, steps, number, colours, caption }: LossesPicture): Picture {
  const shown = panels.filter(({ lines }) => lines.some(({ points }) => points.length > 0));
  const bodies = shown.map(
    (panel, i) =>
      `<g transform="translate(0 ${i * HEIGHT})">${panelOf(panel, i, { steps, number, rule: colours.rule })}</g>`,
  );
  return framed(bodies.join(''), {
    width: WIDTH,
    height: Math.max(1, shown.length) * HEIGHT,
    caption,
    ink: colours.ink,
    paper: colours.paper,
  });
}

function panelOf(
  { unit, lines }: LossesPicture['panels'][number],
  index: number,
  { steps, number, rule }: Pick<LossesPicture, 'steps' | 'number'> & { rule: string },
): string {
  const all = lines.flatMap(({ points }) => points).filter(({ value }) => Number.isFinite(value));
  const last = all.reduce((most, { step }) => Math.max(most, step), 2);
  const values = all.map(({ value }) => value).sort((a, b) => a - b);
  const most = values[values.length - 1] ?? 1;
  const usual = values[Math.ceil(0.98 * (values.length - 1))] ?? 1;
  // Of a run that has diverged, the lines leave the panel.
  const axisY = scaleLinear([values[0] ?? 0, most > FAR * usual ? usual : most], [HEIGHT - BOTTOM, TOP]).nice(
    4,
  );
  const [w, h] = [WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const x = (step: number) => LEFT + (Math.log(Math.max(1, step)) / Math.log(last)) * w;
  const y = (value: number) => axisY(value);
  const decades = Array.from({ length: Math.floor(Math.log10(last)) + 1 }, (_, i) => 10 ** i);
  const axis = decades.map(
    (step) =>
      `<path d="M${tenth(x(step))} ${TOP}v${h}" stroke="${rule}"/><text x="${tenth(x(step))}" y="${TOP + h + 14}" text-anchor="middle">${number.plain(step)}</text>`,
  );
  const marks = axisY.ticks(4).map((value) => {
    return `<path d="M${LEFT} ${tenth(y(value))}h${w}" stroke="${rule}"/><text x="${LEFT - 6}" y="${tenth(y(value) + 4)}" text-anchor="end">${escaped(number.significant(value, 3))}</text>`;
  });
  const drawn = lines.map(({ points, colour, dashed }) => {
    const every = Math.ceil(points.length / MOST);
    const kept = points.filter(
      ({ value }, i) => Number.isFinite(value) && (i % every === 0 || i === points.length - 1),
    );
    const d = kept.map(({ step, value }, i) => `${i === 0 ? 'M' : 'L'}${tenth(x(step))} ${tenth(y(value))}`);
    return `<path d="${d.join('')}" fill="none" stroke="${colour}" stroke-width="1.5"${dashed ? ' stroke-dasharray="4 3"' : ''}/>`;
  });
  const names = lines.map(
    ({ name, colour, dashed }, i) =>
      `<path d="M${WIDTH - RIGHT + 8} ${TOP + 6 + 18 * i}h18" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="4 3"' : ''}/><text x="${WIDTH - RIGHT + 32}" y="${TOP + 10 + 18 * i}">${escaped(name)}</text>`,
  );
  return `<g font-size="11">${axis.join('')}${marks.join('')}<text x="${LEFT}" y="${TOP - 6}">${escaped(unit)}</text><text x="${LEFT + w}" y="${HEIGHT - 6}" text-anchor="end">${escaped(steps)}</text>${names.join('')}</g><clipPath id="panel${index}"><rect x="${LEFT}" y="${TOP}" width="${w}" height="${h}"/></clipPath><g clip-path="url(#panel${index})">${drawn.join('')}</g>`;
}
