/** Collects the inputs of the tasks' conditions. */
import { momentsOf } from '../math/activity';
import { voteAt } from '../math/nearestPoints';
import { live } from '../state/live';
import { probeNamed } from '../state/probes';
import { useStore } from '../state/store';
import type { TaskFacts } from './tasks';

/** The present facts. */
export function taskFactsNow(): TaskFacts {
  const state = useStore.getState();
  const { run, data, probes, drawing, label } = state;
  const { spec, config, origin, status, step } = run;
  const { points } = live.get();
  const known = points !== null && points.mu.length === points.count * spec.latent;
  const a = probeNamed(state, 'A');
  const vote =
    known && a && points.labels && a.z.length === spec.latent
      ? voteAt(a.z, points.mu, Math.min(points.count, points.labels.length), points.labels)
      : null;
  return {
    spec,
    config,
    origin,
    status,
    step,
    labelled: data.test === null || data.test.labels !== null,
    moved: a?.placed ?? false,
    vote,
    probes: probes.length,
    pinned: probes.filter(({ image }) => image !== undefined).length,
    variances: known ? [...momentsOf(points.mu, spec.latent).variance] : null,
    drawing: drawing !== null,
    label,
    use: state.look.use,
  };
}
