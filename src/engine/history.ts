/**
 * The losses of a run for storage: in a checkpoint, and passed from a worker that has died to its successor.
 */
import { ProblemError } from '../experiment/problem';
import { doubleBytes, floatBytes, type SafeTensors, type Tensor, toDoubles, toFloats } from './safetensors';

/**
 * Entries of a merged series (`state/series.ts`): step, count, then mean, minimum and maximum of each term.
 */
export interface MergedHistory {
  terms: readonly string[];
  /** Values per entry before the next one is started. */
  stride: number;
  /** Consecutive entries, 2 + 3 × terms numbers each. */
  entries: Float64Array;
  /** The last step and its unmerged values; empty where there is none. */
  last: Float64Array;
}

export interface LossHistory {
  train: MergedHistory;
  test: MergedHistory;
  /** The steps whose unmerged losses are known, and those losses, one value per term of `train`. */
  steps: Float64Array;
  losses: Float32Array;
}

/**
 * The same losses in few entries, for a file that every reader downloads: each covers 3% more steps than all before
 * it, which a logarithmic axis of steps cannot tell from the original. The unmerged losses are left out.
 */
export function thinHistory({ train, test, steps, losses }: LossHistory): LossHistory {
  const whole = steps.length > 0 && steps[0] === 1;
  return {
    train: thin(whole ? unmerged(train.terms, steps, losses) : train, train.last),
    test: thin(test, test.last),
    steps: new Float64Array(),
    losses: new Float32Array(),
  };
}

const GROWTH = 1.03;

function thin(
  { terms, entries }: Pick<MergedHistory, 'terms' | 'entries'>,
  last: Float64Array,
): MergedHistory {
  const width = 2 + 3 * terms.length;
  const merged: number[][] = [];
  let end = 0;
  for (let at = 0; at < entries.length; at += width) {
    const entry = [...entries.subarray(at, at + width)];
    const open = merged.at(-1);
    if (open && entry[0] < end) merge(open, entry);
    else {
      merged.push(entry);
      end = entry[0] * GROWTH;
    }
  }
  const stride = merged.reduce((most, [, count]) => Math.max(most, count), 1);
  return { terms, stride, entries: Float64Array.from(merged.flat()), last };
}

/** Merges entry `b` into `a`, which comes before it. */
function merge(a: number[], b: number[]): void {
  const count = a[1] + b[1];
  for (let t = 2; t < a.length; t += 3) {
    a[t] += ((b[t] - a[t]) * b[1]) / count;
    a[t + 1] = Math.min(a[t + 1], b[t + 1]);
    a[t + 2] = Math.max(a[t + 2], b[t + 2]);
  }
  a[1] = count;
}

function unmerged(terms: readonly string[], steps: Float64Array, losses: Float32Array) {
  const values = [...steps].flatMap((step, i) => {
    const own = losses.subarray(i * terms.length, (i + 1) * terms.length);
    return [step, 1, ...[...own].flatMap((value) => [value, value, value])];
  });
  return { terms, entries: Float64Array.from(values) };
}

/** Prefix of the names in a checkpoint. */
export const HISTORY = 'history.';

/**
 * Adds the losses to a file: F64, except the unmerged ones, which are F32; the names of the terms go to the
 * metadata.
 */
export function writeHistory(
  { train, test, steps, losses }: LossHistory,
  { tensors, metadata }: SafeTensors,
): void {
  const merged = (name: string, { terms, entries, last }: MergedHistory) => {
    const width = 2 + 3 * terms.length;
    const of = (values: Float64Array, shape: number[]): Tensor => ({
      dtype: 'F64',
      shape,
      bytes: doubleBytes(values),
    });
    tensors.set(`${HISTORY}${name}`, of(entries, [entries.length / width, width]));
    tensors.set(`${HISTORY}${name}.last`, of(last, [last.length]));
  };
  merged('train', train);
  merged('test', test);
  const width = train.terms.length;
  tensors.set(`${HISTORY}steps`, { dtype: 'F64', shape: [steps.length], bytes: doubleBytes(steps) });
  tensors.set(`${HISTORY}losses`, {
    dtype: 'F32',
    shape: [steps.length, width],
    bytes: floatBytes(losses),
  });
  metadata.history = JSON.stringify({
    train: { terms: train.terms, stride: train.stride },
    test: { terms: test.terms, stride: test.stride },
  });
}

/**
 * Reads what `writeHistory` wrote; null where a file has none. Throws `checkpoint.*` problems where it is
 * damaged.
 */
export function readHistory({ tensors, metadata }: SafeTensors): LossHistory | null {
  if (metadata.history === undefined) return null;
  const about = parse(metadata.history);
  const take = (name: string): Tensor => {
    const tensor = tensors.get(`${HISTORY}${name}`);
    if (!tensor) throw new ProblemError('checkpoint.missing', { name: `${HISTORY}${name}` });
    return tensor;
  };
  const expect = (name: string, actual: number, expected: number) => {
    if (actual === expected) return;
    throw new ProblemError('checkpoint.shape', {
      name: `${HISTORY}${name}`,
      expected: String(expected),
      actual: String(actual),
    });
  };
  const merged = (name: 'train' | 'test'): MergedHistory => {
    const { terms, stride } = about[name];
    const width = 2 + 3 * terms.length;
    const entries = toDoubles(`${HISTORY}${name}`, take(name));
    expect(name, entries.length % width, 0);
    const last = toDoubles(`${HISTORY}${name}.last`, take(`${name}.last`));
    if (last.length > 0) expect(`${name}.last`, last.length, 1 + terms.length);
    return { terms, stride, entries, last };
  };
  const train = merged('train');
  const steps = toDoubles(`${HISTORY}steps`, take('steps'));
  const losses = toFloats(`${HISTORY}losses`, take('losses'));
  expect('losses', losses.length, steps.length * train.terms.length);
  return { train, test: merged('test'), steps, losses };
}

type About = Record<'train' | 'test', { terms: string[]; stride: number }>;

function parse(text: string): About {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError('checkpoint.settings');
  }
  const about = value as Partial<About> | null;
  for (const name of ['train', 'test'] as const) {
    const { terms, stride } = about?.[name] ?? {};
    const valid =
      Array.isArray(terms) && terms.every((t) => typeof t === 'string') && Number.isSafeInteger(stride);
    if (!valid || Number(stride) < 1) throw new ProblemError('checkpoint.settings');
  }
  return value as About;
}
