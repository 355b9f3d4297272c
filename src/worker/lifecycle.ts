/** Queues replacements of the run, its engine or its data, one after another. */
export function createLifecycle() {
  let last: Promise<unknown> = Promise.resolve();
  let pending = 0;
  return {
    /** Runs `work` when all earlier work has finished. */
    exclusively<T>(work: () => Promise<T>): Promise<T> {
      pending++;
      const result = last.then(work).finally(() => {
        pending--;
      });
      last = result.catch(() => {});
      return result;
    },
    /** Whether something is being replaced, or is about to be. */
    busy: () => pending > 0,
    /**
     * Resolves when all work queued so far has finished; check `busy` again, for more may have been queued
     * since.
     */
    idle: () => last,
  };
}
export type Lifecycle = ReturnType<typeof createLifecycle>;
