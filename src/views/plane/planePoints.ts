/**
 * The test points on the plane: their places while they drift from one publication of codes to the next, their classes,
 * the centre of each class, and which points have room for their image. In plane coordinates only.
 */
import { MOST_CLASSES } from '../../experiment/labels';
import { type Directions, onPlane } from '../../latent/slice';
import { easeOut, mix, mixInto } from '../../math/interpolation';
import { nearestWithin, nextInDirection, thinOut } from '../../math/nearestPoints';
import { bulkOf, type Square } from '../../math/viewport';
import { HIDDEN } from './dots';
import { mediansOf } from './numerals';

/** The kind of points without a label, after those of all classes. */
export const UNLABELLED = MOST_CLASSES;

/** A rectangle in plane coordinates. */
export interface Part {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

export interface PlanePoints {
  readonly count: number;
  /** x, y interleaved: the present places. */
  readonly positions: Float32Array;
  /** The places that they drift to. */
  readonly target: Float32Array;
  /** The class of each visible point, UNLABELLED or HIDDEN. */
  readonly kinds: Uint8Array;
  /** 1 for each point that is shown as its image, as chosen by `choosePictures`. */
  readonly pictured: Uint8Array;
  /** How far each point is from the plane (see `depth.ts`); null: all of them are on it. */
  readonly depths: Uint8Array | null;
  setDepths(depths: Uint8Array | null): void;
  /** A square around most of the points at their target places; null without points. */
  readonly bulk: Square | null;
  /** The present centre of a class, in plane coordinates; null if it has none. */
  middle(label: number): { x: number; y: number } | null;
  /**
   * Sets new codes (count × latent), seen in two directions, and their classes; points drift there in so many ms, or
   * jump for 0.
   */
  setCodes(
    mu: Float32Array,
    count: number,
    latent: number,
    directions: Directions,
    labels: Uint8Array | null,
    drift: number,
  ): void;
  /** Hides the points of these classes. */
  hide(classes: ReadonlySet<number>): void;
  clear(): void;
  /** Continues the drift; returns whether points still move. */
  advance(now: number): boolean;
  /** The number of visible points in a rectangle. */
  countIn(part: Part): number;
  /** Chooses points for images: at least `apart` plane units from each other, among those allowed. */
  choosePictures(apart: number, allowed: (i: number) => boolean): void;
  /** The index of the nearest visible point at most `reach` plane units away, or −1. */
  nearest(x: number, y: number, reach: number): number;
  /** The index of the next visible point from a place in a direction (of length 1), or −1. */
  next(x: number, y: number, dx: number, dy: number): number;
}

export function createPlanePoints(): PlanePoints {
  let count = 0;
  let positions = new Float32Array(0);
  let from = new Float32Array(0);
  let target = new Float32Array(0);
  let classes = new Uint8Array(0);
  let kinds = new Uint8Array(0);
  let pictured = new Uint8Array(0);
  let hidden: ReadonlySet<number> = new Set();
  let middlesFrom: Float32Array = new Float32Array(2 * UNLABELLED).fill(Number.NaN);
  let middles = middlesFrom;
  let bulk: Square | null = null;
  let depths: Uint8Array | null = null;
  let start: number | null = null;
  let drifting = false;
  /** How long the drift takes, in ms. */
  let lasting = 0;
  let progress = 1;

  const resize = (next: number) => {
    count = next;
    positions = new Float32Array(2 * next);
    from = new Float32Array(2 * next);
    target = new Float32Array(2 * next);
    classes = new Uint8Array(next);
    kinds = new Uint8Array(next);
    pictured = new Uint8Array(next);
  };
  /** The present centre of a class; without an earlier one, it does not drift. */
  const middleOn = (at: number) =>
    Number.isFinite(middlesFrom[at]) ? mix(middlesFrom[at], middles[at], progress) : middles[at];
  const show = () => {
    for (let i = 0; i < count; i++) kinds[i] = hidden.has(classes[i]) ? HIDDEN : classes[i];
  };
  const shown = (i: number) => kinds[i] !== HIDDEN;
  return {
    get count() {
      return count;
    },
    get positions() {
      return positions;
    },
    get target() {
      return target;
    },
    get kinds() {
      return kinds;
    },
    get pictured() {
      return pictured;
    },
    get depths() {
      return depths;
    },
    setDepths(next) {
      depths = next;
    },
    get bulk() {
      return bulk;
    },
    middle(label) {
      if (hidden.has(label)) return null;
      const [x, y] = [middleOn(2 * label), middleOn(2 * label + 1)];
      return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
    },
    setCodes(mu, next, latent, directions, labels, drift) {
      const known = next === count;
      if (!known) resize(next);
      for (let i = 0; i < count; i++) {
        const [x, y] = onPlane(mu.subarray(i * latent, (i + 1) * latent), directions);
        target[2 * i] = x;
        target[2 * i + 1] = y;
        classes[i] = labels?.[i] ?? UNLABELLED;
      }
      show();
      // A point that was NaN does not drift.
      for (let i = 0; i < 2 * count; i++) from[i] = Number.isFinite(positions[i]) ? positions[i] : target[i];
      middlesFrom = middles.map((_, at) => (known ? middleOn(at) : Number.NaN));
      middles = mediansOf(target, classes, count);
      bulk = bulkOf(target, count);
      drifting = known && drift > 0;
      lasting = drift;
      progress = drifting ? 0 : 1;
      start = null;
      if (!drifting) positions.set(target);
    },
    hide(next) {
      hidden = next;
      show();
    },
    clear() {
      resize(0);
      drifting = false;
      depths = null;
      middles = middles.map(() => Number.NaN);
      bulk = null;
    },
    advance(now) {
      if (!drifting) return false;
      start ??= now;
      const t = (now - start) / lasting;
      progress = easeOut(t);
      mixInto(positions, from, target, progress);
      drifting = t < 1;
      return drifting;
    },
    countIn({ left, right, bottom, top }) {
      let n = 0;
      for (let i = 0; i < count; i++) {
        const x = positions[2 * i];
        const y = positions[2 * i + 1];
        if (kinds[i] !== HIDDEN && x > left && x < right && y > bottom && y < top) n++;
      }
      return n;
    },
    choosePictures: (apart, allowed) => thinOut(pictured, positions, count, apart, allowed),
    nearest: (x, y, reach) => nearestWithin(positions, count, x, y, reach, shown),
    next: (x, y, dx, dy) => nextInDirection(positions, count, x, y, dx, dy, shown),
  };
}
