/**
 * A sheet of paper for the hand: side × side bytes of ink, and the brushes that leave or take it. Places are in
 * pixels of the image (0 … 28 on both axes, y downwards), however fine the sheet is. Knows no DOM.
 */
import { emptyPath, greyOf, lay } from '../../data/glyphs/pen';
import { Purpose, randomBits } from '../../math/random';
import { IMAGE_SIDE } from '../../model/spec';

/** ink: a soft pen; erase: the same pen with paper; noise: grains of any grey on every other pixel. */
export type Brush = 'ink' | 'erase' | 'noise';

/** Radii in pixels of the image; MNIST's strokes are some 2.7 wide, and most drawings a little higher than its 20 pixels. */
const RADIUS: Record<Brush, number> = { ink: 1.4, erase: 2.4, noise: 3 };

export interface Place {
  x: number;
  y: number;
}

export interface Sheet {
  readonly side: number;
  /** Not to be written to from outside. */
  readonly ink: Uint8Array<ArrayBuffer>;
  /** From one place to another; a dot where they are the same. `grain` chooses the noise: a stroke's own never changes under it. */
  stroke(brush: Brush, from: Place, to: Place, grain?: number): void;
  /** 784 bytes, enlarged to the sheet's pixels. */
  put(image: Uint8Array): void;
  clear(): void;
  /** Back to ink as it was, a copy of `ink`. */
  restore(ink: Uint8Array): void;
  /** Called after every change. */
  subscribe(listener: () => void): () => void;
}

/** `scale`: pixels of the sheet to one of the image, a whole number. */
export function createSheet(scale: number): Sheet {
  const side = scale * IMAGE_SIDE;
  const ink = new Uint8Array(side * side);
  const depth = new Float32Array(side * side);
  const path = emptyPath(2);
  const listeners = new Set<() => void>();
  const tell = () => {
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
        if (touch > 0) ink[i] = touched(brush, ink[i], touch, i, grain);
      }
      tell();
    },
    put(image) {
      for (let i = 0; i < ink.length; i++) {
        const row = Math.floor(i / side / scale);
        ink[i] = image[row * IMAGE_SIDE + Math.floor((i % side) / scale)];
      }
      tell();
    },
    clear() {
      ink.fill(0);
      tell();
    },
    restore(before) {
      ink.set(before);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What a brush that covers pixel `i` by `touch` (1 … 255) leaves there. */
function touched(brush: Brush, was: number, touch: number, i: number, grain: number): number {
  switch (brush) {
    case 'ink':
      return Math.max(was, touch);
    case 'erase':
      return Math.min(was, 255 - touch);
    case 'noise': {
      const bits = randomBits(grain, Purpose.corruption, 0, i);
      return touch < 128 || bits & 256 ? was : bits & 255;
    }
    default:
      return brush satisfies never;
  }
}
