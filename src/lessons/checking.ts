/** Checks the step of the open lesson on the page's numbers, and has measured what the check needs. */
import { configure, evaluate, reset } from '../state/actions';
import { useStore } from '../state/store';
import { type Lesson, type LessonStep, NOT_YET, type Reading, type Setup } from './lesson';
import { lessonFactsNow } from './lessonFacts';
import { isRight } from './prediction';
import { change, type LessonProgress, NOTHING, useProgress } from './progress';
import { report } from './report';
import { measureRestoration } from './restoration';
import { isSetUp, settingsFor } from './setup';

/** Whether the model on the plane is that of the step: its settings, and trained here. */
export function isReady({ setup }: LessonStep): boolean {
  const { run } = useStore.getState();
  return !setup || (run.origin !== 'pretrained' && isSetUp(setup, run.config));
}

/** A new run with the settings of the step; the present one can be brought back. */
export async function setUp(setup: Setup): Promise<void> {
  await configure(settingsFor(setup));
  await reset();
}

/** The run and the step that were measured last, so that a measurement that fails is not repeated for ever. */
let measuredAt = '';

/** Measures what the check needs and the page does not have yet, unless the model is learning. */
async function measure({ id, wholeTest, restoration }: LessonStep): Promise<void> {
  const { run, data, engine } = useStore.getState();
  const at = `${run.id} ${run.step} ${run.status} ${id}`;
  if (
    run.status === 'running' ||
    run.starting ||
    engine.status !== 'ready' ||
    !data.test ||
    at === measuredAt
  )
    return;
  measuredAt = at;
  const whole = run.evaluation?.step === run.step && run.evaluation.count === data.test.count;
  if (wholeTest && !whole) await evaluate();
  // A failure has a notice of its own: the next step or run tries again.
  if (restoration) await measureRestoration().catch(() => {});
}

/**
 * The present reading of a step. Where the check passes for the first time, and after the reader's prediction, this is
 * recorded.
 */
export function look(lesson: Lesson, step: LessonStep): Reading {
  if (!isReady(step)) return NOT_YET;
  void measure(step);
  const { predictions, passed, kept } = useProgress.getState()[lesson.id] ?? NOTHING;
  const facts = lessonFactsNow(kept);
  const reading = step.check(facts);
  const value = reading.value;
  if (reading.passed && value !== null && step.id in predictions && !(step.id in passed)) {
    const keeps = step.keep?.(facts) ?? {};
    change(lesson.id, (before) => ({
      passed: { ...before.passed, [step.id]: value },
      kept: { ...before.kept, ...keeps },
    }));
    report({ type: 'task', id: `${lesson.id}/${step.id}`, value });
    const right = rightPredictions(lesson);
    if (right !== null) report({ type: 'lesson', id: lesson.id, value: right });
  }
  return reading;
}

/** The number of right predictions in a lesson of which every step has passed; null before. */
export function rightPredictions(
  { id, steps }: Lesson,
  { predictions, passed }: LessonProgress = useProgress.getState()[id] ?? NOTHING,
): number | null {
  if (!steps.every((step) => step.id in passed)) return null;
  return steps.filter((step) => isRight(step, predictions[step.id] ?? '', passed[step.id])).length;
}
