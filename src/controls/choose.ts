/** Choosing a member of the family: its settings take hold at once, in a new run. */
import { nearest, patchOf } from '../experiment/family';
import type { Preset } from '../experiment/presets';
import { pendingKeys } from '../experiment/schema';
import { configure, reset, train } from '../state/actions';
import { useStore } from '../state/store';

/** What was training trains on, as the new model. To choose what is there already changes nothing. */
export async function choose(preset: Preset): Promise<void> {
  const { config, run } = useStore.getState();
  const now = nearest(config);
  if (now.exact && now.preset === preset && pendingKeys(run.config, config).length === 0) return;
  await configure(patchOf(preset));
  if ((await reset()) && run.status === 'running') void train();
}
