/**
 * Test points as dots, written straight into an image: 70,000 of them take a few milliseconds on any machine, whereas
 * as many canvas calls take a tenth of a second without a graphics card.
 */
import { screenX, screenY, type Viewport } from '../../math/viewport';

/** The kind of points that are not drawn. */
export const HIDDEN = 255;

/** Opacity of a dot, low enough to keep the digits behind many dots legible. */
const OPACITY = 0.88;
/** Dots are placed to this fraction of a pixel, so that drifting points move smoothly. */
const PHASES = 4;

/** In units (see `unit.ts`): few dots may be larger, many must not cover what is behind them. */
export function dotRadius(visible: number): number {
  if (visible <= 300) return 2.2;
  if (visible <= 5000) return 1.6;
  return visible <= 20_000 ? 1.25 : 1;
}

/** How much of each pixel around its place a dot covers: offsets of pixels, and opacities from 0 to 255. */
interface Stamp {
  dx: Int8Array;
  dy: Int8Array;
  alpha: Uint8Array;
}

/** Stamps of a dot with this radius in pixels of the image, one for each fractional offset in x and y. */
function stampsOf(radius: number): Stamp[] {
  const reach = Math.ceil(radius + 1);
  return Array.from({ length: PHASES * PHASES }, (_, phase) => {
    const fx = ((phase % PHASES) + 0.5) / PHASES;
    const fy = (Math.floor(phase / PHASES) + 0.5) / PHASES;
    const dx: number[] = [];
    const dy: number[] = [];
    const alpha: number[] = [];
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++) {
        // From the centre of the pixel to the centre of the dot.
        const covered = radius + 0.5 - Math.hypot(x + 0.5 - fx, y + 0.5 - fy);
        const a = Math.round(255 * OPACITY * Math.min(1, covered));
        if (a <= 0) continue;
        dx.push(x);
        dy.push(y);
        alpha.push(a);
      }
    return { dx: Int8Array.from(dx), dy: Int8Array.from(dy), alpha: Uint8Array.from(alpha) };
  });
}

/** Pixels of an image: opacity, blue, green and red from the highest byte to the lowest, as in ImageData. */
export interface Raster {
  words: Uint32Array;
  width: number;
  height: number;
}

export interface Dots {
  /** x, y interleaved, in plane coordinates. */
  positions: Float32Array;
  /** The index of each point's colour, or HIDDEN. */
  kinds: Uint8Array;
  count: number;
}

let known: { radius: number; stamps: Stamp[] } = { radius: 0, stamps: [] };

/**
 * Draws points onto the raster. `density` is pixels of the raster per unit, `radius` is in units, `colours` has one
 * 0xbbggrr per kind. Points that are not finite are skipped.
 */
export function splat(
  { words, width, height }: Raster,
  { positions, kinds, count }: Dots,
  v: Viewport,
  density: number,
  radius: number,
  colours: Uint32Array,
): void {
  const size = radius * density;
  if (known.radius !== size) known = { radius: size, stamps: stampsOf(size) };
  const { stamps } = known;
  const reach = Math.ceil(size + 1);
  const scale = v.scale * density;
  const left = screenX(v, 0) * density;
  const top = screenY(v, 0) * density;
  for (let i = 0; i < count; i++) {
    const kind = kinds[i];
    if (kind === HIDDEN) continue;
    const px = left + positions[2 * i] * scale;
    const py = top - positions[2 * i + 1] * scale;
    // Written so that NaN is out of view, too.
    if (!(px > -reach && py > -reach && px < width + reach && py < height + reach)) continue;
    const x = Math.floor(px);
    const y = Math.floor(py);
    const { dx, dy, alpha } = stamps[Math.floor((py - y) * PHASES) * PHASES + Math.floor((px - x) * PHASES)];
    const colour = colours[kind];
    const whole = x >= reach && y >= reach && x < width - reach && y < height - reach;
    for (let k = 0; k < alpha.length; k++) {
      const column = x + dx[k];
      const row = y + dy[k];
      if (!whole && (column < 0 || row < 0 || column >= width || row >= height)) continue;
      const at = row * width + column;
      const below = words[at];
      words[at] = below >>> 24 === 0 ? ((alpha[k] << 24) | colour) >>> 0 : over(below, colour, alpha[k]);
    }
  }
}

/** Blends a colour with this opacity over a pixel; colours are not premultiplied. */
function over(below: number, colour: number, alpha: number): number {
  const a = alpha / 255;
  const b = (below >>> 24) / 255;
  const whole = a + b * (1 - a);
  const t = a / whole;
  const part = (shift: number) => {
    const from = (below >>> shift) & 255;
    return (from + (((colour >>> shift) & 255) - from) * t + 0.5) & 255;
  };
  return ((((255 * whole + 0.5) & 255) << 24) | (part(16) << 16) | (part(8) << 8) | part(0)) >>> 0;
}
