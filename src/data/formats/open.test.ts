import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../images';
import { codeOf, imagesFile, labelsFile, pixelsOf, same } from '../testing';
import type { OwnFile } from './gather';
import { NO_MENDS } from './mend';
import { datasetOf, type OwnParts, openOwn, openParts } from './open';

const isList = (given: readonly OwnFile[] | OwnParts): given is readonly OwnFile[] => Array.isArray(given);
const ownDataset = async (given: readonly OwnFile[] | OwnParts): Promise<Dataset> =>
  datasetOf(await (isList(given) ? openOwn(given) : openParts(given)), NO_MENDS);
const file = (name: string, bytes: Uint8Array) => ({ name, bytes });

describe('the reader’s own files', () => {
  const four = [
    file('train-images-idx3-ubyte', imagesFile(30, { salt: 1 })),
    file('train-labels-idx1-ubyte', labelsFile(30)),
    file('t10k-images-idx3-ubyte', imagesFile(12, { salt: 2 })),
    file('t10k-labels-idx1-ubyte', labelsFile(12)),
  ];

  test('four files in any order and packing become train and test', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        async (order, packed) => {
          const given = order
            .map((k) => four[k])
            .map((f, i) => (packed[i] ? file(`${f.name}.gz`, gzipSync(f.bytes)) : f));
          const { id, origin, train, test } = await ownDataset(given);
          expect([id, origin, train.count, test.count]).toEqual(['own', 'reader', 30, 12]);
          expect(same(train.images, pixelsOf(four[0].bytes, 0, 30))).toBe(true);
          expect(same(test.images, pixelsOf(four[2].bytes, 0, 12))).toBe(true);
          expect(same(train.labels, four[1].bytes.slice(8))).toBe(true);
          expect(same(test.labels, four[3].bytes.slice(8))).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('files whose names say nothing are paired by count', async () => {
    const data = await ownDataset([
      file('a', labelsFile(9)),
      file('b', imagesFile(9)),
      file('c', imagesFile(21)),
    ]);
    expect([data.train.count, data.train.labels, data.test.count]).toEqual([21, null, 9]);
    expect(same(data.test.labels, labelsFile(9).slice(8))).toBe(true);
  });

  test('equal counts are paired by name, and names take precedence over sizes', async () => {
    const pics = (salt: number) => imagesFile(10, { salt });
    const data = await ownDataset([
      file('my-test-pics', pics(1)),
      file('my-train-labels', labelsFile(10)),
      file('pics', pics(2)),
    ]);
    expect(same(data.train.images, pixelsOf(pics(2), 0, 10))).toBe(true);
    expect(data.train.labels).not.toBeNull();
    expect(data.test.labels).toBeNull();
    const small = await ownDataset([file('test', imagesFile(20)), file('train', imagesFile(10))]);
    expect([small.train.count, small.test.count]).toEqual([10, 20]);
  });

  test('without test images the last seventh is held out, with its labels', async () => {
    const images = imagesFile(70);
    const data = await ownDataset([file('x', images), file('y', labelsFile(70))]);
    expect([data.train.count, data.test.count]).toEqual([60, 10]);
    expect(same(data.train.images, pixelsOf(images, 0, 60))).toBe(true);
    expect(same(data.test.images, pixelsOf(images, 60, 70))).toBe(true);
    expect(same(data.test.labels, labelsFile(70).slice(68))).toBe(true);
    const many = await ownDataset({ images: imagesFile(80_000) });
    expect([many.train.count, many.test.count, many.test.labels]).toEqual([60_000, 10_000, null]);
  });

  test('no image is lost or duplicated by the split, down to two; a single one is in both sets', async () => {
    for (const count of [2, 3, 13, 14]) {
      const { train, test } = await ownDataset({ images: imagesFile(count) });
      expect(train.count + test.count).toBe(count);
      expect(test.count).toBeGreaterThan(0);
    }
    const one = await ownDataset({ images: imagesFile(1) });
    expect([one.train.count, one.test.count]).toEqual([1, 1]);
  });

  test('named parts, gzipped or not', async () => {
    const data = await ownDataset({
      images: gzipSync(imagesFile(5)),
      labels: labelsFile(5),
      testImages: imagesFile(3),
      testLabels: gzipSync(labelsFile(3)),
    });
    expect([data.train.count, data.test.count]).toEqual([5, 3]);
    expect([...(data.test.labels ?? [])]).toEqual([0, 1, 2]);
  });

  test('labels that fit no images, or several, never cost the images', async () => {
    const train = file('train', imagesFile(4));
    const held = file('test', imagesFile(4));
    for (const [files, code] of [
      [[train, file('l', labelsFile(5))], 'labelsCount'],
      [[train, file('l', labelsFile(4)), file('m', labelsFile(4).fill(1, 8))], 'labelsUnclear'],
      [[train, held, file('l', labelsFile(4))], 'labelsUnclear'],
    ] as const) {
      const opened = await openOwn(files);
      expect(opened.train.count).toBeGreaterThan(0);
      expect(opened.notes.map((note) => note.code)).toContain(code);
    }
  });

  test('files that do not fit together are named', async () => {
    const files = (...list: [string, Uint8Array][]) =>
      codeOf(() => ownDataset(list.map(([n, b]) => file(n, b))));
    expect(await files()).toBe('data.noImages');
    expect(await files(['l', labelsFile(4)])).toBe('data.noImages');
    expect(await files(['i', imagesFile(4)], ['j', imagesFile(4)])).toBe('data.ambiguous');
    expect(await files(['i', imagesFile(4)], ['j', imagesFile(5)], ['k', imagesFile(6)])).toBe(
      'data.ambiguous',
    );
    expect(await files(['photo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])])).toBe(
      'data.damaged',
    );
    expect(await files(['nothing', new Uint8Array(0)])).toBe('idx.empty');
    // A cut download, an empty one, and one with half a header each have a message of their own.
    expect(await files(['cut.gz', gzipSync(imagesFile(9)).subarray(0, 30)])).toBe('idx.gzipCut');
    expect(await files(['half', imagesFile(9).subarray(0, 9)])).toBe('idx.short');
    expect(await files(['page.gz', new TextEncoder().encode('<html>404 Not Found</html>')])).toBe(
      'idx.webPage',
    );
    expect(await files(['float', new Uint8Array([0, 0, 13, 3, 0, 0, 0, 9])])).toBe('idx.short');
    expect(await files(['bomb.gz', gzipSync(new Uint8Array(2 ** 26))])).toBe('idx.magic');

    const parts = (p: Parameters<typeof ownDataset>[0]) => codeOf(() => ownDataset(p));
    expect(await parts({ images: imagesFile(4), labels: labelsFile(3) })).toBe('idx.counts');
    await expect(ownDataset({ images: imagesFile(4), labels: labelsFile(3) })).rejects.toMatchObject({
      problem: { params: { file: 'images', images: 4, labelsFile: 'labels', labels: 3 } },
    });
    expect(await parts({ images: imagesFile(4), labels: labelsFile(4).fill(99, 8).fill(98, 9) })).toBe(
      'none',
    );
    expect(await parts({ images: labelsFile(4) })).toBe('data.noImages');
    expect(await parts({ images: imagesFile(4), testLabels: labelsFile(4) })).toBe('data.ambiguous');
    expect(await parts({ images: imagesFile(4), testImages: imagesFile(2), testLabels: labelsFile(4) })).toBe(
      'idx.counts',
    );
  });
});
