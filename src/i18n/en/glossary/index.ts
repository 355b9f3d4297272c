/**
 * The glossary in English, which says what terms there are. It is no part of `../index.ts`: its words are fetched with
 * the dialog that shows them. A term has two messages, what it is called (`glossary.kl`) and what it means
 * (`glossary.kl.text`); its formulas and its source are in `src/glossary/terms.ts`.
 */
import { dialog } from './dialog';
import { measures } from './measures';
import { models } from './models';
import { probability } from './probability';
import { training } from './training';

export const glossary = { ...models, ...probability, ...training, ...measures, ...dialog } as const;

type Key = keyof typeof glossary;

/** As it stands in keys, in links within texts, and in the link of the page (`#glossary=kl`). */
export type TermId = { [K in Key]: K extends `glossary.${infer Id}.text` ? Id : never }[Key];
