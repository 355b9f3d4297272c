/** The latent plane as a picture: decoded images, and the codes of test images as dots. */
import { signOf } from '../../experiment/labels';
import type { Numbers } from '../../i18n/numbers';
import { type Caption, escaped, framed, type Picture, tenth } from './svg';

export interface PlaneShown {
  /** In pixels. */
  side: number;
  /** The decoded square as an image, by its address; null for none. */
  background: string | null;
  /** The square that is shown. */
  centre: readonly [number, number];
  extent: number;
  /** Places of codes, count × 2, and their classes (zeros where they are not known). */
  places: Float32Array;
  classes: Uint8Array;
  labelled: boolean;
  /** What the classes are called, where that is not just their numbers. */
  names?: readonly string[] | null;
  colours: { ink: string; paper: string; rule: string; classes: readonly string[] };
  number: Numbers;
}

export function planePicture(plane: PlaneShown, caption: Caption): Picture {
  const { side, colours } = plane;
  return framed(planeBody(plane), {
    width: side,
    height: side,
    caption,
    ink: colours.ink,
    paper: colours.paper,
  });
}

/** SVG of side × side at its origin. */
export function planeBody({
  side,
  background,
  centre,
  extent,
  places,
  classes,
  labelled,
  names,
  colours,
  number,
}: PlaneShown): string {
  const x = (px: number) => ((px - centre[0]) / extent + 1) * (side / 2);
  const y = (py: number) => (1 - (py - centre[1]) / extent) * (side / 2);
  const within = (pixels: number) => pixels >= 0 && pixels <= side;
  const dots = new Map<number, string[]>();
  for (let i = 0; i < classes.length; i++) {
    const [px, py] = [x(places[2 * i]), y(places[2 * i + 1])];
    if (!within(px) || !within(py)) continue;
    const own = dots.get(classes[i]) ?? [];
    dots.set(classes[i], own);
    own.push(`<circle cx="${tenth(px)}" cy="${tenth(py)}" r="2"/>`);
  }
  const groups = [...dots]
    .sort(([a], [b]) => a - b)
    .map(([label, own]) => `<g fill="${colours.classes[label]}" data-class="${label}">${own.join('')}</g>`);
  const image = background
    ? `<image href="${background}" width="${side}" height="${side}" opacity="0.55" preserveAspectRatio="none"/>`
    : '';
  const ticks = [-1, 0, 1].map((at) => {
    const value = (c: number) => number.significant(c + 0.9 * at * extent, 3);
    const place = (1 + 0.9 * at) * (side / 2);
    return `<text x="${place}" y="${side - 4}" text-anchor="middle">${value(centre[0])}</text><text x="4" y="${side - place + 4}">${value(centre[1])}</text>`;
  });
  // Colour is not the only sign of a class: its numeral stands in the middle of its codes.
  const halo = `stroke="${colours.paper}" stroke-width="3" paint-order="stroke" text-anchor="middle"`;
  const inView = middlesOf(places, classes)
    .map(({ label, at }) => ({ label, px: x(at[0]), py: y(at[1]) }))
    .filter(({ px, py }) => within(px) && within(py));
  const numerals = apart(inView).map(
    ({ label, px, py }) =>
      `<text x="${tenth(px)}" y="${tenth(py + 7)}" font-size="20" font-weight="600" ${halo}>${escaped(signOf(label, names))}</text>`,
  );
  const frame = `<rect width="${side}" height="${side}" fill="none" stroke="${colours.rule}"/>`;
  return `${image}${groups.join('')}${frame}${labelled ? numerals.join('') : ''}<g font-size="11" stroke="${colours.paper}" stroke-width="3" paint-order="stroke">${ticks.join('')}</g>`;
}

/** Numerals are this far from each other, in pixels; and how often those that are nearer are pushed apart. */
const NUMERAL = 20;
const PUSHES = 40;

/** Marks that would cover each other are pushed apart, each as far as the other. */
export function apart<T extends { px: number; py: number }>(marks: readonly T[]): T[] {
  const out = marks.map((mark) => ({ ...mark }));
  for (let push = 0; push < PUSHES; push++)
    for (const [i, a] of out.entries())
      for (const b of out.slice(i + 1)) {
        const [dx, dy] = [b.px - a.px || 1e-3, b.py - a.py];
        const distance = Math.hypot(dx, dy);
        const missing = Math.max(0, NUMERAL - distance) / (2 * distance);
        a.px -= missing * dx;
        a.py -= missing * dy;
        b.px += missing * dx;
        b.py += missing * dy;
      }
  return out;
}

/** The medians of each class's places. */
export function middlesOf(
  places: Float32Array,
  classes: Uint8Array,
): { label: number; at: [number, number] }[] {
  return [...new Set(classes)]
    .sort((a, b) => a - b)
    .map((label) => {
      const own = [...classes.keys()].filter((i) => classes[i] === label);
      const median = (axis: 0 | 1) =>
        own.map((i) => places[2 * i + axis]).sort((a, b) => a - b)[own.length >> 1];
      return { label, at: [median(0), median(1)] };
    });
}
