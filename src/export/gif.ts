/**
 * Animated GIF (GIF89a, CompuServe 1990) with one palette of 256 colours: LZW-compressed frames (Welch 1984) with codes of
 * variable width.
 */
import { joined } from './joined';

export interface GifOptions {
  width: number;
  height: number;
  /** 256 × red, green, blue; greys by default. */
  palette?: Uint8Array;
}

export interface Gif {
  /** `frame`: width × height indices of the palette; `delayMs`: until the next, stored in hundredths of a second. */
  add(frame: Uint8Array, delayMs: number): void;
  /** The file. The film repeats for ever. */
  file(): Uint8Array<ArrayBuffer>;
}

const CLEAR = 256;
const END = 257;
const MOST_CODES = 4096;
const GREYS = Uint8Array.from({ length: 3 * 256 }, (_, i) => Math.floor(i / 3));

export function createGif({ width, height, palette = GREYS }: GifOptions): Gif {
  const parts: Uint8Array[] = [];
  const put = (...bytes: number[]) => parts.push(Uint8Array.from(bytes));
  const word = (value: number) => [value & 255, value >> 8];
  const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
  put(...text('GIF89a'), ...word(width), ...word(height), 0xf7, 0, 0);
  parts.push(palette);
  put(0x21, 0xff, 11, ...text('NETSCAPE2.0'), 3, 1, 0, 0, 0);
  return {
    add(frame, delayMs) {
      put(0x21, 0xf9, 4, 0, ...word(Math.round(delayMs / 10)), 0, 0);
      put(0x2c, 0, 0, 0, 0, ...word(width), ...word(height), 0, 8);
      parts.push(...blocks(compressed(frame)));
      put(0);
    },
    file: () => joined([...parts, Uint8Array.of(0x3b)]),
  };
}

/** `frames`: width × height grey bytes each, 0 = black. */
export function encodeGif(
  frames: readonly Uint8Array[],
  { delayMs, ...size }: GifOptions & { delayMs: number },
): Uint8Array<ArrayBuffer> {
  const gif = createGif(size);
  for (const frame of frames) gif.add(frame, delayMs);
  return gif.file();
}

/** The codes of a frame as bits, least significant first. */
function compressed(pixels: Uint8Array): Uint8Array {
  const out: number[] = [];
  let bits = 0;
  let filled = 0;
  let width = 9;
  const write = (code: number) => {
    bits |= code << filled;
    filled += width;
    for (; filled >= 8; filled -= 8) {
      out.push(bits & 255);
      bits >>>= 8;
    }
  };
  /** The code of a known sequence and one more byte. */
  const known = new Map<number, number>();
  let next = END + 1;
  write(CLEAR);
  let sequence = pixels[0];
  for (let i = 1; i < pixels.length; i++) {
    const key = sequence * 256 + pixels[i];
    const longer = known.get(key);
    if (longer !== undefined) {
      sequence = longer;
      continue;
    }
    write(sequence);
    sequence = pixels[i];
    if (next === MOST_CODES) {
      write(CLEAR);
      known.clear();
      next = END + 1;
      width = 9;
      continue;
    }
    // The reader learns each code one step later, so that its width grows one step later too.
    if (next === 1 << width) width++;
    known.set(key, next++);
  }
  write(sequence);
  write(END);
  if (filled > 0) out.push(bits & 255);
  return Uint8Array.from(out);
}

/** In blocks of at most 255 bytes, each after its length. */
function blocks(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255);
    parts.push(Uint8Array.of(part.length), part);
  }
  return parts;
}
