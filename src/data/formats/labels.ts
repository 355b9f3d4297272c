/**
 * Labels as files have them, as classes from 0 on. Labels that cannot be used never cost the reader the images:
 * they are left out, and a note says why.
 */
import { LIMITS } from './limits';
import type { Note } from './notes';
import { type NumberArray, sizeOf, type Values } from './numbers';

export interface Labels {
  file: string;
  count: number;
  /** Null where they cannot be used; then `note` says why. */
  labels: Uint8Array | null;
  /** What each class was called, where it was not a digit. */
  names?: string[];
  note?: Note;
}

/** Whether an array's shape is one of labels: n, n × 1, or few numbers an image. */
export const isLabelShape = (shape: readonly number[]): boolean =>
  shape.length === 1 || (shape.slice(2).every((n) => n === 1) && shape[1] < 64);

export function toLabels(array: NumberArray): Labels {
  const { name: file, shape } = array;
  const count = shape[0];
  const columns = sizeOf(shape.slice(1));
  if (columns === 1) return classesOf(array.values, file, count);
  const oneHot = columns > 1 && hotColumns(array.values, count, columns);
  if (oneHot) return classesOf(oneHot, file, count);
  // QMNIST: the class, and seven columns about the writer and the origin of the image.
  if (array.type === 'int32' && columns === 8) {
    const first = Float64Array.from({ length: count }, (_, i) => array.values[i * columns]);
    const read = classesOf(first, file, count);
    return read.labels ? { ...read, note: { code: 'firstColumn', params: { file, columns } } } : read;
  }
  return { file, count, labels: null, note: { code: 'labelsSeveral', params: { file, columns } } };
}

/** The column of the one in each row, if every row is zeros and a one. */
function hotColumns(values: Values, count: number, columns: number): Float64Array | null {
  const hot = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let found = -1;
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column];
      if (value === 0) continue;
      if (value !== 1 || found >= 0) return null;
      found = column;
    }
    if (found < 0) return null;
    hot[row] = found;
  }
  return hot;
}

const TEN = 10;

function classesOf(values: Values, file: string, count: number): Labels {
  let [low, high, whole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < count; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
    whole &&= Number.isInteger(values[i]);
  }
  const top = LIMITS.classes;
  // Digits from MATLAB, where an index begins at 1: 0 is stored as 10.
  if (whole && low >= 1 && high === TEN)
    return {
      ...{ file, count, labels: Uint8Array.from(values.subarray(0, count), (label) => label % TEN) },
      note: { code: 'oneBased', params: { file } },
    };
  if (whole && low >= 0 && high < top)
    return { file, count, labels: Uint8Array.from(values.subarray(0, count)) };
  const distinct = new Set<number>();
  for (let i = 0; i < count && distinct.size <= top; i++) distinct.add(values[i]);
  if (distinct.size <= top && whole) {
    const sorted = [...distinct].sort((a, b) => a - b);
    return {
      ...{ file, count, labels: Uint8Array.from(values.subarray(0, count), (v) => sorted.indexOf(v)) },
      names: sorted.map(String),
    };
  }
  const params = { file, low: finite(low), high: finite(high), classes: top };
  return { file, count, labels: null, note: { code: 'labelsRange', params } };
}

const finite = (value: number) => (Number.isFinite(value) ? value : 0);

/**
 * Labels that are texts: folders, or a column of a table. Numbers stay numbers, names are sorted.
 * `texts`: one an image.
 */
export function textLabels(texts: readonly string[], file: string): Labels {
  const distinct = [...new Set(texts)];
  const count = texts.length;
  if (distinct.every((text) => text !== '' && Number.isFinite(Number(text))))
    return classesOf(Float64Array.from(texts, Number), file, count);
  if (distinct.length > LIMITS.classes) {
    const params = { file, low: 0, high: distinct.length - 1, classes: LIMITS.classes };
    return { file, count, labels: null, note: { code: 'labelsRange', params } };
  }
  const names = distinct.sort((a, b) => (a < b ? -1 : 1));
  return { file, count, labels: Uint8Array.from(texts, (text) => names.indexOf(text)), names };
}
