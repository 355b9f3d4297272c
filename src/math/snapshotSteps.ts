/**
 * At which steps a run keeps snapshots: evenly spread on a logarithmic axis of steps, since the first steps change most.
 * Pure.
 */

/** The ratio of a step with a snapshot to the one before it: about six snapshots per decade. */
const RATIO = 1.5;

/** The next step that needs a snapshot, after one at `step`. */
export const nextSnapshot = (step: number): number => Math.max(step + 1, Math.ceil(RATIO * step));

/**
 * The indices of the steps to keep, at most `most` (but always the first and the last one): again and again the step is
 * left out whose neighbours are closest to each other on the logarithmic axis. `steps` ascend.
 */
export function thinned(steps: readonly number[], most: number): number[] {
  const kept = steps.map((_, i) => i);
  const gap = (at: number) => Math.log1p(steps[kept[at + 1]]) - Math.log1p(steps[kept[at - 1]]);
  while (kept.length > Math.max(2, most)) {
    let least = 1;
    for (let at = 2; at < kept.length - 1; at++) if (gap(at) < gap(least)) least = at;
    kept.splice(least, 1);
  }
  return kept;
}

/** The index of the step nearest to `step` on the logarithmic axis; −1 if there is none. */
export function nearestStep(steps: readonly number[], step: number): number {
  const distance = (one: number) => Math.abs(Math.log1p(one) - Math.log1p(Math.max(0, step)));
  let nearest = -1;
  steps.forEach((one, i) => {
    if (nearest < 0 || distance(one) < distance(steps[nearest])) nearest = i;
  });
  return nearest;
}
