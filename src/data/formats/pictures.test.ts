/** The cases F19 and F21 of `shared/facts/cases.md`: folders and archives of pictures. */
import { describe, expect, test } from 'vitest';
import { PIXELS, SIDE } from '../idx';
import { codeOf, same } from '../testing';
import { Budget } from './budget';
import { examined } from './examine';
import { readPng } from './png';
import {
  allImages,
  allLabels,
  codesOf,
  imagesIdx,
  joined,
  labelsIdx,
  npyOf,
  openFiles,
  pngFile,
  pngOf,
  sign,
  signs,
  zipOf,
} from './testing';

describe('F19: folders and archives of pictures', () => {
  const folder = (prefix: string) =>
    Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `${prefix}${signs.labels[i]}/${String(i).padStart(5, '0')}.png`,
        pngOf(SIDE, SIDE, 0, sign(i)),
      ]),
    );
  const strangers = {
    'signs/.DS_Store': new Uint8Array([0, 0, 0, 1]),
    '__MACOSX/signs/._0.png': new Uint8Array(9),
  };
  const expected = signs.images.subarray(0, 20 * PIXELS);

  test('one folder a class, with .DS_Store between: one answer, in the order of the numbers', async () => {
    const opened = await openFiles({ ...folder('signs/'), ...strangers });
    expect(same(allImages(opened), expected)).toBe(true);
    expect(same(allLabels(opened), signs.labels.subarray(0, 20))).toBe(true);
    expect(codesOf(opened)).toEqual(['split']);
  });

  test('the same as an archive, and all pictures at once without folders', async () => {
    const archive = zipOf(Object.entries({ ...folder('signs/'), ...strangers }));
    const opened = await openFiles({ 'signs.zip': archive });
    expect(same(allImages(opened), expected)).toBe(true);
    expect(same(allLabels(opened), signs.labels.subarray(0, 20))).toBe(true);
    const flat = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`F19c-folder-${i}.png`, pngOf(SIDE, SIDE, 0, sign(i))]),
    );
    const loose = await openFiles({ ...flat, '.DS_Store': new Uint8Array([0, 0, 0, 1]) });
    expect(same(allImages(loose), expected)).toBe(true);
    expect(loose.train.labels).toBeNull();
  });

  test('folders for training and testing, with classes by name, which are the same in both', async () => {
    const opened = await openFiles({
      'pets/train/dog/1.png': pngOf(SIDE, SIDE, 0, sign(0)),
      'pets/train/cat/1.png': pngOf(SIDE, SIDE, 0, sign(1)),
      'pets/train/ant/1.png': pngOf(SIDE, SIDE, 0, sign(2)),
      'pets/test/dog/1.png': pngOf(SIDE, SIDE, 0, sign(3)),
      'pets/test/cat/2.png': pngOf(SIDE, SIDE, 0, sign(4)),
      'pets/README.txt': new TextEncoder().encode('two kinds of pets'),
    });
    expect(opened.names).toEqual(['ant', 'cat', 'dog']);
    expect([[...(opened.train.labels ?? [])], [...(opened.test.labels ?? [])]]).toEqual([
      [0, 1, 2],
      [2, 1],
    ]);
    expect(opened.notes).toContainEqual({ code: 'strangers', params: { file: 'pets/README.txt', count: 1 } });
  });

  test('only names that are too long for a mark on the plane get a number in the note', async () => {
    const opened = await openFiles({
      'C/1.png': pngOf(SIDE, SIDE, 0, sign(0)),
      'dog/2.png': pngOf(SIDE, SIDE, 0, sign(1)),
    });
    expect(opened.notes[0]).toEqual({ code: 'classNames', params: { names: '1 = dog' } });
  });

  test('a class that has vanished is named', async () => {
    const kept = [...signs.labels.keys()].filter((i) => signs.labels[i] !== 3);
    const files = kept.map((i) => [`${signs.labels[i]}/${i}.png`, pngOf(SIDE, SIDE, 0, sign(i))]);
    expect(examined(await openFiles(Object.fromEntries(files))).findings).toEqual([
      { code: 'missing', params: { classes: '3' } },
    ]);
  });

  test('a set that is sorted by class is not split at its end', async () => {
    const order = [...signs.labels.keys()].sort((a, b) => signs.labels[a] - signs.labels[b]);
    const opened = await openFiles({
      images: imagesIdx(joined(...order.map((i) => sign(i)))),
      labels: labelsIdx(order.map((i) => signs.labels[i])),
    });
    expect(new Set(opened.test.labels).size).toBe(10);
    expect(opened.train.count + opened.test.count).toBe(260);
  });
});

test('F21: in pictures of one ink on nothing, opacity is the ink, whatever its colour', async () => {
  const picture = (ink: number) => {
    const pixels = new Uint8Array(4 * PIXELS).fill(ink);
    sign(0).forEach((byte, i) => {
      pixels[4 * i + 3] = byte;
    });
    return pngOf(SIDE, SIDE, 6, pixels);
  };
  for (const ink of [0, 255]) {
    const opened = await openFiles({ 'F21.png': picture(ink) });
    expect(same(opened.train.images, sign(0))).toBe(true);
    expect(codesOf(opened)).toContain('transparent');
  }
});

test('a changed byte in an archive is noticed by its checksum', async () => {
  const archive = zipOf(
    [['a.npy', npyOf('|u1', [2, SIDE, SIDE], signs.images.subarray(0, 2 * PIXELS))]],
    false,
  );
  archive[400] ^= 1;
  expect(await codeOf(() => openFiles({ f: archive }))).toBe('data.damaged');
});

describe('PNG of all kinds', () => {
  const read = (bytes: Uint8Array) => {
    const raster = readPng(bytes, 'a.png', new Budget());
    return raster && { channels: raster.channels, data: [...raster.data] };
  };
  // Three pixels a line, two lines, without a filter.
  const two = (first: number[], second: number[]) => Uint8Array.from([0, ...first, 0, ...second]);

  test('grey of 1, 2, 4 and 16 bits fills the range', () => {
    expect(read(pngFile([3, 2], [1, 0, 0, 0, 0], two([0b10100000], [0b01000000])))?.data).toEqual([
      255, 0, 255, 0, 255, 0,
    ]);
    expect(read(pngFile([3, 2], [2, 0, 0, 0, 0], two([0b00011011], [0b11100100])))?.data).toEqual([
      0, 85, 170, 255, 170, 85,
    ]);
    expect(read(pngFile([3, 2], [4, 0, 0, 0, 0], two([0x0f, 0x80], [0x12, 0x30])))?.data).toEqual([
      0, 255, 136, 17, 34, 51,
    ]);
    const words = two([255, 255, 0, 0, 128, 128], [1, 1, 0, 255, 0, 0]);
    expect(read(pngFile([3, 2], [16, 0, 0, 0, 0], words))).toEqual({
      channels: 1,
      data: [255, 0, 128, 1, 1, 0],
    });
  });

  test('a palette, with transparency for some of its colours, and a colour that counts as none', () => {
    const PLTE = Uint8Array.from([1, 2, 3, 40, 50, 60]);
    const palette = pngFile([3, 2], [8, 3, 0, 0, 0], two([0, 1, 0], [1, 1, 0]), {
      PLTE,
      tRNS: Uint8Array.of(9),
    });
    expect(read(palette)?.data.slice(0, 8)).toEqual([1, 2, 3, 9, 40, 50, 60, 255]);
    const clear = pngFile([3, 2], [8, 0, 0, 0, 0], two([7, 8, 7], [0, 0, 0]), { tRNS: Uint8Array.of(0, 7) });
    expect(read(clear)?.data.slice(0, 8)).toEqual([7, 7, 7, 0, 8, 8, 8, 255]);
  });

  test('an interlaced one is left to the browser, and one without a palette is damaged', async () => {
    expect(read(pngFile([3, 2], [8, 0, 0, 0, 1], two([7, 8, 7], [0, 0, 0])))).toBeNull();
    const lost = pngFile([3, 2], [8, 3, 0, 0, 0], two([0, 1, 0], [1, 1, 0]));
    expect(await codeOf(() => read(lost))).toBe('data.damaged');
  });
});
