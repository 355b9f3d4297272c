import { expect, it, test } from 'vitest';
import { fill, parse } from './message';
import { numbersOf } from './numbers';

const numbers = numbersOf('en');
const en = (text: string, slots?: Parameters<typeof fill>[3]) => fill(text, 'en', numbers, slots);

it('fills placeholders with values and leaves unknown ones visible', () => {
  expect(en('{a} of {b}', { a: 1, b: 'two' })).toBe('1 of two');
  expect(en('{b} 之 {a}', { a: 1 })).toBe('{b} 之 1');
  expect(en('{n, plural, one {a byte} other {# bytes}}')).toBe('{n, plural, one {a byte} other {# bytes}}');
});

it('chooses the plural form of a number, which is formatted by the language', () => {
  const text = (n: number | string) => en('{n, plural, one {# byte} other {# bytes}}', { n });
  expect([0, 1, 2, '1', 1001, 0.25].map(text)).toEqual([
    ...['0 bytes', '1 byte', '2 bytes', '1 byte', '1,001 bytes', '0.25 bytes'],
  ]);
  const figure = { value: 0.126, text: '0.13' };
  expect(en('{n, plural, one {# byte} other {# bytes}}', { n: figure })).toBe('0.13 bytes');
  expect(en('{n} bytes', { n: figure })).toBe('0.13 bytes');
});

it('has as many forms as a language has', () => {
  const polish = '{n, plural, one {# obraz} few {# obrazy} many {# obrazów} other {# obrazu}}';
  const text = (n: number) => fill(polish, 'pl', numbersOf('pl'), { n });
  expect([1, 2, 5, 22, 0.5].map(text)).toEqual([
    ...['1 obraz', '2 obrazy', '5 obrazów', '22 obrazy', '0,5 obrazu'],
  ]);
  // Spanish has “1 millón de”: a message without that form uses the common one.
  const spanish = '{n, plural, one {# imagen} other {# imágenes}}';
  expect(fill(spanish, 'es', numbersOf('es'), { n: 1e6 })).toBe('1.000.000 imágenes');
});

it('chooses the form by the language of the text, and formats the number by the reader’s', () => {
  const english = '{n, plural, one {# image} other {# images}}';
  expect(fill(english, 'en', numbersOf('es'), { n: 60000 })).toBe('60.000 images');
});

it('fills placeholders within a form', () => {
  const text = '{n, plural, one {There is # byte before {name}} other {There are # bytes before {name}}}.';
  expect(en(text, { n: 1, name: 'mu' })).toBe('There is 1 byte before mu.');
  expect(en(text, { n: 8, name: 'mu' })).toBe('There are 8 bytes before mu.');
});

it('works where the browser has no plural rules', () => {
  const { PluralRules } = Intl;
  try {
    Object.assign(Intl, { PluralRules: undefined });
    expect(en('{n, plural, one {# byte} other {# bytes}}', { n: 1 })).toBe('1 byte');
  } finally {
    Object.assign(Intl, { PluralRules });
  }
});

test.each(['{', '}', '{a b}', '{n, plural, one {x}}', '{n, plural, other {x}', '{n, plural, other {x'])(
  '%s is refused',
  (text) => {
    expect(() => parse(text)).toThrow(SyntaxError);
  },
);

test('a hash is a number only within a plural form', () => {
  expect(en('#{n} #', { n: 1 })).toBe('#1 #');
});
