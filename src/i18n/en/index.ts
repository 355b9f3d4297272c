/** Every message of the page in English, which says what keys there are. What a use says is with its view. */
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

export const en = {
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
} as const;
