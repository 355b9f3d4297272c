/** Collects the inputs of the caption's rules, from numbers that the page has anyway. */
import { imageAt } from '../../../data/images';
import { changesBetween } from '../../../experiment/schema';
import { momentsOf } from '../../../math/activity';
import { hasLatent } from '../../../model/predicates';
import { useFlowShown } from '../../../state/flowShown';
import { partOf } from '../../../state/form';
import { live } from '../../../state/live';
import type { Pinned } from '../../../state/pinnedRun';
import { type LossValues, type MergedSeries, type SeriesPoint, series } from '../../../state/series';
import { type RunState, useStore } from '../../../state/store';
import type { View } from '../../../worker/protocol';
import { type Facts, LEAST_STEPS } from './rules';
import { variation } from './variety';

/** The mean of each term over the steps from `from` to `to`, weighted by the number of steps per entry. */
export function meansBetween(train: MergedSeries, from: number, to: number): LossValues {
  const point: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  const means: LossValues = {};
  for (const term of train.terms) {
    let sum = 0;
    let steps = 0;
    for (let i = train.size - 1; i >= 0; i--) {
      const { step, count, mean } = train.read(i, term, point);
      if (step < from) break;
      if (step > to) continue;
      sum += count * mean;
      steps += count;
    }
    if (steps > 0) means[term] = sum / steps;
  }
  return means;
}

/** Tiles within this many standard deviations of the prior are compared. */
const WITHIN = 2;
/** The number of test images that they are compared with. */
const COMPARED = 100;

function tilesNearPrior({ side, rows = side, extent, centre }: View, tiles: Uint8Array): Uint8Array[] {
  const cell = (2 * extent) / side;
  const found: Uint8Array[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < side; column++) {
      const x = centre[0] + (column + 0.5 - side / 2) * cell;
      const y = centre[1] - (row + 0.5 - rows / 2) * cell;
      if (Math.hypot(x, y) < WITHIN) found.push(partOf(tiles, row * side + column));
    }
  return found;
}

/** The variation of decoded images near the prior, relative to that of test images; null if too few are in view. */
function varietyNow(): number | null {
  const { manifold } = live.get();
  const { test } = useStore.getState().data;
  if (!manifold || !test || manifold.view.extent < WITHIN) return null;
  const decoded = tilesNearPrior(manifold.view, manifold.tiles);
  const count = Math.min(COMPARED, test.count);
  const images = Array.from({ length: count }, (_, i) => imageAt(test, i));
  const reference = variation(images);
  return decoded.length < 20 || reference === 0 ? null : variation(decoded) / reference;
}

function comparedWith(pinned: Pinned | null, { step, config, spec }: RunState): Facts['compared'] {
  if (!pinned) return 'none';
  if (!pinned.decoder || !hasLatent(spec)) return 'numbers';
  if (pinned.step === step && Object.keys(changesBetween(pinned.config, config)).length === 0) return 'same';
  return pinned.points ? 'codes' : 'none';
}

/** The present facts. `waiting`: Train was pressed before the data was loaded. */
export function factsNow(waiting: boolean): Facts {
  const { run, shownStep, pinned } = useStore.getState();
  const { points } = live.get();
  const { status, origin, step, spec, config, starting } = run;
  const known = points !== null && points.mu.length === points.count * spec.latent;
  const { train } = series;
  const last = train.last?.step ?? 0;
  const enough = last >= LEAST_STEPS;
  const adversarial = train.terms.includes('dReal');
  return {
    shownStep,
    compared: comparedWith(pinned, run),
    status,
    origin,
    step,
    spec,
    config,
    waiting,
    starting,
    points: known ? points.count : 0,
    variances: known ? [...momentsOf(points.mu, spec.latent).variance] : null,
    recent: enough ? meansBetween(train, 0.9 * last, last) : null,
    earlier: enough ? meansBetween(train, 0.2 * last, 0.3 * last) : null,
    flow: useFlowShown.getState().paths?.count ?? null,
    variety: adversarial ? varietyNow() : null,
  };
}
