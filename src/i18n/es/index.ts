/** The page in Spanish; what is missing here is said in English. */
import { charts } from './charts';
import { classes } from './classes';
import { conflicts } from './conflicts';
import { equations } from './equations';
import { family } from './family';
import { plane } from './plane';
import { presets } from './presets';
import { settings } from './settings';
import { shell } from './shell';
import { uses } from './uses';

export const words = {
  'text.betweenNames': ', ',
  'text.betweenSentences': ' ',
  'text.betweenTermAndText': ': ',
  ...shell,
  ...settings,
  ...presets,
  ...family,
  ...conflicts,
  ...classes,
  ...plane,
  ...charts,
  ...equations,
  ...uses,
};
