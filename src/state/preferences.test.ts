import { beforeEach, describe, expect, test } from 'vitest';
import { changePreferences, localeFrom, readPreferences } from './preferences';
import { initialState, useStore } from './store';

const throwing = () => {
  throw new DOMException('denied', 'SecurityError');
};
const holding = (value: string | null) => () => ({ getItem: () => value });

describe('localeFrom', () => {
  test.each([
    [['zh-TW', 'en'], 'zh-CN'],
    [['de-CH', 'en-GB', 'zh'], 'en'],
    [['fr', 'zh-Hans-CN'], 'zh-CN'],
    [['fr', 'de'], 'en'],
    [[], 'en'],
  ] as const)('%j → %s', (languages, locale) => {
    expect(localeFrom(languages)).toBe(locale);
  });
});

describe('readPreferences', () => {
  test('takes what was stored before the wishes of the browser', () => {
    const read = readPreferences(holding('{"theme":"dark","locale":"en"}'), ['zh']);
    expect(read).toEqual({ theme: 'dark', locale: 'en' });
  });
  test.each(['not json', '"dark"', '{"theme":"pink","locale":7}', null])('survives %j', (stored) => {
    expect(readPreferences(holding(stored), ['zh'])).toEqual({ theme: 'system', locale: 'zh-CN' });
  });
  test('survives storage that throws', () => {
    expect(readPreferences(throwing, ['en'])).toEqual({ theme: 'system', locale: 'en' });
  });
});

describe('changePreferences', () => {
  beforeEach(() => useStore.setState(initialState()));

  test('stores the whole of it', () => {
    let stored = '';
    const storage = () => ({
      setItem: (_key: string, value: string) => {
        stored = value;
      },
    });
    changePreferences({ theme: 'dark' }, storage);
    expect(readPreferences(holding(stored), [])).toEqual({ theme: 'dark', locale: 'en' });
    expect(useStore.getState().notices).toEqual([]);
  });

  test('storage that throws is mentioned once, and the change holds', () => {
    changePreferences({ theme: 'dark' }, throwing);
    changePreferences({ locale: 'zh-CN' }, throwing);
    const state = useStore.getState();
    expect(state.preferences).toEqual({ theme: 'dark', locale: 'zh-CN' });
    expect(state.notices.map((n) => n.problem.code)).toEqual(['storage.unavailable']);
  });
});
