/**
 * The test points on the plane: where they are on their way from one publication to the next, and
 * which of them have room for a glyph. Plane coordinates only; drawing is in `marks.ts`.
 */
import { easeOut, mixInto } from '../../math/interpolation';
import { nearestWithin, thinOut } from '../../math/nearestPoints';

const DRIFT_MS = 250;

export interface Crowd {
  readonly count: number;
  /** x, y interleaved, as they are now. */
  readonly positions: Float32Array;
  /** Where they are going. */
  readonly target: Float32Array;
  /** 1 for each point that is drawn with its glyph. */
  readonly glyphs: Uint8Array;
  /** New codes (count × latent) seen along two axes; points drift there, or jump. */
  aim(mu: Float32Array, count: number, latent: number, axes: readonly [number, number], drift: boolean): void;
  clear(): void;
  /** Takes the drift on in time; returns whether points still move. */
  advance(now: number): boolean;
  /** Chooses glyphs at least `apart` plane units from each other among the allowed points. */
  chooseGlyphs(apart: number, allowed: (i: number) => boolean): void;
  /** Nearest allowed point at most `reach` plane units away, or −1. */
  nearest(x: number, y: number, reach: number, allowed: (i: number) => boolean): number;
}

export function createCrowd(): Crowd {
  let count = 0;
  let positions = new Float32Array(0);
  let from = new Float32Array(0);
  let target = new Float32Array(0);
  let glyphs = new Uint8Array(0);
  let start: number | null = null;
  let drifting = false;

  const resize = (next: number) => {
    count = next;
    positions = new Float32Array(2 * next);
    from = new Float32Array(2 * next);
    target = new Float32Array(2 * next);
    glyphs = new Uint8Array(next);
  };
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
    get glyphs() {
      return glyphs;
    },
    aim(mu, next, latent, [ax, ay], drift) {
      const known = next === count;
      if (!known) resize(next);
      for (let i = 0; i < count; i++) {
        target[2 * i] = mu[i * latent + ax];
        target[2 * i + 1] = ax === ay ? 0 : mu[i * latent + ay];
      }
      // A point that had diverged has nowhere to come from.
      for (let i = 0; i < 2 * count; i++) from[i] = Number.isFinite(positions[i]) ? positions[i] : target[i];
      drifting = known && drift;
      start = null;
      if (!drifting) positions.set(target);
    },
    clear() {
      resize(0);
      drifting = false;
    },
    advance(now) {
      if (!drifting) return false;
      start ??= now;
      const t = (now - start) / DRIFT_MS;
      mixInto(positions, from, target, easeOut(t));
      drifting = t < 1;
      return drifting;
    },
    chooseGlyphs: (apart, allowed) => thinOut(glyphs, target, count, apart, allowed),
    nearest: (x, y, reach, allowed) => nearestWithin(positions, count, x, y, reach, allowed),
  };
}
