/**
 * Decides from the durations of frames whether a page should draw less. With hysteresis: it says so when many of the
 * latest frames were late, and takes it back only when nearly all were in time for a while, which doubles each time, so
 * that a machine at the limit does not change its mind again and again.
 */

/** A frame that takes longer leaves fewer than 20 of them a second, in ms. */
const LATE_MS = 50;
/** A frame that takes no longer is shown at the screen's next refresh, in ms; what the reader moves is late otherwise. */
const IN_TIME_MS = 16;
/**
 * The number of latest frames that are considered, how many of them are late before less is drawn, and how many may be
 * over `IN_TIME_MS` when it ends.
 */
const FRAMES = 12;
const MANY_LATE = 5;
const FEW_SLOW = 1;
/** The shortest time with less, in ms; at most this many times as long. */
const STAYS_MS = 10_000;
const LONGEST = 32;

export interface Lateness {
  /**
   * Takes the duration of a frame in ms, from its beginning until it was painted, and whether the reader was moving
   * something; returns whether to draw less.
   */
  note(took: number, moving: boolean): boolean;
  /** Forgets the latest frames, but not what was decided: something else is about to be drawn. */
  interrupt(): void;
}

/** `now`: a clock in ms. */
export function createLateness(now: () => number): Lateness {
  let latest: { late: boolean; slow: boolean }[] = [];
  let less = false;
  let since = 0;
  let stays = STAYS_MS;

  const change = () => {
    less = !less;
    since = now();
    latest = [];
  };
  const count = (which: 'late' | 'slow') => latest.filter((frame) => frame[which]).length;

  return {
    note(took, moving) {
      const slow = took > IN_TIME_MS;
      latest = [...latest, { slow, late: moving ? slow : took > LATE_MS }].slice(-FRAMES);
      if (!less && count('late') >= MANY_LATE) change();
      else if (less && latest.length === FRAMES && count('slow') <= FEW_SLOW && now() - since >= stays) {
        change();
        stays = Math.min(2 * stays, LONGEST * STAYS_MS);
      }
      return less;
    },
    interrupt() {
      latest = [];
    },
  };
}
