/** The settings in the page's address, so that whoever shares it shares them. */
import type { Config } from '../experiment/config';
import { encodeUrl } from '../experiment/url';

/** The link as the page wrote it last. */
let written = '';

/** Whether the page itself wrote this link: nobody has edited it since. */
export const isOwnLink = (link: string) => link === written;

export function writeLink(config: Config): void {
  if (typeof history === 'undefined') return;
  written = encodeUrl(config);
  try {
    history.replaceState(history.state, '', written);
  } catch {
    // Some frames forbid it, and Safari a hundred a half minute: the settings hold without a link.
  }
}
