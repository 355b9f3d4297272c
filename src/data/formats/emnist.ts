/**
 * The names of EMNIST's classes (Cohen et al. 2017), whose files hold numbers alone: `letters` counts from 1, `byclass`
 * has digits, capitals and small letters, and `balanced` and `bymerge` leave out the small letters that look like their
 * capitals.
 */
import type { Labels } from './labels';
import { wordsOf } from './roles';

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const NAMES = {
  letters: CAPITALS,
  balanced: `${DIGITS + CAPITALS}abdefghnqrt`,
  byclass: DIGITS + CAPITALS + CAPITALS.toLowerCase(),
};

/** The words of file names that say which it is. */
const SAID: Record<string, keyof typeof NAMES> = {
  letters: 'letters',
  balanced: 'balanced',
  bymerge: 'balanced',
  byclass: 'byclass',
};

/**
 * Names the classes of labels whose files say that they are EMNIST's, if all of them are in its range; labels from 1
 * become labels from 0. Whether it did.
 */
export function nameAsEmnist(files: readonly Labels[]): boolean {
  const said = files.flatMap(({ file }) => wordsOf(file).flatMap((word) => SAID[word] ?? []));
  const kind = said[0];
  if (kind === undefined || files.some(({ names, labels }) => names || !labels)) return false;
  const names = [...NAMES[kind]];
  const first = kind === 'letters' ? 1 : 0;
  if (!files.every(({ labels }) => labels?.every((label) => label >= first && label < first + names.length)))
    return false;
  for (const one of files) {
    one.labels = one.labels?.map((label) => label - first) ?? null;
    one.names = names;
  }
  return true;
}
