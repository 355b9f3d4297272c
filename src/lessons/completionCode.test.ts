import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf, completionOf } from './completionCode';

const completions = fc.record({
  lesson: fc.integer({ min: 0, max: 31 }),
  right: fc.integer({ min: 0, max: 15 }),
  date: fc.integer({ min: 0, max: 16_000 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day))),
});

test('a code says lesson, predictions and day again, however it is typed', () => {
  fc.assert(
    fc.property(completions, fc.string({ maxLength: 30 }), (completion, name) => {
      const code = codeOf(name, completion);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(completionOf(name, code)).toEqual(completion);
      expect(completionOf(` ${name} `, code.toLowerCase().replace('-', ' '))).toEqual(completion);
    }),
  );
});

test('it belongs to one name, and a wrong letter is noticed', () => {
  const completion = { lesson: 3, right: 2, date: new Date(Date.UTC(2026, 10, 27)) };
  const code = codeOf('Ada Lovelace', completion);
  expect(completionOf('ada  lovelace', code)).toEqual(completion);
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let accepted = 0;
  let tried = 0;
  for (const at of [0, 1, 2, 3, 5, 6, 7, 8])
    for (const digit of digits) {
      if (code[at] === digit) continue;
      tried++;
      if (completionOf('Ada Lovelace', code.slice(0, at) + digit + code.slice(at + 1))) accepted++;
    }
  expect(tried).toBe(248);
  expect(accepted).toBe(0);
  const others = Array.from({ length: 500 }, (_, i) => completionOf(`Reader ${i}`, code));
  expect(others.filter(Boolean)).toEqual([]);
  for (const bad of ['', 'ABC', `${code}A`, 'UUUU-UUUU', '----', '你好你好你好你好'])
    expect(completionOf('Ada Lovelace', bad), bad).toBeNull();
});
