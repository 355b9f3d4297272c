/** The table is complete: every family, with each of its settings at a value other than the default. */
import { describe, expect, it } from 'vitest';
import { hyperWith, specWith } from '../../experiment/specOf';
import { familyNames, familyOf } from '../../model/families';
import { CASES } from './table';

it('names each row once', () => {
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});

/** No engine trains it: it is computed in closed form. */
const NOT_LEARNED = ['pca'];

describe.each(familyNames.filter((family) => !NOT_LEARNED.includes(family)))('%s', (family) => {
  const rows = CASES.filter(({ spec }) => spec.family === family).map(({ spec, hyper }) => ({
    ...spec,
    ...hyper,
  }));
  const defaults = { ...specWith({ model: family }), ...hyperWith({}) };

  it.each(familyOf({ family }).settings)('is checked with %s', (setting) => {
    const values = rows.map((row) => JSON.stringify((row as Record<string, unknown>)[setting]));
    expect(
      values.some((value) => value !== JSON.stringify((defaults as Record<string, unknown>)[setting])),
    ).toBe(true);
  });
});
