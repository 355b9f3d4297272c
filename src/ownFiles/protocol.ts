/** All messages between the page and the worker that opens the reader's own files. Types only. */
import type { Report } from '../data/formats/examine';
import type { Mends } from '../data/formats/mend';
import type { Dataset } from '../data/images';
import type { DatasetId } from '../experiment/config';
import type { ImageForm } from '../experiment/dataShape';
import type { Problem } from '../experiment/problem';

export interface IncomingFile {
  /** With its folders, where it came in some. */
  name: string;
  file: Blob;
}

/** A data set that the reader's images are mixed into. */
export interface Into {
  id: Exclude<DatasetId, 'own'>;
  /** What its classes are called: those of the same name are joined. */
  names: readonly string[];
  /** The page's base as an absolute URL ending in a slash. */
  base: string;
}

export interface OwnFilesRequests {
  /** Reads the files, keeps them, and replies with what they are; images of `form` are kept as they are. */
  open: { body: { files: readonly IncomingFile[]; form?: ImageForm }; result: Report };
  /** The signs of a photographed sheet, 784 bytes each, row by row. Throws `picture.unreadable`. */
  cut: { body: IncomingFile; result: Uint8Array[][] };
  /** The data set that was opened, once; its arrays are transferred. */
  take: { body: { mends: Mends; into?: Into | null }; result: Dataset };
}

type Type = keyof OwnFilesRequests;
export type OwnFilesCommand = {
  [T in Type]: { type: T; requestId: number } & OwnFilesRequests[T]['body'];
}[Type];

export type OwnFilesEvent =
  | { type: 'ready' }
  | { type: 'reply'; requestId: number; ok: true; value: unknown }
  | { type: 'reply'; requestId: number; ok: false; problem: Problem };
