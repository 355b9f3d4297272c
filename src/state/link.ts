/** Keeps the settings and the look of the plane in the page's address, so that sharing the address shares them. */
import type { Config } from '../experiment/config';
import { encodeUrl } from '../experiment/url';
import { useStore } from './store';

/** A view is written once it has not changed for this time, as Safari allows a hundred changes per half minute. */
const RESTED_MS = 400;

/** The link that the page wrote last. */
let written = '';

/** Whether the page itself wrote this link, so that the reader has not edited it. */
export const isOwnLink = (link: string) => link === written;

export function writeLink(config: Config): void {
  if (typeof history === 'undefined') return;
  written = encodeUrl(config, useStore.getState().look);
  try {
    history.replaceState(history.state, '', written);
  } catch {
    // Some frames forbid it, and Safari rejects too many changes: the settings apply without the link.
  }
}

/** Writes the link whenever the look of the plane has changed; returns a function that stops it. */
export function keepLookInLink(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = useStore.subscribe((state, before) => {
    if (state.look === before.look) return;
    clearTimeout(timer);
    timer = setTimeout(() => writeLink(useStore.getState().config), RESTED_MS);
  });
  return () => {
    clearTimeout(timer);
    leave();
  };
}
