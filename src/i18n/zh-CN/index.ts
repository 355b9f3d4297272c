/** Every message of the page in Chinese; a key that is missing does not compile. */
import type { MessageKey } from '../en';
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
} as const satisfies Record<MessageKey, string>;

const found = import.meta.glob<Readonly<Record<string, string>>>('./{families,settings}/*.ts', {
  eager: true,
  import: 'words',
});

export const words: Readonly<Record<MessageKey, string>> = Object.assign({}, topics, ...Object.values(found));
