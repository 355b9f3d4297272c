/**
 * Images as files that other programs open: a zip of PNG with a folder a class, and npz. Nothing is
 * compressed, so that no compressor is needed; images of 784 bytes are small.
 */
import { SIDE } from '../idx';
import type { Dataset, ImageSet } from '../images';
import { crc32 } from './crc32';

type Bytes = Uint8Array<ArrayBuffer>;

function joined(...parts: Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Whole numbers of 1, 2 or 4 bytes each, `[value, bytes]`. */
function fields(littleEndian: boolean, ...values: [value: number, bytes: 1 | 2 | 4][]): Bytes {
  const out = new Uint8Array(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 1) view.setUint8(at, value);
    else if (bytes === 2) view.setUint16(at, value, littleEndian);
    else view.setUint32(at, value, littleEndian);
    at += bytes;
  }
  return out;
}

const text = (value: string): Bytes => new TextEncoder().encode(value);

/** Names are UTF-8 (general purpose bit 11). */
const UTF8 = 0x800;

/** A zip archive of stored entries. */
export function zipFile(entries: readonly (readonly [name: string, body: Uint8Array])[]): Bytes {
  const locals: Bytes[] = [];
  const central: Bytes[] = [];
  let at = 0;
  for (const [name, body] of entries) {
    const title = text(name);
    const common = fields(
      true,
      ...(
        [
          [10, 2],
          [UTF8, 2],
          [0, 2],
          [0, 2],
          [0x21, 2],
        ] as const
      ).map(([v, b]): [number, 2] => [v, b]),
      [crc32(body), 4],
      [body.length, 4],
      [body.length, 4],
      [title.length, 2],
      [0, 2],
    );
    locals.push(joined(text('PK\x03\x04'), common, title, body));
    const rest = fields(true, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    central.push(joined(text('PK\x01\x02'), fields(true, [20, 2]), common, rest, title));
    at += locals[locals.length - 1].length;
  }
  const directory = joined(...central);
  const count = entries.length;
  const end = fields(true, [0, 2], [0, 2], [count, 2], [count, 2], [directory.length, 4], [at, 4], [0, 2]);
  return joined(...locals, directory, text('PK\x05\x06'), end);
}

/** A grey PNG of 28 × 28. */
export function pngOfImage(image: Uint8Array): Bytes {
  const scan = new Uint8Array((SIDE + 1) * SIDE);
  for (let y = 0; y < SIDE; y++) scan.set(image.subarray(y * SIDE, (y + 1) * SIDE), y * (SIDE + 1) + 1);
  // One stored block of deflate, in zlib's envelope.
  const block = fields(true, [1, 1], [scan.length, 2], [~scan.length & 0xffff, 2]);
  const zlib = joined(fields(false, [0x78, 1], [1, 1]), block, scan, fields(false, [adler32(scan), 4]));
  const chunk = (type: string, body: Uint8Array) => {
    const named = joined(text(type), body);
    return joined(fields(false, [body.length, 4]), named, fields(false, [crc32(named), 4]));
  };
  const head = fields(false, [SIDE, 4], [SIDE, 4], [8, 1], [0, 1], [0, 1], [0, 1], [0, 1]);
  const signature = fields(false, [0x89504e47, 4], [0x0d0a1a0a, 4]);
  return joined(signature, chunk('IHDR', head), chunk('IDAT', zlib), chunk('IEND', new Uint8Array(0)));
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

function npyFile(shape: readonly number[], body: Uint8Array): Bytes {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${sizes}), }`;
  // The elements begin at a multiple of 64.
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const magic = fields(false, [0x93, 1], [0x4e554d50, 4], [0x59, 1], [1, 1], [0, 1]);
  return joined(magic, fields(true, [padded.length, 2]), text(padded), body);
}

/** Images with the numbers of their classes, named as in Keras' `mnist.npz`. */
export function npzFile({ train, test }: Pick<Dataset, 'train'> & Partial<Pick<Dataset, 'test'>>): Bytes {
  const arrays = (part: 'train' | 'test', { images, labels, count, side, channels }: ImageSet) => [
    [`x_${part}.npy`, npyFile([count, side, side, ...(channels > 1 ? [channels] : [])], images)] as const,
    ...(labels ? [[`y_${part}.npy`, npyFile([count], labels)] as const] : []),
  ];
  return zipFile([...arrays('train', train), ...(test ? arrays('test', test) : [])]);
}
