/**
 * Lessons that a teacher has composed of steps of the course (`#lesson=composed&steps=kl-rises.rise,blur.without`). They
 * are lessons like the others, with progress of their own.
 */
import { COMPOSED, type LinkedLesson, MOST_STEPS } from '../experiment/look';
import { type Locale, wordsOf } from '../i18n/words';
import { words as ofComposed } from './composedWords';
import { lessonNamed, lessons } from './course';
import type { Lesson, LessonStep } from './lesson';

interface Found {
  /** `kl-rises.rise`. */
  name: string;
  lesson: Lesson;
  step: LessonStep;
}

/** Every step of the course. */
export const allSteps: readonly Found[] = lessons.flatMap((lesson) =>
  lesson.steps.map((step) => ({ name: `${lesson.id}.${step.id}`, lesson, step })),
);

const found = new Map(allSteps.map((one) => [one.name, one]));

/** The names, each once and after the step that it compares with, which is added where it is missing; at most MOST_STEPS. */
export function inOrder(names: readonly string[]): string[] {
  const ordered: string[] = [];
  const add = (name: string) => {
    const one = found.get(name);
    if (!one || ordered.includes(name)) return;
    if (one.step.needs) add(`${one.lesson.id}.${one.step.needs}`);
    ordered.push(name);
  };
  names.forEach(add);
  return ordered.slice(0, MOST_STEPS);
}

/** Without a step and those that compare with it. */
export const without = (names: readonly string[], removed: string): string[] =>
  names.filter((name) => {
    const one = found.get(name);
    return name !== removed && `${one?.lesson.id}.${one?.step.needs}` !== removed;
  });

const made = new Map<string, Lesson>();

/** The lesson of these steps; the same object for the same ones. */
function composedOf(names: readonly string[]): Lesson {
  const id = `${COMPOSED}:${names.join(',')}`;
  const known = made.get(id) ?? compose(id, names);
  made.set(id, known);
  return known;
}

function compose(id: string, names: readonly string[]): Lesson {
  const parts = names.flatMap((name) => found.get(name) ?? []);
  const introduced = new Set<Lesson>();
  const words: Record<'en' | 'zh-CN', Record<string, string>> = {
    en: { title: ofComposed.en.title },
    'zh-CN': { title: ofComposed['zh-CN'].title },
  };
  const steps = parts.map(({ name, lesson, step }): LessonStep => {
    const first = !introduced.has(lesson);
    introduced.add(lesson);
    for (const locale of ['en', 'zh-CN'] as const) {
      const own = lesson.words[locale];
      for (const [key, text] of Object.entries(own))
        if (key.startsWith(`${step.id}.`)) words[locale][`${lesson.id}.${key}`] = text;
      if (first) words[locale][`${name}.intro`] = own.intro;
    }
    // What steps keep is kept apart for each lesson.
    const prefix = `${lesson.id}.`;
    return {
      ...step,
      id: name,
      ...(step.needs && { needs: prefix + step.needs }),
      ...(first && { introduced: true }),
      check: (facts) => step.check({ ...facts, kept: unprefixed(facts.kept, prefix) }),
      ...(step.keep && {
        keep: (facts) =>
          prefixed(step.keep?.({ ...facts, kept: unprefixed(facts.kept, prefix) }) ?? {}, prefix),
      }),
    };
  });
  return { id, steps, words };
}

type Kept = Readonly<Record<string, readonly number[]>>;

const prefixed = (kept: Kept, prefix: string): Record<string, readonly number[]> =>
  Object.fromEntries(Object.entries(kept).map(([key, value]) => [prefix + key, value]));

const unprefixed = (kept: Kept, prefix: string): Kept =>
  Object.fromEntries(
    Object.entries(kept)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );

export const isComposed = ({ id }: Lesson): boolean => id.startsWith(`${COMPOSED}:`);

export interface Opened {
  /** Undefined: there is none. */
  lesson: Lesson | undefined;
  /** Names in the link that no lesson, or no step, has. */
  unknown: readonly string[];
}

/** The lesson that a link names. */
export function openedOf({ id, steps = [] }: LinkedLesson): Opened {
  if (id !== COMPOSED) {
    const lesson = lessonNamed(id);
    return { lesson, unknown: lesson ? [] : [id] };
  }
  const names = inOrder(steps);
  const unknown = steps.filter((name) => !found.has(name));
  return {
    lesson: names.length > 0 ? composedOf(names) : undefined,
    unknown: steps.length > 0 ? unknown : [id],
  };
}

/**
 * The number of a lesson in completion codes, of five bits: its position in the course, from 0, or for a composed one
 * above those the number of its steps, 1 to MOST_STEPS.
 */
const COMPOSED_FROM = 16;
export const codeNumberOf = (lesson: Lesson): number =>
  isComposed(lesson) ? COMPOSED_FROM - 1 + lesson.steps.length : lessons.indexOf(lesson);

/** The title of the lesson with that number, and its number of steps; null where there is none. */
export function lessonOfCode(number: number, locale: Locale): { title: string; count: number } | null {
  const known = lessons[number];
  if (known) return { title: wordsOf(locale, known.words).t('title'), count: known.steps.length };
  if (number < COMPOSED_FROM) return null;
  return { title: wordsOf(locale, ofComposed).t('title'), count: number - COMPOSED_FROM + 1 };
}
