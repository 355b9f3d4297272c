/** How many threads compute a model here: as many as can, up to what is worth it, by measurement. */

/** More are not tried: rows are dealt out in tiles of four, and barriers cost the more the more there are. */
const MOST = 8;
/** A step that is shorter alone, in ms, is not divided: meeting would cost as much as it brings. */
const WORTH_DIVIDING_MS = 2;
/** More threads have to be faster by this factor: they take cores from the page and from others. */
const WORTH_A_CORE = 0.85;

/**
 * Whether this thread may share memory with others, and wait for them: the page's own may not. WebKitGTK calls
 * itself isolated, but has no memory that is shared.
 */
export const mayShare = (): boolean =>
  globalThis.crossOriginIsolated === true && 'SharedArrayBuffer' in globalThis && !('document' in globalThis);

/**
 * The most that are tried. Where there are more than two cores, one is left to the page; of two, the second
 * does more for a step, which it nearly halves, than for the page, which needs a core for a few milliseconds a
 * frame and is given one by the system's scheduler.
 */
export function mostThreads(): number {
  const cores = navigator.hardwareConcurrency;
  return Math.min(MOST, cores > 2 ? cores - 1 : cores);
}

/**
 * The number of threads with which a step is fastest, of 1, 2, 4 … `most`, as long as more pays.
 * `trial` answers the milliseconds of a step with n threads, or null where there cannot be as many.
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
