/**
 * Loss series outside React: typed arrays that are appended to many times a second and drawn by the charts.
 * Memory stays constant however long the run is: each time a series fills up, neighbouring entries are merged
 * two by two (mean, minimum and maximum), and from then on an entry covers twice as many steps. The first
 * step always keeps an entry of its own, and the last one is available as `last`. Steps count from 1:
 * training losses of step n are those of its batch, before its update; test losses of step n are measured
 * after it. Values that are NaN leave a gap here; `steps` below includes them.
 *
 * The terms depend on the model (`termsOf`), and may change from run to run.
 *
 * In addition to the merged series, the unmerged losses of each step are kept for
 * `window.playground.metrics()`: at least the last 200,000 steps (2.5 MB for a VAE; forty minutes at 80
 * steps/s), older ones are dropped.
 */

import type { Term } from '../model/operations';
import type { Evaluation, LossHistory, MergedHistory } from '../worker/protocol';

export type { Term } from '../model/operations';
export type LossValues = Partial<Record<Term, number>>;

/** Values of one step or of merged neighbours. */
export interface SeriesPoint {
  /** The first step covered, and the number of values. */
  step: number;
  count: number;
  mean: number;
  min: number;
  max: number;
}

export interface MergedSeries {
  readonly terms: readonly Term[];
  readonly size: number;
  /** The values of the last step, unmerged. */
  readonly last: (LossValues & { step: number }) | null;
  /**
   * Entry `i` < size; NaN for a term that the series does not have. Written into `out`, so that drawing
   * thousands allocates nothing.
   */
  read(i: number, term: Term, out: SeriesPoint): SeriesPoint;
  /** One value per term, in their order, from `at` on. */
  append(step: number, values: ArrayLike<number>, at?: number): void;
  /** A copy of all entries. */
  save(): MergedHistory;
  /** Replaces the entries by saved ones of the same terms, up to step `end`. */
  load(saved: MergedHistory, end: number): void;
  /** Sets the values of the last step, whose entries are there already. */
  resume(step: number, values: ArrayLike<number>, at: number): void;
  clear(): void;
}

/** At most `capacity` entries (an even number of them, at least 4). */
export function createMergedSeries(capacity: number, terms: readonly Term[]): MergedSeries {
  const width = terms.length;
  const step = new Float64Array(capacity);
  const count = new Float64Array(capacity);
  // Doubles, so that the mean of a long run does not drift as it is merged again and again.
  const mean = new Float64Array(capacity * width);
  const min = new Float32Array(capacity * width);
  const max = new Float32Array(capacity * width);
  let size = 0;
  /** Values per entry before the next one is opened. */
  let stride = 1;
  let last: (LossValues & { step: number }) | null = null;

  /** Merges entry `from` into entry `into`, which comes before it. */
  const merge = (into: number, from: number) => {
    const n = count[into] + count[from];
    for (let t = 0; t < width; t++) {
      const a = into * width + t;
      const b = from * width + t;
      mean[a] += ((mean[b] - mean[a]) * count[from]) / n;
      min[a] = Math.min(min[a], min[b]);
      max[a] = Math.max(max[a], max[b]);
    }
    count[into] = n;
  };
  const copy = (into: number, from: number) => {
    step[into] = step[from];
    count[into] = count[from];
    for (const values of [mean, min, max])
      values.copyWithin(into * width, from * width, from * width + width);
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

  const remember = (s: number, values: ArrayLike<number>, at: number) => {
    last = { step: s };
    for (let t = 0; t < width; t++) last[terms[t]] = values[at + t];
  };

  return {
    terms,
    get size() {
      return size;
    },
    get last() {
      return last;
    },
    read(i, term, out) {
      const t = terms.indexOf(term);
      const at = i * width + t;
      out.step = step[i];
      out.count = count[i];
      out.mean = t < 0 ? Number.NaN : mean[at];
      out.min = t < 0 ? Number.NaN : min[at];
      out.max = t < 0 ? Number.NaN : max[at];
      return out;
    },
    append(s, values, from = 0) {
      for (let t = 0; t < width; t++) if (!Number.isFinite(values[from + t])) return;
      // The run went back (to its last good state, or to a new measurement of the same step).
      while (size > 0 && step[size - 1] >= s) size--;
      remember(s, values, from);
      if (size === capacity) halve();
      const at = size * width;
      step[size] = s;
      count[size] = 1;
      for (let t = 0; t < width; t++) {
        mean[at + t] = values[from + t];
        min[at + t] = values[from + t];
        max[at + t] = values[from + t];
      }
      if (size > 1 && count[size - 1] < stride) merge(size - 1, size);
      else size++;
    },
    save() {
      const each = 2 + 3 * width;
      const entries = new Float64Array(size * each);
      for (let i = 0; i < size; i++) {
        entries.set([step[i], count[i]], i * each);
        for (let t = 0; t < width; t++) {
          const at = i * width + t;
          entries.set([mean[at], min[at], max[at]], i * each + 2 + 3 * t);
        }
      }
      const bare = last ?? null;
      return {
        terms,
        stride,
        entries,
        last: Float64Array.from(bare ? [bare.step, ...terms.map((term) => bare[term] ?? Number.NaN)] : []),
      };
    },
    load(saved, end) {
      const each = 2 + 3 * width;
      size = 0;
      stride = saved.stride;
      for (let at = 0; at < saved.entries.length && saved.entries[at] <= end && size < capacity; at += each) {
        step[size] = saved.entries[at];
        count[size] = saved.entries[at + 1];
        for (let t = 0; t < width; t++) {
          const from = at + 2 + 3 * t;
          mean[size * width + t] = saved.entries[from];
          min[size * width + t] = saved.entries[from + 1];
          max[size * width + t] = saved.entries[from + 2];
        }
        size++;
      }
      last = null;
      const [lastStep, ...values] = saved.last;
      if (lastStep === undefined || lastStep > end) return;
      remember(lastStep, values, 0);
    },
    resume: remember,
    clear() {
      size = 0;
      stride = 1;
      last = null;
    },
  };
}

/** Losses of a step by term, as in `metrics()`. */
export interface StepLosses {
  step: number;
  [term: string]: number;
}

const CHUNK = 4096;
export const STEPS_KEPT = 200_000;

/**
 * The unmerged losses of at least the last `STEPS_KEPT` steps, in chunks so that a short run takes little
 * memory.
 */
function createStepLog(terms: readonly Term[]) {
  const width = terms.length;
  /** Losses of steps `first` … `first + used − 1`. */
  let chunks: { first: number; used: number; values: Float32Array }[] = [];
  return {
    append(step: number, values: Float32Array, at: number): void {
      let chunk = chunks.at(-1);
      if (!chunk || chunk.used === CHUNK || chunk.first + chunk.used !== step) {
        chunk = { first: step, used: 0, values: new Float32Array(CHUNK * width) };
        chunks.push(chunk);
        if ((chunks.length - 2) * CHUNK >= STEPS_KEPT) chunks.shift();
      }
      for (let t = 0; t < width; t++) chunk.values[chunk.used * width + t] = values[at + t];
      chunk.used++;
    },
    /** Removes the steps from `step` on. */
    rewind(step: number): void {
      chunks = chunks.filter((chunk) => chunk.first < step);
      const chunk = chunks.at(-1);
      if (chunk) chunk.used = Math.min(chunk.used, step - chunk.first);
    },
    at(step: number): StepLosses | null {
      for (const { first, used, values } of chunks) {
        const i = step - first;
        if (i < 0 || i >= used) continue;
        const entry: StepLosses = { step };
        for (let t = 0; t < width; t++) entry[terms[t]] = values[i * width + t];
        return entry;
      }
      return null;
    },
    save(): Pick<LossHistory, 'steps' | 'losses'> {
      const total = chunks.reduce((sum, { used }) => sum + used, 0);
      const steps = new Float64Array(total);
      const losses = new Float32Array(total * width);
      let at = 0;
      for (const { first, used, values } of chunks) {
        losses.set(values.subarray(0, used * width), at * width);
        for (let i = 0; i < used; i++) steps[at++] = first + i;
      }
      return { steps, losses };
    },
    *entries(): Generator<StepLosses> {
      for (const { first, used, values } of chunks)
        for (let i = 0; i < used; i++) {
          const entry: StepLosses = { step: first + i };
          terms.forEach((term, t) => {
            entry[term] = values[i * width + t];
          });
          yield entry;
        }
    },
  };
}

const CAPACITY = 4096;
const VAE_TERMS: readonly Term[] = ['total', 'recon', 'kl'];

/** The recorded terms that are also computed on the test set: the objective and its parts. */
export const TESTED: readonly Term[] = ['total', 'recon', 'kl', 'penalty', 'nll'];

/** The series of one run: training losses (merged, and unmerged), and losses on the test set. */
export function createSeries(capacity = CAPACITY, first: readonly Term[] = VAE_TERMS) {
  const of = (terms: readonly Term[]) => ({
    train: createMergedSeries(capacity, terms),
    test: createMergedSeries(
      capacity,
      terms.filter((term) => TESTED.includes(term)),
    ),
    log: createStepLog(terms),
  });
  let now = of(first);
  const listeners = new Set<() => void>();
  let version = 0;
  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  return {
    get train() {
      return now.train;
    },
    get test() {
      return now.test;
    },
    /** Increases with each change, so that a chart knows whether to draw again. */
    version: () => version,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The terms of steps `first`, `first + 1`, … */
    append(first: number, values: Float32Array): void {
      const { train, log } = now;
      const width = train.terms.length;
      log.rewind(first);
      for (let at = 0; at + width <= values.length; at += width) {
        const step = first + at / width;
        train.append(step, values, at);
        log.append(step, values, at);
      }
      changed();
    },
    /** Losses on the test set after `step` steps. */
    appendTest(step: number, { recon, kl, objective }: Evaluation): void {
      const { test } = now;
      if (test.terms.length === 0) return;
      const { total, penalty } = objective ?? {};
      const values: LossValues = { total, recon, kl, penalty, nll: recon };
      test.append(
        step,
        test.terms.map((term) => values[term] ?? Number.NaN),
      );
      changed();
    },
    /** The training losses of one step, if they are kept. */
    at: (step: number): StepLosses | null => now.log.at(step),
    /** One entry per step, oldest first. */
    steps: (): StepLosses[] => [...now.log.entries()],
    /** Losses on the test set, by the number of steps before them; merged ones are left out. */
    testSteps(): StepLosses[] {
      const { test } = now;
      const point: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
      const found: StepLosses[] = [];
      for (let i = 0; i < test.size; i++) {
        const entry: StepLosses = { step: 0 };
        for (const term of test.terms) {
          entry[term] = test.read(i, term, point).mean;
          entry.step = point.step;
        }
        if (point.count === 1) found.push(entry);
      }
      return found;
    },
    /** Everything, for a checkpoint or for the next worker. */
    save: (): LossHistory => ({ train: now.train.save(), test: now.test.save(), ...now.log.save() }),
    /** Replaces everything by the saved losses of a run of the same model, up to step `end`. */
    load(saved: LossHistory, end = Number.POSITIVE_INFINITY): void {
      const { train, test, log } = now;
      const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
      if (!same(saved.train.terms, train.terms) || !same(saved.test.terms, test.terms)) return;
      train.load(saved.train, end);
      test.load(saved.test, end);
      const width = train.terms.length;
      let taken = 0;
      for (; taken < saved.steps.length && saved.steps[taken] <= end; taken++)
        log.append(saved.steps[taken], saved.losses, taken * width);
      // The last remaining step gets its own values back, which are not those of its merged entry.
      if (!train.last && taken > 0) train.resume(saved.steps[taken - 1], saved.losses, (taken - 1) * width);
      changed();
    },
    /** Starts a run of a model with these terms. */
    open(terms: readonly Term[]): void {
      now = of(terms);
      changed();
    },
  };
}
export type Series = ReturnType<typeof createSeries>;

export const series = createSeries();
