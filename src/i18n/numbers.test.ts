import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { numbersOf } from './numbers';

const en = numbersOf('en');
const zh = numbersOf('zh-CN');
const es = numbersOf('es');
/** Intl separates number and sign by non-breaking spaces. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('plain', () => {
  test.each([
    [0, '0', '0'],
    [401920, '401,920', '401.920'],
    [0.001, '0.001', '0,001'],
    [0.0003, '0.0003', '0,0003'],
    [0.00001, '1e-5', '1e-5'],
    [0.000015, '1.5e-5', '1,5e-5'],
    [0.03, '0.03', '0,03'],
    [12.5, '12.5', '12,5'],
    [-2, '−2', '−2'],
  ])('%d → %s', (value, english, spanish) => {
    expect(en.plain(value)).toBe(english);
    expect(zh.plain(value)).toBe(english);
    expect(es.plain(value)).toBe(spanish);
  });

  it('rounds to a number of digits, also beside a power of ten', () => {
    expect(en.rounded(1234.56, 4)).toBe('1,235');
    expect(en.rounded(-0.00123456, 4)).toBe('−0.001235');
    expect(en.rounded(1.23456e-7, 4)).toBe('1.235e-7');
    expect(es.rounded(1.23456e-7, 4)).toBe('1,235e-7');
  });
});

describe('fixed', () => {
  it('has no sign before a number that rounds to zero', () => {
    for (const { fixed } of [en, zh, es]) expect(fixed(-0.4, 0)).toBe('0');
    expect(en.fixed(-0.004, 2)).toBe('0.00');
    expect(en.fixed(-0, 1)).toBe('0.0');
    expect(es.fixed(-0.004, 2)).toBe('0,00');
  });
  it('has a true minus sign before other negative numbers', () => {
    expect(en.fixed(-0.005001, 2)).toBe('−0.01');
    expect(zh.fixed(-12.34, 1)).toBe('−12.3');
    expect(es.fixed(-12.34, 1)).toBe('−12,3');
    expect(en.fixed(146.06, 1)).toBe('146.1');
    expect(en.fixed(Number.NaN, 1)).toBe('NaN');
  });
  it('rounds like toFixed in every browser', () => {
    expect(en.fixed(1.005, 2)).toBe('1.00');
    expect(en.fixed(-1.005, 2)).toBe('−1.00');
    expect(es.fixed(0.125, 2)).toBe('0,13');
  });
  it('groups long numbers', () => {
    expect(en.fixed(12345.67, 1)).toBe('12,345.7');
    expect(es.fixed(12345.67, 1)).toBe('12.345,7');
    expect(en.fixed(9_999_999, 0)).toBe('9,999,999');
  });
  it('writes even longer ones as a power of ten', () => {
    expect(en.fixed(349_463_134_601_216, 1)).toBe('3.49e14');
    expect(es.fixed(-349_463_134_601_216, 1)).toBe('−3,49e14');
    expect(en.fixed(3e14, 0)).toBe('3e14');
    expect(en.fixed(Number.POSITIVE_INFINITY, 0)).toBe('∞');
  });
});

test('limits decimals, or digits', () => {
  expect([en.upTo(0.126, 2), en.upTo(2, 2), en.upTo(17.5, 0)]).toEqual(['0.13', '2', '18']);
  expect([en.significant(0.12345, 3), en.significant(2, 3), en.significant(2, 3, true)]).toEqual([
    ...['0.123', '2', '2.00'],
  ]);
  expect([es.significant(14.3321, 3), es.significant(357, 3, true)]).toEqual(['14,3', '357']);
  expect(en.significant(1234.5, 3, true)).toBe('1,230');
});

test('shares', () => {
  expect(en.percent(0.9724, 1)).toBe('97.2%');
  expect(zh.percent(0.9724, 1)).toBe('97.2%');
  expect(plain(es.percent(0.9724, 1))).toBe('97,2 %');
  expect(en.percent(1, 0)).toBe('100%');
});

test('values in a row are separated unambiguously where the decimal sign is a comma', () => {
  expect(en.row([en.fixed(0.5, 2), en.fixed(-1, 2)])).toBe('0.50, −1.00');
  expect(zh.row([zh.fixed(0.5, 2), zh.fixed(-1, 2)])).toBe('0.50, −1.00');
  expect(es.row([es.fixed(0.5, 2), es.fixed(-1, 2)])).toBe('0,50; −1,00');
});

/** Numbers that are not text for readers: in an SVG path, in a number field, and in a link. */
const EXEMPT = [
  'experiment/look.ts',
  'i18n/numbers.ts',
  'views/diagram.ts',
  'views/plane/overlay.ts',
  'uses/anomalies/Histogram.tsx',
  'views/words.ts',
];

test('every number on the screen is formatted with it', () => {
  const others = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      !/\.test\.ts$/.test(file) &&
      !EXEMPT.includes(file) &&
      /\.to(Fixed|Precision|Exponential|LocaleString)\(|NumberFormat|tickFormat|\bformat\b[^}]*\} from 'd3'/.test(
        readFileSync(`src/${file}`, 'utf8'),
      ),
  );
  expect(others).toEqual([]);
});
