/**
 * Any array of images as bytes: number types are scaled; where they are not kept as they are, colours become grey and
 * sizes become 28 × 28. What was done is noted.
 */
import {
  formAround,
  formText,
  GREY_28,
  type ImageForm,
  imageSize,
  isPadded,
  sameForm,
} from '../../experiment/dataShape';
import { ProblemError } from '../../experiment/problem';
import { PIXELS, SIDE } from '../idx';
import type { Budget } from './budget';
import { sidesOf } from './csv';
import type { Note } from './notes';
import type { NumberArray, Values } from './numbers';
import { GREY } from './raster';
import { borderOf, fitter, type Resampler } from './resample';

export interface Pictures {
  /** The file, and within an archive the entry. */
  file: string;
  images: Uint8Array;
  /** Of these images. */
  form: ImageForm;
  /** The form that is nearest to them, and the same for all images of a set. */
  natural: ImageForm | null;
  count: number;
}

interface Shape {
  count: number;
  rows: number;
  columns: number;
  channels: number;
  /** Numbers from one pixel, and from one channel, to the next. */
  pixelStep: number;
  channelStep: number;
}

/** Sides of an image at most; larger ones are photographs, which are not stored as arrays. */
const LARGEST_SIDE = 8192;

/** The images in an array's shape, or null where it has none. */
export function imageShape(shape: readonly number[]): Shape | null {
  const sizes = [...shape];
  while (sizes.length > 2 && sizes.at(-1) === 1) sizes.pop();
  const flat = (count: number, rows: number, columns: number): Shape => ({
    ...{ count, rows, columns, channels: 1, pixelStep: 1, channelStep: 0 },
  });
  const colours = (n: number) => n >= 1 && n <= 4;
  const made = (() => {
    if (sizes.length === 2) {
      const [count, numbers] = sizes;
      const found = sidesOf(numbers);
      if (found?.channels === 1) return flat(count, found.side, found.side);
      // One picture alone.
      if (count === numbers && count >= 8) return flat(1, count, numbers);
      return found && planes(count, 3, found.side, found.side);
    }
    if (sizes.length === 3) {
      const [a, b, c] = sizes;
      return colours(c) && b > 4 ? interleaved(1, a, b, c) : flat(a, b, c);
    }
    if (sizes.length === 4) {
      const [count, a, b, c] = sizes;
      if (colours(c)) return interleaved(count, a, b, c);
      return colours(a) ? planes(count, a, b, c) : null;
    }
    return null;
  })();
  if (!made || Math.min(made.rows, made.columns) < 2) return null;
  return Math.max(made.rows, made.columns) <= LARGEST_SIDE ? made : null;
}

/** Red, green and blue of a pixel beside each other. */
const interleaved = (count: number, rows: number, columns: number, channels: number): Shape => ({
  ...{ count, rows, columns, channels, pixelStep: channels, channelStep: 1 },
});
/** One channel after the other. */
const planes = (count: number, channels: number, rows: number, columns: number): Shape => ({
  ...{ count, rows, columns, channels, pixelStep: 1, channelStep: rows * columns },
});

/** Throws `data.shape`, `data.tooLarge`. */
export function toImages(
  array: NumberArray,
  notes: Note[],
  budget: Budget,
  form: ImageForm = GREY_28,
): Pictures {
  const { name: file, values } = array;
  const shape = imageShape(array.shape);
  if (!shape) throw new ProblemError('data.shape', { file, shape: array.shape.join(' × ') });
  const { count, rows, columns, channels } = shape;
  const natural = formAround(rows, columns, channels);
  const kept = sameForm(natural, form) ? natural : GREY_28;
  const each = rows * columns * channels;
  const range = rangeOf(array, count * each, notes);
  const asTheyAre = range.low === 0 && range.high === 255 && values instanceof Uint8Array;
  const size = imageSize(kept);
  const asKept = kept.side === rows && kept.side === columns && kept.channels === channels;
  if (asKept && shape.pixelStep === channels && asTheyAre)
    return { file, form: kept, natural, images: values.subarray(0, count * size), count };
  budget.take(count * size, file);
  const images = new Uint8Array(count * size);
  const note = () => {
    const one = fittedNote(file, rows, columns, kept);
    if (one) notes.push(one);
  };
  if (!sameForm(kept, GREY_28)) {
    const read = byteReader(values, shape, range);
    const bring = fitted(rows, columns, kept);
    const whole = new Uint8Array(rows * columns * kept.channels);
    for (let i = 0; i < count; i++) {
      read(i, whole);
      bring(whole, images.subarray(i * size, (i + 1) * size));
    }
    note();
    return { file, form: kept, natural, images, count };
  }
  const grey = greyReader(values, shape, range);
  if (channels >= 3) notes.push({ code: 'grey', params: { file } });
  const border = borderOf(rows, columns);
  if (rows === SIDE && columns === SIDE) {
    for (let i = 0; i < count; i++) grey(i, images.subarray(i * PIXELS, (i + 1) * PIXELS));
  } else if (border && isBlankAround(grey, shape, count, border)) {
    notes.push({ code: 'cropped', params: { file, rows, columns } });
    const whole = new Uint8Array(rows * columns);
    for (let i = 0; i < count; i++) {
      grey(i, whole);
      for (let y = 0; y < SIDE; y++) {
        const from = (y + border.top) * columns + border.left;
        images.set(whole.subarray(from, from + SIDE), i * PIXELS + y * SIDE);
      }
    }
  } else {
    note();
    const bring = fitted(rows, columns, kept);
    const whole = new Uint8Array(rows * columns);
    for (let i = 0; i < count; i++) {
      grey(i, whole);
      bring(whole, images.subarray(i * PIXELS, (i + 1) * PIXELS));
    }
  }
  return { file, form: kept, natural, images, count };
}

/** Brings images of this size, grey or red, green and blue of a pixel beside each other, into a form. */
export function fitted(rows: number, columns: number, { side, channels }: ImageForm): Resampler {
  if (rows === side && columns === side) return (source, target) => target.set(source);
  const bring = fitter(rows, columns, side);
  if (channels === 1) return bring;
  const [from, to] = [new Uint8Array(rows * columns), new Uint8Array(side * side)];
  return (source, target) => {
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < from.length; p++) from[p] = source[channels * p + c];
      bring(from, to);
      for (let p = 0; p < to.length; p++) target[channels * p + c] = to[p];
    }
  };
}

/** What that did; null where nothing was to be done. */
export function fittedNote(file: string, rows: number, columns: number, form: ImageForm): Note | null {
  if (rows === form.side && columns === form.side) return null;
  const code = isPadded(rows, columns, form.side) ? 'padded' : 'resized';
  return { code, params: { file, rows, columns, form: formText(form) } };
}

/** Whole numbers up to this are levels of grey (sklearn's digits: 0 … 16), not almost blank images. */
const FEW_LEVELS = 16;

/** The values that become 0 and 255. */
function rangeOf({ name: file, type, values }: NumberArray, length: number, notes: Note[]) {
  const whole = { low: 0, high: 255 };
  let [low, high, strange, fractions] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, false];
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) strange++;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
      fractions ||= !Number.isInteger(value);
    }
  }
  if (strange > 0) notes.push({ code: 'notFinite', params: { file, count: strange } });
  if (low > high) return whole;
  const range = (() => {
    if (type === 'int8') return low < 0 ? { low: -128, high: 127 } : { low: 0, high: 127 };
    if (low >= 0 && high <= 255) {
      if (high > 0 && high <= 1) return { low: 0, high: 1 };
      return high > 0 && high <= FEW_LEVELS ? { low: 0, high: Math.ceil(high) } : whole;
    }
    if (low >= -1 && high <= 1) return { low: -1, high: 1 };
    // Values that are nearly bytes, such as after a sharpening filter, keep their scale.
    if (type === 'uint16' || type === 'int16')
      return low >= 0 ? { low: 0, high: powerAbove(high) } : { low, high };
    return { low, high };
  })();
  if (type !== 'uint8' || fractions || range.low !== 0 || range.high !== 255)
    notes.push({ code: 'scaled', params: { file, type, ...range } });
  return range;
}

/** The largest number of as many bits: 4095 for 12-bit images, 65535 for 16 bits. */
const powerAbove = (high: number) => 2 ** Math.ceil(Math.log2(high + 1)) - 1;

/** Writes image `i` as it is: grey, or red, green and blue of each pixel beside each other. */
function byteReader(values: Values, shape: Shape, range: { low: number; high: number }) {
  const { rows, columns, channels, pixelStep, channelStep } = shape;
  if (channels < 3) return greyReader(values, shape, range);
  const pixels = rows * columns;
  const byte = byteOf(range);
  return (i: number, target: Uint8Array): void => {
    const start = i * pixels * channels;
    for (let p = 0; p < pixels; p++)
      for (let c = 0; c < 3; c++) target[3 * p + c] = byte(values[start + p * pixelStep + c * channelStep]);
  };
}

function byteOf({ low, high }: { low: number; high: number }) {
  const factor = 255 / (high - low || 1);
  return (value: number) => {
    const scaled = (value - low) * factor;
    return scaled >= 0 ? (scaled <= 255 ? Math.round(scaled) : 255) : 0;
  };
}

/** Writes image `i` as rows × columns bytes. */
function greyReader(values: Values, shape: Shape, range: { low: number; high: number }) {
  const { rows, columns, channels, pixelStep, channelStep } = shape;
  const pixels = rows * columns;
  const byte = byteOf(range);
  return (i: number, target: Uint8Array): void => {
    const start = i * pixels * channels;
    for (let p = 0; p < pixels; p++) {
      const at = start + p * pixelStep;
      // Two channels are grey and alpha, four are colours and alpha; arrays with alpha are opaque.
      target[p] = byte(
        channels < 3
          ? values[at]
          : GREY[0] * values[at] +
              GREY[1] * values[at + channelStep] +
              GREY[2] * values[at + 2 * channelStep],
      );
    }
  };
}

/** Whether all images are blank outside of their middle 28 × 28. */
function isBlankAround(
  grey: (i: number, target: Uint8Array) => void,
  { rows, columns }: Shape,
  count: number,
  { top, left }: { top: number; left: number },
): boolean {
  const whole = new Uint8Array(rows * columns);
  for (let i = 0; i < count; i++) {
    grey(i, whole);
    for (let y = 0; y < rows; y++) {
      const outside = y < top || y >= rows - top;
      for (let x = 0; x < columns; x++) {
        if (!outside && x === left) x = columns - left;
        if (whole[y * columns + x] !== 0) return false;
      }
    }
  }
  return true;
}
