/** How many threads compute a model: chosen by measurement, up to a limit. */

/** More are not tried: rows are divided in tiles of four, and barriers cost more with every thread. */
const MOST = 8;
/**
 * A step that takes less time on one thread, in ms, is not divided: barriers would cost as much as is gained.
 */
const WORTH_DIVIDING_MS = 2;
/** More threads have to be faster by this factor: they take cores from the page and from other programs. */
const WORTH_A_CORE = 0.85;

/**
 * Whether this thread can share memory with others and wait for them; the page's own thread cannot. WebKitGTK
 * claims to be isolated, but its memory cannot be shared.
 */
export const canShareMemory = (): boolean =>
  globalThis.crossOriginIsolated === true && 'SharedArrayBuffer' in globalThis && !('document' in globalThis);

/**
 * The most that are tried. With more than two cores, one is left to the page. With two, both are used: the
 * second nearly halves a step, and the page needs a core only for a few milliseconds a frame, which the
 * system's scheduler gives it.
 */
export function maxThreads(): number {
  const cores = navigator.hardwareConcurrency;
  return Math.min(MOST, cores > 2 ? cores - 1 : cores);
}

/**
 * The number of threads with which a step is fastest, of 1, 2, 4 … `most`, as long as more is faster. `trial`
 * returns the milliseconds of a step with n threads, or null where that many cannot be started.
 */
export async function fastest(most: number, trial: (n: number) => Promise<number | null>): Promise<number> {
  let best = 1;
  let ms = await trial(1);
  for (let n = 2; ms !== null && ms >= WORTH_DIVIDING_MS && best < most; n *= 2) {
    const more = Math.min(n, most);
    const faster = await trial(more);
    if (faster === null || faster > ms * WORTH_A_CORE) break;
    best = more;
    ms = faster;
  }
  return best;
}
