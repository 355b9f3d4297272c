/**
 * One animation frame for everything that draws outside React. Whoever has something new marks
 * itself; in the next frame each marked drawer draws once, in the order in which they were made.
 */

export interface Drawer {
  /** Asks for a drawing in the next frame. */
  mark(): void;
  stop(): void;
}

interface Entry {
  draw: (now: number) => boolean;
  marked: boolean;
}

const entries = new Set<Entry>();
let requested = 0;

function frame(now: number): void {
  requested = 0;
  for (const entry of entries) {
    if (!entry.marked) continue;
    entry.marked = false;
    if (entry.draw(now)) entry.marked = true;
  }
  if ([...entries].some((e) => e.marked)) request();
}

function request(): void {
  if (requested === 0) requested = requestAnimationFrame(frame);
}

/** `draw` gets the frame's time in milliseconds, and answers whether it wants the next frame too. */
export function createDrawer(draw: (now: number) => boolean): Drawer {
  const entry: Entry = { draw, marked: false };
  entries.add(entry);
  return {
    mark() {
      entry.marked = true;
      request();
    },
    stop: () => void entries.delete(entry),
  };
}

/** How much rarer leisurely things become while a hand moves something, and for how long after. */
const HUSH_FACTOR = 10;
const HUSH_MS = 200;
let hushedUntil = 0;

/** A hand is moving something: what can wait leaves the frames to it for a moment. */
export function hush(): void {
  hushedUntil = performance.now() + HUSH_MS;
}

/** For what is drawn in every frame, unless a hand needs the frames: then some fifteen times a second. */
export const EACH_FRAME = 6;

/** For what can wait (drifting points, curves): whether it may draw in this frame, at most once in `every` ms. */
export function createPace(every: number): (now: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (now) => {
    if (now - last < (now < hushedUntil ? HUSH_FACTOR : 1) * every) return false;
    last = now;
    return true;
  };
}

/** For listeners that can wait: called at once, but not before the hand has come to rest. */
export function atLeisure(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const call = () => {
    const left = hushedUntil - performance.now();
    if (left <= 0) {
      timer = undefined;
      listener();
    } else timer = setTimeout(call, left);
  };
  return () => {
    if (timer === undefined) call();
  };
}

/** Whether the reader's machine asks for less motion. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
