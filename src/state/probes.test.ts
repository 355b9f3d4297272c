import { describe, expect, it } from 'vitest';
import {
  add,
  chooseAxis,
  choosePathEnd,
  fitTo,
  MAX_PROBES,
  move,
  onPlane,
  remove,
  withPlane,
} from './probes';
import { initialState, type PlaygroundState } from './store';

const outcome = (...steps: ((s: PlaygroundState) => Partial<PlaygroundState>)[]): PlaygroundState => {
  const state = initialState();
  for (const step of steps) Object.assign(state, step(state));
  return state;
};
const names = (state: PlaygroundState) => state.probes.map((p) => p.name).join('');

describe('probes', () => {
  it('moves one probe and leaves the others', () => {
    const state = outcome(move('B', [2, 3]));
    expect(state.probes).toEqual([
      { name: 'A', z: [-1, 0.5] },
      { name: 'B', z: [2, 3] },
    ]);
  });

  it('keeps coordinates that were given no number', () => {
    expect(outcome(move('A', [Number.NaN, 4])).probes[0].z).toEqual([-1, 4]);
    expect(outcome(move('A', [4])).probes[0].z).toEqual([4, 0.5]);
  });

  it('names new probes by the first free letter and selects them', () => {
    const state = outcome(add([0, 0]), remove('A'), add([1, 1]));
    expect(names(state)).toBe('ABC');
    expect(state.selectedProbe).toBe('A');
    expect(state.probes[0].z).toEqual([1, 1]);
  });

  it('stops at a dozen', () => {
    expect(outcome(...Array.from({ length: 20 }, () => add([0, 0]))).probes).toHaveLength(MAX_PROBES);
  });

  it('never removes the last one, and keeps selection and path on probes that exist', () => {
    const one = outcome(remove('A'));
    expect([names(one), one.selectedProbe, one.path]).toEqual(['B', 'B', null]);
    expect(names(outcome(remove('A'), remove('B')))).toBe('B');
    expect(outcome(remove('A'), add([0, 0])).path).toEqual(['B', 'A']);
    expect(outcome(add([0, 0]), remove('A')).path).toEqual(['C', 'B']);
    expect(outcome(add([0, 0]), remove('B')).path).toEqual(['A', 'C']);
    expect(outcome(add([0, 0]), remove('C')).path).toEqual(['A', 'B']);
  });

  it('swaps the ends of the path rather than join a probe to itself', () => {
    expect(outcome(choosePathEnd(0, 'B')).path).toEqual(['B', 'A']);
    expect(outcome(add([0, 0]), choosePathEnd(1, 'C')).path).toEqual(['A', 'C']);
    expect(outcome(choosePathEnd(1, 'X')).path).toEqual(['A', 'B']);
  });

  it('swaps the axes rather than show one twice', () => {
    expect(outcome(fitTo(4), chooseAxis(0, 3)).axes).toEqual([3, 1]);
    expect(outcome(fitTo(4), chooseAxis(0, 1)).axes).toEqual([1, 0]);
  });

  it('fits probes and axes to another latent size', () => {
    const four = outcome(fitTo(4), chooseAxis(1, 3), move('A', [1, 2, 3, 4]));
    expect(four.probes.map((p) => p.z)).toEqual([
      [1, 2, 3, 4],
      [1, -0.5, 0, 0],
    ]);
    const two = { ...four, ...fitTo(2)(four) };
    expect([two.axes, two.probes[0].z]).toEqual([
      [0, 1],
      [1, 2],
    ]);
    const one = { ...two, ...fitTo(1)(two) };
    expect([one.axes, one.probes[0].z]).toEqual([[0, 0], [1]]);
    expect({ ...one, ...fitTo(2)(one) }.axes).toEqual([0, 1]);
    expect(fitTo(2)(initialState())).toEqual({});
  });

  it('knows where a latent point is on the plane', () => {
    expect(onPlane([1, 2, 3], [2, 0])).toEqual([3, 1]);
    expect(onPlane([7], [0, 0])).toEqual([7, 0]);
    expect(withPlane([1, 2, 3], [2, 0], 8, 9)).toEqual([9, 2, 8]);
    expect(withPlane([7], [0, 0], 8, 9)).toEqual([8]);
  });
});
