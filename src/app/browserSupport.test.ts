import { expect, test } from 'vitest';
import { missing } from './browserSupport';

test('a whole browser lacks nothing', () => {
  expect(missing({ worker: true, wasm: true })).toEqual([]);
});

test('each lack has its sentence', () => {
  expect(missing({ worker: false, wasm: true })).toEqual(['missing.worker']);
  expect(missing({ worker: true, wasm: false })).toEqual(['missing.wasm']);
});
