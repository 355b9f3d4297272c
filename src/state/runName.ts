/** The name of a run in the names of files. */
import { nearest } from '../experiment/members';
import { useStore } from './store';

/** `conv-vae-mnist-seed1-step2000`: by the member of the family that it is, or is nearest to. */
export function runName(step: number): string {
  const { config } = useStore.getState().run;
  return `${nearest(config).preset.id}-${config.dataset}-seed${config.seed}-step${step}`;
}
