/** The glossary in Chinese; a term that is missing does not compile. */
import type { glossary as english } from '../../en/glossary';
import { dialog } from './dialog';
import { measures } from './measures';
import { models } from './models';
import { probability } from './probability';
import { training } from './training';

export const glossary = {
  ...models,
  ...probability,
  ...training,
  ...measures,
  ...dialog,
} as const satisfies Record<keyof typeof english, string>;
