/** Where a plane is at home: the square that is shown until a hand moves the view. */
import { bulkOf, type Square } from '../../math/viewport';

/** What a standard normal prior covers, as far as it is thick enough to draw from. */
export const PRIOR: Square = { centre: [0, 0], extent: 3 };
/** The square of the prior with a margin: what is seen of a model with a prior, unless its codes are elsewhere. */
export const PRIOR_HOME: Square = { centre: [0, 0], extent: PRIOR.extent * 1.04 };

/** The plane of a model with a prior grows in steps of this factor. */
const STEP = 1.5;
/** This share of the codes must be in sight; a plane that has grown shrinks when they need this part of a step less. */
const SHARE = 0.95;
const SLACK = 0.9;

/** The half width of a square around the origin that holds `share` of the codes (x, y interleaved); 0 without codes. */
export function reachOf(positions: Float32Array, count: number, share = SHARE): number {
  const reaches = new Float32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) {
    const reach = Math.max(Math.abs(positions[2 * i]), Math.abs(positions[2 * i + 1]));
    if (Number.isFinite(reach)) reaches[n++] = reach;
  }
  return n === 0 ? 0 : reaches.subarray(0, n).sort()[Math.ceil(share * n) - 1];
}

/**
 * The home of a model with a prior: the prior, or a larger square around the origin where codes lie outside, as they do
 * early in training. `now` is the home so far, which is kept while it serves, so that the view does not swim.
 */
function homeAroundPrior(reach: number, now: Square): Square {
  const steps = (needed: number) =>
    Math.max(0, Math.ceil(Math.log(needed / PRIOR_HOME.extent) / Math.log(STEP)));
  const most = steps(reach / SLACK);
  const least = steps(reach);
  const centred = now.centre[0] === 0 && now.centre[1] === 0;
  const kept = centred ? Math.round(Math.log(now.extent / PRIOR_HOME.extent) / Math.log(STEP)) : least;
  const chosen = Math.min(most, Math.max(least, kept));
  return { centre: [0, 0], extent: PRIOR_HOME.extent * STEP ** chosen };
}

/**
 * The square that should be seen of the codes (x, y interleaved): around the prior where there is one, otherwise around
 * the bulk of the codes; null where nothing is known of them.
 */
export function homeOf(prior: boolean, positions: Float32Array, count: number, now: Square): Square | null {
  return prior ? homeAroundPrior(reachOf(positions, count), now) : bulkOf(positions, count);
}
