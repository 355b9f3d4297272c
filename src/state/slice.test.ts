/** Which slice the plane shows, and when it changes. */

import { beforeEach, describe, expect, it } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import { PRINCIPAL } from '../experiment/sliceChoice';
import { specWith } from '../experiment/specOf';
import { onPlane } from '../latent/slice';
import { dot } from '../latent/vector';
import { live } from './live';
import { chooseAxis, chooseSlice, codesAt, followSlice, nextSlice, sliceNow } from './slice';
import { initialState, type PlaygroundState, useStore } from './store';

const LATENT = 4;
const COUNT = 200;
/** Codes that vary most along (0, 0.6, 0.8, 0), then along the last coordinate; class 1 lies where class 0 does, + (2, 0, 0, 0). */
function codes(last = 2, size = 5) {
  const mu = new Float32Array(COUNT * LATENT);
  const labels = new Uint8Array(COUNT);
  for (let i = 0; i < COUNT; i++) {
    const a = size * Math.sin(1.7 * i);
    labels[i] = i % 2;
    mu.set([2 * labels[i] + 0.1 * Math.cos(5 * i), 0.6 * a, 0.8 * a, last * Math.cos(0.9 * i)], i * LATENT);
  }
  return { step: 1, count: COUNT, mu, logVar: null, labels };
}

/** A state of an autoencoder with four latent numbers. */
function stateWith(changes: Partial<PlaygroundState> = {}, model: 'ae' | 'gan' = 'ae'): PlaygroundState {
  const state = initialState();
  const probes = [
    [1, 0, 0, 0],
    [0, 2, 0, 0],
    [0, 0, 0, 3],
  ].map((z, i) => ({ name: 'ABC'[i], z, placed: true }));
  return { ...state, probes, run: { ...state.run, spec: specWith({ model, latent: LATENT }) }, ...changes };
}
const choosing = (slice: Parameters<typeof chooseSlice>[0], state = stateWith()) => ({
  ...state,
  ...chooseSlice(slice)(state),
});

describe('the default', () => {
  it('of a longer code is its principal directions, once there are codes', () => {
    const slice = nextSlice(stateWith(), codes());
    expect(slice.choice).toEqual(PRINCIPAL);
    expect(Math.abs(dot(slice.u, [0, 0.6, 0.8, 0]))).toBeGreaterThan(0.999);
    expect(Math.abs(dot(slice.v, [0, 0, 0, 1]))).toBeGreaterThan(0.99);
    expect(slice.share).toBeGreaterThan(0.9);
    const before = nextSlice(stateWith(), null);
    expect([before.u, before.v, before.problem]).toEqual([[1, 0, 0, 0], [0, 1, 0, 0], null]);
  });

  it('without an encoder, and of two numbers or one, is the coordinates', () => {
    expect(nextSlice(stateWith({}, 'gan'), null).choice).toEqual({ by: 'axes', axes: [0, 1] });
    const run = (latent: number) => ({ ...initialState().run, spec: specWith({ latent }) });
    const two = { ...initialState(), run: run(2) };
    expect(nextSlice(two, null)).toBe(two.slice);
    expect(nextSlice(stateWith({ run: run(1) }), null)).toMatchObject({ u: [1], v: [0] });
  });
});

describe('a chosen slice', () => {
  it('of two coordinates: choosing the other one swaps them', () => {
    let state = stateWith();
    const choose = (which: 0 | 1, axis: number) => {
      state = { ...state, ...chooseAxis(which, axis)(state) };
      state = { ...state, slice: nextSlice(state, codes()) };
      return state.slice.choice;
    };
    expect(choose(0, 3)).toEqual({ by: 'axes', axes: [3, 1] });
    expect(choose(0, 1)).toEqual({ by: 'axes', axes: [1, 3] });
    expect([state.slice.u, state.slice.v]).toEqual([
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
  });

  it('from class to class, and along a quantity that is known once the images are', () => {
    const slice = nextSlice(choosing({ by: 'classes', classes: [0, 1] }), codes());
    expect(dot(slice.u, [1, 0, 0, 0])).toBeGreaterThan(0.95);
    expect(nextSlice(choosing({ by: 'classes', classes: [1, 0] }), codes()).u[0]).toBeLessThan(-0.95);
    expect(nextSlice(choosing({ by: 'classes', classes: [0, 7] }), codes()).problem).toBe('class');
    expect(
      nextSlice(choosing({ by: 'classes', classes: [0, 1] }), { ...codes(), labels: null }).problem,
    ).toBe('class');
    expect(nextSlice(choosing({ by: 'slant' }), codes()).problem).toBe('images');
    expect(nextSlice(choosing(PRINCIPAL), null).problem).toBe('codes');
  });

  it('of thickness points to where strokes are thicker', () => {
    // A vertical stroke whose width grows with the last coordinate of its code.
    const points = codes();
    const images = new Uint8Array(COUNT * 784);
    for (let i = 0; i < COUNT; i++)
      for (let p = 0; p < 784; p++)
        if (Math.abs((p % 28) - 13.5) < 3 + points.mu[i * LATENT + 3] && p > 112 && p < 672)
          images[784 * i + p] = 255;
    const data = { ...initialState().data, test: { ...GREY_28, images, labels: null, count: COUNT } };
    const slice = nextSlice(choosing({ by: 'thickness' }, stateWith({ data })), points);
    expect(slice.problem).toBeNull();
    expect(dot(slice.u, [0, 0, 0, 1])).toBeGreaterThan(0.95);
  });

  it('through three probes contains them, and stays when one moves within it', () => {
    let state = choosing({ by: 'probes', names: ['A', 'B', 'C'] });
    state = { ...state, slice: nextSlice(state, codes()) };
    const contains = () => {
      for (const { z } of state.probes) {
        const [x, y] = onPlane(z, state.slice);
        const at = codesAt(state, [[x, y]]);
        z.forEach((value, d) => {
          expect(at[d]).toBeCloseTo(value, 9);
        });
      }
    };
    contains();
    const { slice } = state;
    const moved = (name: string, z: number[]) => {
      state = { ...state, probes: state.probes.map((p) => (p.name === name ? { ...p, z } : p)) };
      state = { ...state, slice: nextSlice(state, codes()) };
    };
    // Halfway from A to C, which is on the plane.
    moved(
      'B',
      [0.5, 0, 0, 1.5].map((value, d) => value + 0.1 * slice.u[d]),
    );
    expect(state.slice.u).toBe(slice.u);
    contains();
    moved('B', [0, 0, 1, 0]);
    expect(state.slice.u).not.toBe(slice.u);
    contains();
  });

  it('that is impossible says why, and the plane stays', () => {
    const before = nextSlice(choosing({ by: 'axes', axes: [2, 1] }), codes());
    const line = choosing({ by: 'probes', names: ['A', 'B', 'C'] }, stateWith({ slice: before }));
    const probes = line.probes.map((p, i) => ({ ...p, z: [i, 2 * i, 0, 1] }));
    expect(nextSlice({ ...line, probes }, codes())).toMatchObject({
      problem: 'line',
      choice: { by: 'probes' },
      shown: { by: 'axes', axes: [2, 1] },
      u: before.u,
      v: before.v,
    });
    expect(nextSlice({ ...line, probes: probes.slice(0, 2) }, codes()).problem).toBe('probes');
    const same = { ...codes(), mu: new Float32Array(COUNT * LATENT).fill(0.25) };
    expect(nextSlice(choosing({ by: 'classes', classes: [0, 1] }), same).problem).toBe('same');
  });
});

describe('over time', () => {
  const running = (state: PlaygroundState) => ({
    ...state,
    run: { ...state.run, status: 'running' as const },
  });

  it('principal directions stay during training while they show nearly as much, and then follow', () => {
    const state = stateWith();
    const first = nextSlice(state, codes());
    const training = running({ ...state, slice: first });
    const turned = codes(2, 5);
    for (let i = 0; i < COUNT; i++) turned.mu[i * LATENT] += 0.2 * turned.mu[i * LATENT + 1];
    const kept = nextSlice(training, turned);
    expect(kept.u).toBe(first.u);
    expect(kept.share).not.toBe(first.share);
    expect(nextSlice({ ...training, run: state.run }, turned).u).not.toBe(first.u);
    // Now it is the first coordinate along which codes vary most.
    const wide = codes();
    for (let i = 0; i < COUNT; i++) wide.mu[i * LATENT] *= 30;
    expect(Math.abs(nextSlice(training, wide).u[0])).toBeGreaterThan(0.99);
  });

  it('a direction keeps its sign', () => {
    const first = nextSlice(stateWith(), codes());
    const flipped = { ...first, u: first.u.map((value) => -value), v: first.v };
    expect(nextSlice(stateWith({ slice: flipped }), codes(2, 6)).u[2]).toBeCloseTo(-first.u[2], 2);
  });

  it('nothing changes without a reason', () => {
    const slice = nextSlice(stateWith(), codes());
    expect(nextSlice(stateWith({ slice }), codes())).toBe(slice);
  });
});

describe('in the page', () => {
  beforeEach(() => {
    live.open(1);
    useStore.setState(stateWith(), true);
  });

  it('follows the codes, the choice and the probes, and passes through the selected probe', () => {
    const stop = followSlice();
    live.set('points', codes());
    expect(useStore.getState().slice.choice).toEqual(PRINCIPAL);
    const through = sliceNow(useStore.getState());
    expect(onPlane(through.origin, through).every((value) => Math.abs(value) < 1e-9)).toBe(true);
    useStore.setState({ selectedProbe: 'C' });
    expect(sliceNow(useStore.getState()).origin).not.toEqual(through.origin);
    useStore.setState(chooseSlice({ by: 'probes', names: ['C', 'A', 'B'] }));
    expect(useStore.getState().slice.origin).not.toBeNull();
    useStore.setState(({ probes }) => ({ probes: probes.slice(0, 2) }));
    expect(useStore.getState().slice.problem).toBe('probes');
    stop();
    useStore.setState(chooseSlice(null));
    expect(useStore.getState().slice.problem).toBe('probes');
  });
});
