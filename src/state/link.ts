/** Keeps the settings and the look of the plane in the page's address, so that sharing the address shares them. */
import type { Config } from '../experiment/config';
import type { Look } from '../experiment/look';
import { encodeUrl, MAX_LINK_LENGTH } from '../experiment/url';
import { linkedPath, linkedProbes } from './linkedProbes';
import { isMoving } from './movement';
import { useStore } from './store';

/** A view is written once it has not changed for this time, as Safari allows a hundred changes per half minute. */
const RESTED_MS = 400;

/** The link that the page wrote last. */
let written = '';

/** Whether the page itself wrote this link, so that the reader has not edited it. */
export const isOwnLink = (link: string) => link === written;

/** The link to what the page shows, from `#` on, with these settings; `changes` to the look. */
export function linkOf(config: Config, changes: Partial<Look> = {}): string {
  const state = useStore.getState();
  const probes = linkedProbes(state);
  const look = { ...state.look, probes, via: linkedPath(state), step: state.shownStep, ...changes };
  const whole = encodeUrl(config, look);
  // Many probes with many coordinates do not fit.
  return whole.length > MAX_LINK_LENGTH ? encodeUrl(config, { ...look, probes: null, via: null }) : whole;
}

export function writeLink(config: Config): void {
  if (typeof history === 'undefined') return;
  written = linkOf(config);
  try {
    history.replaceState(history.state, '', written);
  } catch {
    // Some frames forbid it, and Safari rejects too many changes: the settings apply without the link.
  }
}

/** Writes the link whenever the look of the plane has changed; returns a function that stops it. */
export function keepLookInLink(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    // The address bar takes the browser some milliseconds, which a drag needs.
    timer = isMoving() ? setTimeout(write, RESTED_MS) : undefined;
    if (timer === undefined) writeLink(useStore.getState().config);
  };
  const leave = useStore.subscribe((state, before) => {
    const moved = state.probes !== before.probes || state.path !== before.path;
    if (state.look === before.look && state.shownStep === before.shownStep && !moved) return;
    // Probes of images move with every step of a training, which must not put the writing off for ever.
    if (moved && timer !== undefined) return;
    clearTimeout(timer);
    timer = setTimeout(write, RESTED_MS);
  });
  return () => {
    clearTimeout(timer);
    leave();
  };
}
