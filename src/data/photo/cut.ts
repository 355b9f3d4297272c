/**
 * A photograph of a sheet of handwritten signs, cut into images in MNIST's form: 28 × 28, the ink scaled into a box of
 * 20 × 20 with its centre of mass in the middle. The sheet may be lit unevenly, ruled, and turned by a few degrees; signs
 * must not touch each other or the lines.
 */
import { PIXELS, SIDE } from '../idx';
import { type Grey, inkIn } from './ink';
import { type Components, componentsOf, type Part, signsAmong } from './parts';
import { rowsOf } from './rows';

const BOX = 20;
/** More signs on one sheet are noise. */
const MOST_SIGNS = 600;

/** 784 bytes a sign, row by row; empty where there are none. */
export function signsIn(picture: Grey): Uint8Array[][] {
  const { width, height } = picture;
  const components = componentsOf(inkIn(picture), width, height);
  const signs = signsAmong(components, width, height);
  if (signs.length > MOST_SIGNS) return [];
  return rowsOf(signs).map((row) => row.map((sign) => imageOf(components, sign, width)));
}

/** Only the sign's own components: a line that crosses its box is left out. */
function imageOf({ of }: Components, sign: Part, width: number): Uint8Array {
  const own = new Set(sign.members);
  const { left, top, right, bottom } = sign;
  const [columns, rows] = [right - left, bottom - top];
  const ink = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) if (own.has(of[(top + y) * width + left + x])) ink[y * columns + x] = 1;
  const scale = BOX / Math.max(columns, rows);
  const first = placed(ink, columns, rows, scale, columns / 2, rows / 2);
  let [mass, mx, my] = [0, 0, 0];
  first.forEach((value, i) => {
    mass += value;
    mx += value * ((i % SIDE) + 0.5);
    my += value * (Math.floor(i / SIDE) + 0.5);
  });
  const x = columns / 2 + (mx / mass - SIDE / 2) / scale;
  const y = rows / 2 + (my / mass - SIDE / 2) / scale;
  return Uint8Array.from(placed(ink, columns, rows, scale, x, y), (value) =>
    Math.round(255 * Math.min(1, value)),
  );
}

/** Each pixel is the mean of the ink under it; (x, y) of the ink lies in the middle. */
function placed(
  ink: Float32Array,
  columns: number,
  rows: number,
  scale: number,
  x: number,
  y: number,
): Float32Array {
  const image = new Float32Array(PIXELS);
  const across = Array.from({ length: SIDE }, (_, i) => spanOf(i, scale, x, columns));
  for (let row = 0; row < SIDE; row++) {
    for (const [v, a] of spanOf(row, scale, y, rows))
      for (let column = 0; column < SIDE; column++)
        for (const [u, b] of across[column])
          image[row * SIDE + column] += a * b * scale * scale * ink[v * columns + u];
  }
  return image;
}

/** The numbers from 0 to `size` under pixel `i` along one side, and the overlap of each. */
function spanOf(i: number, scale: number, middle: number, size: number): [place: number, overlap: number][] {
  const from = Math.max(0, middle + (i - SIDE / 2) / scale);
  const to = Math.min(size, middle + (i + 1 - SIDE / 2) / scale);
  const span: [number, number][] = [];
  for (let u = Math.floor(from); u < to; u++) span.push([u, Math.min(to, u + 1) - Math.max(from, u)]);
  return span;
}
