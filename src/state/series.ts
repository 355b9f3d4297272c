/**
 * Loss series outside React: typed arrays that are appended to many times a second and drawn by
 * the charts. Memory is flat however long the run is: each time a series fills up, neighbouring
 * entries are merged two by two (mean, least and greatest), and from then on an entry covers twice
 * as many steps. The first step always keeps an entry of its own, and the last is at hand as `last`.
 * Values that are no numbers leave a gap here; `steps` below tells of them.
 *
 * Beside the merged series stand the bare losses of each step, for `window.playground.metrics()`:
 * the last 200,000 steps at least (2.5 MB; forty minutes at 80 steps/s), older ones fall away.
 */
import type { Evaluation } from '../worker/protocol';

/** The terms of the loss, in nats per image, in the order in which they travel. */
export const TERMS = ['total', 'recon', 'kl'] as const;
export type Term = (typeof TERMS)[number];
export type LossValues = Record<Term, number>;

/** Values of one step or of the merged neighbours. */
export interface SeriesPoint {
  /** First step that is covered, and how many values went in. */
  step: number;
  count: number;
  mean: number;
  min: number;
  max: number;
}

export interface MergedSeries {
  readonly size: number;
  /** The value of the last step, unmerged. */
  readonly last: (LossValues & { step: number }) | null;
  /** Entry `i` < size. Written into `out`, so that drawing thousands makes no garbage. */
  read(i: number, term: Term, out: SeriesPoint): SeriesPoint;
  append(step: number, total: number, recon: number, kl: number): void;
  clear(): void;
}

/** At most `capacity` entries (an even number of them, at least 4). */
export function createMergedSeries(capacity: number): MergedSeries {
  const step = new Float64Array(capacity);
  const count = new Float64Array(capacity);
  // Doubles, so that the mean of a long run does not drift as it is merged again and again.
  const mean = new Float64Array(capacity * 3);
  const min = new Float32Array(capacity * 3);
  const max = new Float32Array(capacity * 3);
  let size = 0;
  /** Values that an entry takes before the next one is opened. */
  let stride = 1;
  let last: (LossValues & { step: number }) | null = null;

  /** Entry `from` goes into entry `into`, which comes before it. */
  const merge = (into: number, from: number) => {
    const n = count[into] + count[from];
    for (let t = 0; t < 3; t++) {
      const a = into * 3 + t;
      const b = from * 3 + t;
      mean[a] += ((mean[b] - mean[a]) * count[from]) / n;
      min[a] = Math.min(min[a], min[b]);
      max[a] = Math.max(max[a], max[b]);
    }
    count[into] = n;
  };
  const copy = (into: number, from: number) => {
    step[into] = step[from];
    count[into] = count[from];
    for (const values of [mean, min, max]) values.copyWithin(into * 3, from * 3, from * 3 + 3);
  };
  /** Halves the entries after the first; an odd one at the end stays open for more. */
  const halve = () => {
    let into = 1;
    for (let from = 1; from < size; from += 2, into++) {
      copy(into, from);
      if (from + 1 < size) merge(into, from + 1);
    }
    size = into;
    stride *= 2;
  };

  return {
    get size() {
      return size;
    },
    get last() {
      return last;
    },
    read(i, term, out) {
      const at = i * 3 + TERMS.indexOf(term);
      out.step = step[i];
      out.count = count[i];
      out.mean = mean[at];
      out.min = min[at];
      out.max = max[at];
      return out;
    },
    append(s, total, recon, kl) {
      if (!Number.isFinite(total + recon + kl)) return;
      // The run went back (to its last good state, or to a better look at the same step).
      while (size > 0 && step[size - 1] >= s) size--;
      last = { step: s, total, recon, kl };
      if (size === capacity) halve();
      const at = size * 3;
      step[size] = s;
      count[size] = 1;
      mean.set([total, recon, kl], at);
      min.set([total, recon, kl], at);
      max.set([total, recon, kl], at);
      if (size > 1 && count[size - 1] < stride) merge(size - 1, size);
      else size++;
    },
    clear() {
      size = 0;
      stride = 1;
      last = null;
    },
  };
}

/** Losses a step, as `metrics()` tells them. */
export interface StepLosses extends LossValues {
  step: number;
}

const CHUNK = 4096;
export const STEPS_KEPT = 200_000;

/** The bare losses of at least the last `STEPS_KEPT` steps, in chunks so that a short run takes little. */
function createStepLog() {
  /** Losses of steps `first` … `first + used − 1`. */
  let chunks: { first: number; used: number; values: Float32Array }[] = [];
  return {
    append(step: number, total: number, recon: number, kl: number): void {
      let chunk = chunks.at(-1);
      if (!chunk || chunk.used === CHUNK || chunk.first + chunk.used !== step) {
        chunk = { first: step, used: 0, values: new Float32Array(CHUNK * 3) };
        chunks.push(chunk);
        if ((chunks.length - 2) * CHUNK >= STEPS_KEPT) chunks.shift();
      }
      chunk.values.set([total, recon, kl], chunk.used * 3);
      chunk.used++;
    },
    /** Forgets steps from `step` on. */
    rewind(step: number): void {
      chunks = chunks.filter((chunk) => chunk.first < step);
      const chunk = chunks.at(-1);
      if (chunk) chunk.used = Math.min(chunk.used, step - chunk.first);
    },
    *entries(): Generator<StepLosses> {
      for (const { first, used, values } of chunks)
        for (let i = 0; i < used; i++)
          yield { step: first + i, total: values[3 * i], recon: values[3 * i + 1], kl: values[3 * i + 2] };
    },
    clear(): void {
      chunks = [];
    },
  };
}

const CAPACITY = 4096;

/** The series of one run: training losses (merged, and bare), and losses on the test set. */
export function createSeries(capacity = CAPACITY) {
  const train = createMergedSeries(capacity);
  const test = createMergedSeries(capacity);
  const log = createStepLog();
  const listeners = new Set<() => void>();
  let version = 0;
  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  return {
    train,
    test,
    /** Grows with each change, so that a chart knows whether to draw again. */
    version: () => version,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** [total, recon, kl] of steps `first`, `first + 1`, … */
    append(first: number, values: Float32Array): void {
      log.rewind(first);
      for (let i = 0; i + 2 < values.length; i += 3) {
        const step = first + i / 3;
        train.append(step, values[i], values[i + 1], values[i + 2]);
        log.append(step, values[i], values[i + 1], values[i + 2]);
      }
      changed();
    },
    /** Losses on the test set after `step` steps. */
    appendTest(step: number, { negElbo, recon, kl }: Evaluation): void {
      test.append(step, negElbo, recon, kl);
      changed();
    },
    /** One entry a step, oldest first. */
    steps: (): StepLosses[] => [...log.entries()],
    /** Losses on the test set, by the count of steps after which they were taken; merged ones are left out. */
    testSteps(): StepLosses[] {
      const point: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
      const values = (i: number, term: Term) => test.read(i, term, point).mean;
      return Array.from({ length: test.size }, (_, i) => ({
        step: test.read(i, 'total', point).step,
        total: values(i, 'total'),
        recon: values(i, 'recon'),
        kl: values(i, 'kl'),
      })).filter((_, i) => test.read(i, 'total', point).count === 1);
    },
    clear(): void {
      train.clear();
      test.clear();
      log.clear();
      changed();
    },
  };
}
export type Series = ReturnType<typeof createSeries>;

export const series = createSeries();
