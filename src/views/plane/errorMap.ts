/**
 * The error of reconstruction over a part of the plane: that of the first test images at their published codes, averaged
 * over the codes near each cell.
 */
import { type KernelMean, kernelMean } from '../../math/kernelMean';
import type { Area } from '../../math/tiling';
import { type Live, live } from '../../state/live';
import { useStore } from '../../state/store';
import { HIDDEN } from './dots';
import type { PlanePoints } from './planePoints';
import type { PlaneRequests } from './planeRequests';
import { type Range, rangeOf } from './scales';

export interface ErrorMap extends Area, KernelMean {
  /** Nats per image. */
  range: Range;
  /** The step of the decoder. */
  step: number;
}

/** The kernel's standard deviation, in cells. */
const SIGMA = 2;
/** Cells count for the range where there is at least the weight of half a code. */
const COUNTED = 0.5;

/** Errors of the first test images, and what they were computed from. */
export interface Errors extends Pick<Live, 'weights' | 'points'> {
  errors: Float32Array;
  step: number;
}

/** Requests the errors with the present codes and weights, unless `known` has them. */
export function requestErrors(
  { request }: PlaneRequests,
  known: Errors | null,
  show: (found: Errors) => void,
): void {
  const { weights, points } = live.get();
  const { run, data } = useStore.getState();
  const { spec } = run;
  if (!weights || !points || !data.test || points.mu.length < points.count * spec.latent) return;
  if (known?.weights === weights && known.points === points) return;
  const { step } = weights;
  const body = { spec, weights: weights.decoder, mu: points.mu };
  request(
    `${data.id}`,
    ({ request }) => request('errors', body),
    (errors) => show({ weights, points, errors, step }),
  );
}

/** Null where none of the visible codes has a finite error. */
export function errorMap({ errors, step }: Errors, area: Area, planePoints: PlanePoints): ErrorMap | null {
  const { target, kinds, count } = planePoints;
  const shown = errors.slice(0, count).map((error, i) => (kinds[i] === HIDDEN ? Number.NaN : error));
  const found = kernelMean(target, shown, area, SIGMA * area.cell);
  const range = rangeOf(found.means.filter((_, place) => found.weights[place] >= COUNTED));
  return range.high > 0 ? { ...area, ...found, range, step } : null;
}
