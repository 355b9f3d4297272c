/** The commands of a comparison. What they need (`pinned.ts`) is loaded with the first one. */
import type { Config } from '../experiment/config';
import { useStore } from './store';

const load = () => import('./pinned');

/** Pins what is on the screen, in place of an earlier pinned run. Rejects with ProblemError before there is a model. */
export const pin = async (): Promise<void> => (await load()).pin();

/** Stops comparing. */
export function unpin(): void {
  useStore.setState(({ look }) => ({
    pinned: null,
    look: { ...look, compare: null, use: look.use === 'comparison' ? null : look.use },
  }));
}

/** Loads the pinned model's earlier steps; see `pinnedPast.ts`. */
export const loadPinnedSteps = async (
  fetchFile: (preset: string) => Promise<Uint8Array | null>,
): Promise<void> => (await import('./pinnedPast')).loadPinnedSteps(fetchFile);

/** Shows the comparison of a link; null: none. `fetchPretrained` gets the file of a pretrained model of these settings. */
export async function followCompared(
  text: string | null,
  fetchPretrained: (config: Config) => Promise<Uint8Array | null>,
): Promise<void> {
  if (text === null && !useStore.getState().pinned) return;
  await (await load()).followCompared(text, fetchPretrained);
}
