/** Has the files stored, announces a new version, and opens it when the reader says so. */
import { keepFiles, openNewVersion, storeFiles } from '../../offline/page';
import { pause, saveRun } from '../../state/actions';
import { notify } from '../../state/notices';
import { useStore } from '../../state/store';

const announce = () => notify({ code: 'page.update' });

export const keep = () => keepFiles(announce);
export const store = () => storeFiles(announce);

/** A training is paused and saved before: the new version offers to continue it. */
export async function openUpdate(): Promise<void> {
  if (useStore.getState().run.status === 'running') await pause();
  await saveRun();
  await openNewVersion();
}
