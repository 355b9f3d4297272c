/** Choosing a member of the family: its settings take hold at once, in a new run. */

import { trainsSameModel } from '../experiment/learned';
import { nearest, patchOf } from '../experiment/members';
import type { Preset } from '../experiment/presets';
import { pendingKeys } from '../experiment/schema';
import { configure, reset, train } from '../state/actions';
import { useStore } from '../state/store';

/** What was training trains on, as the new model. To choose what is there already only puts the settings back. */
export async function choosePreset(preset: Preset): Promise<void> {
  const { config, run } = useStore.getState();
  const there = nearest(run.config);
  const next = { ...config, ...patchOf(preset) };
  const same = there.exact && there.preset === preset && pendingKeys(run.config, next).length === 0;
  if (same && trainsSameModel(config, next)) return;
  await configure(patchOf(preset));
  if (same) return;
  if ((await reset()) && run.status === 'running') void train();
}
