/**
 * The reader's own files, seen before they are learned from: a worker reads them, the page shows what they
 * are, and only `takeOwnFiles` makes them the data set. Until then nothing is changed.
 */
import type { Mends } from '../data/formats/mend';
import type { IncomingFile, Into } from '../ownFiles/protocol';
import { type OwnFilesReader, openOwnFilesReader } from '../ownFiles/spawn';
import { importDataset } from './session';
import { useStore } from './store';

let shown: { files: readonly IncomingFile[]; reader: OwnFilesReader } | null = null;

/** Opens files, in place of those that are shown. Rejects with what is wrong with them. */
export async function showOwnFiles(
  files: readonly IncomingFile[],
  open: () => OwnFilesReader = openOwnFilesReader,
): Promise<void> {
  cancelOwnFiles();
  const reader = open();
  const here = { files, reader };
  shown = here;
  useStore.setState({ ownFiles: { status: 'reading' } });
  try {
    const report = await reader.request('open', { files });
    if (shown === here) useStore.setState({ ownFiles: { status: 'shown', report } });
  } catch (error) {
    // Others have taken their place, or the reader has cancelled.
    if (shown !== here) return;
    cancelOwnFiles();
    throw error;
  }
}

/** Leaves everything as it was. */
export function cancelOwnFiles(): void {
  shown?.reader.terminate();
  shown = null;
  if (useStore.getState().ownFiles) useStore.setState({ ownFiles: null });
}

const baseOf = () => (typeof document === 'undefined' ? './' : new URL('./', document.baseURI).href);

/** Trains on the files that are shown from now on, alone or mixed `into` a data set. They are read again when a worker has to be replaced. */
export async function takeOwnFiles(
  mends: Mends,
  into: Pick<Into, 'id' | 'names'> | null = null,
  open = openOwnFilesReader,
): Promise<void> {
  if (!shown) return;
  const { files, reader } = shown;
  shown = null;
  useStore.setState({ ownFiles: null });
  let first: OwnFilesReader | null = reader;
  await importDataset(async () => {
    const ready = first;
    first = null;
    const now = ready ?? open();
    try {
      if (!ready) await now.request('open', { files });
      return { dataset: await now.request('take', { mends, into: into && { ...into, base: baseOf() } }) };
    } finally {
      now.terminate();
    }
  });
}
