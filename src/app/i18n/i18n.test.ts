import { describe, expect, test } from 'vitest';
import { schema, type Text } from '../../experiment/schema';
import { describeProblem, pick } from './index';
import { anomalies } from './messages/anomalies';
import { charts } from './messages/charts';
import { compression } from './messages/compression';
import { drawing } from './messages/drawing';
import { equations } from './messages/equations';
import { family } from './messages/family';
import { features } from './messages/features';
import { plane } from './messages/plane';
import { problems } from './messages/problems';
import { restoration } from './messages/restoration';
import { samples } from './messages/samples';
import { shell } from './messages/shell';
import { uses } from './messages/uses';

const messages: Record<string, Record<string, Text>> = {
  anomalies,
  compression,
  drawing,
  restoration,
  uses,
  shell,
  plane,
  charts,
  family,
  equations,
  features,
  samples,
};
const dictionaries = { ...messages, problems };
const all: [string, Text][] = Object.entries(dictionaries).flatMap(([name, texts]) =>
  Object.entries(texts).map(([key, text]): [string, Text] => [`${name}: ${key}`, text]),
);
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe('both languages', () => {
  test('say something in every message', () => {
    const silent = all.filter(([, t]) => t.en.trim() === '' || t.zh.trim() === '').map(([key]) => key);
    expect(silent).toEqual([]);
  });

  test('have the same slots in every message', () => {
    const uneven = all.filter(([, t]) => slots(t.en).join() !== slots(t.zh).join()).map(([key]) => key);
    expect(uneven).toEqual([]);
  });

  test('say something for every setting', () => {
    const texts = schema.flatMap((r) => [
      r.label,
      r.help,
      ...(r.kind === 'choice' ? r.options.map((o) => o.label) : []),
    ]);
    expect(texts.filter((t) => t.en.trim() === '' || t.zh.trim() === '')).toEqual([]);
  });

  test('the dictionaries do not shadow each other', () => {
    const keys = Object.values(messages).flatMap((d) => Object.keys(d));
    expect(keys).toHaveLength(new Set(keys).size);
  });
});

describe('filling', () => {
  test('puts values into their slots and leaves unknown slots visible', () => {
    const text = { en: '{a} of {b}', zh: '{b} 之 {a}' };
    expect(pick(text, 'en', { a: 1, b: 'two' })).toBe('1 of two');
    expect(pick(text, 'zh-CN', { a: 1 })).toBe('{b} 之 1');
  });

  test('a word goes with its number, also where that has separators', () => {
    const text = { en: '{n} {n:byte|bytes}', zh: '{n} 字节' };
    const said = (n: number | string) => pick(text, 'en', { n });
    expect([0, 1, 2, '1', '1,001', 0.25].map(said)).toEqual([
      ...['0 bytes', '1 byte', '2 bytes', '1 byte', '1,001 bytes', '0.25 bytes'],
    ]);
    expect(pick(text, 'zh-CN', { n: 1 })).toBe('1 字节');
    expect(pick(text, 'en')).toBe('{n} {n:byte|bytes}');
  });

  test('no number stands before a bare plural', () => {
    const COUNTED =
      'bytes|bits|images|steps|epochs|classes|threads|files|layers|passes|labels|draws|parameters';
    const bare = new RegExp(`\\{\\w+\\} (test )?(${COUNTED}|nats)\\b`);
    // Nats of a measured value, which is 1 only by chance of rounding, and what is never 1 of its kind.
    const exempt = /nats|\{covered\} of \{all\} classes/;
    const wrong = all.filter(([, t]) => bare.test(t.en) && !exempt.test(t.en)).map(([key]) => key);
    expect(wrong).toEqual([]);
  });

  test('a problem becomes its sentence', () => {
    const sentence = describeProblem('en', { code: 'run.diverged', params: { step: 12 } });
    expect(sentence).toContain('step 12');
    expect(sentence).not.toContain('{');
  });
});
