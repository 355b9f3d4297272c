/** The square of the plane that pictures show. */
import { bulkOf, type Square } from '../math/viewport';
import { hasPrior } from '../model/predicates';
import type { PlaygroundState } from '../state/store';

const PRIOR: Square = { centre: [0, 0], extent: 3.12 };

/**
 * With test images at `places` (x, y interleaved): the view that the reader has chosen, or the prior's square, or that
 * around the codes.
 */
export const homeSquare = ({ run, look }: PlaygroundState, places: Float32Array): Square =>
  look.view ?? showingMost(hasPrior(run.spec) ? PRIOR : (bulkOf(places, places.length / 2) ?? PRIOR), places);

/** This share of the codes is in view; where it is not, the square grows in steps of this factor. */
const SHARE = 0.95;
const GROWTH = 1.5;

/** The square, or a larger one around its centre that shows most of the places. */
export function showingMost({ centre, extent }: Square, places: Float32Array): Square {
  const reaches = Array.from({ length: places.length / 2 }, (_, i) =>
    Math.max(Math.abs(places[2 * i] - centre[0]), Math.abs(places[2 * i + 1] - centre[1])),
  )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const reach = reaches[Math.ceil(SHARE * reaches.length) - 1] ?? 0;
  const times = Math.max(0, Math.ceil(Math.log(reach / extent) / Math.log(GROWTH)));
  return { centre, extent: extent * GROWTH ** times };
}
