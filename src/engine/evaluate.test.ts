import { expect, test } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import { defaultConfig } from '../experiment/schema';
import { hyperOf, specOf } from '../experiment/specOf';
import type { EngineReader } from './engine';
import { createEvaluation } from './evaluate';

const COUNT = 2300;
const defaults = { hyper: hyperOf(defaultConfig()), step: 0 };
/**
 * An engine whose codes separate the classes only from `clearFrom` on, and whose losses are the index of the
 * image.
 */
function setup(config = defaultConfig(), logVar: number | null = null) {
  let clear = false;
  const requested: [number, number][] = [];
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 10);
  const images = new Uint8Array(COUNT * 784);
  labels.forEach((label, i) => {
    images[i * 784] = label;
  });
  const engine: EngineReader = {
    spec: specOf(config),
    async encode(bytes, count, given) {
      expect(given).toEqual(Uint8Array.from({ length: count }, (_, i) => bytes[i * 784]));
      return {
        mu: Float32Array.from({ length: 2 * count }, (_, i) => (clear ? bytes[(i >> 1) * 784] : 0)),
        logVar: logVar === null ? null : new Float32Array(2 * count).fill(logVar),
      };
    },
    decode: async () => new Float32Array(0),
    readParameters: async () => new Float32Array(0),
    async evaluate(_, count, first, given) {
      requested.push([first, count]);
      expect(given).toEqual(labels.subarray(first, first + count));
      let recon = 0;
      for (let i = first; i < first + count; i++) recon += i;
      return { recon, kl: 2 * count, count };
    },
  };
  const weights = { ...defaults, hyper: hyperOf(config) };
  const see = () => {
    clear = true;
  };
  return {
    evaluation: createEvaluation(engine, { ...GREY_28, images, labels, count: COUNT }, () => weights),
    requested,
    see,
  };
}

test('slices cycle through the set, each with its own means', async () => {
  const { evaluation, requested } = setup();
  const all = [];
  for (let i = 0; i < 6; i++) all.push(await evaluation.nextSlice());
  expect(requested).toEqual([
    [0, 500],
    [500, 500],
    [1000, 500],
    [1500, 500],
    [2000, 300],
    [0, 500],
  ]);
  expect(all[4]).toMatchObject({ recon: 2149.5, kl: 2, negElbo: 2151.5, count: 300 });
});

test('the kNN vote uses codes of one moment', async () => {
  const { evaluation, see } = setup();
  const votes = [];
  for (let i = 0; i < 5; i++) {
    // The codes separate the classes only just before the vote: no older code may count.
    if (i === 4) see();
    votes.push((await evaluation.nextSlice()).knn);
  }
  expect(votes).toEqual([null, null, null, null, 1]);
});

test('the whole set gives one mean, and one vote', async () => {
  const { evaluation, see } = setup();
  let between = 0;
  const blind = await evaluation.whole(async () => void between++);
  expect(between).toBe(5);
  expect(blind).toMatchObject({ recon: (COUNT - 1) / 2, kl: 2, count: COUNT });
  expect(blind.knn).toBeLessThan(0.2);
  see();
  expect((await evaluation.whole(async () => {})).knn).toBe(1);
});

test('test images have the objective of the run, with β, free bits and penalty', async () => {
  const beta = setup({ ...defaultConfig(), beta: 4 }).evaluation;
  const first = await beta.nextSlice();
  expect(first).toMatchObject({ recon: 249.5, kl: 2, negElbo: 251.5 });
  expect(first.objective).toEqual({ total: 249.5 + 4 * 2, kl: 2, penalty: 0 });

  // Codes at the origin with σ = 1: no KL at all, and each of the two coordinates counts as half a nat.
  const free = setup({ ...defaultConfig(), beta: 3, freeBits: 0.5 }, 0).evaluation;
  expect((await free.nextSlice()).objective).toEqual({ total: 249.5 + 3, kl: 1, penalty: 0 });
  expect((await free.whole(async () => {})).objective?.total).toBeCloseTo((COUNT - 1) / 2 + 3, 9);

  // When the codes are labels, 0 to 9 in both coordinates: twice 4.5 on average.
  const sparse = setup({ ...defaultConfig(), model: 'ae', penalty: 'l1', penaltyWeight: 2 });
  sparse.see();
  const { objective, negElbo } = await sparse.evaluation.nextSlice();
  expect(objective?.penalty).toBeCloseTo(9, 9);
  expect(objective?.total).toBeCloseTo(249.5 + 2 * 9, 9);
  expect(negElbo).toBe(251.5);
  expect((await sparse.evaluation.whole(async () => {})).objective?.penalty).toBeCloseTo(9, 9);
});

test('a model of two networks has no single objective', async () => {
  const { evaluation } = setup({ ...defaultConfig(), model: 'aae' });
  expect((await evaluation.nextSlice()).objective).toBeNull();
});
