/** Lessons, for scripts; see `automation.ts` for how errors are reported. */
import { openLesson } from '../lessons/opened';
import { NOTHING, useProgress } from '../lessons/progress';
import { useStore } from '../state/store';
import { refuseUnless } from './arguments';

export interface LessonState {
  id: string;
  /** The step that is shown, from 1. */
  step: number;
  /** `value`: the number with which the check was passed; `target`: the condition on it. */
  steps: { id: string; predicted: string | null; passed: boolean; value: number | null; target: string }[];
}

export async function lesson(id?: unknown): Promise<LessonState | null> {
  const [{ lessonNamed }, { openedOf }] = await Promise.all([
    import('../lessons/course'),
    import('../lessons/composed'),
  ]);
  if (id !== undefined) {
    refuseUnless(typeof id === 'string' && lessonNamed(id) !== undefined, 'id');
    openLesson(id);
  }
  const open = useStore.getState().look.lesson;
  const shown = open && openedOf(open).lesson;
  if (!open || !shown) return null;
  const { predictions, passed } = useProgress.getState()[shown.id] ?? NOTHING;
  return {
    id: shown.id,
    step: Math.min(open.step, shown.steps.length),
    steps: shown.steps.map((step) => ({
      id: step.id,
      predicted: predictions[step.id] ?? null,
      passed: step.id in passed,
      value: passed[step.id] ?? null,
      target: step.target,
    })),
  };
}
