/** The arithmetic behind the editor of layer widths: what may be typed, added and taken away. */
import type { WidthsRow } from '../experiment/schema';

/** What the reader typed, as a width; null when it is not a whole number in range. */
export function parseWidth(row: WidthsRow, typed: string): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(typed)) return null;
  const width = Number(typed);
  return width >= row.min && width <= row.max ? width : null;
}

/** What the numbers count: units of dense layers, or channels of convolutions. */
export type Layers = 'dense' | 'convolutions';
/** Convolutions halve 28 pixels to 14, 7 and 4; a model of them has one at least. */
const CONVOLUTIONS = { least: 1, most: 3 };

/** The encoder narrows towards the latent and the decoder widens from it: the side where a layer is added. */
function innermost(row: WidthsRow): 'first' | 'last' {
  return row.key === 'decoder' ? 'first' : 'last';
}

/** One more layer beside the latent: half as wide as its neighbour, or of twice as many channels. */
export function addLayer(row: WidthsRow, widths: readonly number[], layers: Layers = 'dense'): number[] {
  const conv = layers === 'convolutions';
  if (widths.length >= (conv ? CONVOLUTIONS.most : row.maxLayers)) return [...widths];
  const inner = innermost(row);
  const neighbour = inner === 'first' ? widths[0] : widths.at(-1);
  const wished = conv ? 2 * (neighbour ?? 8) : Math.round((neighbour ?? 2 * Math.min(512, row.max)) / 2);
  const width = Math.max(row.min, Math.min(row.max, wished));
  return inner === 'first' ? [width, ...widths] : [...widths, width];
}

/** One layer less, the one beside the latent. */
export function removeLayer(row: WidthsRow, widths: readonly number[], layers: Layers = 'dense'): number[] {
  if (layers === 'convolutions' && widths.length <= CONVOLUTIONS.least) return [...widths];
  return innermost(row) === 'first' ? widths.slice(1) : widths.slice(0, -1);
}

export function replaceWidth(widths: readonly number[], index: number, width: number): number[] {
  return widths.map((w, i) => (i === index ? width : w));
}
