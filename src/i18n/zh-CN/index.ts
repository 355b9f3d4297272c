/** Every message of the page in Chinese; a key that is missing does not compile. */
import type { en } from '../en';
import { charts } from './charts';
import { classes } from './classes';
import { conflicts } from './conflicts';
import { equations } from './equations';
import { family } from './family';
import { plane } from './plane';
import { presets } from './presets';
import { problems } from './problems';
import { settings } from './settings';
import { shell } from './shell';
import { text } from './text';
import { uses } from './uses';

export const zhCN = {
  ...text,
  ...shell,
  ...settings,
  ...presets,
  ...family,
  ...problems,
  ...conflicts,
  ...classes,
  ...plane,
  ...charts,
  ...equations,
  ...uses,
} as const satisfies Record<keyof typeof en, string>;
