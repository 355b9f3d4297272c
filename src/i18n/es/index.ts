/** The page in Spanish, with the structure of `en/`; missing messages are shown in English. */
import { charts } from './charts';
import { classes } from './classes';
import { compare } from './compare';
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
  ...compare,
  ...charts,
  ...equations,
  ...uses,
};

const found = import.meta.glob<Readonly<Record<string, string>>>('./{families,settings}/*.ts', {
  eager: true,
  import: 'words',
});

export const words: Readonly<Record<string, string>> = Object.assign({}, topics, ...Object.values(found));
