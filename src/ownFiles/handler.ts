/** Replies to the commands of `protocol.ts`. `decode` reads the pictures that only a browser can. */

import type { Opened } from '../data/formats/assemble';
import { examined, type Report } from '../data/formats/examine';
import type { OwnFile } from '../data/formats/gather';
import { LIMITS } from '../data/formats/limits';
import { datasetOf, openOwn } from '../data/formats/open';
import type { Decode } from '../data/formats/pictureSet';
import { flattened } from '../data/formats/raster';
import { drawnDataset } from '../data/glyphs';
import type { Dataset } from '../data/images';
import { mixed } from '../data/mix';
import { signsIn } from '../data/photo/cut';
import { shapesDataset } from '../data/shapes';
import { loadDataset } from '../data/source';
import { ProblemError } from '../experiment/problem';
import type { IncomingFile, Into, OwnFilesCommand } from './protocol';

type Reply = Report | Dataset | Uint8Array[][];

export function createOwnFilesHandler(decode: Decode) {
  let opened: Opened | null = null;

  return async (command: OwnFilesCommand): Promise<Reply> => {
    switch (command.type) {
      case 'open':
        opened = await openOwn(await bytesOf(command.files), decode, command.form);
        return examined(opened);
      case 'cut': {
        const bytes = new Uint8Array(await command.file.arrayBuffer());
        const raster = await decode(bytes);
        if (!raster) throw new ProblemError('picture.unreadable', { file: command.name });
        const { width, height } = raster;
        return signsIn({ width, height, values: flattened(raster).values });
      }
      case 'take': {
        if (!opened) throw new ProblemError('data.noImages');
        const taken = opened;
        opened = null;
        const own = datasetOf(taken, command.mends);
        return command.into ? mixed(await loaded(command.into), own, command.into.names) : own;
      }
      default:
        return command satisfies never;
    }
  };
}

const loaded = async ({ id, base }: Into): Promise<Dataset> =>
  id === 'drawn' ? drawnDataset() : id === 'shapes' ? shapesDataset() : loadDataset(id, { base });

/** Files that are read at a time: a folder may have tens of thousands. */
const AT_ONCE = 100;

async function bytesOf(files: readonly IncomingFile[]): Promise<OwnFile[]> {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  if (size > LIMITS.unpackedBytes)
    throw new ProblemError('data.tooLarge', { file: files[0].name, limit: LIMITS.unpackedBytes });
  const read: OwnFile[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE)
    read.push(...(await readAll(files.slice(at, at + AT_ONCE))));
  return read;
}

const readAll = (files: readonly IncomingFile[]): Promise<OwnFile[]> =>
  Promise.all(
    files.map(async ({ name, file }) => ({ name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );

/** The arrays of a reply, each once. */
export const buffersOf = (value: Reply): ArrayBuffer[] => {
  if (!('origin' in value)) return [];
  const arrays = [value.train, value.test].flatMap(({ images, labels }) => [
    images,
    ...(labels ? [labels] : []),
  ]);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
};
