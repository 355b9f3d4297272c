/** Earlier steps of the pretrained model on the screen: how it was trained can be looked at, but not continued. */
import { nearest } from '../experiment/members';
import { ProblemError } from '../experiment/problem';
import { WITH_STEPS } from './fetchPretrained';
import { live } from './live';
import { readSteps } from './session';
import { addEarlier } from './snapshots';
import { type PlaygroundState, useStore } from './store';

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
    ...earlier.map(({ step: at, decoder, codes }) => ({
      config,
      step: at,
      decoder,
      state: null,
      points: { count: codes.length / run.spec.latent, mu: codes, logVar: null },
      reconstructions: null,
    })),
    { config, step, decoder: weights.decoder.slice(), state: null, points, reconstructions },
  ]);
}
