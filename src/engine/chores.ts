/**
 * Side work between training steps (publishing weights, moving points, redrawing the manifold …), limited to
 * a fixed share of the machine's time, however fast the machine: after a chore that took t ms, it waits until
 * t is at most its share of the time since. At most one chore runs between two steps, the most overdue one,
 * so that a command still takes effect at once.
 */
export interface Chore {
  run(): Promise<void>;
  /** Shortest time between two runs, in ms. */
  every: number;
  /** Its share of the time, in (0, 1]. */
  share: number;
}

export function createChores<Name extends string>(chores: Record<Name, Chore>, now: () => number) {
  const names = Object.keys(chores) as Name[];
  /** When each may run again; a chore that is requested may run at once. */
  const due = new Map<Name, number>(names.map((n) => [n, Number.NEGATIVE_INFINITY]));

  async function run(name: Name): Promise<void> {
    const begun = now();
    await chores[name].run();
    const ended = now();
    const { every, share } = chores[name];
    due.set(name, Math.max(begun + every, ended + (ended - begun) * (1 / share - 1)));
  }

  return {
    /** Runs the chore that is most overdue, if one is. */
    async runOne(): Promise<void> {
      const t = now();
      let chosen: Name | null = null;
      for (const name of names) {
        const at = due.get(name) ?? t;
        if (at <= t && (chosen === null || at < (due.get(chosen) ?? t))) chosen = name;
      }
      if (chosen !== null) await run(chosen);
    },
    /** Runs each of the named ones now, in order. */
    async runAll(which: readonly Name[]): Promise<void> {
      for (const name of which) await run(name);
    },
    /** Lets a chore run at the next opportunity. */
    hasten(name: Name): void {
      due.set(name, Number.NEGATIVE_INFINITY);
    },
  };
}
