/** The path as files: its strip of images as PNG and SVG, and a film along it as GIF and as WebM or MP4. */
import { IMAGE_SIDE, INPUT_SIZE } from '../model/spec';
import { type PathNow, placeOnPath } from '../state/path';
import { decodePublished } from '../state/published';
import { encodeGif } from './gif';
import { recorded, videoTypes } from './video';

/** Canvas pixels per pixel of an image. */
const SCALE = 8;
const SIDE = IMAGE_SIDE * SCALE;
/** Frames of a film, and the time between two of them, in ms. */
const FRAMES = 48;
const FRAME_MS = 60;

/** Grey bytes of decoded pixels: dark ink on light paper, or the other way round in the dark theme. */
const grey = (pixel: number, dark: boolean) => Math.round(255 * (dark ? pixel : 1 - pixel));

/** count × 784 grey bytes of images at these positions on the path; null while there is no decoder. */
function images(path: PathNow, positions: readonly number[], dark: boolean): Uint8Array | null {
  const z = positions.flatMap((position) => placeOnPath(path, position));
  const pixels = new Float32Array(positions.length * INPUT_SIZE);
  if (!decodePublished(z, pixels, positions.length)) return null;
  return Uint8Array.from(pixels, (pixel) => grey(pixel, dark));
}

/** Draws an image enlarged without smoothing, with its left upper corner at (x, 0). */
function paint(context: CanvasRenderingContext2D, greys: Uint8Array, x: number): void {
  for (let i = 0; i < INPUT_SIZE; i++) {
    const value = greys[i];
    context.fillStyle = `rgb(${value} ${value} ${value})`;
    context.fillRect(x + SCALE * (i % IMAGE_SIDE), SCALE * Math.floor(i / IMAGE_SIDE), SCALE, SCALE);
  }
}

function canvasOf(width: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = SIDE;
  const context = canvas.getContext('2d', { alpha: false });
  return context && { canvas, context };
}

/** The images at all stops in a row; null if it cannot be drawn. */
function stripCanvas(path: PathNow, dark: boolean): HTMLCanvasElement | null {
  const count = path.t.length;
  const made = canvasOf(count * SIDE);
  const all = images(path, [...Array(count).keys()], dark);
  if (!made || !all) return null;
  for (let i = 0; i < count; i++)
    paint(made.context, all.subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE), i * SIDE);
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
  return all && new TextEncoder().encode(svgOf(all, count, title));
}

/** `greys`: count × 784. One path for each grey, of runs of pixels in the rows. */
export function svgOf(greys: Uint8Array, count: number, title: string): string {
  const runs = new Map<number, string[]>();
  for (let n = 0; n < count; n++)
    for (let y = 0; y < IMAGE_SIDE; y++)
      for (let x = 0; x < IMAGE_SIDE; ) {
        const at = n * INPUT_SIZE + y * IMAGE_SIDE + x;
        let length = 1;
        while (x + length < IMAGE_SIDE && greys[at + length] === greys[at]) length++;
        const own = runs.get(greys[at]) ?? [];
        runs.set(greys[at], own);
        own.push(`M${n * IMAGE_SIDE + x} ${y}h${length}v1h-${length}z`);
        x += length;
      }
  const paths = [...runs].map(([value, pieces]) => {
    const hex = value.toString(16).padStart(2, '0');
    return `<path fill="#${hex}${hex}${hex}" d="${pieces.join('')}"/>`;
  });
  const width = count * IMAGE_SIDE;
  const escaped = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${IMAGE_SIDE}" width="${2 * width}" height="${2 * IMAGE_SIDE}" shape-rendering="crispEdges" role="img"><title>${escaped}</title>${paths.join('')}</svg>\n`;
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
  const frames = places.map((_, n) => {
    const out = new Uint8Array(SIDE * SIDE);
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++)
        out[y * SIDE + x] = all[n * INPUT_SIZE + Math.floor(y / SCALE) * IMAGE_SIDE + Math.floor(x / SCALE)];
    return out;
  });
  return encodeGif(frames, { width: SIDE, height: SIDE, delayMs: FRAME_MS / speed });
}

/** Records the film while it is drawn, which takes as long as the film. */
export async function filmVideo(
  path: PathNow,
  { dark, loop, speed }: FilmOptions,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [known] = videoTypes();
  const made = canvasOf(SIDE);
  const places = positions(path, loop);
  const all = images(path, places, dark);
  if (!known || !made || !all) return null;
  return recorded(made.canvas, known.type, places.length, (n) => {
    paint(made.context, all.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE), 0);
    return FRAME_MS / speed;
  });
}
