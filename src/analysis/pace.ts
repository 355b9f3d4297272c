/**
 * Side work kept to a share of the time, as the chores of the training worker are: after t ms of work it rests until
 * they are at most their share of the time since. Works in pieces; nothing is interrupted.
 */

export interface Pace {
  /** Of the time, in (0, 1]; who rests for a smaller share wakes up. */
  share(share: number): void;
  /** Between two pieces of work: rests for what has been worked since the last rest, and goes on in a new task. */
  nextTask(): Promise<void>;
  /** Runs a piece of work when there has been rest enough, or several with `nextTask` between them. */
  work<T>(job: () => T | Promise<T>): Promise<T>;
}

export function createPace(now: () => number): Pace {
  let share = 1;
  let begun = 0;
  let due = Number.NEGATIVE_INFINITY;
  const sleepers = new Set<() => void>();

  async function start(): Promise<void> {
    // A new task of the event loop at least, so that requests made meanwhile are handled.
    do await sleep(Math.max(0, due - now()));
    while (due > now());
    begun = now();
  }

  function end(): void {
    const t = now();
    due = t + (t - begun) * (1 / share - 1);
    begun = t;
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  }

  return {
    share(wanted) {
      if (wanted > share) {
        due = Number.NEGATIVE_INFINITY;
        for (const wake of [...sleepers]) wake();
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
