import { describe, expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { parse } from '../i18n/message';
import { lookUp } from '../i18n/words';
import { isUse } from '../uses/offered';
import { lessonNamed, lessons } from './course';
import { isChoice, type Lesson, type LessonFacts, type LessonStep, NOT_YET } from './lesson';
import { en } from './notes/en';
import { zhCN } from './notes/zh-CN';
import { isSetUp, settingsFor } from './setup';

const LOCALES = ['en', 'zh-CN'] as const;
const steps = lessons.flatMap((lesson) => lesson.steps.map((step) => ({ lesson, step })));
const named = steps.map(({ lesson, step }) => [`${lesson.id}/${step.id}`, lesson, step] as const);

/** Facts of a model that is set up and trained; nothing has been measured. */
function factsOf(config: Config, patch: Partial<LessonFacts> = {}): LessonFacts {
  return {
    ...{
      config,
      spec: specOf(config),
      origin: 'fresh',
      status: 'finished',
      step: 1000,
      test: null,
      kept: {},
    },
    loss: () => null,
    meanLoss: () => null,
    variances: () => null,
    centres: () => null,
    decoderRows: () => null,
    entropy: () => 45,
    variance: () => 53,
    results: { draws: null, anomalies: null, restored: null },
    ...patch,
  };
}
const check = (lesson: string, step: string, patch: Partial<LessonFacts>, config = defaultConfig()) =>
  lessonNamed(lesson)!
    .steps.find(({ id }) => id === step)!
    .check(factsOf(config, patch));
const losses = (values: Partial<NonNullable<LessonFacts['test']>>) =>
  ({
    negElbo: 0,
    recon: 0,
    kl: 0,
    knn: null,
    count: 10_000,
    objective: null,
    ...values,
  }) as LessonFacts['test'];

test('there are ten, with names that fit into links', () => {
  expect(lessons).toHaveLength(10);
  const ids = lessons.map(({ id }) => id);
  expect(new Set(ids).size).toBe(10);
  for (const id of ids) expect(id).toMatch(/^[a-z-]{1,40}$/);
  expect(lessonNamed('nothing')).toBeUndefined();
});

test('notes for teachers on each, with at least two questions, in both languages', () => {
  for (const notes of [en, zhCN]) {
    expect(Object.keys(notes)).toEqual(lessons.map(({ id }) => id));
    for (const { goal, misconception, questions } of Object.values(notes)) {
      expect(goal && misconception).toBeTruthy();
      expect(questions.length).toBeGreaterThanOrEqual(2);
    }
  }
});

describe('words', () => {
  test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
    '%s: an introduction of at most 60 words',
    (_, lesson) => {
      expect(lookUp('en', 'intro', lesson.words).text.split(/\s+/).length).toBeLessThanOrEqual(60);
      expect(lookUp('zh-CN', 'intro', lesson.words).text.length).toBeLessThanOrEqual(140);
    },
  );

  test.each(named)('%s: every sentence, in both languages, with the same numbers', (_, lesson, step) => {
    const choices = isChoice(step.predict) ? step.predict.choices : [];
    for (const part of ['question', 'task', 'reading', 'right', 'wrong', ...choices]) {
      const key = `${step.id}.${part}`;
      const slots = LOCALES.map((locale) => {
        const { text, language } = lookUp(locale, key, lesson.words);
        expect(language, key).toBe(locale);
        expect(text, key).not.toBe(key);
        const names = parse(text).flatMap((piece) => (piece.kind === 'slot' ? [piece.name] : []));
        return [...new Set(names)].sort();
      });
      expect(slots[0], key).toEqual(slots[1]);
    }
  });

  test('nothing is left over', () => {
    for (const { id, words, steps } of lessons) {
      const known = ['title', 'intro'];
      for (const step of steps)
        for (const part of [
          ...['question', 'task', 'reading', 'right', 'wrong'],
          ...(isChoice(step.predict) ? step.predict.choices : []),
        ])
          known.push(`${step.id}.${part}`);
      expect(Object.keys(words.en).sort(), id).toEqual(known.sort());
    }
  });
});

test.each(named)('%s: a right answer among others, a known model and a known use', (_, lesson, step) => {
  if (isChoice(step.predict)) {
    const { choices, right } = step.predict;
    expect(choices).toContain(right);
    expect(choices.length).toBeGreaterThanOrEqual(2);
    // Other words have these keys.
    for (const choice of choices)
      expect(['question', 'task', 'reading', 'right', 'wrong']).not.toContain(choice);
  } else expect(step.predict.within).toBeGreaterThan(0);
  if (step.use) expect(isUse(step.use)).toBe(true);
  const setup = step.setup ?? lesson.steps[0].setup;
  expect(setup).toBeDefined();
  if (setup) expect(isSetUp(setup, { ...defaultConfig(), ...settingsFor(setup) })).toBe(true);
});

test.each(named)('%s: nothing has passed before anything was measured', (_, __, step) => {
  expect(step.check(factsOf(defaultConfig(), { step: 0, status: 'idle' }))).toEqual(NOT_YET);
});

test('the model of a step: its settings, whatever the seed, and no other', () => {
  const setup = { preset: 'vae-10', free: ['beta'] as const };
  const config = { ...defaultConfig(), ...settingsFor(setup), seed: 9, stopAfter: 4 };
  expect(isSetUp(setup, config)).toBe(true);
  expect(isSetUp(setup, { ...config, beta: 30 })).toBe(true);
  expect(isSetUp({ preset: 'vae-10' }, { ...config, beta: 30 })).toBe(false);
  expect(isSetUp(setup, { ...config, latent: 2 })).toBe(false);
  expect(isSetUp(setup, { ...config, trainImages: 1000 })).toBe(false);
  expect(isSetUp(setup, { ...config, encoder: [64] })).toBe(false);
  // It does not apply to this model.
  expect(isSetUp(setup, { ...config, gamma: 9 })).toBe(true);
  expect(() => settingsFor({ preset: 'none' })).toThrow();
});

describe('checks, at their limits', () => {
  test('compression: within 1% of PCA, and the same plane', () => {
    const kept = { error: [40], plane: [1, 0, 0, 0, 1, 0] };
    expect(check('compression', 'linear', { kept, test: losses({ recon: 20.2 }) })).toMatchObject({
      passed: true,
      value: 1.01,
    });
    expect(check('compression', 'linear', { kept, test: losses({ recon: 20.3 }) }).passed).toBe(false);
    expect(check('compression', 'linear', { test: losses({ recon: 20 }) })).toEqual(NOT_YET);
    const tilted = (degrees: number) => {
      const a = (degrees * Math.PI) / 180;
      return [Math.cos(a), 0, Math.sin(a), 0, 1, 0];
    };
    const plane = (degrees: number) =>
      check('compression', 'plane', { kept, decoderRows: () => tilted(degrees) });
    expect(plane(9)).toMatchObject({ passed: true });
    expect(plane(9).value).toBeCloseTo(9, 6);
    expect(plane(11).passed).toBe(false);
    expect(check('compression', 'plane', { kept, decoderRows: () => null })).toEqual(NOT_YET);
  });

  test('loss units: flat grey, and an entropy below the loss', () => {
    const flat = (nats: number) => check('loss-units', 'flat', { loss: () => nats });
    expect(flat(544).passed).toBe(true);
    expect(flat(548).passed).toBe(false);
    expect(check('loss-units', 'pixel', { test: losses({ negElbo: 201 }) }).passed).toBe(false);
    expect(check('loss-units', 'pixel', { test: losses({ negElbo: 160 }) })).toMatchObject({
      passed: true,
      value: 160,
    });
    expect(check('loss-units', 'zero', { test: losses({ recon: 44 }) }).passed).toBe(false);
  });

  test('generation: more classes, both counted for draws from N(0, 1)', () => {
    const draws = (covered: number, source = 'prior') => ({
      draws: { run: 1, step: 1000, source, covered, count: 300 },
      anomalies: null,
      restored: null,
    });
    const kept = { covered: [6] };
    expect(check('generation', 'vae', { kept, results: draws(7) }).passed).toBe(true);
    expect(check('generation', 'vae', { kept, results: draws(6) }).passed).toBe(false);
    expect(check('generation', 'vae', { kept, results: draws(9, 'posterior') })).toEqual(NOT_YET);
    expect(check('generation', 'ae', { results: draws(9, 'gaussian') })).toEqual(NOT_YET);
    expect(check('generation', 'ae', { results: draws(5, 'normal'), status: 'paused' })).toEqual(NOT_YET);
  });

  test('KL rises while the total falls', () => {
    const rise = (kl: number, total: number) =>
      check('kl-rises', 'rise', {
        meanLoss: (from, _, term) =>
          (from < 500 ? { kl: 4, total: 180 } : { kl, total })[term as 'kl'] ?? null,
      });
    expect(rise(4.1, 170)).toMatchObject({ passed: true });
    expect(rise(3.9, 150).passed).toBe(false);
    expect(rise(5, 171).passed).toBe(false);
  });

  test('collapse: few active coordinates, then many at the same β', () => {
    const variances = (active: number) => () =>
      Array.from({ length: 10 }, (_, i) => (i < active ? 0.5 : 0.002));
    const config = { ...defaultConfig(), latent: 10, beta: 30 };
    const inactive = (active: number, step = 1000) =>
      check('collapse', 'inactive', { variances: variances(active), step }, config);
    expect(inactive(2)).toMatchObject({ passed: true, value: 2 });
    expect(inactive(3).passed).toBe(false);
    expect(inactive(2, 399)).toEqual(NOT_YET);
    const free = (active: number, beta: number) =>
      check(
        'collapse',
        'freeNats',
        { variances: variances(active), kept: { beta: [30] } },
        { ...config, beta },
      );
    expect(free(8, 30).passed).toBe(true);
    expect(free(7, 30).passed).toBe(false);
    expect(free(10, 1)).toEqual(NOT_YET);
  });

  test('blur: far from a perfect copy, and ten numbers better than two', () => {
    expect(check('blur', 'without', { test: losses({ recon: 84 }) }).passed).toBe(false);
    expect(check('blur', 'without', { test: losses({ recon: 130 }) }).passed).toBe(true);
    const wider = (recon: number) =>
      check('blur', 'wider', { kept: { recon: [130] }, test: losses({ recon }) });
    expect(wider(105)).toMatchObject({ passed: true, value: 25 });
    expect(wider(106).passed).toBe(false);
  });

  test('axes: another seed, as good a separation, elsewhere', () => {
    const kept = { knn: [0.7], centres: [0, 0, 2, 0], seed: [1] };
    const second = (knn: number, centre: number, seed = 2) =>
      check(
        'axes',
        'second',
        { kept, test: losses({ knn }), centres: () => [0, 0, 2, centre] },
        { ...defaultConfig(), seed },
      );
    expect(second(0.75, 1.5)).toMatchObject({ passed: true, value: 1.5 });
    expect(second(0.79, 1.5).passed).toBe(false);
    expect(second(0.75, 0.9).passed).toBe(false);
    expect(second(0.75, 1.5, 1)).toEqual(NOT_YET);
  });

  test('denoising: a test loss below the training loss; restored, and not by the plain one', () => {
    const below = (recon: number) =>
      check('denoising', 'below', { meanLoss: () => 100, test: losses({ recon }) });
    expect(below(99).passed).toBe(true);
    expect(below(101).passed).toBe(false);
    const results = (nats: number) => ({
      draws: null,
      anomalies: null,
      restored: { run: 1, step: 1000, nats },
    });
    expect(check('denoising', 'restores', { results: results(110) }).passed).toBe(true);
    expect(check('denoising', 'restores', { results: results(111) }).passed).toBe(false);
    const plain = (restored: number) =>
      check('denoising', 'plain', { results: results(restored), kept: { restored: [105] } });
    expect(plain(125).passed).toBe(true);
    expect(plain(124).passed).toBe(false);
  });

  test('GAN: samples cover the classes while the loss has hardly fallen; collapse shows in the samples', () => {
    const draws = (covered: number) => ({
      draws: { run: 1, step: 1000, source: 'prior', covered, count: 300 },
      anomalies: null,
      restored: null,
    });
    const quality = (covered: number, late: number) =>
      check('gan-losses', 'quality', {
        results: draws(covered),
        meanLoss: (from) => (from === 1 ? 1 : late),
      });
    expect(quality(8, 1).passed).toBe(true);
    expect(quality(7, 1.5).passed).toBe(false);
    expect(quality(10, 0.67).passed).toBe(true);
    expect(quality(10, 0.66).passed).toBe(false);
    expect(check('gan-losses', 'collapse', { results: draws(4) }).passed).toBe(true);
    expect(check('gan-losses', 'collapse', { results: draws(5) }).passed).toBe(false);
    expect(check('gan-losses', 'collapse', { results: draws(4), step: 399 })).toEqual(NOT_YET);
  });

  test('anomalies: inverted digits are caught at the usual threshold; a drawing below the median', () => {
    const result = (patch: object) => ({
      draws: null,
      restored: null,
      anomalies: {
        ...{ run: 1, step: 1000, other: 'inverted', caught: 0.95, falseAlarms: 0.05, movedThreshold: false },
        ...{ drawing: null, median: 140, ...patch },
      },
    });
    const inverted = (patch: object) => check('anomalies', 'inverted', { results: result(patch) });
    expect(inverted({})).toMatchObject({ passed: true, value: 95 });
    expect(inverted({ caught: 0.94 }).passed).toBe(false);
    expect(inverted({ movedThreshold: true })).toEqual(NOT_YET);
    expect(inverted({ other: 'noise' })).toEqual(NOT_YET);
    const fooled = (drawing: number | null) => check('anomalies', 'fooled', { results: result({ drawing }) });
    expect(fooled(139).passed).toBe(true);
    expect(fooled(140).passed).toBe(false);
    expect(fooled(null)).toEqual(NOT_YET);
    expect(fooled(Number.NaN)).toEqual(NOT_YET);
  });
});

/** Every number in a sentence is one that the check gives. */
test.each(named)('%s: its sentences have their numbers', (_, lesson: Lesson, step: LessonStep) => {
  const slotsOf = (part: string) =>
    parse(lookUp('en', `${step.id}.${part}`, lesson.words).text).flatMap((piece) =>
      piece.kind === 'slot' ? [piece.name] : [],
    );
  const shown = shownBy[`${lesson.id}/${step.id}`];
  for (const part of ['reading', 'right', 'wrong'])
    for (const slot of slotsOf(part)) expect(shown, part).toContain(slot);
});

/** The names of the numbers of a reading, of facts in which everything has been measured. */
const shownBy = Object.fromEntries(
  steps.map(({ lesson, step }) => {
    const setup = step.setup ?? lesson.steps[0].setup;
    const config = { ...defaultConfig(), ...(setup && settingsFor(setup)), seed: 2 };
    const reading = step.check(
      factsOf(config, {
        test: losses({ negElbo: 150, recon: 140, kl: 6, knn: 0.7 }),
        loss: () => 543,
        meanLoss: () => 3,
        variances: () => [1, 1],
        centres: () => [0, 1, 2, 3],
        decoderRows: () => [1, 0, 0, 1],
        results: {
          restored: { run: 1, step: 1000, nats: 100 },
          draws: { run: 1, step: 1000, source: 'prior', covered: 9, count: 300 },
          anomalies: {
            ...{
              run: 1,
              step: 1000,
              other: 'inverted',
              caught: 0.95,
              falseAlarms: 0.05,
              movedThreshold: false,
            },
            ...{ drawing: 100, median: 140 },
          },
        },
        kept: {
          ...{ error: [1], plane: [1, 0, 0, 1], covered: [5], beta: [1], recon: [150], knn: [0.7] },
          ...{ centres: [0, 0, 0, 0], seed: [1], restored: [90] },
        },
      }),
    );
    return [`${lesson.id}/${step.id}`, Object.keys(reading.shown ?? {})];
  }),
);
