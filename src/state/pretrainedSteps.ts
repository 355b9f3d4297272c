/**
 * Earlier steps from a file, of the pretrained model on the screen or of a run that an earlier page has saved: they can be
 * looked at, but not continued.
 */
import { nearest } from '../experiment/members';
import { ProblemError } from '../experiment/problem';
import type { EarlierStep } from '../worker/protocol';
import { WITH_STEPS } from './fetchPretrained';
import { live } from './live';
import { readSteps } from './session';
import { addEarlier, precede, type Snapshot } from './snapshots';
import { type PlaygroundState, type RunState, useStore } from './store';

/** Whether the model on the screen has a file of earlier steps that has not been loaded. */
export const offersSteps = ({ run, snapshots }: PlaygroundState): boolean =>
  run.origin === 'pretrained' &&
  run.status === 'idle' &&
  // The worker keeps the state that it has been given.
  snapshots.steps.length < 2 &&
  WITH_STEPS.includes(nearest(run.config).preset.id);

/** Loads them; `fetchFile` gets the name of a preset. Throws `model.steps` if they cannot be loaded. */
export async function loadSteps(fetchFile: (preset: string) => Promise<Uint8Array | null>): Promise<void> {
  const { run } = useStore.getState();
  const file = await fetchFile(nearest(run.config).preset.id).catch(() => null);
  if (!file) throw new ProblemError('model.steps');
  const earlier = await readSteps(file);
  const { weights, points, reconstructions } = live.latest();
  const state = useStore.getState();
  if (state.run.id !== run.id || !offersSteps(state) || !weights) return;
  const { config, step } = run;
  addEarlier([
    ...earlier.map((one) => lookedAt(one, run)),
    { config, step, decoder: weights.decoder.slice(), state: null, points, reconstructions },
  ]);
}

function lookedAt({ step, decoder, codes }: EarlierStep, { config, spec }: RunState): Snapshot {
  const points = codes.length > 0 ? { count: codes.length / spec.latent, mu: codes, logVar: null } : null;
  return { config, step, decoder, state: null, points, reconstructions: null };
}

/** Puts the earlier steps of a saved run, each a file, before the run that has just been opened from it. */
export async function addSavedSteps(files: readonly { bytes: Uint8Array }[]): Promise<void> {
  const { run } = useStore.getState();
  const steps: EarlierStep[] = [];
  // Of those that cannot be read nobody learns more than that they are missing.
  for (const { bytes } of files) steps.push(...(await readSteps(bytes).catch(() => [])));
  const now = useStore.getState().run;
  if (now.id !== run.id) return;
  precede(steps.filter(({ step }) => step < now.step).map((one) => lookedAt(one, run)));
}
