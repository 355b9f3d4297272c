/**
 * That every term has its texts in both languages is checked with all words of the page
 * (`i18n/words.test.ts`).
 */
import { describe, expect, it, test } from 'vitest';
import type { TermId } from '../i18n/en/glossary';
import type { Sign } from '../model/notation';
import { signsOf } from './formula';
import { matching, sorted } from './list';
import { piecesOf } from './references';
import { terms } from './terms';
import { words } from './words';

const ids = Object.keys(terms);

describe.each(['en', 'zh-CN'] as const)('%s', (locale) => {
  const dictionary: Readonly<Record<string, string>> = words[locale];

  test('every term has a name of its own and a text of several sentences', () => {
    const names = ids.map((id) => dictionary[`glossary.${id}`]);
    expect(new Set(names).size).toBe(ids.length);
    const sentences = (id: string) => dictionary[`glossary.${id}.text`].match(/[.。](?=\s|$|[^\d])/g) ?? [];
    expect(ids.filter((id) => sentences(id).length < 2)).toEqual([]);
  });

  test('every link in a text leads to another term, and no text repeats one', () => {
    const wrong = ids.filter((id) => {
      const text = dictionary[`glossary.${id}.text`];
      const links = piecesOf(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.id]));
      const left = piecesOf(text).some((piece) => typeof piece === 'string' && /[[\]]/.test(piece));
      return left || links.some((to) => !ids.includes(to) || to === id) || new Set(links).size < links.length;
    });
    expect(wrong).toEqual([]);
  });
});

test('there are forty terms and more; each has a source with its year', () => {
  expect(ids.length).toBeGreaterThanOrEqual(40);
  const dated = /\b(19|20)\d\d\b/;
  expect(Object.entries(terms).filter(([, { source }]) => !dated.test(source))).toEqual([]);
});

test('every formula can be parsed, and its brackets are closed', () => {
  const texts = (sign: Sign): string => ('text' in sign ? sign.text : sign.of.map(texts).join(''));
  const open = Object.values(terms)
    .flatMap(({ formulas }) => formulas)
    .filter((formula) => {
      const text = signsOf(formula).map(texts).join('');
      const count = (bracket: string) => text.split(bracket).length;
      return text === '' || count('(') !== count(')') || count('[') !== count(']') || count('‖') % 2 === 0;
    });
  // “KL(q ‖ p)” has one bar.
  expect(open.filter((formula) => !/KL\(/.test(formula))).toEqual([]);
});

describe('a formula', () => {
  it('has names, numbers and signs', () => {
    expect(signsOf('log 2x')).toEqual([
      { tag: 'mi', text: 'log' },
      { tag: 'mn', text: '2' },
      { tag: 'mi', text: 'x' },
    ]);
    expect(signsOf('σx')).toEqual([
      { tag: 'mi', text: 'σ' },
      { tag: 'mi', text: 'x' },
    ]);
  });

  it('has subscripts, superscripts and accents', () => {
    const [x, two] = [
      { tag: 'mi', text: 'x' },
      { tag: 'mn', text: '2' },
    ];
    expect(signsOf('x_x^2')).toEqual([{ tag: 'msup', of: [{ tag: 'msub', of: [x, x] }, two] }]);
    expect(signsOf('\\frac{x 2}{\\hat{x}}')).toEqual([
      {
        tag: 'mfrac',
        of: [
          { tag: 'mrow', of: [x, two] },
          { tag: 'mover', of: [x, { tag: 'mo', text: '^' }] },
        ],
      },
    ]);
    expect(signsOf('\\{x\\}').map((sign) => sign.tag)).toEqual(['mo', 'mi', 'mo']);
  });

  test.each(['{', '}', 'x_', '\\frac{x}', '\\sum', 'x{2'])('%s is refused', (formula) => {
    expect(() => signsOf(formula)).toThrow(SyntaxError);
  });
});

test('a text is split at its links', () => {
  expect(piecesOf('A [b c](kl), [0, 1].')).toEqual(['A ', { text: 'b c', id: 'kl' }, ', [0, 1].']);
});

test('terms are in the order of the language, and can be searched in it, in English or by id', () => {
  const named = (locale: 'en' | 'zh-CN') => (id: TermId) => words[locale][`glossary.${id}`];
  const english = sorted('en', named('en'));
  expect(english.length).toBe(ids.length);
  expect(english.indexOf('adam')).toBeLessThan(english.indexOf('batch'));
  // biān before qián before zì; by code point the first two are in the opposite order.
  const chinese = sorted('zh-CN', named('zh-CN')).filter((id) =>
    ['autoencoder', 'latent-space', 'code'].includes(id),
  );
  expect(chinese).toEqual(['code', 'latent-space', 'autoencoder']);
  const found = (wanted: string, locale: 'en' | 'zh-CN' = 'en') =>
    matching(sorted(locale, named(locale)), wanted, named(locale));
  expect([found('Beta'), found('β'), found('warm up')]).toEqual([['beta'], ['beta'], ['warm-up']]);
  expect(found('潜在平面', 'zh-CN')).toEqual(['latent-plane']);
  expect(found('latent plane', 'zh-CN')).toEqual(['latent-plane']);
  expect(found('no such term')).toEqual([]);
  expect(found(' ').length).toBe(ids.length);
});
