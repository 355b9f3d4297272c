/**
 * Each reader against 1,000 damaged files: the result is data or a typed problem, and no more memory is taken than
 * a drop may have, whatever sizes a file claims.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mutatedFile } from '../../../e2e/abuse/mutations.mjs';
import { Random } from '../../../e2e/abuse/random.mjs';
import { codeOf } from '../testing';
import { LIMITS } from './limits';
import { csvOf, idxOf, imagesIdx, labelsIdx, npyOf, openFiles, pngOf, sign, signs, zipOf } from './testing';

const COUNT = 1000;
const SEED = 17;
const few = signs.images.slice(0, 6 * 784);
const labels = signs.labels.slice(0, 6);
const wide = (bytes: number) => new Uint8Array(bytes * few.length).map((_, i) => few[i % few.length] >> 1);
const pictures = (deflate: boolean) =>
  zipOf(
    Array.from({ length: 6 }, (_, i) => [`${labels[i]}/${i}.png`, pngOf(28, 28, 0, sign(i))] as const),
    deflate,
  );

const bases: Record<string, Uint8Array[]> = {
  idx: [
    imagesIdx(few),
    idxOf([6, 28, 28], wide(2), 0x0b),
    idxOf([6, 28, 28], wide(4), 0x0d),
    idxOf([6, 28, 28], wide(8), 0x0e),
  ],
  'idx labels': [labelsIdx(labels), idxOf([6, 8], new Uint8Array(6 * 8 * 4), 0x0c)],
  npy: [
    npyOf('|u1', [6, 28, 28], few),
    npyOf('<f4', [6, 28, 28, 1], wide(4)),
    npyOf('|u1', [6, 28, 28], few, true),
  ],
  npz: [
    zipOf([
      ['x_train.npy', npyOf('|u1', [6, 28, 28], few)],
      ['y_train.npy', npyOf('<i8', [6, 1], new Uint8Array(48))],
    ]),
  ],
  csv: [csvOf(few, labels)],
  png: [
    pngOf(28, 28, 0, few.subarray(0, 784)),
    pngOf(20, 30, 6, few.subarray(0, 2400)),
    pngOf(9, 9, 2, few.subarray(0, 243)),
  ],
  zip: [pictures(true), pictures(false)],
};

/** The bytes of all arrays that are made from now on. */
function countAllocations(): () => number {
  let bytes = 0;
  for (const name of ['Uint8Array', 'Int16Array', 'Int32Array', 'Float32Array', 'Float64Array'] as const) {
    const Original = globalThis[name];
    vi.stubGlobal(
      name,
      new Proxy(Original, {
        construct(target, args, newTarget) {
          if (typeof args[0] === 'number') bytes += args[0] * target.BYTES_PER_ELEMENT;
          return Reflect.construct(target, args, newTarget === Original ? newTarget : target);
        },
      }),
    );
  }
  return () => bytes;
}
afterEach(() => vi.unstubAllGlobals());

describe.each(Object.entries(bases))('%s', (format, files) => {
  test(`${COUNT} damaged files are read, or refused with a sentence`, async () => {
    const outcomes = new Map<string, number>();
    const cases = Array.from({ length: COUNT }, (_, n) => {
      const random = new Random(SEED, n);
      return mutatedFile(random.pick(files), random);
    });
    const allocated = countAllocations();
    for (const [n, { what, bytes }] of cases.entries()) {
      const before = allocated();
      const label = `case ${n} of seed ${SEED}, ${what}`;
      // With images beside them, labels never cost these.
      const given: Record<string, Uint8Array> =
        format === 'idx labels' ? { images: imagesIdx(few), f: bytes } : { f: bytes };
      const code = await codeOf(() => openFiles(given)).catch((error) => {
        throw new Error(label, { cause: error });
      });
      expect(code, label).toMatch(/^(none$|idx\.|data\.|file\.unknown$|picture\.unreadable$)/);
      expect(allocated() - before, label).toBeLessThan(LIMITS.unpackedBytes);
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    }
    // The damage must be neither always fatal nor never, and its kinds are told apart.
    expect(outcomes.get('none') ?? 0).toBeGreaterThan(COUNT / 50);
    expect(outcomes.size).toBeGreaterThan(format === 'idx labels' ? 1 : 2);
  });
});

test('sizes that are only claimed are refused before anything is made for them', async () => {
  const deep = npyOf('|u1', [70_000_000, 28, 28], few);
  const claims: Record<string, Uint8Array> = {
    npy: deep,
    idx: idxOf([4_000_000, 28, 28], few),
    png: pngOf(28, 28, 0, few.subarray(0, 784)),
    zip: zipOf([['a.npy', npyOf('|u1', [6, 28, 28], few)]]),
  };
  // The width of the picture, with its checksum left wrong: refused either way. The size of the archive's entry.
  new DataView(claims.png.buffer).setUint32(16, 2 ** 30);
  const directory = claims.zip.length - 22 - 46 - 5;
  new DataView(claims.zip.buffer).setUint32(directory + 24, 2 ** 31, true);
  const allocated = countAllocations();
  for (const [name, bytes] of Object.entries(claims))
    expect(await codeOf(() => openFiles({ f: bytes })), name).toMatch(
      /^(idx\.truncated|data\.(damaged|tooLarge))$/,
    );
  expect(allocated()).toBeLessThan(2 ** 20);
});
