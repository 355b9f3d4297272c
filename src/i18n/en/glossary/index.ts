/**
 * The glossary in English, which defines the list of terms. It is not part of `../index.ts`: its words are
 * fetched with its dialog. A term has two messages, its name (`glossary.kl`) and its explanation
 * (`glossary.kl.text`); its formulas and its source are in `src/glossary/terms.ts`.
 */
import { dialog } from './dialog';
import { measures } from './measures';
import { models } from './models';
import { probability } from './probability';
import { training } from './training';

export const glossary = { ...models, ...probability, ...training, ...measures, ...dialog } as const;

type Key = keyof typeof glossary;

/** The id in keys, in links within texts, and in the link of the page (`#glossary=kl`). */
export type TermId = { [K in Key]: K extends `glossary.${infer Id}.text` ? Id : never }[Key];
