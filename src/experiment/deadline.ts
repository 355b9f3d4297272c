/** Waits with a time limit: a request that the browser never completes must not block the page. */

/** Resolves like `work`, or rejects with `late()` after `ms`; a later result is ignored. */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Resolves like `work`, or rejects after `ms` without a call of `reportProgress`: for work that may take long as long
 * as it makes progress.
 */
export function withProgress<T>(
  ms: number,
  work: (reportProgress: () => void) => Promise<T>,
  late: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reportProgress = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(late()), ms);
    };
    reportProgress();
    work(reportProgress)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
