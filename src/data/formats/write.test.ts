/** What is written is read back: by this page's readers, which are tested against other writers' files. */
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { PIXELS } from '../idx';
import { same } from '../testing';
import { openOwn } from './open';
import { allImages, allLabels, openFiles, sign, signs } from './testing';
import { npzFile, pngOfImage, zipFile } from './write';

test('a zip of PNG, one folder a class, and npz hold the same images and labels', async () => {
  const few = signs.images.slice(0, 20 * PIXELS);
  const labels = signs.labels.slice(0, 20);
  const zip = zipFile(
    Array.from({ length: 20 }, (_, i) => [`train/${labels[i]}/${i}.png`, pngOfImage(sign(i))] as const),
  );
  for (const bytes of [zip, npzFile({ train: { ...GREY_28, images: few, labels, count: 20 } })]) {
    const opened = await openFiles({ f: bytes });
    expect(same(allImages(opened), few)).toBe(true);
    expect(same(allLabels(opened), labels)).toBe(true);
  }
});

test('npz holds both parts of a set in colour', async () => {
  const form = { side: 12, channels: 3 } as const;
  const set = (from: number, labels: number[]) => ({
    ...form,
    images: Uint8Array.from({ length: labels.length * 432 }, (_, at) => (from + 7 * at) % 256),
    labels: Uint8Array.from(labels),
    count: labels.length,
  });
  const [train, held] = [set(1, [0, 2, 1]), set(5, [1])];
  const bytes = npzFile({ train, test: held });
  const opened = await openOwn([{ name: 'images.npz', bytes }], undefined, form);
  expect(opened.notes).toEqual([]);
  expect([opened.train, opened.test]).toEqual([train, held]);
});

test('the stored block of a PNG is zlib’s, with its checksum', () => {
  const png = pngOfImage(sign(3));
  const at = png.findIndex((_, i) => String.fromCharCode(...png.subarray(i, i + 4)) === 'IDAT');
  const length = new DataView(png.buffer).getUint32(at - 4);
  const scan = inflateSync(png.subarray(at + 4, at + 4 + length));
  expect(scan).toHaveLength(29 * 28);
  expect([...scan.subarray(1, 29)]).toEqual([...sign(3).subarray(0, 28)]);
});

test('names of classes in any language, and a class that is called “test”', async () => {
  const zip = zipFile([
    ['train/测试/0001.png', pngOfImage(sign(0))],
    ['train/test/0002.png', pngOfImage(sign(1))],
    ['train/my val/0003.png', pngOfImage(sign(2))],
  ]);
  const opened = await openFiles({ 'drawings.zip': zip });
  expect(opened.names).toEqual(['my val', 'test', '测试']);
  expect([...(allLabels(opened) ?? [])]).toEqual([2, 1, 0]);
});
