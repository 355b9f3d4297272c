/**
 * The geometry of the model diagram: how wide each layer is drawn, and the outline that carries
 * an encoder or a decoder. Pure; ModelDiagram.tsx draws it.
 */

/** Drawn widths go with the square root of the units, so that 784 pixels look 28 wide; 1024 and more fill the box. */
const WIDEST = Math.sqrt(1024);
/** Even one unit is drawn this wide, as a share of the box: the field with its number fits inside. */
const NARROWEST = 0.42;

/** Units of a layer → share of the box's width, in (0, 1]. */
export function share(units: number): number {
  return Math.min(1, NARROWEST + (1 - NARROWEST) * (Math.sqrt(units) / WIDEST));
}

/**
 * The outline of a stack of layers as SVG points in a 100 × 100 box, symmetric about x = 50:
 * the top edge is as wide as `above`, then each layer at the middle of its own row, then the
 * bottom edge as wide as `below`.
 */
export function outline(above: number, widths: readonly number[], below: number): string {
  const rows = widths.length;
  const right: [number, number][] = [
    [share(above), 0],
    ...widths.map((w, i): [number, number] => [share(w), (100 * (i + 0.5)) / rows]),
    [share(below), 100],
  ];
  const side = (sign: 1 | -1) =>
    right.map(([s, y]) => `${(50 + sign * round(50 * s)).toFixed(2)},${y.toFixed(2)}`);
  return [...side(1), ...side(-1).toReversed()].join(' ');
}

const round = (x: number) => Math.round(100 * x) / 100;
