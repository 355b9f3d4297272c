import { expect, test } from 'vitest';
import { probesFrom, probesText } from './savedProbes';

const saved = {
  probes: [
    { name: 'A', z: [0.1, -2], placed: true },
    { name: 'B', z: [1 / 3, 1e-7], placed: false },
    { name: 'D', z: [4, 5], placed: true, image: 17 },
  ],
  selectedProbe: 'D',
  path: ['D', 'A', 'B'],
};

test('probes and path come back as they were', () => {
  expect(probesFrom(probesText(saved), 2)).toEqual(saved);
});

test.each([
  ['no JSON', '{'],
  ['another value', '3'],
  ['none', JSON.stringify({ probes: [] })],
  ['another size', JSON.stringify({ probes: [{ name: 'A', z: [1], placed: true }] })],
  ['no numbers', JSON.stringify({ probes: [{ name: 'A', z: [1, null], placed: true }] })],
  ['a name twice', JSON.stringify({ probes: [saved.probes[0], saved.probes[0]] })],
  ['another name', JSON.stringify({ probes: [{ name: '<b>', z: [1, 2] }] })],
  [
    'too many',
    JSON.stringify({
      probes: Array.from({ length: 13 }, (_, i) => ({ name: String.fromCharCode(65 + i), z: [1, 2] })),
    }),
  ],
])('text of a foreign file changes nothing: %s', (_, text) => {
  expect(probesFrom(text, 2)).toEqual({});
});

test('a path whose ends are missing joins the first two', () => {
  expect(probesFrom(JSON.stringify({ ...saved, path: ['A', 'A'] }), 2)).toMatchObject({ path: ['A', 'B'] });
  const text = JSON.stringify({ ...saved, path: ['A', 'Z'], selectedProbe: 'Z' });
  expect(probesFrom(text, 2)).toMatchObject({ path: ['A', 'B'], selectedProbe: 'A' });
});
