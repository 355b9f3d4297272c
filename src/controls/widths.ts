/** Operations on lists of layer widths, for their editor. */
import type { WidthsRow } from '../experiment/schema';

/** Text as a width; null if it is not a whole number in range. */
export function parseWidth(row: WidthsRow, typed: string): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(typed)) return null;
  const width = Number(typed);
  return width >= row.min && width <= row.max ? width : null;
}

/** What the numbers count: units of dense layers, or channels of convolutions. */
export type Layers = 'dense' | 'convolutions';
/** Each convolution halves the image: 28 pixels to 14, 7 and 4. A convolutional model has at least one. */
const CONVOLUTIONS = { least: 1, most: 3 };

/** The end of the list next to the latent, where layers are added and removed. */
function innermost(row: WidthsRow): 'first' | 'last' {
  return row.key === 'decoder' ? 'first' : 'last';
}

/** Adds a layer next to the latent: half as wide as its neighbour, or with twice as many channels. */
export function addLayer(row: WidthsRow, widths: readonly number[], layers: Layers = 'dense'): number[] {
  const conv = layers === 'convolutions';
  if (widths.length >= (conv ? CONVOLUTIONS.most : row.maxLayers)) return [...widths];
  const inner = innermost(row);
  const neighbour = inner === 'first' ? widths[0] : widths.at(-1);
  const wanted = conv ? 2 * (neighbour ?? 8) : Math.round((neighbour ?? 2 * Math.min(512, row.max)) / 2);
  const width = Math.max(row.min, Math.min(row.max, wanted));
  return inner === 'first' ? [width, ...widths] : [...widths, width];
}

/** Removes the layer next to the latent. */
export function removeLayer(row: WidthsRow, widths: readonly number[], layers: Layers = 'dense'): number[] {
  if (layers === 'convolutions' && widths.length <= CONVOLUTIONS.least) return [...widths];
  return innermost(row) === 'first' ? widths.slice(1) : widths.slice(0, -1);
}

export function replaceWidth(widths: readonly number[], index: number, width: number): number[] {
  return widths.map((w, i) => (i === index ? width : w));
}
