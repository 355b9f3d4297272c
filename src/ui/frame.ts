/**
 * One animation frame for everything that draws outside React. A drawer with something new is marked, and each marked
 * drawer draws once in the next frame, in the order of their creation.
 *
 * A frame takes the browser some milliseconds even if nothing changes (style, layout, paint, compositing), which delays
 * the digit that the reader is dragging. So a frame is requested only when a drawer may draw in it, and whatever can
 * wait (drifting points, curves, text) has a minimum interval, which is longer during interaction, and does not share
 * frames with drawings that follow the pointer.
 *
 * On a screen that is lighter (`drawLess`), everything that can wait does so longer still.
 *
 * Without input, frames may take at most `SHARE` of the UI thread's time, since training runs on the same cores. A
 * machine with a graphics card then draws in nearly every frame, one without it about six times a second.
 */

export interface Drawer {
  /** Requests a drawing as soon as the interval allows. */
  mark(): void;
  /** Requests a drawing in the next frame, regardless of the interval. */
  hurry(): void;
  stop(): void;
}

interface Entry {
  draw: (now: number) => boolean;
  /** Minimum time between two drawings, in ms; 0 for what follows the pointer. */
  every: number;
  /** The same while there is no input. */
  calm: number;
  last: number;
  marked: boolean;
}

/** Intervals are longer by this factor during interaction, and for this time after it. */
const INTERACTION_FACTOR = 10;
const INTERACTION_MS = 200;
/** Intervals are longer by this factor on a screen that is lighter. */
const LESS_FACTOR = 3;
/** There, during interaction, whatever can wait is drawn together, in one frame of each such interval: fewer are slow. */
const LESS_INTERACTION_MS = 10_000;
/** A drawer may share a frame with one that follows the pointer only after waiting for this time, in ms. */
const SHARE_AFTER_MS = 30;
/** The share of the UI thread's time that frames may take while there is no input. */
const SHARE = 0.06;
/** For this time after an input, the share is not limited. */
const INPUT_MS = 500;
/** The pause lasts no longer for a drawer that has waited for this time: frames of others prolong it again and again. */
const STARVED_MS = 1200;
/** A frame that took longer was delayed by something else. */
const LONGEST_FRAME_MS = 40;
/** For drawings in every frame, except during interaction: then about fifteen times per second. */
export const FRAME_INTERVAL = 6;
/** For text, which the browser has to lay out again and nobody reads any faster. */
export const TEXT_INTERVAL = 15;
/** For text and curves while there is no input, so that they do not compete with what moves. */
export const CALM_INTERVAL = 300;

const entries = new Set<Entry>();
let requested = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** When it ends; infinity without one. */
let timerAt = Number.POSITIVE_INFINITY;
let drawing = false;
let interactingUntil = 0;
let inputUntil = 0;
/** No frame is due before: the latest one has used its share of the time, or has not been painted yet. */
let pausedUntil = 0;
/** On a screen that is lighter. */
let lighter = false;
let onFrame = (_took: number, _interacting: boolean): void => {};

/** A message posted during a frame arrives after layout, paint and commit of that frame. */
const { port1, port2 } = new MessageChannel();
let frameStart = 0;
port1.onmessage = () => {
  const now = performance.now();
  onFrame(now - frameStart, frameStart < interactingUntil);
  pausedUntil = now + Math.min(LONGEST_FRAME_MS, now - frameStart) * (1 / SHARE - 1);
  schedule();
};

const INPUTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove', 'scroll', 'input'];
for (const type of INPUTS) globalThis.addEventListener?.(type, noteInput, { capture: true, passive: true });
function noteInput(): void {
  const wasCalm = performance.now() >= inputUntil;
  inputUntil = performance.now() + INPUT_MS;
  // Drawers that were waiting for the pause to end are due now.
  if (wasCalm) schedule();
}

/**
 * Sets a function that is called after each frame with its duration in ms, layout and paint included, and whether the
 * reader was moving something in it.
 */
export function watchFrames(listener: (took: number, interacting: boolean) => void): void {
  onFrame = listener;
}

/** On a screen that is lighter, whatever can wait is drawn a third as often, and still less during interaction. */
export function drawLess(less: boolean): void {
  lighter = less;
  schedule();
}

/** Call when the reader moves something: for a moment, drawings that can wait leave the frames to it. */
export function noteInteraction(): void {
  interactingUntil = performance.now() + INTERACTION_MS;
}

/** The earliest time of an entry's next drawing, unless the frame is shared. */
function due({ every, calm, last }: Entry, clock: number): number {
  if (clock < interactingUntil)
    return lighter && every > 0
      ? LESS_INTERACTION_MS * (1 + Math.floor(last / LESS_INTERACTION_MS))
      : last + INTERACTION_FACTOR * every;
  const patience = lighter ? LESS_FACTOR : 1;
  // After `hurry`, neither the interval nor the pause counts.
  if (clock < inputUntil || last === Number.NEGATIVE_INFINITY) return last + patience * every;
  return Math.max(last + patience * calm, Math.min(pausedUntil, last + STARVED_MS));
}

function frame(now: number): void {
  requested = 0;
  drawing = true;
  // The time of the frame can be some milliseconds in the past.
  const clock = performance.now();
  const following =
    clock < interactingUntil && [...entries].some((entry) => entry.marked && entry.every === 0);
  const delay = following ? SHARE_AFTER_MS : 0;
  for (const entry of entries) {
    if (!entry.marked || due(entry, clock) + (entry.every > 0 ? delay : 0) > clock) continue;
    entry.marked = false;
    entry.last = clock;
    if (entry.draw(now)) entry.marked = true;
  }
  drawing = false;
  frameStart = clock;
  pausedUntil = Number.POSITIVE_INFINITY;
  port2.postMessage(null);
  schedule();
}

/** Requests a frame at the earliest time at which a marked entry may draw. */
function schedule(): void {
  if (requested !== 0 || drawing) return;
  const clock = performance.now();
  let wait = Number.POSITIVE_INFINITY;
  for (const entry of entries) if (entry.marked) wait = Math.min(wait, due(entry, clock) - clock);
  // After an interaction, all are due sooner.
  if (wait < Number.POSITIVE_INFINITY && clock < interactingUntil)
    wait = Math.min(wait, interactingUntil - clock);
  if (wait <= 0) requested = requestAnimationFrame(frame);
  // A timer that ends sooner looks again.
  else if (clock + wait < timerAt) {
    clearTimeout(timer);
    timerAt = clock + wait;
    timer = setTimeout(look, Math.ceil(wait));
  }
}

function look(): void {
  timerAt = Number.POSITIVE_INFINITY;
  schedule();
}

/**
 * `draw` gets the time of the frame in ms, and returns whether to draw again after the interval of at least `every` ms,
 * or `calm` ms while there is no input.
 */
export function createDrawer(
  draw: (now: number) => boolean,
  every = 0,
  calm = every === TEXT_INTERVAL ? CALM_INTERVAL : every,
): Drawer {
  const entry: Entry = { draw, every, calm, last: Number.NEGATIVE_INFINITY, marked: false };
  entries.add(entry);
  const mark = () => {
    if (entry.marked) return;
    entry.marked = true;
    schedule();
  };
  return {
    mark,
    hurry() {
      entry.last = Number.NEGATIVE_INFINITY;
      entry.marked = true;
      schedule();
    },
    stop: () => void entries.delete(entry),
  };
}

/** Calls the listener at once, or after the present interaction has ended; once for any number of calls in between. */
export function afterInteraction(listener: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const call = () => {
    const left = interactingUntil - performance.now();
    if (left <= 0) {
      waiting = undefined;
      listener();
    } else waiting = setTimeout(call, left);
  };
  return () => {
    if (waiting === undefined) call();
  };
}

/** Whether the system settings ask for reduced motion. */
export function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
