/**
 * Where the pinned run's plane lies in the coordinates of the present one: aligned with it where both have codes of the
 * same images, and otherwise so that the views that each would open with coincide.
 */
import { create } from 'zustand';
import { type Alignment, align, IDENTITY, inverse, type Similarity } from '../../latent/align';
import type { Square } from '../../math/viewport';
import type { Unlike } from '../../state/pinnedRun';
import { useStore } from '../../state/store';

export interface Placement {
  /** From the pinned run's plane to the coordinates of the present one, and back. */
  similarity: Similarity;
  back: Similarity;
  /** The Procrustes distance (`latent/align.ts`) over `count` images; null where the planes are not aligned. */
  residual: number | null;
  count: number;
  /** The step of the present run's codes. */
  step: number;
  /** Why they are not; `degenerate`: all codes of a run coincide, or are not finite. */
  unlike: Unlike | 'degenerate' | null;
}

export const UNPLACED: Placement = {
  similarity: IDENTITY,
  back: IDENTITY,
  residual: null,
  count: 0,
  step: 0,
  unlike: 'noCodes',
};

/** The placement on the screen. */
export const usePlacement = create<Placement>()(() => UNPLACED);

export function setPlacement(placement: Placement): void {
  usePlacement.setState(placement, true);
  const { residual, count, step } = placement;
  useStore.setState({ alignment: residual === null ? null : { residual, count, step } });
}

/** A cloud of codes on its plane, and the square that its plane opens with. */
export interface PlaneCodes {
  places: Float32Array | null;
  home: Square;
  step: number;
}

/** `unlike`: why the codes are not of the same images; null if they are. */
export function placementOf(pinned: PlaneCodes, present: PlaneCodes, unlike: Unlike | null): Placement {
  const count = Math.min(pinned.places?.length ?? 0, present.places?.length ?? 0) / 2;
  const without = unlike ?? (pinned.places && present.places ? null : 'noCodes');
  const found: Alignment | null =
    without === null && pinned.places && present.places ? align(pinned.places, present.places, count) : null;
  const similarity = found?.similarity ?? betweenHomes(pinned.home, present.home);
  return {
    similarity,
    back: inverse(similarity),
    residual: found?.residual ?? null,
    count: found ? count : 0,
    step: present.step,
    unlike: found ? null : (without ?? 'degenerate'),
  };
}

function betweenHomes(from: Square, to: Square): Similarity {
  const scale = to.extent / from.extent;
  return {
    matrix: [scale, 0, 0, scale],
    shift: [to.centre[0] - scale * from.centre[0], to.centre[1] - scale * from.centre[1]],
  };
}

/** How far a placement moves the corners of the pinned run's home square from where another puts them, at most. */
export function moved(a: Similarity, b: Similarity, { centre: [x, y], extent }: Square): number {
  const corners = [-extent, extent].flatMap((dx) => [-extent, extent].map((dy) => [x + dx, y + dy]));
  const difference = (k: 0 | 1, [px, py]: number[]) =>
    (a.matrix[2 * k] - b.matrix[2 * k]) * px +
    (a.matrix[2 * k + 1] - b.matrix[2 * k + 1]) * py +
    a.shift[k] -
    b.shift[k];
  return Math.max(...corners.map((corner) => Math.hypot(difference(0, corner), difference(1, corner))));
}
