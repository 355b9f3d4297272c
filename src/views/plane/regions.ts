/**
 * The regions of the classes: what the decoded image at the centre of each cell looks like. A worker decides; here are
 * what it is asked, and where the numerals of the regions belong.
 */
import type { Verdicts } from '../../analysis/verdicts';
import type { Area } from '../../math/tiling';
import { live } from '../../state/live';
import { codesAt, sliceNow } from '../../state/slice';
import { useStore } from '../../state/store';
import type { PlaneRequests } from './planeRequests';

export interface Regions extends Area, Verdicts {
  /** The step of the decoder. */
  step: number;
}

/** Requests the regions of a part of the plane, if there are labels to compare with. */
export function requestRegions({ request }: PlaneRequests, area: Area, show: (found: Regions) => void): void {
  const state = useStore.getState();
  const { weights } = live.get();
  const { run, label, data } = state;
  if (!weights || !data.test?.labels) return;
  const { step } = weights;
  const { cell, left, bottom, columns, rows } = area;
  const places = Array.from(
    { length: columns * rows },
    (_, place) =>
      [left + ((place % columns) + 0.5) * cell, bottom + (Math.floor(place / columns) + 0.5) * cell] as const,
  );
  const z = Float32Array.from(codesAt(state, places));
  const body = { spec: run.spec, weights: weights.decoder, z, label };
  request(
    JSON.stringify([area, sliceNow(state), label, data.id]),
    ({ request }) => request('verdicts', body),
    (found) => show({ ...area, ...found, step }),
  );
}

/** Fewer cells are no region to name. */
const FEWEST = 3;

/**
 * For each class with a region, the centre of its cell that is nearest to the middle of the region, in plane
 * coordinates; of the classes that are `shown`.
 */
export function regionMiddles(
  { classes, confidence, columns, left, bottom, cell }: Regions,
  shown: (label: number) => boolean,
): Map<number, { x: number; y: number }> {
  const middles = new Map<number, { x: number; y: number }>();
  const at = (place: number) => ({
    x: left + ((place % columns) + 0.5) * cell,
    y: bottom + (Math.floor(place / columns) + 0.5) * cell,
  });
  for (const label of new Set(classes)) {
    if (!shown(label)) continue;
    let [x, y, total, count] = [0, 0, 0, 0];
    classes.forEach((one, place) => {
      const sure = confidence[place];
      if (one !== label || !(sure > 0)) return;
      x += sure * at(place).x;
      y += sure * at(place).y;
      total += sure;
      count++;
    });
    if (count < FEWEST) continue;
    let nearest = Number.POSITIVE_INFINITY;
    classes.forEach((one, place) => {
      if (one !== label || !(confidence[place] > 0)) return;
      const distance = Math.hypot(at(place).x - x / total, at(place).y - y / total);
      if (distance >= nearest) return;
      nearest = distance;
      middles.set(label, at(place));
    });
  }
  return middles;
}
