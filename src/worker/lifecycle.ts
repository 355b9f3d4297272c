/** Whatever replaces the run, its engine or its data waits here for what does so already. */
export function createLifecycle() {
  let last: Promise<unknown> = Promise.resolve();
  let pending = 0;
  return {
    /** Runs `work` when all that was given before is over. */
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
    /** Resolves when what was given so far is over; ask `busy` again, for more may have been given since. */
    idle: () => last,
  };
}
export type Lifecycle = ReturnType<typeof createLifecycle>;
