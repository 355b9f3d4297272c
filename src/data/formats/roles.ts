/**
 * What a file's name says about its part in a data set. Whole words only: "latest" is no test set. The words
 * of a path are between its signs, and "trainImages" is two words.
 */
export type Part = 'train' | 'test' | 'validation';

const WORDS: Record<string, Part> = {
  ...{ train: 'train', training: 'train' },
  ...{ test: 'test', tests: 'test', testing: 'test', t10k: 'test' },
  ...{ val: 'validation', valid: 'validation', validation: 'validation', dev: 'validation' },
};

export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The last word of a path that names a part: a file's own name comes after its folders. */
export function partOf(name: string): Part | null {
  const found = wordsOf(name).filter((word) => Object.hasOwn(WORDS, word));
  return found.length > 0 ? WORDS[found[found.length - 1]] : null;
}
