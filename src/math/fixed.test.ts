import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fixed } from './fixed';

test('what rounds to zero has no sign', () => {
  expect(fixed(-0.004, 2)).toBe('0.00');
  expect(fixed(-0, 1)).toBe('0.0');
  expect(fixed(-0.4, 0)).toBe('0');
  expect(fixed(0.004, 2)).toBe('0.00');
});

test('what does not has a true minus, and numbers that are none stay so', () => {
  expect(fixed(-0.005001, 2)).toBe('−0.01');
  expect(fixed(-12.34, 1)).toBe('−12.3');
  expect(fixed(146.06, 1)).toBe('146.1');
  expect(fixed(Number.NaN, 1)).toBe('NaN');
});

/** What fields and pictures need is no text for readers: places in an SVG path, and what a number field takes. */
const EXEMPT = [
  'math/fixed.ts',
  'views/diagram.ts',
  'views/plane/overlay.ts',
  'views/uses/anomalies/Histogram.tsx',
  'views/words.ts',
];

test('every view writes its decimals with it', () => {
  const others = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      !/\.test\.ts$/.test(file) &&
      !EXEMPT.includes(file) &&
      readFileSync(`src/${file}`, 'utf8').includes('.toFixed('),
  );
  expect(others).toEqual([]);
});
