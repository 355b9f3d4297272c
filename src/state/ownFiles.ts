/**
 * The reader's own files, seen before they are learned from: a worker reads them, the page shows what they
 * are, and only `takeOwnFiles` makes them the data set. Until then nothing is changed.
 */
import type { Mends } from '../data/formats/mend';
import type { ImageForm } from '../experiment/dataShape';
import type { IncomingFile, Into } from '../ownFiles/protocol';
import { type OwnFilesReader, openOwnFilesReader } from '../ownFiles/spawn';
import { importDataset } from './session';
import { useStore } from './store';

/** Counted, so that what closes the sheet of one opening does not close that of the next. */
let openings = 0;
let shown: { files: readonly IncomingFile[]; form?: ImageForm; reader: OwnFilesReader } | null = null;

/**
 * Opens files, in place of those that are shown; images of `form` are kept as they are. Rejects with what is wrong with
 * them.
 */
export async function showOwnFiles(
  files: readonly IncomingFile[],
  open: () => OwnFilesReader = openOwnFilesReader,
  form?: ImageForm,
): Promise<void> {
  cancelOwnFiles();
  if (!form) openings++;
  const opening = openings;
  const reader = open();
  const here = { files, form, reader };
  shown = here;
  useStore.setState({ ownFiles: { opening, status: 'reading' } });
  try {
    const report = await reader.request('open', { files, form });
    if (shown === here) useStore.setState({ ownFiles: { opening, status: 'shown', report } });
  } catch (error) {
    // Others have taken their place, or the reader has cancelled.
    if (shown !== here) return;
    cancelOwnFiles();
    throw error;
  }
}

/** Opens the files that are shown again, with their images in this form. */
export async function keepOwnFiles(form: ImageForm): Promise<void> {
  if (shown) await showOwnFiles(shown.files, openOwnFilesReader, form);
}

/** Leaves everything as it was. */
export function cancelOwnFiles(): void {
  shown?.reader.terminate();
  shown = null;
  if (useStore.getState().ownFiles) useStore.setState({ ownFiles: null });
}

/** The file that is shown, where it is one picture alone, which may be a photograph of a sheet of signs. */
export function pictureShown(): File | null {
  const files = shown?.files ?? [];
  if (files.length !== 1) return null;
  const [{ name, file }] = files;
  return file.type.startsWith('image/') ? new File([file], name, { type: file.type }) : null;
}

/** Cuts it into its signs, in place of showing it as one image. */
export function cutPicture(): void {
  const photograph = pictureShown();
  cancelOwnFiles();
  useStore.setState({ photograph });
}

const baseOf = () => (typeof document === 'undefined' ? './' : new URL('./', document.baseURI).href);

/** Trains on the files that are shown from now on, alone or mixed `into` a data set. They are read again when a worker has to be replaced. */
export async function takeOwnFiles(
  mends: Mends,
  into: Pick<Into, 'id' | 'names'> | null = null,
  open = openOwnFilesReader,
): Promise<void> {
  if (!shown) return;
  const { files, form, reader } = shown;
  shown = null;
  useStore.setState({ ownFiles: null });
  let first: OwnFilesReader | null = reader;
  await importDataset(async () => {
    const ready = first;
    first = null;
    const now = ready ?? open();
    try {
      if (!ready) await now.request('open', { files, form });
      return { dataset: await now.request('take', { mends, into: into && { ...into, base: baseOf() } }) };
    } finally {
      now.terminate();
    }
  });
}
