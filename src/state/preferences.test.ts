import { beforeEach, describe, expect, test } from 'vitest';
import type { Locale } from '../i18n/languages';
import { changePreferences, readPreferences, switchLanguage } from './preferences';
import { initialState, useStore } from './store';

const throwing = () => {
  throw new DOMException('denied', 'SecurityError');
};
const holding = (value: string | null) => () => ({ getItem: () => value });

describe('readPreferences', () => {
  test('prefers the stored values to those of the browser', () => {
    const read = readPreferences(holding('{"theme":"dark","locale":"en"}'), ['zh']);
    expect(read).toEqual({ theme: 'dark', locale: 'en' });
  });
  test('a lighter screen that was forbidden stays so', () => {
    const read = readPreferences(holding('{"theme":"dark","locale":"en","lighter":"never"}'), ['zh']);
    expect(read).toEqual({ theme: 'dark', locale: 'en', lighter: 'never' });
  });

  test.each(['not json', '"dark"', '{"theme":"pink","locale":7}', null])(
    'ignores the invalid value %j',
    (stored) => {
      expect(readPreferences(holding(stored), ['zh'])).toEqual({ theme: 'system', locale: 'zh-CN' });
    },
  );
  test('ignores storage that throws', () => {
    expect(readPreferences(throwing, ['en'])).toEqual({ theme: 'system', locale: 'en' });
  });
});

describe('changePreferences', () => {
  beforeEach(() => useStore.setState(initialState()));

  test('stores all preferences together', () => {
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

  test('storage that throws is reported once, and the change applies', () => {
    changePreferences({ theme: 'dark' }, throwing);
    changePreferences({ locale: 'zh-CN' }, throwing);
    const state = useStore.getState();
    expect(state.preferences).toEqual({ theme: 'dark', locale: 'zh-CN' });
    expect(state.notices.map((n) => n.problem.code)).toEqual(['storage.unavailable']);
  });
});

describe('another language', () => {
  beforeEach(() => useStore.setState(initialState()));
  const { language: before } = initialState();
  /** A language whose dictionary is not loaded. */
  const other = 'xx' as Locale;

  test('is used at once if its dictionary is loaded', async () => {
    const spoken = switchLanguage('zh-CN');
    expect(useStore.getState().language).toBe('zh-CN');
    expect(await spoken).toBe(true);
  });

  test('waits for its dictionary, keeping the previous language meanwhile; the last choice wins', async () => {
    let arrive = () => {};
    const late = switchLanguage(other, () => new Promise<void>((resolve) => (arrive = resolve)));
    expect(useStore.getState().language).toBe(before);
    await switchLanguage('zh-CN');
    arrive();
    expect(await late).toBe(false);
    expect(useStore.getState().language).toBe('zh-CN');
  });

  test('a failed download is reported in one notice, and nothing changes', async () => {
    expect(await switchLanguage(other, () => Promise.reject(new TypeError('gone')))).toBe(false);
    const { language, notices } = useStore.getState();
    expect(language).toBe(before);
    expect(notices.map(({ problem }) => problem)).toEqual([
      { code: 'language.unreachable', params: { language: 'xx' } },
    ]);
  });
});
