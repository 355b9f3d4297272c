/** Cuts a photographed sheet into its signs, in a worker that is started for it. */
import { type OwnFilesReader, openOwnFilesReader } from '../ownFiles/spawn';

/** 784 bytes a sign, row by row. Throws `picture.unreadable`. */
export async function signsOfPhotograph(
  file: File,
  open: () => OwnFilesReader = openOwnFilesReader,
): Promise<Uint8Array[][]> {
  const reader = open();
  try {
    return await reader.request('cut', { name: file.name, file });
  } finally {
    reader.terminate();
  }
}
