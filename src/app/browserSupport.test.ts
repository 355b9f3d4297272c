import { expect, test } from 'vitest';
import { missing } from './browserSupport';

test('nothing is missing in a complete browser', () => {
  expect(missing({ worker: true, wasm: true })).toEqual([]);
});

test('each missing feature has its message', () => {
  expect(missing({ worker: false, wasm: true })).toEqual(['missing.worker']);
  expect(missing({ worker: true, wasm: false })).toEqual(['missing.wasm']);
});
