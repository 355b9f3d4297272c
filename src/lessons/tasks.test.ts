import { describe, expect, test } from 'vitest';
import { namedShape, shapeSettings } from '../experiment/dataShape';
import { configOf } from '../experiment/members';
import { presets } from '../experiment/presets';
import { specOf } from '../experiment/specOf';
import { lookUp } from '../i18n/words';
import { type TaskFacts, tasksOf } from './tasks';
import { words } from './words';

function factsOf(preset: string, patch: Partial<TaskFacts> = {}): TaskFacts {
  const config = configOf(presets.find(({ id }) => id === preset)!);
  return {
    spec: specOf(config),
    config,
    origin: 'pretrained',
    status: 'idle',
    step: 14_070,
    labelled: true,
    moved: false,
    vote: { votes: 4, of: 10, label: 4 },
    probes: 2,
    pinned: 0,
    variances: [0.8, 1.1],
    drawing: false,
    label: 0,
    use: null,
    ...patch,
  };
}
const idsOf = (preset: string, patch?: Partial<TaskFacts>) =>
  tasksOf(factsOf(preset, patch)).map(({ id }) => id);
/** Whether a task of the VAE is done. */
const done = (id: string, patch: Partial<TaskFacts>, preset = 'vae') => {
  const facts = factsOf(preset, patch);
  return tasksOf(facts)
    .find((task) => task.id === id)!
    .done(facts);
};

describe('the tasks of a model', () => {
  test('are those that it supports, at most four', () => {
    expect(idsOf('vae')).toEqual(['class', 'collapse', 'draw', 'train']);
    expect(idsOf('ae')).toEqual(['class', 'pin', 'draw', 'train']);
    expect(idsOf('cvae')).toEqual(['label', 'collapse', 'draw', 'train']);
    expect(idsOf('gan')).toEqual(['move', 'probe', 'train']);
    expect(idsOf('cgan')).toEqual(['move', 'label', 'probe', 'train']);
    expect(idsOf('made')).toEqual(['unusual', 'train']);
    expect(idsOf('pca')).toEqual(['class', 'pin', 'draw']);
    expect(idsOf('vaegan')).not.toContain('collapse');
    expect(idsOf('vae', { labelled: false })).not.toContain('class');
    for (const { id } of presets) expect(idsOf(id).length, id).toBeLessThanOrEqual(4);
  });

  test('fit the data: numerals are named where classes are numerals, and the pad draws in its own form', () => {
    const clothes = { ...factsOf('vae').config, dataset: 'fashion-mnist' } as const;
    expect(idsOf('vae', { config: clothes })).toEqual(['collapse', 'draw', 'train']);
    const config = { ...clothes, dataset: 'shapes', ...shapeSettings(namedShape('shapes')) } as const;
    expect(idsOf('vae', { config, spec: specOf(config) })).toEqual(['collapse', 'train']);
  });

  test('none is done when the page opens, for any model', () => {
    for (const { id } of presets) {
      const facts = factsOf(id);
      expect(tasksOf(facts).filter((task) => task.done(facts))).toEqual([]);
    }
  });

  test('have their sentences in English and Chinese', () => {
    for (const id of presets.flatMap((preset) => idsOf(preset.id)))
      for (const locale of ['en', 'zh-CN'] as const)
        expect(lookUp(locale, `try.${id}`, words).language).toBe(locale);
  });
});

test('a probe on the fours: it was moved, and most of its neighbours are fours', () => {
  const fours = { votes: 8, of: 10, label: 4 };
  expect(done('class', { moved: true, vote: fours })).toBe(true);
  expect(done('class', { moved: false, vote: fours })).toBe(false);
  expect(done('class', { moved: true, vote: { ...fours, votes: 7 } })).toBe(false);
  expect(done('class', { moved: true, vote: { ...fours, label: 9 } })).toBe(false);
  expect(done('class', { moved: true, vote: null })).toBe(false);
});

test('a collapse: at a high β, after enough steps, with a coordinate that does not vary', () => {
  const config = { ...factsOf('vae').config, beta: 30 };
  const flat = { config, step: 900, variances: [0.9, 0.004] };
  expect(done('collapse', flat)).toBe(true);
  expect(done('collapse', { ...flat, config: { ...config, beta: 4 } })).toBe(false);
  expect(done('collapse', { ...flat, step: 20 })).toBe(false);
  expect(done('collapse', { ...flat, variances: [0.9, 0.4] })).toBe(false);
});

test('training counts only from scratch', () => {
  expect(done('train', { origin: 'fresh', step: 500 })).toBe(true);
  expect(done('train', { origin: 'fresh', step: 499 })).toBe(false);
  expect(done('train', { origin: 'pretrained', step: 20_000 })).toBe(false);
});

test('drawing, pins, probes, moves, labels and uses', () => {
  expect(done('draw', { drawing: true })).toBe(true);
  expect(done('pin', { pinned: 1 }, 'ae')).toBe(false);
  expect(done('pin', { pinned: 2 }, 'ae')).toBe(true);
  expect(done('probe', { probes: 3 }, 'gan')).toBe(true);
  expect(done('move', { moved: true }, 'gan')).toBe(true);
  expect(done('label', { label: 3 }, 'cvae')).toBe(true);
  expect(done('unusual', { use: 'anomalies' }, 'made')).toBe(true);
});
