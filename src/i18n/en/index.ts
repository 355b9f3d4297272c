/**
 * Every message of the page in English, which defines the list of keys. The words of a use are with its view.
 * Those of a family and of a group of settings are found by their folders, `families/` and `settings/`, so
 * that another one brings its words in a file of its own.
 */
import { charts } from './charts';
import { classes } from './classes';
import { conflicts } from './conflicts';
import { equations } from './equations';
import { family } from './family';
import { paths } from './paths';
import { plane } from './plane';
import { problems } from './problems';
import { shell } from './shell';
import { slice } from './slice';
import { text } from './text';
import { uses } from './uses';

const topics = {
  ...text,
  ...shell,
  ...family,
  ...problems,
  ...conflicts,
  ...classes,
  ...plane,
  ...paths,
  ...slice,
  ...charts,
  ...equations,
  ...uses,
} as const;

/** The keys that code names; those of families and settings are composed from their ids. */
export type MessageKey = keyof typeof topics;

const found = import.meta.glob<Readonly<Record<string, string>>>('./{families,settings}/*.ts', {
  eager: true,
  import: 'words',
});

export const en: Readonly<Record<MessageKey, string>> = Object.assign({}, topics, ...Object.values(found));
