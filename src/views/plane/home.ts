/** The home square of a plane: what is shown until the reader moves the view. */
import { bulkOf, type Square } from '../../math/viewport';

/** The part of a standard normal prior that samples come from. */
export const PRIOR: Square = { centre: [0, 0], extent: 3 };
/** The prior's square with a margin: the home of a model with a prior, unless its codes are elsewhere. */
export const PRIOR_HOME: Square = { centre: [0, 0], extent: PRIOR.extent * 1.04 };

/** With a prior, the home square grows in steps of this factor. */
const STEP = 1.5;
/**
 * This share of the codes must be in view; the square shrinks only when they need less than this share of the smaller
 * step.
 */
const SHARE = 0.95;
const SLACK = 0.9;

/**
 * The half width of a square around the origin that contains `share` of the codes (x, y interleaved); 0 without codes.
 */
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
 * The home of a model with a prior: the prior's square, or a larger one if codes are outside, as they can be early in
 * training. `now` is the present home, which is kept while it suffices, so that the view does not keep changing.
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

/** Of the square around codes without a prior, the share at the top that stays free for a caption over the plane. */
const CAPTION = 0.12;

/**
 * The square that shows the codes (x, y interleaved): around the prior, if there is one, otherwise around most of the
 * codes, below the caption if the plane has one; null without codes.
 */
export function homeOf(
  prior: boolean,
  positions: Float32Array,
  count: number,
  now: Square,
  captioned = false,
): Square | null {
  return prior
    ? homeAroundPrior(reachOf(positions, count), now)
    : bulkOf(positions, count, captioned ? CAPTION : 0);
}

/** Of the half width, between the outermost place and the edge. */
const MARGIN = 0.15;

/** The square, enlarged around its centre until it shows these places. */
export function including(
  { centre, extent }: Square,
  places: readonly (readonly [number, number])[],
): Square {
  const away = ([x, y]: readonly [number, number]) =>
    Math.max(Math.abs(x - centre[0]), Math.abs(y - centre[1]));
  return { centre, extent: Math.max(extent, ...places.map((place) => away(place) * (1 + MARGIN))) };
}
