import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMergedSeries, createSeries, type SeriesPoint, STEPS_KEPT } from './series';

const TERMS = ['total', 'recon', 'kl'] as const;
const blank = (): SeriesPoint => ({ step: 0, count: 0, mean: 0, min: 0, max: 0 });
const points = (s: ReturnType<typeof createMergedSeries>) =>
  Array.from({ length: s.size }, (_, i) => s.read(i, 'total', blank()));

const losses = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 400 });

test('keeps every value while there is room', () => {
  const s = createMergedSeries(8, TERMS);
  for (let i = 0; i < 8; i++) s.append(i, [i * 10, i, i]);
  expect(points(s)).toEqual(
    Array.from({ length: 8 }, (_, i) => ({ step: i, count: 1, mean: i * 10, min: i * 10, max: i * 10 })),
  );
});

test('merged entries keep the mean, the extremes and the order of all values', () => {
  fc.assert(
    fc.property(losses, fc.integer({ min: 2, max: 20 }), (values, half) => {
      const s = createMergedSeries(2 * half, TERMS);
      values.forEach((v, i) => {
        s.append(i, [v, v / 2, -v]);
        expect(s.size).toBeLessThanOrEqual(2 * half);
      });
      const all = points(s);
      expect(all.reduce((n, p) => n + p.count, 0)).toBe(values.length);
      let at = 0;
      for (const p of all) {
        const covered = values.slice(at, at + p.count).map(Math.fround);
        expect(p.step).toBe(at);
        expect(p.mean).toBeCloseTo(covered.reduce((a, b) => a + b, 0) / p.count, 4);
        expect(p.min).toBe(Math.min(...covered));
        expect(p.max).toBe(Math.max(...covered));
        at += p.count;
      }
      expect(all[0].count).toBe(1);
      expect(s.last).toEqual({
        step: values.length - 1,
        total: values.at(-1),
        recon: (values.at(-1) ?? 0) / 2,
        kl: -(values.at(-1) ?? 0),
      });
    }),
  );
});

test('the terms do not mix', () => {
  const s = createMergedSeries(4, TERMS);
  for (let i = 0; i < 9; i++) s.append(i, [100, 60, 40]);
  for (let i = 0; i < s.size; i++) {
    expect(s.read(i, 'total', blank()).mean).toBe(100);
    expect(s.read(i, 'recon', blank()).min).toBe(60);
    expect(s.read(i, 'kl', blank()).max).toBe(40);
  }
});

test('losses that are NaN leave a gap', () => {
  const s = createMergedSeries(4, TERMS);
  s.append(0, [5, 5, 0]);
  s.append(1, [Number.NaN, 5, 0]);
  s.append(2, [Number.POSITIVE_INFINITY, 5, 0]);
  s.append(3, [7, 7, 0]);
  expect(points(s).map((p) => p.step)).toEqual([0, 3]);
});

test('a run that goes back overwrites later steps', () => {
  const s = createSeries(16);
  s.append(0, new Float32Array([1, 1, 0, 2, 2, 0, 3, 3, 0]));
  s.append(1, new Float32Array([9, 9, 0]));
  expect(points(s.train).map((p) => [p.step, p.mean])).toEqual([
    [0, 1],
    [1, 9],
  ]);
  expect(s.steps()).toEqual([
    { step: 0, total: 1, recon: 1, kl: 0 },
    { step: 1, total: 9, recon: 9, kl: 0 },
  ]);
});

test("an hour's run at 500 steps a second stays within its bounds, ends included", () => {
  const s = createSeries();
  const total = 3600 * 500;
  const burst = 5000;
  for (let first = 0; first < total; first += burst) {
    const values = new Float32Array(burst * 3);
    for (let i = 0; i < burst; i++) values[3 * i] = first + i;
    s.append(first, values);
  }
  expect(s.train.size).toBeLessThanOrEqual(4096);
  expect(s.train.size).toBeGreaterThan(1024);
  expect(s.train.read(0, 'total', blank())).toEqual({ step: 0, count: 1, mean: 0, min: 0, max: 0 });
  expect(s.train.last?.step).toBe(total - 1);
  const steps = s.steps();
  expect(steps.length).toBeGreaterThanOrEqual(STEPS_KEPT);
  expect(steps.length).toBeLessThan(STEPS_KEPT + 2 * 4096);
  expect(steps.at(-1)?.step).toBe(total - 1);
  expect(steps[1].step - steps[0].step).toBe(1);
});

const evaluation = { negElbo: 3, recon: 2, kl: 1, knn: null, count: 10 };

test('notifies its subscribers once per batch of losses, until they unsubscribe', () => {
  const s = createSeries(8);
  let calls = 0;
  const stop = s.subscribe(() => calls++);
  const before = s.version();
  s.append(0, new Float32Array(30));
  s.appendTest(5, { ...evaluation, objective: { total: 4, kl: 1.5, penalty: 0 } });
  expect(calls).toBe(2);
  expect(s.version()).toBeGreaterThan(before);
  expect(s.test.last).toEqual({ step: 5, total: 4, recon: 2, kl: 1 });
  stop();
  s.open(TERMS);
  expect(calls).toBe(2);
  expect([s.train.size, s.test.size, s.steps().length]).toEqual([0, 0, 0]);
});

test('a run of another model has its own terms, and test values of those that are tested', () => {
  const s = createSeries(8);
  s.open(['discriminator', 'generator', 'dReal', 'dFake']);
  s.append(0, new Float32Array([1, 2, 0.25, 0.75, 3, 4, 0.5, 0.5]));
  s.appendTest(1, { ...evaluation, objective: null });
  expect(s.steps()).toEqual([
    { step: 0, discriminator: 1, generator: 2, dReal: 0.25, dFake: 0.75 },
    { step: 1, discriminator: 3, generator: 4, dReal: 0.5, dFake: 0.5 },
  ]);
  expect(s.train.read(1, 'generator', blank()).mean).toBe(4);
  expect(s.train.read(1, 'kl', blank()).mean).toBeNaN();
  expect(s.testSteps()).toEqual([]);
  s.open(['nll']);
  s.appendTest(5, { ...evaluation, recon: 90, objective: null });
  expect(s.testSteps()).toEqual([{ step: 5, nll: 90 }]);
});
