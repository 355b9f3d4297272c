/**
 * Images of any size as squares, with their aspect kept and their middle in the middle: the mean under each
 * pixel where they get smaller, bilinear where they get larger.
 */
import { isPadded } from '../../experiment/dataShape';
import { SIDE } from '../idx';

/** What one pixel of the result takes from a row or column: from where on, and with which weights. */
interface Span {
  from: number;
  weights: Float32Array;
}

export type Resampler = (source: ArrayLike<number>, target: Uint8Array) => void;

/** `source`: height × width numbers from 0 to 255; `target`: side × side bytes. */
function resampler(height: number, width: number, side: number): Resampler {
  const scale = side / Math.max(height, width);
  const across = spans(width, scale, side);
  const down = spans(height, scale, side);
  const between = new Float32Array(height * side);
  return (source, target) => {
    const paper = paperOf(source, height, width);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < side; x++) between[y * side + x] = mixed(source, y * width, 1, across[x], paper);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        target[y * side + x] = Math.round(
          Math.min(255, Math.max(0, mixed(between, x, side, down[y], paper))),
        );
  };
}

/** Where an image of another aspect leaves room, there is the paper that its corners show. */
function paperOf(source: ArrayLike<number>, height: number, width: number): number {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  return corners.reduce((sum, at) => sum + source[at], 0) / 4;
}

/** In a frame of paper where the square is hardly larger (`isPadded`), every pixel as it was; otherwise resized. */
export function fitter(height: number, width: number, side: number): Resampler {
  if (!isPadded(height, width, side)) return resampler(height, width, side);
  const [top, left] = [Math.floor((side - height) / 2), Math.floor((side - width) / 2)];
  return (source, target) => {
    target.fill(Math.round(paperOf(source, height, width)));
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) target[(top + y) * side + left + x] = source[y * width + x];
  };
}

function mixed(source: ArrayLike<number>, start: number, step: number, span: Span, paper: number): number {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < span.weights.length; i++) {
    sum += span.weights[i] * source[start + step * (span.from + i)];
    weight += span.weights[i];
  }
  return sum + (1 - weight) * paper;
}

function spans(size: number, scale: number, side: number): Span[] {
  return Array.from({ length: side }, (_, i) => {
    // The pixel's edges, in the source.
    const low = (i - side / 2) / scale + size / 2;
    const high = (i + 1 - side / 2) / scale + size / 2;
    return scale < 1 ? areaUnder(low, high, size, scale) : between((low + high) / 2, size, low, high);
  });
}

function areaUnder(low: number, high: number, size: number, scale: number): Span {
  const from = Math.max(0, Math.floor(low));
  const to = Math.min(size, Math.ceil(high));
  const weights = Float32Array.from(
    { length: Math.max(0, to - from) },
    (_, i) => Math.max(0, Math.min(high, from + i + 1) - Math.max(low, from + i)) * scale,
  );
  return { from, weights };
}

/** Bilinear at a point; outside of the image nothing, and at its edge the edge itself. */
function between(middle: number, size: number, low: number, high: number): Span {
  if (high <= 0 || low >= size) return { from: 0, weights: new Float32Array(0) };
  const at = Math.min(size - 1, Math.max(0, middle - 0.5));
  const from = Math.min(Math.floor(at), Math.max(0, size - 2));
  return size === 1
    ? { from: 0, weights: new Float32Array([1]) }
    : { from, weights: new Float32Array([1 - (at - from), at - from]) };
}

/** Rows and columns around the middle 28 × 28, if it is larger than that on both sides by even numbers. */
export function borderOf(height: number, width: number): { top: number; left: number } | null {
  const [top, left] = [(height - SIDE) / 2, (width - SIDE) / 2];
  const few = (n: number) => Number.isInteger(n) && n > 0 && n <= 4;
  return few(top) && few(left) ? { top, left } : null;
}
