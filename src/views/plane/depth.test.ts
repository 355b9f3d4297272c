/** Codes off the plane are fainter. */
import { expect, test } from 'vitest';
import { axisDirections } from '../../latent/slice';
import { coloursAt, DEPTHS, depthsOf, kindsAt } from './depth';
import { HIDDEN } from './dots';

test('a third of the codes each is near, farther and far from the plane, on both sides of it', () => {
  // At z₃ = 1 the plane of the first two coordinates; codes are 0, ±1, ±2 … away from it.
  const count = 9;
  const mu = Float32Array.from({ length: 3 * count }, (_, at) => {
    const i = Math.floor(at / 3);
    return at % 3 === 2 ? 1 + (i % 2 ? -i : i) : 100 * i;
  });
  const slice = { ...axisDirections(3, 0, 1), origin: [0, 0, 1] };
  expect([...depthsOf(mu, count, 3, slice)]).toEqual([0, 0, 0, 0, 1, 1, 1, 2, 2]);
  mu[3 * 4] = Number.NaN;
  expect(depthsOf(mu, count, 3, slice)[4]).toBe(DEPTHS - 1);
  expect([...kindsAt(2, Uint8Array.of(7, 8, 9), Uint8Array.of(2, 0, 2))]).toEqual([7, HIDDEN, 9]);
});

test('far dots are closer to the colour of the paper', () => {
  const colours = (depth: number) => [...coloursAt(depth, ['#102030'], '#ffffff')].map((word) => word & 255);
  const reds = Array.from({ length: DEPTHS }, (_, depth) => colours(depth)[0]);
  expect(reds[0]).toBe(0x10);
  expect(reds[1]).toBeGreaterThan(reds[0]);
  expect(reds[2]).toBeGreaterThan(reds[1]);
});
