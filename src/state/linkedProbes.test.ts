/** Probes go into a link and come back from it. */
import { expect, test } from 'vitest';
import { readProbes, writeProbes } from '../experiment/probesLink';
import { linkedPath, linkedProbes, probesOfLink } from './linkedProbes';
import { add, addWaypoint, chooseWaypoint, move } from './probes';
import { initialState, type PlaygroundState } from './store';

const outcome = (...steps: ((s: PlaygroundState) => Partial<PlaygroundState>)[]) => {
  const state = initialState();
  for (const step of steps) Object.assign(state, step(state));
  return state;
};

test('the probes that the page begins with are not written', () => {
  expect([linkedProbes(initialState()), linkedPath(initialState())]).toEqual([null, null]);
  const free = initialState().probes.map((p) => ({ ...p, z: [7, 8] }));
  expect(linkedProbes({ ...initialState(), probes: free })).toBeNull();
});

test('placed probes, those of images, and their path come back', () => {
  const state = outcome(move('A', [0.1234, -2]), add([5, 6], 17), addWaypoint, chooseWaypoint(0, 'C'));
  const text = writeProbes(linkedProbes(state) ?? []);
  expect(text).toBe('A:0.123,-2_B_C:image17');
  const back = probesOfLink(readProbes(text), linkedPath(state));
  expect(back.path).toEqual(state.path);
  expect(back.selectedProbe).toBe('A');
  expect(back.probes).toEqual([
    { name: 'A', z: [0.123, -2], placed: true },
    { name: 'B', z: [0, 0], placed: false },
    { name: 'C', z: [0, 0], placed: true, image: 17 },
  ]);
});

test('a path through probes that the link does not name joins the first two, and many probes are too many', () => {
  expect(probesOfLink(readProbes('B:1,2_A:3,4'), ['A', 'X'])).toMatchObject({
    path: ['A', 'B'],
    selectedProbe: 'A',
  });
  expect(probesOfLink(readProbes('C:1,2'), null).path).toBeNull();
  expect(probesOfLink(null, ['B', 'A'])).toEqual({ path: ['B', 'A'] });
  const many = [...'ABCDEFGHIJKLMNOP'].map((name) => `${name}:1,1`).join('_');
  expect(probesOfLink(readProbes(many), null).probes).toHaveLength(12);
});
