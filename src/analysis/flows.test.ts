import { afterEach, expect, test, vi } from 'vitest';
// Compiled here, not within the time of a test.
import '../engine/simd/execution';
import { energyDistance } from '../math/energyDistance';
import { fillNormal, Purpose } from '../math/random';
import type { FlowPaths } from './flowPaths';
import { createAnalysisHandler } from './handler';
import { createPace } from './pace';
import type { AnalysisRequests, AnalysisType, Learned } from './protocol';

function worker() {
  const handler = createAnalysisHandler(createPace(() => performance.now()));
  return async <T extends AnalysisType>(type: T, body: AnalysisRequests[T]['body']) =>
    (await handler({ type, requestId: 1, ...body } as never)) as AnalysisRequests[T]['result'];
}

/** Codes of two classes, at −5 and at 5 on the first axis. */
const labels = Uint8Array.from({ length: 400 }, (_, i) => i % 2);
const mu = new Float32Array(800);
fillNormal(mu, 1, Purpose.selfTest, 0);
mu.forEach((e, i) => {
  mu[i] = 0.5 * e + (i % 2 === 0 ? (labels[i / 2] === 0 ? -5 : 5) : 0);
});
const codes = { latent: 2, mu, logVar: null, labels };
const at = ({ positions, count }: FlowPaths, moment: number) =>
  positions.subarray(moment * count * 2, (moment + 1) * count * 2);

test('draws move from N(0, I) to the codes, are named by the nearest code, and can be conditioned on a class', async () => {
  const request = worker();
  expect(await request('flowTrain', { steps: 5 })).toBeNull();
  expect(await request('flowBegin', { codes, seed: 1 })).toBe(true);
  const first = (await request('flowTrain', { steps: 20 })) as Learned;
  const { step, loss, flow } = (await request('flowTrain', { steps: 120 })) as Learned;
  expect([first.step, step]).toEqual([20, 140]);
  expect(loss).toBeLessThan(first.loss);
  // The first ones are a copy: they have not changed since.
  expect(first.flow.parameters).not.toEqual(flow.parameters);

  const of = (label: number | null, round = 0) =>
    request('flowPaths', { flow, label, seed: 3, round, count: 130, codes: { mu, labels } });
  const any = await of(null);
  const noise = new Float32Array(260);
  fillNormal(noise, 3, Purpose.draws, 0);
  expect(at(any, 0)).toEqual(noise);
  const ends = at(any, any.moments - 1);
  for (let i = 0; i < any.count; i++) expect(any.classes?.[i]).toBe(Number(ends[2 * i] > 0));
  expect(await of(null)).toEqual(any);
  expect(at(await of(null, 1), 0)).not.toEqual(noise);
  const right = await of(1);
  expect(right.classes?.filter((c) => c === 1).length).toBeGreaterThan(125);

  const distance = (a: Float32Array) => request('distance', { a, b: mu, width: 2 });
  expect(await distance(noise)).toBe(energyDistance(noise, mu, 2));
  expect(await distance(ends.slice())).toBeLessThan((await distance(noise)) / 5);
});

test('more evaluations of the network give better draws, and a later request ends an earlier one', async () => {
  const request = worker();
  await request('flowBegin', { codes, seed: 1 });
  const { flow } = (await request('flowTrain', { steps: 120 })) as Learned;
  const [earlier, found] = await Promise.all([
    request('flowSteps', { flow, seed: 2, codes: mu }),
    request('flowSteps', { flow, seed: 2, codes: mu }),
  ]);
  expect(earlier).toBeNull();
  for (const way of ['euler', 'heun', 'diffusion'] as const) {
    const own = found?.filter((one) => one.way === way) ?? [];
    expect(own.map(({ evaluations }) => evaluations)).toEqual(
      way === 'heun' ? [2, 4, 8, 16, 32, 64] : [1, 2, 4, 8, 16, 32, 64],
    );
    expect(own[own.length - 1].distance).toBeLessThan(own[0].distance / 2);
  }
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('it learns in float32 on the kernels; without WebAssembly the float64 reference learns the same', async () => {
  const learned = async () => {
    const request = worker();
    await request('flowBegin', { codes, seed: 1 });
    const { loss, flow } = (await request('flowTrain', { steps: 20 })) as Learned;
    const paths = await request('flowPaths', { flow, label: 1, seed: 3, round: 0, count: 40, codes: null });
    return {
      loss,
      ends: at(paths, paths.moments - 1),
      single: flow.parameters.every((p) => Math.fround(p) === p),
    };
  };
  const found = await learned();
  vi.stubGlobal('WebAssembly', undefined);
  const expected = await learned();
  expect([found.single, expected.single]).toEqual([true, false]);
  expect(found.loss / expected.loss).toBeCloseTo(1, 4);
  for (const [i, z] of found.ends.entries()) expect(z).toBeCloseTo(expected.ends[i], 2);
});

test('codes that are not finite are refused, and those before are forgotten', async () => {
  const request = worker();
  await request('flowBegin', { codes, seed: 1 });
  const broken = { ...codes, mu: Float32Array.from(mu, (z, i) => (i === 7 ? Number.NaN : z)) };
  expect(await request('flowBegin', { codes: broken, seed: 1 })).toBe(false);
  expect(await request('flowTrain', { steps: 1 })).toBeNull();
});
