import { expect, test } from 'vitest';
import { readProgress } from './progress';

const whole = {
  axes: { predictions: { first: '70' }, passed: { first: 71.2 }, kept: { centres: [0, 1.5] } },
};

test('stored progress is read again', () => {
  expect(readProgress(JSON.stringify(whole))).toEqual(whole);
  expect(readProgress(null)).toEqual({});
});

test('what does not have the expected form is left out, and the rest is kept', () => {
  for (const damaged of ['{', '[]', '7', '"axes"', 'null', '{"axes":3}', '{"axes":[1]}'])
    expect(readProgress(damaged), damaged).toEqual({});
  const mixed = {
    axes: {
      predictions: { first: 7, second: 'places' },
      passed: { first: 'yes', second: 2.5, third: null },
      kept: { centres: [1, 'x'], knn: [0.7] },
    },
    blur: {},
  };
  expect(readProgress(JSON.stringify(mixed))).toEqual({
    axes: { predictions: { second: 'places' }, passed: { second: 2.5 }, kept: { knn: [0.7] } },
    blur: { predictions: {}, passed: {}, kept: {} },
  });
});
