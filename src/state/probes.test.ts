import { describe, expect, it } from 'vitest';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { axisDirections } from '../latent/slice';
import {
  add,
  addWaypoint,
  chooseWaypoint,
  fitProbes,
  followImages,
  forgetImages,
  MAX_PROBES,
  move,
  releaseProbes,
  remove,
  removeWaypoint,
  spreadProbes,
} from './probes';
import { initialState, type PlaygroundState } from './store';

/** The plane shows two coordinates. */
const along = (latent: number, a: number, b: number) => (state: PlaygroundState) => ({
  slice: { ...state.slice, ...axisDirections(latent, a, b) },
});
const outcome = (...steps: ((s: PlaygroundState) => Partial<PlaygroundState>)[]): PlaygroundState => {
  const state = initialState();
  for (const step of steps) Object.assign(state, step(state));
  return state;
};
const spec = (patch: Partial<Config>) => specOf({ ...defaultConfig(), ...patch });
const names = (state: PlaygroundState) => state.probes.map((p) => p.name).join('');

describe('probes', () => {
  it('moves one probe and leaves the others', () => {
    const state = outcome(move('B', [2, 3]));
    expect(state.probes).toEqual([
      { name: 'A', z: [-1, 0.5], placed: false },
      { name: 'B', z: [2, 3], placed: true },
    ]);
  });

  it('keeps coordinates that are given no number', () => {
    expect(outcome(move('A', [Number.NaN, 4])).probes[0].z).toEqual([-1, 4]);
    expect(outcome(move('A', [4])).probes[0].z).toEqual([4, 0.5]);
  });

  it('names new probes by the first free letter and selects them', () => {
    const state = outcome(add([0, 0]), remove('A'), add([1, 1]));
    expect(names(state)).toBe('ABC');
    expect(state.selectedProbe).toBe('A');
    expect(state.probes[0].z).toEqual([1, 1]);
  });

  it('pins a test image once, and its probe follows the code of the image', () => {
    const pinned = outcome(add([2, 2], 1), add([5, 5]), add([9, 9], 1));
    expect([names(pinned), pinned.selectedProbe]).toEqual(['ABCD', 'C']);
    const codes = Float32Array.of(0, 0, 3, 4);
    const followed = outcome(add([2, 2], 1), followImages(codes, 2));
    expect(followed.probes[2]).toEqual({ name: 'C', z: [3, 4], placed: true, image: 1 });
    expect(followImages(codes, 2)(followed)).toEqual({});
    // Codes of a diverged model are ignored, and those of another size belong to another model.
    expect(followImages(Float32Array.of(0, 0, Number.NaN, 1), 2)(pinned)).toEqual({});
    expect(followImages(Float32Array.of(0, 0, 1), 1)(pinned)).toEqual({});
  });

  it('unpins the image of a probe that is moved by hand, and all images when other data is loaded', () => {
    expect(outcome(add([2, 2], 1), move('C', [0, 1])).probes[2]).toEqual({
      name: 'C',
      z: [0, 1],
      placed: true,
    });
    expect(outcome(add([2, 2], 1), forgetImages).probes[2]).toEqual({ name: 'C', z: [2, 2], placed: true });
  });

  it('keeps pinned images with another model that encodes them, and nothing else moves their probes', () => {
    const state = outcome(add([2, 2], 1), releaseProbes(spec({ model: 'vae' }), spec({ model: 'ae' })));
    expect(state.probes[2].image).toBe(1);
    const square = { centre: [0, 0] as const, extent: 30 };
    expect(spreadProbes(square)(state).probes?.[2].z).toEqual([2, 2]);
    expect(
      outcome(add([2, 2], 1), releaseProbes(spec({ model: 'vae' }), spec({ model: 'gan' }))).probes[2],
    ).toEqual({
      name: 'C',
      z: [2, 2],
      placed: false,
    });
  });

  it('joins two test images that are chosen one after the other, unless the ends have been placed', () => {
    expect(outcome(add([2, 2], 1)).path).toEqual(['C', 'B']);
    expect(outcome(add([2, 2], 1), add([5, 5], 2)).path).toEqual(['C', 'D']);
    expect(outcome(move('A', [0, 0]), move('B', [1, 1]), add([2, 2], 1)).path).toEqual(['A', 'B']);
    expect(outcome(add([2, 2])).path).toEqual(['A', 'B']);
  });

  it('has any number of waypoints, two or more', () => {
    const three = outcome(add([5, 5]), addWaypoint);
    expect(three.path).toEqual(['A', 'B', 'C']);
    expect(addWaypoint(three)).toEqual({});
    expect(outcome(add([5, 5]), addWaypoint, chooseWaypoint(0, 'C')).path).toEqual(['C', 'B', 'A']);
    expect(outcome(add([5, 5]), addWaypoint, removeWaypoint(1)).path).toEqual(['A', 'C']);
    expect(outcome(removeWaypoint(1)).path).toEqual(['A', 'B']);
    expect(outcome(add([5, 5]), addWaypoint, remove('B')).path).toEqual(['A', 'C']);
  });

  it('stops at a dozen', () => {
    expect(outcome(...Array.from({ length: 20 }, () => add([0, 0]))).probes).toHaveLength(MAX_PROBES);
  });

  it('never removes the last one, and keeps selection and path on existing probes', () => {
    const one = outcome(remove('A'));
    expect([names(one), one.selectedProbe, one.path]).toEqual(['B', 'B', null]);
    expect(names(outcome(remove('A'), remove('B')))).toBe('B');
    expect(outcome(remove('A'), add([0, 0])).path).toEqual(['B', 'A']);
    expect(outcome(add([0, 0]), remove('A')).path).toEqual(['C', 'B']);
    expect(outcome(add([0, 0]), remove('B')).path).toEqual(['A', 'C']);
    expect(outcome(add([0, 0]), remove('C')).path).toEqual(['A', 'B']);
  });

  it('swaps the ends of the path rather than join a probe to itself', () => {
    expect(outcome(chooseWaypoint(0, 'B')).path).toEqual(['B', 'A']);
    expect(outcome(add([0, 0]), chooseWaypoint(1, 'C')).path).toEqual(['A', 'C']);
    expect(outcome(chooseWaypoint(1, 'X')).path).toEqual(['A', 'B']);
  });

  it('fits probes to another latent size', () => {
    const four = outcome(fitProbes(4), move('A', [1, 2, 3, 4]));
    expect(four.probes.map((p) => p.z)).toEqual([
      [1, 2, 3, 4],
      [1, -0.5, 0, 0],
    ]);
    const two = { ...four, ...fitProbes(2)(four) };
    expect(two.probes[0].z).toEqual([1, 2]);
    expect({ ...two, ...fitProbes(1)(two) }.probes[0].z).toEqual([1]);
    expect(fitProbes(2)(initialState())).toEqual({});
  });

  it('spreads probes that the reader has not placed over the square where the codes are', () => {
    const square = { centre: [10, -20] as const, extent: 30 };
    const free = outcome(spreadProbes(square));
    expect(free.probes.map((p) => p.z)).toEqual([
      [0, -15],
      [20, -25],
    ]);
    const held = outcome(move('A', [0.1, 0.2]), spreadProbes(square));
    expect(held.probes.map((p) => p.z)).toEqual([
      [0.1, 0.2],
      [20, -25],
    ]);
    // The prior's own square leaves them at their first places, and changes nothing.
    expect(spreadProbes({ centre: [0, 0], extent: 3 })(initialState())).toEqual({});
  });

  it('spreads them along the shown axes, and on a line', () => {
    const other = outcome(fitProbes(4), along(4, 2, 3), spreadProbes({ centre: [0, 0], extent: 3 }));
    expect(other.probes.map((p) => p.z)).toEqual([
      [0, 0, -1, 0.5],
      [0, 0, 1, -0.5],
    ]);
    const among = outcome(
      fitProbes(4),
      along(4, 0, 1),
      spreadProbes({ centre: [0, 0], extent: 3 }, [7, 8, 9, 10]),
    );
    expect(among.probes[0].z).toEqual([-1, 0.5, 9, 10]);
    const line = outcome(fitProbes(1), along(1, 0, 0), spreadProbes({ centre: [5, 0], extent: 6 }));
    expect(line.probes.map((p) => p.z)).toEqual([[3], [7]]);
  });

  it('keeps any number of them apart', () => {
    const many = outcome(
      ...Array.from({ length: MAX_PROBES }, () => add([0, 0])),
      releaseProbes(spec({ model: 'vae' }), spec({ model: 'ae' })),
      spreadProbes({ centre: [0, 0], extent: 3 }),
    ).probes;
    const gaps = many.flatMap((p, i) =>
      many.slice(i + 1).map((q) => Math.hypot(p.z[0] - q.z[0], p.z[1] - q.z[1])),
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0.3);
    expect(Math.max(...many.flatMap((p) => p.z.map(Math.abs)))).toBeLessThan(3);
  });

  it('releases placed probes for another plane, and for no other reason', () => {
    const freed = (a: Partial<Config>, b: Partial<Config>) =>
      !outcome(move('A', [2, 2]), releaseProbes(spec(a), spec(b))).probes[0].placed;
    expect(freed({}, {})).toBe(false);
    expect(freed({}, { encoder: [64] })).toBe(false);
    expect(freed({}, { model: 'ae' })).toBe(true);
    expect(freed({}, { latent: 3 })).toBe(true);
    expect(freed({ model: 'gan' }, { model: 'gan', decoder: [64] })).toBe(false);
    expect(freed({ model: 'ae' }, { model: 'ae' })).toBe(false);
    expect(freed({ model: 'ae' }, { model: 'ae', encoder: [64] })).toBe(true);
  });
});
