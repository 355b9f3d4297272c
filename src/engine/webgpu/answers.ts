/**
 * When a browser tells that the GPU has finished: most do so at once, but Firefox looks every 100 ms, and whenever
 * something is submitted (its bug 1870699). Measured on the idle queue of a new device, not deduced from a name.
 */

export interface Answers {
  /** ms from one look to the next, where nothing brings the next one forward; otherwise 0. */
  readonly every: number;
  /** What comes with the next answer, brought forward where that is possible. */
  soon<T>(pending: Promise<T>): Promise<T>;
}

type Queue = Pick<GPUQueue, 'submit' | 'onSubmittedWorkDone'>;

/** An idle queue that takes this long, in ms, waits for a look. */
const LATE = 10;
/** ms between two empty submits. */
const NUDGE = 2;
/** The first wait only comes to the next look; a busy machine may be late once. */
const TRIES = 3;

export const AT_ONCE: Answers = { every: 0, soon: (pending) => pending };

/** Takes less than a millisecond where answers come at once, and about 0.3 s in Firefox. */
export async function measureAnswers(queue: Queue): Promise<Answers> {
  let every = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i++) {
    const ms = await timeOf(queue.onSubmittedWorkDone());
    if (i > 0) every = Math.min(every, ms);
    if (every < LATE) return AT_ONCE;
  }
  const soon = <T>(pending: Promise<T>) => nudged(queue, pending);
  const ms = await timeOf(soon(queue.onSubmittedWorkDone()));
  return ms < every / 2 ? { every: 0, soon } : { ...AT_ONCE, every };
}

async function timeOf(pending: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await pending;
  return performance.now() - start;
}

/** Submits nothing, again and again, until the answer is there. */
function nudged<T>(queue: Queue, pending: Promise<T>): Promise<T> {
  const timer = setInterval(() => queue.submit([]), NUDGE);
  return pending.finally(() => clearInterval(timer));
}
