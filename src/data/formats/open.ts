/** The readers of the reader's own data: files of any format become a training and a test set. */
import { GREY_28, type ImageForm } from '../../experiment/dataShape';
import { ProblemError } from '../../experiment/problem';
import type { Dataset } from '../images';
import { assembled, type Opened } from './assemble';
import { gather, type Holdings, type OwnFile } from './gather';
import { type Mends, mendedSet } from './mend';
import type { Note } from './notes';
import type { Decode } from './pictureSet';

/** Files with their roles given. */
export interface OwnParts {
  images: Uint8Array;
  labels?: Uint8Array;
  testImages?: Uint8Array;
  testLabels?: Uint8Array;
}

const none: Decode = async () => null;

/** Files that were dropped or chosen, in any order; images of `form` are kept as they are. Rejects with a problem of files. */
export const openOwn = async (
  files: readonly OwnFile[],
  decode: Decode = none,
  form: ImageForm = GREY_28,
): Promise<Opened> => assembled(await gather(files, decode, form));

export const datasetOf = ({ train, test, names }: Opened, mends: Mends): Dataset => ({
  id: 'own',
  train: mendedSet(train, mends),
  test: mendedSet(test, mends),
  names: mends.labels ? names : null,
  origin: 'reader',
});

/** A script's files: here labels that cannot be used are an error, as nobody reads the notes. */
export async function openParts(parts: OwnParts, decode: Decode = none): Promise<Opened> {
  if (!parts.images) throw new ProblemError('data.noImages');
  if (parts.testLabels && !parts.testImages) throw new ProblemError('data.ambiguous', { file: 'testLabels' });
  const read = async (
    images: 'images' | 'testImages',
    labels: 'labels' | 'testLabels',
  ): Promise<Holdings | null> => {
    const files = [images, labels].flatMap((name) => {
      const bytes = parts[name];
      return bytes ? [{ name, bytes }] : [];
    });
    if (files.length === 0) return null;
    const held = await gather(files, decode);
    const part = images === 'images' ? 'train' : 'test';
    if (held.sets.length > 1) throw new ProblemError('data.ambiguous', { file: held.sets[1].pictures.file });
    return {
      ...held,
      sets: held.sets.map((set) => ({ ...set, part })),
      labels: held.labels.map((one) => ({ ...one, part })),
    };
  };
  const held = [await read('images', 'labels'), await read('testImages', 'testLabels')].filter(
    (h) => h !== null,
  );
  const opened = assembled({
    sets: held.flatMap(({ sets }) => sets),
    labels: held.flatMap(({ labels }) => labels),
    notes: held.flatMap(({ notes }) => notes),
  });
  for (const note of opened.notes) refuseLost(note);
  return opened;
}

function refuseLost({ code, params }: Note): void {
  if (code === 'labelsCount') {
    const { file, labels, imagesFile, images } = params;
    throw new ProblemError('idx.counts', { file: imagesFile, images, labelsFile: file, labels });
  }
  if (code === 'labelsRange')
    throw new ProblemError('idx.labelRange', {
      file: params.file,
      value: params.high,
      most: params.classes - 1,
    });
  if (code === 'labelsSeveral')
    throw new ProblemError('data.shape', { file: params.file, shape: `n × ${params.columns}` });
  if (code === 'labelsDamaged') throw new ProblemError('data.damaged', { file: params.file, format: 'IDX' });
  if (code === 'labelsUnclear') throw new ProblemError('data.ambiguous', { file: params.file });
}
