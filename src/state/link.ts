/** Keeps the settings in the page's address, so that sharing the address shares the settings. */
import type { Config } from '../experiment/config';
import { encodeUrl } from '../experiment/url';

/** The link that the page wrote last. */
let written = '';

/** Whether the page itself wrote this link, so that the reader has not edited it. */
export const isOwnLink = (link: string) => link === written;

export function writeLink(config: Config): void {
  if (typeof history === 'undefined') return;
  written = encodeUrl(config);
  try {
    history.replaceState(history.state, '', written);
  } catch {
    // Some frames forbid it, and Safari allows a hundred per half minute: the settings apply without a link.
  }
}
