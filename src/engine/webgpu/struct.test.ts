import { expect, test } from 'vitest';
import { memoryOf, struct } from './struct';

const S = struct('S', {
  a: 'u32',
  b: 'f32',
  list: { count: 2, type: 'f32', components: ['x', 'y'] },
  c: 'u32',
});

test('is laid out by the rules of WGSL, and declares so in WGSL', () => {
  expect(['a', 'b', 'list', 'c'].map((field) => S.offsetOf(field as 'a'))).toEqual([0, 1, 4, 12]);
  expect(S.words).toBe(16);
  expect(S.wgsl).toBe(
    [
      'struct S_list {\n  x: f32,\n  y: f32,\n  padding0: u32,\n  padding1: u32,\n}\n',
      'struct S {\n  a: u32,\n  b: f32,\n  @align(16) list: array<S_list, 2>,\n  c: u32,\n',
      '  padding0: u32,\n  padding1: u32,\n  padding2: u32,\n}\n',
    ].join(''),
  );
});

test('packs each number in its own type', () => {
  const words = S.pack({ a: 7, b: 1.5, list: [{ x: 2, y: -3 }], c: 9 });
  const { u32, f32 } = memoryOf(words.buffer);
  expect([u32[0], f32[1], f32[4], f32[5], f32[8], u32[12]]).toEqual([7, 1.5, 2, -3, 0, 9]);
});

test('writes at an offset, and keeps what a short list leaves out', () => {
  const memory = memoryOf(new ArrayBuffer(4 * 40));
  memory.u32.fill(1);
  S.write(memory, 20, { a: 0, b: 0, list: [{ x: 0, y: 0 }], c: 0 });
  expect([...memory.u32.subarray(20, 36)]).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1]);
  expect(memory.u32[19] + memory.u32[36]).toBe(2);
});

test('throws when a list is too long, instead of overwriting the next field', () => {
  const many = Array.from({ length: 3 }, () => ({ x: 0, y: 0 }));
  expect(() => S.pack({ ...S.zero, list: many })).toThrow('S.list');
});
