import { expect, test } from 'vitest';
import { missing } from './capabilities';

const whole = { worker: true, wasm: true, opaque: false };
const keys = (patch: Partial<typeof whole>) => missing({ ...whole, ...patch }).map((m) => m.message);

test('a whole browser lacks nothing', () => {
  expect(keys({})).toEqual([]);
});

test('each lack has its sentence', () => {
  expect(keys({ worker: false })).toEqual(['missing.worker']);
  expect(keys({ wasm: false })).toEqual(['missing.wasm']);
});

test('a sandboxed frame offers a tab of its own', () => {
  expect(missing({ ...whole, opaque: true })).toEqual([{ message: 'missing.sandbox', tab: true }]);
});
