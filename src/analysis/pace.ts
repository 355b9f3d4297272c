/**
 * Limits side work to a share of the time, like the background tasks of the training worker: after t ms of work it
 * rests until t is at most its share of the time since. Work comes in pieces, which are never interrupted.
 */

export interface Pace {
  /** Sets the share of the time, in (0, 1]; a rest for a smaller share ends at once. */
  share(share: number): void;
  /**
   * Called between two pieces of work: rests for the work done since the last rest, and continues in a new
   * task.
   */
  nextTask(): Promise<void>;
  /** Runs a job after enough rest; a long job awaits `nextTask` between its pieces. */
  work<T>(job: () => T | Promise<T>): Promise<T>;
}

export function createPace(now: () => number): Pace {
  let share = 1;
  let startedAt = 0;
  let due = Number.NEGATIVE_INFINITY;
  const sleeping = new Set<() => void>();

  async function start(): Promise<void> {
    // At least one new task of the event loop, so that requests made meanwhile are handled.
    do await sleep(Math.max(0, due - now()));
    while (due > now());
    startedAt = now();
  }

  function end(): void {
    const t = now();
    due = t + (t - startedAt) * (1 / share - 1);
    startedAt = t;
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleeping.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleeping.add(wake);
    });
  }

  return {
    share(wanted) {
      if (wanted > share) {
        due = Number.NEGATIVE_INFINITY;
        for (const wake of [...sleeping]) wake();
      }
      share = wanted;
    },
    async nextTask() {
      end();
      await start();
    },
    async work(job) {
      await start();
      try {
        return await job();
      } finally {
        end();
      }
    },
  };
}
