/** How far codes are from the plane, for latents of more than two numbers: far ones are drawn fainter, and first. */
import { onPlane, type Slice } from '../../latent/slice';
import { channels } from '../../ui/palette';
import { HIDDEN } from './dots';

/** Equally many codes belong to each depth, from the nearest to the farthest. */
export const DEPTHS = 3;
/** The part of a dot's colour that is that of the paper, by depth. */
const PAPER = [0, 0.5, 0.78];

/**
 * For each code (count × latent) its depth, 0 nearest. On one plane with all codes, everything is near. Codes that are
 * no numbers are far.
 */
export function depthsOf(mu: Float32Array, count: number, latent: number, slice: Slice): Uint8Array {
  const depths = new Uint8Array(count);
  const distances = new Float32Array(count);
  const { origin } = slice;
  for (let i = 0; i < count; i++) {
    const z = mu.subarray(i * latent, (i + 1) * latent);
    // z − origin, less its part in the plane, to which the origin is orthogonal.
    const [x, y] = onPlane(z, slice);
    let whole = 0;
    for (let d = 0; d < latent; d++) whole += (z[d] - origin[d]) ** 2;
    distances[i] = Math.sqrt(Math.max(0, whole - x * x - y * y));
  }
  const sorted = distances.slice().sort();
  const limits = Array.from({ length: DEPTHS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * count) / DEPTHS)]);
  for (let i = 0; i < count; i++) depths[i] = limits.filter((limit) => !(distances[i] <= limit)).length;
  return depths;
}

/** The kinds of points, with those of all depths but one hidden. */
export function kindsAt(depth: number, kinds: Uint8Array, depths: Uint8Array): Uint8Array {
  return kinds.map((kind, i) => (depths[i] === depth ? kind : HIDDEN));
}

/** The colours of the kinds at a depth, 0xbbggrr. */
export function coloursAt(depth: number, colours: readonly string[], paper: string): Uint32Array {
  const part = PAPER[depth];
  const below = channels(paper);
  return Uint32Array.from(colours, (colour) => {
    const [r, g, b] = channels(colour).map((value, i) => Math.round(value + (below[i] - value) * part));
    return (b << 16) | (g << 8) | r;
  });
}
