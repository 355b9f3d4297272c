/** Every setting, option, preset, conflict, problem, class and use has its words, and no words are unused. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classKey, NAMED } from '../data/namedClasses';
import { namedShape } from '../experiment/dataShape';
import { presets } from '../experiment/presets';
import type { ConflictReason } from '../experiment/problem';
import { schema } from '../experiment/schema';
import { dictionaryOf, loadLanguage } from './dictionaries';
import { en } from './en';
import { type Dictionary, languages } from './languages';
import { parse } from './message';
import { lookUp, type PartWords, wordsOf } from './words';
import { words as zhCN } from './zh-CN';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file),
);

/** The words of the uses, by their file. */
const parts: [string, PartWords<string>][] = Object.entries({
  ...import.meta.glob<PartWords<string>>('../**/words.ts', { eager: true, import: 'words' }),
  ...import.meta.glob<PartWords<string>>('../uses/offered.ts', { eager: true, import: 'tabNames' }),
}).filter(([, part]) => part?.en !== undefined);

const english: Dictionary = Object.assign({}, en, ...parts.map(([, part]) => part.en));
const chinese: Dictionary = Object.assign({}, zhCN, ...parts.map(([, part]) => part['zh-CN']));
const both = [
  ['en', english],
  ['zh-CN', chinese],
] as const;
/** Languages with a complete dictionary, or with English as the fallback. */
const further = languages.map(({ id }) => id).filter((id) => !both.some(([locale]) => locale === id));
for (const id of further) await loadLanguage(id);
const dictionaries: readonly (readonly [string, Dictionary])[] = [
  ...both,
  ...further.map((id) => [id, dictionaryOf(id)] as const),
];

/** Names of a message's placeholders, including those within its forms. */
function slots(text: string): string[] {
  const names = (list: ReturnType<typeof parse>): string[] =>
    list.flatMap((part) =>
      part.kind === 'slot'
        ? [part.name]
        : part.kind === 'plural'
          ? [part.name, ...[...part.forms.values()].flatMap((form) => names([...form]))]
          : [],
    );
  return [...new Set(names(parse(text)))].sort();
}

/** One of each; the compiler checks that none is missing. */
const REASONS = {
  sparsityWithoutSigmoid: true,
  dataWithoutLabels: true,
  classesWithoutLabels: true,
  convolutionCount: true,
  convolutionChannels: true,
  engineWithoutConvolutions: true,
  pcaSize: true,
} satisfies Record<ConflictReason['reason'], true>;

/** The keys that are composed from tables: no literal in the source names them. */
function derived(): string[] {
  const settings = schema.flatMap((row) => [
    `settings.${row.key}.label`,
    `settings.${row.key}.help`,
    ...(row.kind === 'choice' ? row.options.map((option) => `settings.${row.key}.options.${option}`) : []),
    ...(row.kind === 'number' ? (row.special ?? []).map((n) => `settings.${row.key}.special.${n}`) : []),
  ]);
  const model = schema.find(({ key }) => key === 'model');
  const sentences = model?.kind === 'choice' ? model.options.map((id) => `loss.sentence.${id}`) : [];
  const family = presets.flatMap(({ id, parents }) => [
    `presets.${id}.name`,
    `presets.${id}.line`,
    ...(parents.length > 0 ? [`presets.${id}.difference`] : []),
  ]);
  const classes = NAMED.flatMap((set) =>
    Array.from({ length: namedShape(set).classes }, (_, label) => `${classKey(set, label)}`),
  );
  // `ProblemParams` is a type: its codes are read from its source.
  const source = readFileSync('src/experiment/problem.ts', 'utf8');
  const codes = source.slice(0, source.indexOf('export type ProblemCode')).matchAll(/^ {2}'([\w.]+)':/gm);
  return [
    ...settings,
    ...sentences,
    ...family,
    ...classes,
    ...Object.keys(REASONS).map((reason) => `conflicts.${reason}`),
    ...Array.from(codes, ([, code]) => `problems.${code}`),
  ];
}

/** Number settings may have a unit. */
const units = schema.flatMap((row) => (row.kind === 'number' ? [`settings.${row.key}.value`] : []));

describe.each(dictionaries)('%s', (locale, words) => {
  test('every message has a text and can be parsed', () => {
    const wrong = Object.entries(words).filter(([, text]) => {
      // Separators between sentences may be empty.
      if (text === '') return locale !== 'zh-CN';
      return parse(text).length === 0;
    });
    expect(wrong).toEqual([]);
  });

  test('has the placeholders of the English message', () => {
    const uneven = Object.entries(words).filter(
      ([key, text]) => slots(text).join() !== slots(english[key] ?? '').join(),
    );
    expect(uneven).toEqual([]);
  });

  test('has no plural form that the language’s rules never choose', () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const forms = Object.values(words)
      .flatMap((text) => parse(text))
      .flatMap((part) => (part.kind === 'plural' ? [...part.forms.keys()] : []));
    expect(forms.filter((form) => !pluralCategories.includes(form as Intl.LDMLPluralRule))).toEqual([]);
  });

  test('has no key that English lacks', () => {
    expect(Object.keys(words).filter((key) => !(key in english))).toEqual([]);
  });
});

test('every setting, option, member, class, conflict and problem has its words in both languages', () => {
  const keys = derived();
  expect(keys.length).toBeGreaterThan(250);
  for (const [, words] of both) expect(keys.filter((key) => !(key in words))).toEqual([]);
});

test('both languages have the same keys', () => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
});

test('no dictionary has an unused key', () => {
  const used = new Set([...derived(), ...units]);
  // Keys composed from tables are checked by them; any other template with a placeholder stands for one word
  // there.
  const patterns: RegExp[] = [];
  for (const file of sources) {
    if (/^i18n\/|words\.ts$/.test(file) && !file.startsWith('views/words')) continue;
    const text = readFileSync(`src/${file}`, 'utf8');
    for (const [, literal] of text.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)) used.add(literal);
    for (const [, template] of text.matchAll(/`([\w-]+\.(?:[\w.-]|\$\{[^{}`]*\})*)`/g)) {
      if (/^(settings|presets|classes|conflicts|problems|loss\.sentence)\./.test(template)) continue;
      const pattern = template.split(/\$\{[^{}]*\}/).map((piece) => piece.replaceAll('.', '\\.'));
      patterns.push(new RegExp(`^${pattern.join('[\\w-]+')}$`));
    }
  }
  const idle = Object.keys(english).filter((key) => !used.has(key) && !patterns.some((p) => p.test(key)));
  expect(idle).toEqual([]);
});

test('no topic and no use shadows the keys of another', () => {
  // The glossary's are not topics of the page: `glossary/words.ts` brings them, and is among the parts.
  const topics = import.meta.glob<Record<string, Dictionary>>(['./en/**/*.ts', '!./en/glossary/**'], {
    eager: true,
  });
  const all = [
    ...Object.entries(topics).flatMap(([file, module]) =>
      file.endsWith('/index.ts') ? [] : Object.values(module),
    ),
    ...parts.map(([, part]) => part.en),
  ].flatMap((dictionary) => Object.keys(dictionary));
  expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([]);
  expect(all.length).toBe(Object.keys(english).length);
});

test('no number is followed by a fixed plural', () => {
  const COUNTED =
    'bytes|bits|images|steps|epochs|classes|threads|files|layers|passes|labels|draws|parameters';
  const bare = new RegExp(`\\{\\w+\\} (test )?(${COUNTED}|nats)\\b`);
  // Measured values in nats, which are exactly 1 only by rounding, and numbers that are never 1.
  const exempt = /nats|\{covered\} of \{all\} classes/;
  const wrong = Object.entries(english).filter(([, text]) => bare.test(text) && !exempt.test(text));
  expect(wrong).toEqual([]);
});

/**
 * The words that another language must have: the top bar, the plane, the settings and the names of the
 * family.
 */
const NEEDED =
  /^(?:(?:text|app|run|shown|badge|data|engine|bar|plane|made|settings|widths|model|family)\.|uses\.[a-z]+$|presets\.[\w-]+\.name$)/;

const anyPart: PartWords<string> = { en: english, 'zh-CN': chinese };

test.each(further.map((id) => [id]))(
  '%s has the required words; the missing ones are listed, and shown in English',
  (id) => {
    const missing = Object.keys(english).filter((key) => !(key in dictionaryOf(id)));
    console.info(`${id} falls back to English in ${missing.length} messages: ${missing.join(', ')}`);
    expect(missing.filter((key) => NEEDED.test(key))).toEqual([]);
    for (const key of missing) expect(wordsOf(id, anyPart).lang(key)).toBe('en');
  },
);

test('a part has its own words besides those of the page, each in its language', () => {
  const part: PartWords<'x.own'> = { en: { 'x.own': '{n} own' }, 'zh-CN': { 'x.own': '自己的 {n}' } };
  expect(wordsOf('zh-CN', part).t('x.own', { n: 1200 })).toBe('自己的 1,200');
  expect(wordsOf('zh-CN', part).t('run.train')).toBe('训练');
  expect(wordsOf('en', part).t('x.own', { n: 1 })).toBe('1 own');
  expect(wordsOf('zh-CN', part).lang('x.own')).toBeUndefined();
  expect(lookUp('zh-CN', 'x.none', part)).toEqual({ text: 'x.none', language: 'en' });
});
