import { expect, test, vi } from 'vitest';
import { isLocale, languages, localeFor } from './languages';

test.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['xx-CH', 'en-GB', 'zh'], 'en'],
  [['xx', 'zh-Hans-CN'], 'zh-CN'],
  [['xx', 'yy'], 'en'],
  [[], 'en'],
] as const)('%j → %s', (preferred, locale) => {
  expect(localeFor(preferred)).toBe(locale);
});

test('every language is found by its own id, in any case, and has a different name', () => {
  for (const { id } of languages) {
    expect(localeFor(['xx', id.toLowerCase()])).toBe(id);
    expect(isLocale(id)).toBe(true);
  }
  expect(isLocale('xx')).toBe(false);
  expect(isLocale(7)).toBe(false);
  expect(new Set(languages.map(({ name }) => name)).size).toBe(languages.length);
});

test('English is part of the page; other languages are loaded before they are used', async () => {
  // Other test files of the same process may have loaded a language already.
  vi.resetModules();
  const { dictionaryOf, isLoaded, loadLanguage } = await import('./dictionaries');
  const { wordsOf } = await import('./words');
  expect(languages.filter(({ id }) => isLoaded(id)).map(({ id }) => id)).toEqual(['en']);
  for (const { id } of languages) {
    await loadLanguage(id);
    expect(isLoaded(id)).toBe(true);
    expect(wordsOf(id).t('run.train')).toBe(dictionaryOf(id)['run.train']);
  }
});
