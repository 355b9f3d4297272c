/** Waits with a time limit: a request that the browser never completes must not block the page. */

/** Resolves like `work`, or rejects with `late()` after `ms`; a later result is ignored. */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Resolves like `work`, or rejects after `ms` without a call of `alive`: for work that may take long as long
 * as it makes progress.
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
