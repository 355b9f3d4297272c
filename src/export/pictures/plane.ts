/** The latent plane as a picture: decoded images, and the codes of test images as dots. */
import type { Numbers } from '../../i18n/numbers';
import { type Caption, framed, type Picture, tenth } from './svg';

export interface PlanePicture {
  /** The decoded square as an image, by its address; null for none. */
  background: string | null;
  /** The square that is shown. */
  centre: readonly [number, number];
  extent: number;
  /** Places of codes, count × 2, and their classes (zeros where they are not known). */
  places: Float32Array;
  classes: Uint8Array;
  labelled: boolean;
  colours: { ink: string; paper: string; rule: string; classes: readonly string[] };
  caption: Caption;
  number: Numbers;
}

const SIDE = 640;

export function planePicture({
  background,
  centre,
  extent,
  places,
  classes,
  labelled,
  colours,
  caption,
  number,
}: PlanePicture): Picture {
  const x = (px: number) => ((px - centre[0]) / extent + 1) * (SIDE / 2);
  const y = (py: number) => (1 - (py - centre[1]) / extent) * (SIDE / 2);
  const dots = new Map<number, string[]>();
  for (let i = 0; i < classes.length; i++) {
    const [px, py] = [x(places[2 * i]), y(places[2 * i + 1])];
    if (!(px >= 0 && px <= SIDE && py >= 0 && py <= SIDE)) continue;
    const own = dots.get(classes[i]) ?? [];
    dots.set(classes[i], own);
    own.push(`<circle cx="${tenth(px)}" cy="${tenth(py)}" r="2"/>`);
  }
  const groups = [...dots]
    .sort(([a], [b]) => a - b)
    .map(
      ([label, own]) =>
        `<g fill="${colours.classes[label % colours.classes.length]}" data-class="${label}">${own.join('')}</g>`,
    );
  const image = background
    ? `<image href="${background}" width="${SIDE}" height="${SIDE}" opacity="0.55" preserveAspectRatio="none"/>`
    : '';
  const ticks = [-1, 0, 1].map((at) => {
    const value = (c: number) => number.significant(c + 0.9 * at * extent, 3);
    const place = (1 + 0.9 * at) * (SIDE / 2);
    return `<text x="${place}" y="${SIDE - 4}" text-anchor="middle">${value(centre[0])}</text><text x="4" y="${SIDE - place + 4}">${value(centre[1])}</text>`;
  });
  // Colour is not the only sign of a class: its numeral stands in the middle of its codes.
  const halo = `stroke="${colours.paper}" stroke-width="3" paint-order="stroke" text-anchor="middle"`;
  const numerals = middlesOf(places, classes).map(
    ({ label, at }) =>
      `<text x="${tenth(x(at[0]))}" y="${tenth(y(at[1]) + 7)}" font-size="20" font-weight="600" ${halo}>${label}</text>`,
  );
  const frame = `<rect width="${SIDE}" height="${SIDE}" fill="none" stroke="${colours.rule}"/>`;
  const body = `${image}${groups.join('')}${frame}${labelled ? numerals.join('') : ''}<g font-size="11" stroke="${colours.paper}" stroke-width="3" paint-order="stroke">${ticks.join('')}</g>`;
  return framed(body, { width: SIDE, height: SIDE, caption, ink: colours.ink, paper: colours.paper });
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
