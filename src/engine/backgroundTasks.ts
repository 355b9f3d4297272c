/**
 * Side work between training steps (publishing weights, moving points, redrawing the manifold …), limited to
 * a fixed share of the machine's time, however fast the machine: after a task that took t ms, it waits until
 * t is at most its share of the time since. At most one task runs between two steps, the most overdue one,
 * so that a command still takes effect at once.
 */
export interface BackgroundTask {
  run(): Promise<void>;
  /** Shortest time between two runs, in ms. */
  every: number;
  /** Its share of the time, in (0, 1]; a function if it changes. */
  share: number | (() => number);
}

export function createBackgroundTasks<Name extends string>(
  tasks: Record<Name, BackgroundTask>,
  now: () => number,
  /** How many times less often all of them run now. */
  slower: () => number = () => 1,
) {
  const names = Object.keys(tasks) as Name[];
  /** When each may run again; a task that is requested may run at once. */
  const due = new Map<Name, number>(names.map((n) => [n, Number.NEGATIVE_INFINITY]));

  async function run(name: Name): Promise<void> {
    const startedAt = now();
    await tasks[name].run();
    const ended = now();
    const { every, share: given } = tasks[name];
    const share = typeof given === 'number' ? given : given();
    const rest = slower();
    due.set(name, Math.max(startedAt + rest * every, ended + (ended - startedAt) * (rest / share - 1)));
  }

  return {
    /** Runs the task that is most overdue, if one is, of all or of those named. */
    async runOne(among: readonly Name[] = names): Promise<void> {
      const t = now();
      let chosen: Name | null = null;
      for (const name of among) {
        const at = due.get(name) ?? t;
        if (at <= t && (chosen === null || at < (due.get(chosen) ?? t))) chosen = name;
      }
      if (chosen !== null) await run(chosen);
    },
    /** Runs each of the named ones now, in order. */
    async runAll(which: readonly Name[]): Promise<void> {
      for (const name of which) await run(name);
    },
    /** Lets a task run at the next opportunity. */
    runSoon(name: Name): void {
      due.set(name, Number.NEGATIVE_INFINITY);
    },
  };
}
