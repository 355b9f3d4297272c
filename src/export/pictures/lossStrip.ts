/** A line of losses over the steps, with the place of one step: below the plane in a film of the training. */
import { escaped, tenth } from './svg';

export interface LossStrip {
  width: number;
  height: number;
  lines: readonly { colour: string; points: readonly { step: number; value: number }[] }[];
  /** The steps at both ends of the axis, which is logarithmic, and the one that is marked. */
  first: number;
  last: number;
  at: number;
  colours: { ink: string; rule: string };
  /** The names of both ends. */
  ends: readonly [string, string];
}

/** The line of text below the axis. */
const TEXT = 16;

/** SVG of width × height at its origin. */
export function lossStrip({ width, height, lines, first, last, at, colours, ends }: LossStrip): string {
  const shown = lines.map(({ colour, points }) => ({
    colour,
    points: points.filter(({ step, value }) => step >= first && step <= last && Number.isFinite(value)),
  }));
  const values = shown.flatMap(({ points }) => points.map(({ value }) => value));
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), low + 1e-9);
  const floor = height - TEXT;
  const share = (step: number) =>
    (Math.log1p(step) - Math.log1p(first)) / Math.max(1e-9, Math.log1p(last) - Math.log1p(first));
  const x = (step: number) => tenth(width * Math.min(1, Math.max(0, share(step))));
  const y = (value: number) => tenth(floor - 2 - ((value - low) / (high - low)) * (floor - 6));
  const drawn = shown.map(({ colour, points }) => {
    const d = points.map(({ step, value }, i) => `${i === 0 ? 'M' : 'L'}${x(step)} ${y(value)}`);
    return `<path d="${d.join('')}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
  });
  return `<path d="M0 ${floor}h${width}" stroke="${colours.rule}"/>${drawn.join('')}<path d="M${x(at)} 0v${floor}" stroke="${colours.ink}" stroke-width="2"/><g font-size="11"><text x="0" y="${height - 3}">${escaped(ends[0])}</text><text x="${width}" y="${height - 3}" text-anchor="end">${escaped(ends[1])}</text></g>`;
}
