import { expect, test } from 'vitest';
import { MOST_STEPS } from '../experiment/look';
import { lookUp } from '../i18n/words';
import { codeOf, completionOf } from './completionCode';
import { allSteps, codeNumberOf, inOrder, isComposed, lessonOfCode, openedOf, without } from './composed';
import { lessons } from './course';
import type { LessonFacts } from './lesson';

const opened = (...steps: string[]) => openedOf({ id: 'composed', step: 1, steps });

/** Facts with plausible numbers for every check, which note whether what was kept is read. */
function factsThatNote(): { facts: LessonFacts; reads: () => boolean } {
  let read = false;
  const get = () => {
    read = true;
  };
  const kept = new Proxy({}, { get });
  const config = { beta: 4, seed: 1, learningRate: 0.001, dataset: 'mnist' };
  const facts = {
    ...{ config, spec: { latent: 2, decoder: [] }, origin: 'fresh', status: 'finished', step: 2000, kept },
    test: { recon: 100, kl: 5, negElbo: 105, knn: 0.8, count: 10_000, objective: { total: 105 } },
    loss: () => 100,
    meanLoss: () => 100,
    variances: () => [1, 1],
    centres: () => Array(20).fill(1),
    decoderRows: () => Array(1568).fill(1),
    entropy: () => 45,
    variance: () => 53,
    results: {
      draws: { covered: 5, shares: [], from: 'prior' },
      anomalies: { other: 'inverted', caught: 1, falseAlarms: 0, median: 100, drawing: 50 },
      restored: { nats: 100 },
    },
  };
  return { facts: facts as unknown as LessonFacts, reads: () => read };
}

test('steps that compare with what another keeps name it, and that one keeps something', () => {
  for (const { name, lesson, step } of allSteps) {
    const { facts, reads } = factsThatNote();
    step.check(facts);
    expect(reads(), name).toBe(step.needs !== undefined);
    if (step.needs) expect(lesson.steps.find(({ id }) => id === step.needs)?.keep, name).toBeDefined();
    // A step of its own needs no other's model.
    expect(step.setup, name).toBeDefined();
  }
});

test('what a step compares with comes before it, once; names that do not exist are left out', () => {
  expect(inOrder(['blur.wider', 'kl-rises.rise', 'blur.without', 'kl-rises.rise', 'no.step'])).toEqual([
    ...['blur.without', 'blur.wider', 'kl-rises.rise'],
  ]);
  expect(inOrder(allSteps.map(({ name }) => name))).toHaveLength(MOST_STEPS);
  expect(without(['compression.pca', 'compression.plane', 'axes.first'], 'compression.pca')).toEqual([
    'axes.first',
  ]);
  expect(without(['compression.pca', 'compression.plane'], 'compression.plane')).toEqual(['compression.pca']);
});

test('the steps have the words of their lessons in both languages, and the first of each its introduction', () => {
  const { lesson, unknown } = opened(...allSteps.slice(0, MOST_STEPS).map(({ name }) => name));
  expect(unknown).toEqual([]);
  const introduced = new Set();
  for (const step of lesson!.steps) {
    const source = allSteps.find(({ name }) => name === step.id)!;
    for (const locale of ['en', 'zh-CN'] as const) {
      for (const part of ['question', 'task', 'reading', 'right', 'wrong'])
        expect(lookUp(locale, `${step.id}.${part}`, lesson!.words)).toEqual(
          lookUp(locale, `${source.step.id}.${part}`, source.lesson.words),
        );
      if (step.introduced)
        expect(lookUp(locale, `${step.id}.intro`, lesson!.words)).toEqual(
          lookUp(locale, 'intro', source.lesson.words),
        );
    }
    expect(step.introduced === true).toBe(!introduced.has(source.lesson));
    introduced.add(source.lesson);
  }
});

test('what steps keep is kept apart for each lesson', () => {
  const { lesson } = opened('blur.without', 'blur.wider', 'denoising.restores');
  const { facts } = factsThatNote();
  const [first, second] = lesson!.steps;
  expect(first.keep?.(facts)).toEqual({ 'blur.recon': [100] });
  const wider = { ...facts, test: { ...facts.test!, recon: 70 } };
  expect(second.check({ ...wider, kept: { recon: [100] } }).value).toBeNull();
  expect(second.check({ ...wider, kept: { 'blur.recon': [100] } })).toMatchObject({
    passed: true,
    value: 30,
  });
});

test('steps that do not exist are told, and the others remain; without any there is no lesson', () => {
  const { lesson, unknown } = opened('no-such.step', 'axes.first', 'axes');
  expect(unknown).toEqual(['no-such.step', 'axes']);
  expect(lesson?.steps.map(({ id }) => id)).toEqual(['axes.first']);
  expect(isComposed(lesson!)).toBe(true);
  expect(opened('axes.first').lesson).toBe(lesson);
  expect(opened('axes')).toEqual({ lesson: undefined, unknown: ['axes'] });
  expect(openedOf({ id: 'composed', step: 1 })).toEqual({ lesson: undefined, unknown: ['composed'] });
  expect(openedOf({ id: 'axes', step: 2 })).toEqual({ lesson: lessons[6], unknown: [] });
  expect(openedOf({ id: 'nothing', step: 1 }).unknown).toEqual(['nothing']);
});

test('a completion code says that a lesson was composed, and of how many steps', () => {
  const date = new Date(Date.UTC(2026, 10, 27));
  for (const count of [1, 2, MOST_STEPS]) {
    const { lesson } = opened(...inOrder(allSteps.map(({ name }) => name)).slice(0, count));
    const code = codeOf('Ada', { lesson: codeNumberOf(lesson!), right: count, date });
    const found = completionOf('ada', code);
    expect(found).toEqual({ lesson: codeNumberOf(lesson!), right: count, date });
    expect(lessonOfCode(found!.lesson, 'en')).toEqual({ title: 'Composed lesson', count });
  }
  lessons.forEach((lesson, i) => {
    expect(codeNumberOf(lesson)).toBe(i);
    expect(lessonOfCode(i, 'en')?.count).toBe(lesson.steps.length);
  });
  expect(lessonOfCode(12, 'en')).toBeNull();
});
