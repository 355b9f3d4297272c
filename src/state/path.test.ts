import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lengthsAlong } from '../latent/curve';
import { pretrainedVae } from '../latent/testing';
import { live } from './live';
import { measurePath, onPath, type PathNow, pathNow, placeOnPath } from './path';
import { changePath, move } from './probes';
import { initialState, useStore } from './store';

const vae = await pretrainedVae();
const interpolation = (one: Parameters<typeof changePath>[0]['interpolation']) =>
  useStore.setState(changePath({ interpolation: one }));
const path = (): PathNow => {
  const now = pathNow();
  if (!now) throw new Error('there is no path');
  return now;
};
const stop = (now: PathNow, i: number) => [...now.stops.subarray(2 * i, 2 * i + 2)];
const refined = () => vi.waitFor(() => expect(path().refined).toBe(true), { timeout: 20_000 });

describe('the path on the page', () => {
  let leave = () => {};
  beforeEach(() => {
    useStore.setState(initialState());
    live.open(1);
    const { codes, weights } = vae;
    live.set('weights', { step: 1, decoder: weights });
    live.set('points', { step: 1, count: codes.length / 2, mu: codes, logVar: null, labels: null });
    leave = onPath(() => {});
  });
  afterEach(() => leave());

  it('has its ends at the probes and equal steps between, and is the same object until something changes', () => {
    const now = path();
    expect([stop(now, 0), stop(now, 6), stop(now, 12)]).toEqual([
      [-1, 0.5],
      [0, 0].map((v) => expect.closeTo(v, 9)),
      [1, -0.5],
    ]);
    expect(path()).toBe(now);
    expect(placeOnPath(now, 1.5)[0]).toBeCloseTo(-0.75, 9);
    useStore.setState(move('B', [3, 0.5]));
    expect(path()).not.toBe(now);
    expect(stop(path(), 12)).toEqual([3, 0.5]);
  });

  it('passes through all waypoints', () => {
    const { probes } = useStore.getState();
    useStore.setState({ probes: [...probes, { name: 'C', z: [1, 2], placed: true }], path: ['A', 'B', 'C'] });
    const now = path();
    expect(now.breaks).toHaveLength(3);
    expect(placeOnPath(now, 12)).toEqual([1, 2]);
    const [, middle] = now.breaks;
    const out = new Float64Array(2);
    now.curve.at(middle, out);
    expect([...out]).toEqual([1, -0.5].map((v) => expect.closeTo(v, 9)));
  });

  it('is straight at first and then along the data, nearer to the codes', async () => {
    useStore.setState(move('A', [-1.8, -0.3]));
    const straight = measurePath(path());
    interpolation('data');
    expect(path().refined).toBe(false);
    await refined();
    const measures = measurePath(path());
    // The ends are the same.
    const inner = ({ gaps }: typeof measures) => Math.max(...(gaps?.slice(1, -1) ?? []));
    expect(inner(measures)).toBeLessThan(inner(straight));
    expect(measures.latent).toBeGreaterThan(straight.latent);
    // With the graph known, it follows a probe at once.
    useStore.setState(move('B', [0.2, -1.8]));
    expect(measurePath(path()).latent).toBeGreaterThan(Math.hypot(1.2, 2.3) + 0.01);
  });

  it('becomes shorter in pixels than the straight line, and follows a probe that moves', async () => {
    useStore.setState(move('A', [0.7, 1.5]));
    useStore.setState(move('B', [-1.8, -0.3]));
    interpolation('geodesic');
    await refined();
    const { pixels, straight } = measurePath(path());
    expect(pixels).toBeLessThan(0.99 * (straight ?? 0));
    useStore.setState(move('B', [-1.7, -0.35]));
    expect(path().refined).toBe(false);
    const moved = measurePath(path());
    expect(moved.pixels).toBeLessThan(0.99 * (moved.straight ?? 0));
  });

  it('spaces its stops by pixels, and is refined again for new weights', async () => {
    useStore.setState(changePath({ spacing: 'pixels' }));
    await refined();
    const before = path();
    expect(Math.max(...before.t.slice(1).map((t, i) => t - before.t[i]))).toBeGreaterThan(1.2 / 12);
    // All images are the same: no length in pixels, and equal steps.
    live.set('weights', { step: 2, decoder: new Float32Array(vae.weights.length) });
    await vi.waitFor(() => expect(path()).not.toBe(before), { timeout: 20_000 });
    expect(path().t[3]).toBeCloseTo(0.25, 9);
  });

  it('is drawn free-hand between its ends, straight before that, and with other coordinates evenly', () => {
    interpolation('drawn');
    expect(stop(path(), 6)[1]).toBeCloseTo(0, 9);
    useStore.setState(changePath({ drawn: [-1, 3, 1, 3] }));
    expect([stop(path(), 0), stop(path(), 6), stop(path(), 12)]).toEqual([
      [-1, 0.5],
      [expect.closeTo(0.5, 9), expect.closeTo(3, 9)],
      [1, -0.5],
    ]);
    expect(lengthsAlong(path().stops, 2)[12]).toBeGreaterThan(7);
  });

  it('exists only with two probes, and a model with a latent space', () => {
    useStore.setState({ path: null });
    expect(pathNow()).toBeNull();
  });
});
