/**
 * One animation frame for everything that draws outside React. Whoever has something new marks
 * itself; in the next frame each marked drawer draws once, in the order in which they were made.
 *
 * A frame costs the browser some milliseconds even if nothing changes in it (style, layout, paint, the
 * compositor), and a hand that waits for its digit pays for it. So none is asked for before somebody may
 * draw in it, and what can wait (drifting points, curves, words) has a pace of its own, which slows down
 * while a hand moves something, and keeps out of the frames in which the hand is answered.
 */

export interface Drawer {
  /** Asks for a drawing as soon as its pace allows. */
  mark(): void;
  /** Asks for a drawing in the next frame, whatever its pace. */
  hurry(): void;
  stop(): void;
}

interface Entry {
  draw: (now: number) => boolean;
  /** Milliseconds between two drawings, at least; 0 for what answers the hand. */
  every: number;
  last: number;
  marked: boolean;
}

/** How much rarer leisurely things become while a hand moves something, and for how long after. */
const HUSH_FACTOR = 10;
const HUSH_MS = 200;
/** A frame that answers the hand carries nothing else, but what has waited so long for one of its own. */
const PATIENCE_MS = 30;
/** For what is drawn in every frame, unless a hand needs the frames: then some fifteen times a second. */
export const EACH_FRAME = 6;
/** For words, which nobody reads faster, and which the browser lays out anew. */
export const WORDS = 15;

const entries = new Set<Entry>();
let requested = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let drawing = false;
let hushedUntil = 0;

/** A hand is moving something: what can wait leaves the frames to it for a moment. */
export function hush(): void {
  hushedUntil = performance.now() + HUSH_MS;
}

/** When an entry may draw next, if the hand is not answered in the same frame. */
function due({ every, last }: Entry, clock: number): number {
  return last + (clock < hushedUntil ? HUSH_FACTOR : 1) * every;
}

function frame(now: number): void {
  requested = 0;
  drawing = true;
  // The frame's time is that of the screen, and may lie some milliseconds back.
  const clock = performance.now();
  const answering = clock < hushedUntil && [...entries].some((entry) => entry.marked && entry.every === 0);
  const patience = answering ? PATIENCE_MS : 0;
  for (const entry of entries) {
    if (!entry.marked || due(entry, clock) + (entry.every > 0 ? patience : 0) > clock) continue;
    entry.marked = false;
    entry.last = clock;
    if (entry.draw(now)) entry.marked = true;
  }
  drawing = false;
  schedule();
}

/** Asks for the next frame in which somebody may draw, if anybody waits for one. */
function schedule(): void {
  if (requested !== 0 || drawing) return;
  clearTimeout(timer);
  const clock = performance.now();
  let wait = Number.POSITIVE_INFINITY;
  for (const entry of entries) if (entry.marked) wait = Math.min(wait, due(entry, clock) - clock);
  if (wait <= 0) requested = requestAnimationFrame(frame);
  else if (wait < Number.POSITIVE_INFINITY) timer = setTimeout(schedule, Math.ceil(wait));
}

/**
 * `draw` gets the frame's time in milliseconds, and answers whether it wants to draw again when its pace,
 * at least `every` ms between two drawings, allows.
 */
export function createDrawer(draw: (now: number) => boolean, every = 0): Drawer {
  const entry: Entry = { draw, every, last: Number.NEGATIVE_INFINITY, marked: false };
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

/** For listeners that can wait: called at once, but not before the hand has come to rest. */
export function atLeisure(listener: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const call = () => {
    const left = hushedUntil - performance.now();
    if (left <= 0) {
      waiting = undefined;
      listener();
    } else waiting = setTimeout(call, left);
  };
  return () => {
    if (waiting === undefined) call();
  };
}

/** Whether the reader's machine asks for less motion. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
