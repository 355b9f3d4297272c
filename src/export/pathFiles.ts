/** The path as files: its strip of images as PNG and SVG, and a film along it as GIF and as WebM or MP4. */
import { GREY_28, type ImageForm, imageSize } from '../experiment/dataShape';
import { formNow } from '../state/form';
import { type PathNow, placeOnPath } from '../state/path';
import { decodePublished } from '../state/published';
import { encodeGif } from './gif';
import { recorded, videoTypes } from './video';

/** Canvas pixels per pixel of an image. */
const SCALE = 8;
/** Frames of a film, and the time between two of them, in ms. */
const FRAMES = 48;
const FRAME_MS = 60;

/** Grey bytes of decoded pixels: dark ink on light paper, or the other way round in the dark theme. */
const grey = (pixel: number, dark: boolean) => Math.round(255 * (dark ? pixel : 1 - pixel));

/** Bytes of images at these positions on the path, grey as shown or in colour; null while there is no decoder. */
function images(path: PathNow, positions: readonly number[], dark: boolean): Uint8Array | null {
  const z = positions.flatMap((position) => placeOnPath(path, position));
  const form = formNow();
  const pixels = new Float32Array(positions.length * imageSize(form));
  if (!decodePublished(z, pixels, positions.length)) return null;
  return Uint8Array.from(pixels, (pixel) => grey(pixel, dark || form.channels > 1));
}

/** A palette of eight levels of red and green, and four of blue: the index is their bits. */
const COLOURS = Uint8Array.from({ length: 3 * 256 }, (_, at) => {
  const [i, c] = [Math.floor(at / 3), at % 3];
  const [level, most] = [
    [i >> 5, 7],
    [(i >> 2) & 7, 7],
    [i & 3, 3],
  ][c];
  return Math.round((255 * level) / most);
});

/** Red, green and blue of pixel `i` of an image that begins at `from`. */
const lightOf = (bytes: Uint8Array, from: number, i: number, channels: number): [number, number, number] => {
  const at = from + channels * i;
  return channels === 1 ? [bytes[at], bytes[at], bytes[at]] : [bytes[at], bytes[at + 1], bytes[at + 2]];
};

/** Draws image `n` enlarged without smoothing, with its left upper corner at (x, 0). */
function paint(context: CanvasRenderingContext2D, bytes: Uint8Array, n: number, x: number): void {
  const { side, channels } = formNow();
  for (let i = 0; i < side * side; i++) {
    context.fillStyle = `rgb(${lightOf(bytes, n * side * side * channels, i, channels).join(' ')})`;
    context.fillRect(x + SCALE * (i % side), SCALE * Math.floor(i / side), SCALE, SCALE);
  }
}

function canvasOf(width: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = formNow().side * SCALE;
  const context = canvas.getContext('2d', { alpha: false });
  return context && { canvas, context };
}

/** The images at all stops in a row; null if it cannot be drawn. */
function stripCanvas(path: PathNow, dark: boolean): HTMLCanvasElement | null {
  const count = path.t.length;
  const width = formNow().side * SCALE;
  const made = canvasOf(count * width);
  const all = images(path, [...Array(count).keys()], dark);
  if (!made || !all) return null;
  for (let i = 0; i < count; i++) paint(made.context, all, i, i * width);
  return made.canvas;
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

export async function stripPng(path: PathNow, dark: boolean): Promise<Uint8Array<ArrayBuffer> | null> {
  const canvas = stripCanvas(path, dark);
  const blob = canvas && (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve)));
  return blob && bytesOf(blob);
}

/** The strip as rectangles: pixels of equal grey side by side are one. The title is read by screen readers. */
export function stripSvg(path: PathNow, title: string, dark: boolean): Uint8Array<ArrayBuffer> | null {
  const count = path.t.length;
  const all = images(path, [...Array(count).keys()], dark);
  return all && new TextEncoder().encode(svgOf(all, count, title, formNow()));
}

/** `bytes`: images as shown. One path for each colour, of runs of pixels in the rows. */
export function svgOf(
  bytes: Uint8Array,
  count: number,
  title: string,
  { side, channels }: ImageForm = GREY_28,
): string {
  const hexOf = (n: number, i: number) =>
    lightOf(bytes, n * side * side * channels, i, channels)
      .map((value) => value.toString(16).padStart(2, '0'))
      .join('');
  const runs = new Map<string, string[]>();
  for (let n = 0; n < count; n++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; ) {
        const hex = hexOf(n, y * side + x);
        let length = 1;
        while (x + length < side && hexOf(n, y * side + x + length) === hex) length++;
        const own = runs.get(hex) ?? [];
        runs.set(hex, own);
        own.push(`M${n * side + x} ${y}h${length}v1h-${length}z`);
        x += length;
      }
  const paths = [...runs].map(([hex, pieces]) => `<path fill="#${hex}" d="${pieces.join('')}"/>`);
  const width = count * side;
  const escaped = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${side}" width="${2 * width}" height="${2 * side}" shape-rendering="crispEdges" role="img"><title>${escaped}</title>${paths.join('')}</svg>\n`;
}

/** FRAMES positions from end to end of the path; for a film that goes back and forth also those back. */
function positions(path: PathNow, loop: boolean): number[] {
  const there = Array.from({ length: FRAMES }, (_, i) => ((path.t.length - 1) * i) / (FRAMES - 1));
  return loop ? [...there, ...there.slice(1, -1).reverse()] : there;
}

interface FilmOptions {
  dark: boolean;
  loop: boolean;
  speed: number;
}

export async function filmGif(
  path: PathNow,
  { dark, loop, speed }: FilmOptions,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const places = positions(path, loop);
  const all = images(path, places, dark);
  if (!all) return null;
  const { side, channels } = formNow();
  const width = side * SCALE;
  const frames = places.map((_, n) => {
    const out = new Uint8Array(width * width);
    for (let y = 0; y < width; y++)
      for (let x = 0; x < width; x++) {
        const pixel = Math.floor(y / SCALE) * side + Math.floor(x / SCALE);
        const [r, g, b] = lightOf(all, n * side * side * channels, pixel, channels);
        out[y * width + x] = channels === 1 ? r : (r & 0xe0) | ((g & 0xe0) >> 3) | (b >> 6);
      }
    return out;
  });
  const palette = channels === 1 ? undefined : COLOURS;
  return encodeGif(frames, { width, height: width, palette, delayMs: FRAME_MS / speed });
}

/** Records the film while it is drawn, which takes as long as the film. */
export async function filmVideo(
  path: PathNow,
  { dark, loop, speed }: FilmOptions,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [known] = videoTypes();
  const made = canvasOf(formNow().side * SCALE);
  const places = positions(path, loop);
  const all = images(path, places, dark);
  if (!known || !made || !all) return null;
  return recorded(made.canvas, known.type, places.length, (n) => {
    paint(made.context, all, n, 0);
    return FRAME_MS / speed;
  });
}
