/** The tasks that are done, by model; they stay done while the page is open. */
import { create } from 'zustand';
import type { ModelSpec } from '../model/spec';
import { taskFactsNow } from './facts';
import { report } from './report';
import { type TaskId, tasksOf } from './tasks';

interface Passed {
  passed: ReadonlySet<string>;
  /** The task that was completed last, for screen readers. */
  last: TaskId | null;
}

export const usePassed = create<Passed>()(() => ({ passed: new Set(), last: null }));

export const keyOf = (spec: ModelSpec, id: TaskId): string => `${spec.family} ${spec.condition} ${id}`;

/** Checks which tasks of the present model are done now. */
export function look(): void {
  const facts = taskFactsNow();
  const { passed } = usePassed.getState();
  for (const { id, done } of tasksOf(facts)) {
    const key = keyOf(facts.spec, id);
    if (passed.has(key) || !done(facts)) continue;
    usePassed.setState((before) => ({ passed: new Set([...before.passed, key]), last: id }));
    report({ type: 'task', id, value: null });
  }
}
