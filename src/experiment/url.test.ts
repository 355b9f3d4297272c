import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Config } from './config';
import { resolveConflicts } from './conflicts';
import { contextualDefaults } from './contextualDefaults';
import { withShape } from './dataShape';
import { configOf, presetOf } from './members';
import { presets } from './presets';
import { isValid } from './restore';
import { defaultConfig, type Row, sameValue, schema } from './schema';
import { anyConfig, keyOf } from './testing';
import { decodeUrl, encodeUrl, entryOf, isOnlyEntry, MAX_LINK_LENGTH, settingsOf } from './url';

test('writes only values that differ from the defaults', () => {
  expect(encodeUrl(defaultConfig())).toBe('#v=1');
  expect(encodeUrl({ ...defaultConfig(), encoder: [300, 20], latent: 8, seed: 7 })).toBe(
    '#v=1&encoder=300-20&latent=8&seed=7',
  );
});

test('a link is read back as it was written, and is short', () => {
  fc.assert(
    fc.property(anyConfig, (any) => {
      // Conflicts are resolved when a link is read (see below).
      const { config } = resolveConflicts(any);
      const link = encodeUrl(config);
      expect(link.length).toBeLessThan(MAX_LINK_LENGTH);
      // The reader's own files are not part of a link.
      const sent = withShape(config, config.dataset === 'own' ? { ...config, dataset: 'mnist' } : config);
      expect(decodeUrl(link)).toEqual({ config: sent, autostart: false, problems: [] });
    }),
  );
});

test.each(['pca', 'ae', 'vae', 'gan', 'aae', 'vaegan', 'made'] as const)(
  'a link that names only the model %s gives the preset of that name',
  (model) => {
    const preset = presetOf(model);
    if (!preset) throw new Error('no such member');
    expect(decodeUrl(`#model=${model}`).config).toEqual(configOf(preset));
    expect(encodeUrl(configOf(preset))).toBe(model === 'vae' ? '#v=1' : `#v=1&model=${model}`);
    // A value that is usual elsewhere is written where the model has its own.
    for (const key of Object.keys(preset.settings) as (keyof Config)[]) {
      if (key === 'model') continue;
      const general: Config = { ...configOf(preset), [key]: defaultConfig()[key] };
      expect(general).not.toEqual(configOf(preset));
      expect(decodeUrl(encodeUrl(general)).config).toEqual(general);
    }
  },
);

test.each(presets.map((p) => [p.id, p] as const))('%s: its link gives the preset again', (_, preset) => {
  expect(decodeUrl(encodeUrl(configOf(preset))).config).toEqual(configOf(preset));
});

/** Every value that a reader can choose, the ends of each range, and no, one and most widths. */
function valuesOf(row: Row): Config[keyof Config][] {
  if (row.kind === 'choice') return [...row.options];
  if (row.kind === 'number') return [row.min, ...row.stops, row.max];
  if (row.kind === 'subset') return [[...Array(row.of).keys()], [0], [row.of - 1], [1, 3]];
  return [[], [row.min], Array.from({ length: row.maxLayers }, () => row.max)];
}

test.each(schema.filter(({ persists }) => persists.url).map((row) => [row.key, row] as const))(
  '%s: every value is read back from a link',
  (key, row) => {
    for (const value of valuesOf(row)) {
      // A link leaves out the reader's own files.
      if (value === 'own') continue;
      const chosen = { ...defaultConfig(), [key]: value };
      const config = withShape(chosen, { ...contextualDefaults(chosen), [key]: value });
      const link = encodeUrl(config);
      // Usual values are not written; all others are, under their own name.
      expect(link).toMatch(sameValue(value, row.default) ? /^#v=1$/ : new RegExp(`^#v=1&${key}=[^&]*$`));
      expect(decodeUrl(link)).toEqual({ config, autostart: false, problems: [] });
    }
  },
);

test('reads the settings of the documented example, and autostart', () => {
  const { config, autostart, problems } = decodeUrl('#v=1&model=ae&latent=3&learningRate=3e-4&autostart=1');
  expect(problems).toEqual([]);
  expect(autostart).toBe(true);
  expect(config).toEqual({ ...defaultConfig(), model: 'ae', latent: 3, learningRate: 3e-4 });
});

test('a subset of classes is written as its numerals; any order is accepted, duplicates and an empty one are refused', () => {
  const without7 = [0, 1, 2, 3, 4, 5, 6, 8, 9];
  expect(encodeUrl({ ...defaultConfig(), classes: without7, trainImages: 1000 })).toBe(
    '#v=1&trainImages=1000&classes=012345689',
  );
  expect(decodeUrl('#classes=986543210').config.classes).toEqual(without7);
  for (const odd of [
    'classes=',
    'classes=77',
    'classes=1-0',
    'classes=0-62',
    'classes=7a',
    'trainImages=-1',
    'trainImages=1.5',
  ]) {
    const { config, problems } = decodeUrl(`#${odd}`);
    expect(config, odd).toEqual(defaultConfig());
    expect(
      problems.map(({ code }) => code),
      odd,
    ).toEqual(['setting.invalid']);
  }
});

test('accepts valid values and reports the rest', () => {
  const { config, problems } = decodeUrl(
    '#latent=4&beta=-1&batch=&seed=0x10&encoder=5-x&colour=red&autostart=maybe&dataset=own',
  );
  expect(config).toEqual({ ...defaultConfig(), latent: 4 });
  expect(problems.map((p) => [p.code, keyOf(p)])).toEqual([
    ['setting.invalid', 'beta'],
    ['setting.invalid', 'batch'],
    ['setting.invalid', 'seed'],
    ['setting.invalid', 'encoder'],
    ['setting.unknown', 'colour'],
    ['setting.invalid', 'dataset'],
    ['setting.invalid', 'autostart'],
  ]);
});

test('a link of another version, or one too long, changes nothing', () => {
  const base: Config = { ...defaultConfig(), latent: 5 };
  expect(decodeUrl('#v=2&latent=9', base)).toEqual({
    config: base,
    autostart: false,
    problems: [{ code: 'link.version', params: { version: '2' } }],
  });
  expect(decodeUrl(`#latent=9&x=${'y'.repeat(MAX_LINK_LENGTH)}`, base)).toEqual({
    config: base,
    autostart: false,
    problems: [{ code: 'link.tooLong', params: { limit: MAX_LINK_LENGTH } }],
  });
});

test('never throws and never gives an invalid setting, whatever the input', () => {
  const key = fc.oneof(fc.constantFrom(...schema.map((r) => r.key), 'v', '__proto__'), fc.string());
  const value = fc.oneof(fc.string(), fc.constantFrom('%', '%zz', '1e999', '-0', '1-', '<b>', '01', 'NaN'));
  const hash = fc.oneof(
    fc.string(),
    fc.array(fc.tuple(key, value)).map((all) => `#${all.map(([k, v]) => `${k}=${v}`).join('&')}`),
  );
  fc.assert(
    fc.property(hash, (text) => {
      const { config } = decodeUrl(text);
      for (const row of schema) expect(isValid(row, config[row.key])).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('for conflicting settings, the conflicting key is reset to its default, with a message', () => {
  const { config, problems } = decodeUrl(
    '#v=1&model=ae&penalty=sparsity&architecture=conv&encoder=8&decoder=8',
  );
  expect(config).toMatchObject({ model: 'ae', architecture: 'conv', penalty: 'none' });
  expect(problems).toEqual([
    { code: 'setting.conflict', params: { key: 'penalty', reason: 'sparsityWithoutSigmoid' } },
  ]);
});

const wanted: Config = { ...defaultConfig(), model: 'ae', latent: 10, encoder: [256, 128] };
const GOOD = 'v=1&latent=10&model=ae&encoder=256-128';

test.each([
  ['a chat tool', `#${GOOD.replaceAll('&', '&amp;')}`],
  ['two chat tools', `#${GOOD.replaceAll('&', '&amp;amp;')}`],
  ['numbers for signs', `#${GOOD.replaceAll('&', '&#38;')}`],
  ['a form', `#${encodeURIComponent(GOOD)}`],
  ['two forms', `#${encodeURIComponent(encodeURIComponent(GOOD))}`],
  ['half a form', `#${GOOD.replace('&', '%26').replace('latent=', 'latent%3d')}`],
  ['a form and a bracket', `#${encodeURIComponent(GOOD)}%29.`],
  ['a form and a broken escape', `#${encodeURIComponent(GOOD)}%E3%80`],
  ['a chat tool and a form', `#${encodeURIComponent(GOOD.replaceAll('&', '&amp;'))}`],
  ['a bracket', `#${GOOD})`],
  ['a full stop', `#${GOOD}.`],
  ['a Chinese full stop', `#${GOOD}%E3%80%82`],
  ['Markdown', `#${GOOD}**`],
  ['angle brackets', `#${GOOD}%3E`],
  ['quoted-printable', `#${GOOD.replaceAll('=', '=3D')}`],
  ['a line broken by mail', `#${GOOD.replace('&model', '%0D%0A&model')}`],
  ['semicolons', `#${GOOD.replaceAll('&', ';')}`],
  ['full-width letters', `#${GOOD.replace('10', '１０').replace('=', '＝').replace('&', '＆')}`],
  ['a second #', `##${GOOD}`],
  ['a question mark after #', `#?${GOOD}`],
  ['a query', `?${GOOD}`],
])('a link that has passed through %s is read as it was written', (_, link) => {
  expect(decodeUrl(link)).toEqual({ config: wanted, autostart: false, problems: [] });
});

test('an unreadable part is reported, never ignored', () => {
  for (const [link, part] of [
    ['#v=1&latent=10&model=ae&encoder=256-128&be', 'be'],
    ['#v=1&latent=10&model=ae&encoder=256-128&nonsense', 'nonsense'],
    ['#v=1!&latent=10&model=ae&encoder=256-128', 'v=1!'],
  ]) {
    const { config, problems } = decodeUrl(link);
    expect(config).toEqual(wanted);
    expect(problems).toEqual([{ code: 'link.damaged', params: { part } }]);
  }
});

test('settings may follow ? where # has none; a query of the host is ignored', () => {
  const at = (search: string, hash: string) => settingsOf({ search, hash });
  expect(at(`?${GOOD}`, '')).toBe(`?${GOOD}`);
  expect(at('?latent=10', '#top')).toBe('?latent=10');
  expect(at('?v%3D1%26latent%3D10', '')).toBe('?v%3D1%26latent%3D10');
  // The page writes its settings after #, which takes precedence from then on.
  expect(at('?latent=10', '#v=1')).toBe('#v=1');
  expect(at('?utm_source=mail', '')).toBe('');
  expect(at('?utm_source=mail', '#v=1&latent=3')).toBe('#v=1&latent=3');
});

test('a link may lead to an entry of the glossary, with settings or without', () => {
  const link = '#v=1&latent=3&glossary=mode-collapse';
  expect(entryOf(link)).toBe('mode-collapse');
  expect(decodeUrl(link)).toEqual(decodeUrl('#v=1&latent=3'));
  expect(decodeUrl(link).problems).toEqual([]);
  expect(isOnlyEntry(link)).toBe(false);
  expect(isOnlyEntry('#glossary=kl')).toBe(true);
  expect([entryOf('#v=1'), isOnlyEntry('#v=1'), isOnlyEntry('')]).toEqual([null, false, false]);
});
