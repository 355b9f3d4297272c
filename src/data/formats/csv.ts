/**
 * Tables of text, one image a line: Kaggle's `label,pixel0,…,pixel783`, OpenML's with the class last, the
 * UCI digits without a header. Fields are separated by commas, semicolons, tabs or spaces; quotes around a
 * field are taken off.
 */
import { ProblemError } from '../../experiment/problem';
import type { Budget } from './budget';
import type { NumberArray } from './numbers';

export interface Table {
  /** n × side × side, or n × 3 × side × side. */
  images: NumberArray;
  /** As written, one a line; null where no column holds them. */
  labels: string[] | null;
}

const LABEL = /^(label|labels|class|target|y|digit|letter)$/i;
/** Columns that count the lines. */
const COUNTER = /^(id|index|unnamed: 0|)$/i;
/** Smaller images are not looked for: a table of 16 columns is another one. */
const SMALLEST_SIDE = 8;
const [NEWLINE, RETURN, SPACE, QUOTE, MINUS, ZERO] = [10, 13, 32, 34, 45, 48];

/** The sides of the images that have so many numbers, or null. */
export function sidesOf(numbers: number): { channels: number; side: number } | null {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(numbers / channels);
    if (Number.isInteger(side) && side >= SMALLEST_SIDE) return { channels, side };
  }
  return null;
}

/** Throws `data.columns`, `data.line`, `data.tooLarge`. */
export function readCsv(bytes: Uint8Array, name: string, budget: Budget): Table {
  const lines = linesOf(bytes, name, budget);
  const delimiter = delimiterOf(fieldText(bytes, lines[0], lines[1]));
  const split = (line: number) =>
    fieldText(bytes, lines[2 * line], lines[2 * line + 1])
      .split(delimiter)
      .map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
  const first = split(0);
  const titled =
    first.some((field) => field !== '' && !Number.isFinite(Number(field)) && first.length > 1) &&
    isTitle(first);
  const count = lines.length / 2 - (titled ? 1 : 0);
  if (count === 0) throw new ProblemError('data.columns', { file: name, columns: first.length });
  const from = titled ? 1 : 0;
  const columns = split(from).length;
  const label = labelColumn(titled ? first : null, columns, () => sampled(split, from, count));
  const counter = titled && COUNTER.test(first[0]) && label !== 0 ? 0 : -1;
  const used = columns - (label === null ? 0 : 1) - (counter === 0 ? 1 : 0);
  const shape = sidesOf(used);
  if (!shape || (titled && first.length !== columns))
    throw new ProblemError('data.columns', { file: name, columns });

  const taken = (column: number) => column !== label && column !== counter;
  const labels: string[] = [];
  const read = (out: Uint8Array | Float32Array): boolean => {
    labels.length = 0;
    for (let row = 0; row < count; row++)
      if (!readRow(row, out.subarray(row * used, (row + 1) * used))) return false;
    return true;
  };
  /** Whether the row fits into `out`: bytes take whole numbers from 0 to 255 only. */
  function readRow(row: number, out: Uint8Array | Float32Array): boolean {
    const line = row + from;
    let at = lines[2 * line];
    const end = lines[2 * line + 1];
    let written = 0;
    let column = 0;
    for (; at <= end && column < columns; column++) {
      let stop = at;
      if (delimiter instanceof RegExp) {
        while (at < end && isSpace(bytes[at])) at++;
        stop = at;
        while (stop < end && !isSpace(bytes[stop])) stop++;
      } else {
        const code = delimiter.charCodeAt(0);
        while (stop < end && bytes[stop] !== code) stop++;
      }
      if (column === label)
        labels.push(
          fieldText(bytes, at, stop)
            .trim()
            .replace(/^"(.*)"$/, '$1'),
        );
      else if (taken(column)) {
        const value = numberIn(bytes, at, stop);
        if (Number.isNaN(value)) throw new ProblemError('data.line', { file: name, line: line + 1 });
        if (out instanceof Uint8Array && (!Number.isInteger(value) || value < 0 || value > 255)) return false;
        out[written++] = value;
      }
      at = stop + 1;
    }
    if (column !== columns || at <= end) throw new ProblemError('data.line', { file: name, line: line + 1 });
    return true;
  }

  budget.take(count * used, name);
  let values: Uint8Array | Float32Array = new Uint8Array(count * used);
  if (!read(values)) {
    budget.take(3 * count * used, name);
    values = new Float32Array(count * used);
    read(values);
  }
  const { channels, side } = shape;
  return {
    images: {
      name,
      type: values instanceof Uint8Array ? 'uint8' : 'float32',
      shape: channels === 1 ? [count, side, side] : [count, channels, side, side],
      values,
    },
    labels: label === null ? null : [...labels],
  };
}

/** Where lines that are not blank begin and end, in pairs. */
function linesOf(bytes: Uint8Array, name: string, budget: Budget): number[] {
  const lines: number[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    let end = bytes.indexOf(NEWLINE, at);
    if (end < 0) end = bytes.length;
    let stop = end;
    while (stop > at && (bytes[stop - 1] === RETURN || bytes[stop - 1] === SPACE)) stop--;
    if (stop > at) lines.push(at, stop);
    at = end + 1;
  }
  if (lines.length === 0) throw new ProblemError('idx.empty', { file: name });
  budget.take(8 * lines.length, name);
  return lines;
}

const fieldText = (bytes: Uint8Array, from: number, to: number) =>
  new TextDecoder().decode(bytes.subarray(from, to));

const isSpace = (byte: number) => byte === SPACE || byte === 9;

function delimiterOf(line: string): string | RegExp {
  for (const one of [',', ';', '\t']) if (line.includes(one)) return one;
  return /[ \t]+/;
}

/** A first line is a title where most of its fields are no numbers. */
const isTitle = (fields: string[]) =>
  2 * fields.filter((field) => !Number.isFinite(Number(field)) || field === '').length > fields.length;

/**
 * The column of the labels: the one with such a title; otherwise the one that is too many for an image, at
 * the start or at the end. Without a title, corners of images tell: they are the same everywhere.
 */
function labelColumn(titles: string[] | null, columns: number, rows: () => string[][]): number | null {
  const titled = titles?.findIndex((title) => LABEL.test(title)) ?? -1;
  if (titled >= 0) return titled;
  if (sidesOf(columns) || !sidesOf(columns - 1)) return null;
  const seen = rows();
  const constant = (column: number) => seen.every((row) => row[column] === seen[0][column]);
  return constant(0) && !constant(columns - 1) ? columns - 1 : 0;
}

/** Lines spread over the table. */
const sampled = (split: (line: number) => string[], from: number, count: number): string[][] =>
  Array.from({ length: Math.min(50, count) }, (_, i) =>
    split(from + Math.floor((i * count) / Math.min(50, count))),
  );

/** Most fields are short whole numbers, which are read without making a text of them. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === QUOTE && bytes[to - 1] === QUOTE && to - from > 2)
    return numberIn(bytes, from + 1, to - 1);
  let value = 0;
  if (to - from > 0 && to - from < 9 && bytes[from] !== MINUS) {
    let at = from;
    for (; at < to; at++) {
      const digit = bytes[at] - ZERO;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
    }
    if (at === to) return value;
  }
  const text = fieldText(bytes, from, to).trim();
  const number = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : Number.NaN;
}
