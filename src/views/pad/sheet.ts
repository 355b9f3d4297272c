/**
 * A sheet of paper: side × side bytes of ink, and the brushes that add or remove ink. Positions are in pixels of the
 * image (0 … 28 on both axes, y downwards), whatever the resolution of the sheet. Knows no DOM.
 */
import { emptyPath, greyOf, lay } from '../../data/glyphs/pen';
import { Purpose, randomBits } from '../../math/random';
import { IMAGE_SIDE } from '../../model/spec';

/** ink: a soft pen; erase: the same with paper; noise: random greys on every other pixel. */
export type Brush = 'ink' | 'erase' | 'noise';

/**
 * Radii in pixels of the image. MNIST's strokes are about 2.7 wide, and most drawings are slightly higher than its 20
 * pixels.
 */
const RADIUS: Record<Brush, number> = { ink: 1.4, erase: 2.4, noise: 3 };

export interface Place {
  x: number;
  y: number;
}

export interface Sheet {
  readonly side: number;
  /** Read-only for others. */
  readonly ink: Uint8Array<ArrayBuffer>;
  /**
   * Draws a line, or a dot if both ends are the same. `grain` is the seed of the noise, which is the same during one
   * stroke.
   */
  stroke(brush: Brush, from: Place, to: Place, grain?: number): void;
  /** 784 bytes, enlarged to the resolution of the sheet. */
  put(image: Uint8Array): void;
  clear(): void;
  /** Sets the ink to a copy of `ink` made earlier. */
  restore(ink: Uint8Array): void;
  /** Called after every change. */
  subscribe(listener: () => void): () => void;
}

/** `scale`: pixels of the sheet per pixel of the image, an integer. */
export function createSheet(scale: number): Sheet {
  const side = scale * IMAGE_SIDE;
  const ink = new Uint8Array(side * side);
  const depth = new Float32Array(side * side);
  const path = emptyPath(2);
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    side,
    ink,
    stroke(brush, from, to, grain = 0) {
      path.x.set([scale * from.x, scale * to.x]);
      path.y.set([scale * from.y, scale * to.y]);
      path.r.fill(scale * RADIUS[brush]);
      path.length = 2;
      lay(depth, side, [path]);
      for (let i = 0; i < ink.length; i++) {
        const touch = greyOf(depth[i]);
        if (touch > 0) ink[i] = covered(brush, ink[i], touch, i, grain);
      }
      notify();
    },
    put(image) {
      for (let i = 0; i < ink.length; i++) {
        const row = Math.floor(i / side / scale);
        ink[i] = image[row * IMAGE_SIDE + Math.floor((i % side) / scale)];
      }
      notify();
    },
    clear() {
      ink.fill(0);
      notify();
    },
    restore(before) {
      ink.set(before);
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The ink of pixel `i` after a brush has covered it by `touch` (1 … 255). */
function covered(brush: Brush, before: number, touch: number, i: number, grain: number): number {
  switch (brush) {
    case 'ink':
      return Math.max(before, touch);
    case 'erase':
      return Math.min(before, 255 - touch);
    case 'noise': {
      const bits = randomBits(grain, Purpose.corruption, 0, i);
      return touch < 128 || bits & 256 ? before : bits & 255;
    }
    default:
      return brush satisfies never;
  }
}
