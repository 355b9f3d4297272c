/** Choosing a member of the family applies its settings at once, by starting a new run. */

import { trainsSameModel } from '../experiment/learned';
import { nearest, patchOf } from '../experiment/members';
import type { Preset } from '../experiment/presets';
import { pendingKeys } from '../experiment/schema';
import { configure, reset, showPretrained, train } from '../state/actions';
import { useStore } from '../state/store';

/**
 * If the run was training, training continues with the new model; otherwise its pretrained weights are shown, if there
 * are any. Choosing the model that is on the screen already only
 * resets the controls.
 */
export async function choosePreset(preset: Preset): Promise<void> {
  const { config, run } = useStore.getState();
  const current = nearest(run.config);
  const next = { ...config, ...patchOf(preset) };
  const same = current.exact && current.preset === preset && pendingKeys(run.config, next).length === 0;
  if (same && trainsSameModel(config, next)) return;
  await configure(patchOf(preset));
  if (same) return;
  if (!(await reset())) return;
  if (run.status === 'running') void train();
  else await showPretrained();
}
