/**
 * Converts any picture to a 28 × 28 image in MNIST's form: ink on paper, the ink scaled into a 20 × 20 box
 * with its centre of mass in the middle. A picture that is already 28 × 28 is not moved or scaled. Pure: the
 * browser decodes the file.
 */
import { IMAGE_SIDE, INPUT_SIZE } from '../../model/spec';

/** Four bytes per pixel, row by row: red, green, blue, alpha. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

const BOX = 20;
/** Fainter ink counts as dirt on the paper. */
const FAINT = 0.2;

/** 784 bytes, 0 = paper; null where the picture has no ink at all. */
export function imageFrom(picture: Pixels): Uint8Array | null {
  const { width, height } = picture;
  const ink = inkOf(picture);
  const box = boxOf(ink, width, height);
  if (!box) return null;
  if (width === IMAGE_SIDE && height === IMAGE_SIDE) return bytesOf(ink);
  const scale = BOX / Math.max(box.right - box.left, box.bottom - box.top);
  // First with the box in the middle, and then with the centre of mass there.
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const first = resampled(ink, width, height, scale, x, y);
  const mass = massOf(first);
  return bytesOf(
    resampled(
      ink,
      width,
      height,
      scale,
      x + (mass.x - IMAGE_SIDE / 2) / scale,
      y + (mass.y - IMAGE_SIDE / 2) / scale,
    ),
  );
}

/** How much the opaque pixels of a picture may differ to count as one ink on nothing. */
const ONE_INK = 0.15;

/**
 * Darkness over white paper in [0, 1]; inverted if the edge of the picture is dark. Of one ink on a transparent
 * ground, white ink too, it is the opacity.
 */
function inkOf({ data, width, height }: Pixels): Float32Array {
  const ink = new Float32Array(width * height);
  let [low, high, transparent] = [1, 0, false];
  for (let i = 0; i < ink.length; i++) {
    // Rec. 709 luma.
    const luma = (0.2126 * data[4 * i] + 0.7152 * data[4 * i + 1] + 0.0722 * data[4 * i + 2]) / 255;
    const opacity = data[4 * i + 3] / 255;
    ink[i] = (1 - luma) * opacity;
    transparent ||= opacity === 0;
    if (opacity > 0.5) [low, high] = [Math.min(low, luma), Math.max(high, luma)];
  }
  if (transparent && high - low <= ONE_INK) return ink.map((_, i) => data[4 * i + 3] / 255);
  let [sum, count] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        sum += ink[y * width + x];
        count++;
      }
  return sum / count > 0.5 ? ink.map((v) => 1 - v) : ink;
}

function boxOf(ink: Float32Array, width: number, height: number) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (ink[y * width + x] > FAINT) {
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
  return right > left ? { left, right, top, bottom } : null;
}

/**
 * The page's pixels, each the mean of the picture under it; (x, y) of the picture lies in the page's middle.
 */
function resampled(
  ink: Float32Array,
  width: number,
  height: number,
  scale: number,
  x: number,
  y: number,
): Float32Array {
  const page = new Float32Array(INPUT_SIZE);
  const across = Array.from({ length: IMAGE_SIDE }, (_, i) => spanOf(i, scale, x, width));
  for (let row = 0; row < IMAGE_SIDE; row++) {
    const down = spanOf(row, scale, y, height);
    for (let column = 0; column < IMAGE_SIDE; column++) {
      let sum = 0;
      for (const [v, a] of down) for (const [u, b] of across[column]) sum += a * b * ink[v * width + u];
      page[row * IMAGE_SIDE + column] = sum * scale * scale;
    }
  }
  return page;
}

/** The picture's pixels under the page's i-th one, along one side, and the overlap of each. */
function spanOf(i: number, scale: number, middle: number, size: number): [number, number][] {
  const from = Math.max(0, middle + (i - IMAGE_SIDE / 2) / scale);
  const to = Math.min(size, middle + (i + 1 - IMAGE_SIDE / 2) / scale);
  const span: [number, number][] = [];
  for (let u = Math.floor(from); u < to; u++) span.push([u, Math.min(to, u + 1) - Math.max(from, u)]);
  return span;
}

function massOf(page: Float32Array): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  page.forEach((v, i) => {
    mass += v;
    x += v * ((i % IMAGE_SIDE) + 0.5);
    y += v * (Math.floor(i / IMAGE_SIDE) + 0.5);
  });
  return { x: x / mass, y: y / mass };
}

const bytesOf = (ink: Float32Array): Uint8Array => Uint8Array.from(ink, (v) => Math.min(255, 255 * v + 0.5));
