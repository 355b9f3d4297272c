/** Waits with a time limit: a request that the browser never completes must not block the page. */

/** `work`, or a rejection with what `late` makes once `ms` have gone by; what it comes to later is ignored. */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * `work`, or a rejection once it has gone `ms` without calling `alive`: for what may take long, so long as it
 * gets on.
 */
export function whileAlive<T>(
  ms: number,
  work: (alive: () => void) => Promise<T>,
  late: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(late()), ms);
    };
    alive();
    work(alive)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
