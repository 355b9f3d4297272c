/** The cases F of `shared/facts/cases.md`, each by its number: small files made after public bug reports. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { classCountOf } from '../classes';
import { PIXELS, SIDE } from '../idx';
import { codeOf, same } from '../testing';
import { examined } from './examine';
import { mended, NO_MENDS } from './mend';
import { datasetOf } from './open';
import {
  allImages,
  allLabels,
  bigEndian,
  codesOf,
  floats,
  idxOf,
  imagesIdx,
  joined,
  labelsIdx,
  openFiles,
  problemOf,
  signs,
} from './testing';

const OK = 'ok-images-idx3-ubyte';
const turned = mended({ ...GREY_28, images: signs.images }, { turn: true, invert: false, labels: true });
const findings = (opened: Awaited<ReturnType<typeof openFiles>>) =>
  examined(opened).findings.map(({ code }) => code);
test('F01: signs that lie on their side are noticed, and one click turns them', async () => {
  const opened = await openFiles({ 'F01-transposed-images-idx3-ubyte': imagesIdx(turned) });
  expect(findings(opened)).toContain('turned');
  expect(
    same(
      mended({ ...GREY_28, images: allImages(opened) }, { turn: true, invert: false, labels: true }),
      signs.images,
    ),
  ).toBe(true);
  expect(findings(await openFiles({ [OK]: imagesIdx() }))).toEqual([]);
});

describe('F02, F03: labels other than 0 to 9', () => {
  const withLabels = (labels: ArrayLike<number>, file = 'F02-labels-idx1-ubyte') =>
    openFiles({ [OK]: imagesIdx(), [file]: labelsIdx(labels) });
  const of260 = (of: (i: number) => number) => Array.from({ length: 260 }, (_, i) => of(i));

  test.each([
    ['F02: 1 to 26, of a file that is called letters', (i: number) => 1 + (i % 26), 'letters', 1, 'ABC', 'Z'],
    ['F02b: 0 to 61, of a file that is called byclass', (i: number) => i % 62, 'byclass', 0, '012', 'z'],
    ['0 to 46, of a file that is called balanced', (i: number) => i % 47, 'balanced', 0, '012', 't'],
  ])('%s: the classes have EMNIST’s names', async (_, of, word, first, begin, last) => {
    const labels = of260(of);
    const opened = await withLabels(labels, `F02-${word}-labels-idx1-ubyte`);
    expect(same(allImages(opened), signs.images)).toBe(true);
    expect(
      same(
        allLabels(opened),
        Uint8Array.from(labels, (label) => label - first),
      ),
    ).toBe(true);
    expect(opened.names?.slice(0, 3).join('')).toBe(begin);
    expect(opened.names?.at(-1)).toBe(last);
    expect(codesOf(opened)).toContain('emnist');
    const used = datasetOf(opened, NO_MENDS);
    expect(classCountOf(used)).toBe(Math.max(...labels) + 1 - first);
  });

  test.each([
    ['1 to 26', (i: number) => 1 + (i % 26), 27],
    ['0 to 61', (i: number) => i % 62, 62],
  ])('%s, of a file that says nothing: classes are numbers', async (_, of, classes) => {
    const opened = await withLabels(of260(of));
    expect(same(allLabels(opened), Uint8Array.from(of260(of)))).toBe(true);
    expect(opened.names).toBeNull();
    expect(classCountOf(datasetOf(opened, NO_MENDS))).toBe(classes);
  });

  test('a name that the labels do not agree with names nothing', async () => {
    const opened = await withLabels(
      of260((i) => i % 62),
      'F02-letters-labels-idx1-ubyte',
    );
    expect(opened.names).toBeNull();
    expect(classCountOf(datasetOf(opened, NO_MENDS))).toBe(62);
  });

  test('more than 62: the images are used, and a note says why the labels are not', async () => {
    const opened = await withLabels(of260((i) => i % 63));
    expect(same(allImages(opened), signs.images)).toBe(true);
    expect(opened.train.labels).toBeNull();
    expect(opened.notes).toContainEqual({
      code: 'labelsRange',
      params: { file: 'F02-labels-idx1-ubyte', low: 0, high: 62, classes: 62 },
    });
  });

  test('names in one set, numbers in the other', async () => {
    const opened = await openFiles({
      'train-images': imagesIdx(signs.images.subarray(0, 60 * PIXELS)),
      'train-labels': labelsIdx(of260((i) => [70, 71][i % 2]).slice(0, 60)),
      'test-images': imagesIdx(signs.images.subarray(0, 20 * PIXELS)),
      'test-labels': labelsIdx(of260((i) => i % 2).slice(0, 20)),
    });
    expect(opened.names).toEqual(['0', '1', '70', '71']);
    expect(opened.train.labels?.slice(0, 2)).toEqual(Uint8Array.of(2, 3));
    expect(opened.test.labels?.slice(0, 2)).toEqual(Uint8Array.of(0, 1));
  });

  test('F03: 1 to 10, with 10 for the digit 0', async () => {
    const opened = await withLabels(signs.labels.map((label) => label || 10));
    expect(codesOf(opened)).toContain('oneBased');
    expect(same(allLabels(opened), signs.labels)).toBe(true);
  });

  test('few other numbers are classes with names', async () => {
    const opened = await withLabels(Array.from({ length: 260 }, (_, i) => [48, 57, 65][i % 3]));
    expect(opened.names).toEqual(['48', '57', '65']);
    expect([...(opened.train.labels?.subarray(0, 4) ?? [])]).toEqual([0, 1, 2, 0]);
  });
});

test('F05: QMNIST’s table of eight numbers an image: the first is the class', async () => {
  const table = bigEndian(...[...signs.labels].flatMap((label, i) => [label, 0, i, 0, 0, 0, 0, i]));
  const opened = await openFiles({
    [OK]: imagesIdx(),
    'F05-qmnist-labels-idx2-int.gz': gzipSync(idxOf([260, 8], table, 0x0c)),
  });
  expect(same(allLabels(opened), signs.labels)).toBe(true);
  expect(opened.notes).toContainEqual({
    code: 'firstColumn',
    params: { file: 'F05-qmnist-labels-idx2-int.gz', columns: 8 },
  });
});

describe('F06: IDX of other element types', () => {
  const shape = [260, SIDE, SIDE];
  const words = (bytes: 2 | 4) => {
    const out = new Uint8Array(bytes * signs.images.length);
    signs.images.forEach((byte, i) => {
      out[bytes * i + bytes - 1] = byte;
    });
    return out;
  };
  test.each([
    ['F06: floats from 0 to 1', idxOf(shape, floats(4, false), 0x0d), 'float32'],
    [
      'floats from 0 to 255',
      idxOf(
        shape,
        floats(4, false, (b) => b),
        0x0d,
      ),
      'float32',
    ],
    [
      'floats from -1 to 1',
      idxOf(
        shape,
        floats(4, false, (b) => b / 127.5 - 1),
        0x0d,
      ),
      'float32',
    ],
    ['doubles', idxOf(shape, floats(8, false), 0x0e), 'float64'],
    ['F06b: shorts', idxOf(shape, words(2), 0x0b), 'int16'],
    ['ints', idxOf(shape, words(4), 0x0c), 'int32'],
    [
      'F06c: signed bytes',
      idxOf(
        shape,
        signs.images.map((byte) => byte - 128),
        9,
      ),
      'int8',
    ],
  ])('%s', async (_, bytes, type) => {
    const opened = await openFiles({ 'F06-images': bytes });
    expect(opened.notes[0]).toMatchObject({ code: 'scaled', params: { type } });
    expect(same(allImages(opened), signs.images)).toBe(true);
  });

  test('numbers that are none become paper, and are counted', async () => {
    const body = floats(4, false);
    new DataView(body.buffer).setFloat32(0, Number.NaN);
    new DataView(body.buffer).setFloat32(4, Number.POSITIVE_INFINITY);
    const opened = await openFiles({ f: idxOf(shape, body, 0x0d) });
    expect(opened.notes).toContainEqual({ code: 'notFinite', params: { file: 'f', count: 2 } });
    expect(opened.train.images[0]).toBe(0);
  });
});

test('F08: two bytes a pixel under a header of one, in either byte order', async () => {
  for (const high of [0, 1]) {
    const wide = new Uint8Array(2 * signs.images.length);
    signs.images.forEach((byte, i) => {
      wide[2 * i + high] = byte;
    });
    const opened = await openFiles({ 'F08-two-bytes-a-pixel-images-idx3-ubyte': imagesIdx(wide, 260) });
    expect(codesOf(opened)).toContain('twoBytes');
    expect(same(allImages(opened), signs.images)).toBe(true);
  }
});

test('a header that counts too few images: all are taken; bytes that are no image are left out', async () => {
  const opened = await openFiles({ f: imagesIdx(signs.images, 130) });
  expect(opened.notes).toContainEqual({
    code: 'headerCount',
    params: { file: 'f', header: 130, found: 260 },
  });
  expect(same(allImages(opened), signs.images)).toBe(true);
  const longer = await openFiles({ f: joined(imagesIdx(), new Uint8Array(3)) });
  expect(longer.notes).toContainEqual({ code: 'trailing', params: { file: 'f', extra: 3 } });
  expect(same(allImages(longer), signs.images)).toBe(true);
});

test('F09: one label too few: both files and counts are named, and the images stay', async () => {
  const opened = await openFiles({
    [OK]: imagesIdx(),
    'F09-short-labels-idx1-ubyte': labelsIdx(signs.labels.subarray(1)),
  });
  expect(opened.notes).toContainEqual({
    code: 'labelsCount',
    params: { file: 'F09-short-labels-idx1-ubyte', labels: 259, imagesFile: OK, images: 260 },
  });
  expect([opened.train.count, opened.train.labels]).toEqual([223, null]);
});

test('labels that are cut or empty cost the labels only', async () => {
  for (const labels of [
    labelsIdx(signs.labels).subarray(0, 90),
    labelsIdx([]),
    labelsIdx([]).subarray(0, 6),
  ]) {
    const opened = await openFiles({ [OK]: imagesIdx(), labels });
    expect(codesOf(opened)).toContain('labelsDamaged');
    expect(same(allImages(opened), signs.images)).toBe(true);
  }
  expect(await codeOf(() => openFiles({ labels: labelsIdx(signs.labels).subarray(0, 90) }))).toBe(
    'idx.truncated',
  );
});

test('F10, F11: packing is read from the bytes, not from the name', async () => {
  const whole = imagesIdx();
  for (const [name, bytes] of Object.entries({
    'F10-still-packed-images-idx3-ubyte': gzipSync(whole),
    'F10b-packed-twice-images-idx3-ubyte.gz': gzipSync(gzipSync(whole)),
    'F11-already-unpacked-images-idx3-ubyte.gz': whole,
  }))
    expect(same(allImages(await openFiles({ [name]: bytes })), signs.images)).toBe(true);
});

test('F12: a web page that was saved in place of the data is called one', async () => {
  const page = (text: string) => new TextEncoder().encode(text);
  expect(
    await problemOf({ 'F12-web-page-images-idx3-ubyte.gz': page('<!DOCTYPE html><title>404</title>') }),
  ).toEqual({ code: 'idx.webPage', params: { file: 'F12-web-page-images-idx3-ubyte.gz' } });
  expect(
    (await problemOf({ 'F12b-xml-images-idx3-ubyte.gz': page('<?xml version="1.0"?><Error/>') }))?.code,
  ).toBe('idx.webPage');
});

test('F13: cut, empty and too short are three problems', async () => {
  const whole = imagesIdx();
  const codes = await Promise.all(
    [
      gzipSync(whole).subarray(0, 900),
      new Uint8Array(0),
      whole.subarray(0, 9),
      whole.subarray(0, 900),
      gzipSync(new Uint8Array(0)),
    ].map((bytes) => codeOf(() => openFiles({ f: bytes }))),
  );
  expect(codes).toEqual(['idx.gzipCut', 'idx.empty', 'idx.short', 'idx.truncated', 'idx.empty']);
});

test('F14: test images of another kind than the training images are noticed', async () => {
  let state = 1;
  const noise = Uint8Array.from({ length: 60 * PIXELS }, () => {
    state = (state * 48271) % 0x7fffffff;
    return state & 255;
  });
  const strange = await openFiles({
    'F14-train-images-idx3-ubyte': imagesIdx(),
    'F14-t10k-images-idx3-ubyte': imagesIdx(noise),
  });
  expect(findings(strange)).toContain('unlike');
  // The same signs with strokes three pixels wider are another set, too.
  const bold = signs.images.map((_, i) => {
    const x = i % SIDE;
    return Math.max(...[-2, -1, 0, 1, 2].map((d) => (x + d >= 0 && x + d < SIDE ? signs.images[i + d] : 0)));
  });
  const heavier = await openFiles({ 'train-images': imagesIdx(), 'test-images': imagesIdx(bold) });
  expect(findings(heavier)).toContain('unlike');
  const alike = await openFiles({
    'train-images-idx3-ubyte': imagesIdx(signs.images.subarray(0, 200 * PIXELS)),
    't10k-images-idx3-ubyte': imagesIdx(signs.images.subarray(200 * PIXELS)),
  });
  expect(findings(alike)).toEqual([]);
});

describe('F16: other sides', () => {
  const block = (side: number) => {
    // A full square in the middle half of each image.
    const body = new Uint8Array(3 * side * side);
    for (let i = 0; i < 3; i++)
      for (let y = side / 4; y < (3 * side) / 4; y++)
        body.fill(255, i * side * side + y * side + side / 4, i * side * side + y * side + (3 * side) / 4);
    return body;
  };
  test.each([8, 16, 56, 100])('%i × %i is brought to 28 × 28, in its place', async (side) => {
    const opened = await openFiles({ f: idxOf([3, side, side], block(side)) });
    expect(opened.notes[0]).toEqual({
      code: 'resized',
      params: { file: 'f', rows: side, columns: side, form: '28 × 28' },
    });
    const image = opened.train.images.subarray(0, PIXELS);
    // The square lies from 7 to 21, whatever the side; its mass is kept to the width of a pixel's edge.
    expect([image[14 * SIDE + 14], image[14 * SIDE + 10], image[14 * SIDE + 2], image[0]]).toEqual([
      255, 255, 0, 0,
    ]);
    expect(image.reduce((sum, v) => sum + v, 0) / 255).toBeCloseTo(14 * 14, side < SIDE ? -1 : 0);
    expect(image.every((v, i) => v === image[(i % SIDE) * SIDE + Math.floor(i / SIDE)])).toBe(true);
  });

  test('F16b: MNIST in a border of two pixels loses the border, and nothing else', async () => {
    const padded = new Uint8Array(260 * 32 * 32);
    for (let i = 0; i < 260 * SIDE; i++) {
      const [image, y] = [Math.floor(i / SIDE), i % SIDE];
      padded.set(signs.images.subarray(i * SIDE, (i + 1) * SIDE), image * 1024 + (y + 2) * 32 + 2);
    }
    const opened = await openFiles({ 'F16b-32x32': idxOf([260, 32, 32], padded) });
    expect(codesOf(opened)).toContain('cropped');
    expect(same(allImages(opened), signs.images)).toBe(true);
    padded[0] = 9;
    expect(codesOf(await openFiles({ f: idxOf([260, 32, 32], padded) }))).toContain('resized');
  });

  test('sides that differ keep their aspect: what is left is paper', async () => {
    const opened = await openFiles({
      f: idxOf([2, 56, 28], new Uint8Array(2 * 56 * 28).fill(255, 28, 56 * 27)),
    });
    const row = opened.train.images.subarray(14 * SIDE, 15 * SIDE);
    expect([...row.subarray(0, 7)].every((v) => v < 255)).toBe(true);
    expect([...row.subarray(7, 21)]).toEqual(new Array(14).fill(255));
  });

  test('levels of grey from 0 to 16, as in sklearn’s digits, fill the range', async () => {
    const few = signs.images.map((byte) => Math.round((byte * 16) / 255));
    const opened = await openFiles({ f: imagesIdx(few) });
    expect(opened.notes[0]).toMatchObject({ code: 'scaled', params: { low: 0, high: 16 } });
    expect(opened.train.images.reduce((a, b) => Math.max(a, b))).toBe(255);
  });
});

test('F20: dark ink on white paper is noticed, and one click inverts it', async () => {
  const white = signs.images.map((byte) => 255 - byte);
  const opened = await openFiles({ 'F20-white-paper-images-idx3-ubyte': imagesIdx(white) });
  expect(findings(opened)).toEqual(['inverted']);
  expect(
    same(
      mended({ ...GREY_28, images: allImages(opened) }, { turn: false, invert: true, labels: true }),
      signs.images,
    ),
  ).toBe(true);
  const both = mended({ ...GREY_28, images: white }, { turn: true, invert: false, labels: true });
  expect(new Set(findings(await openFiles({ f: imagesIdx(both) })))).toEqual(new Set(['inverted', 'turned']));
});

test('F24: blank images are counted', async () => {
  const opened = await openFiles({ 'F24-all-blank': imagesIdx(new Uint8Array(64 * PIXELS)) });
  expect(examined(opened).findings).toContainEqual({ code: 'blank', params: { count: 55 } });
  const grey = await openFiles({ 'F24b-all-grey': imagesIdx(new Uint8Array(64 * PIXELS).fill(128)) });
  expect(grey.train.images[0]).toBe(128);
});

test('roles are whole words: “latest” is no test set, and dots separate', async () => {
  const few = imagesIdx(signs.images.subarray(0, 60 * PIXELS));
  const opened = await openFiles({ 'latest.signs.v2.idx': imagesIdx(), 'signs.test.idx': few });
  expect([opened.train.count, opened.test.count]).toEqual([260, 60]);
  // The name itself comes after its folders.
  const inFolders = await openFiles({
    'test of today/train-images': few,
    'test of today/t10k-images': imagesIdx(),
  });
  expect([inFolders.train.count, inFolders.test.count]).toEqual([60, 260]);
  const other = await openFiles({ trainImages: few, testImages: imagesIdx() });
  expect([other.train.count, other.test.count]).toEqual([60, 260]);
});

test('formats that cannot be opened are named; among others they are left out with a note', async () => {
  const hdf = new Uint8Array([0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10]);
  expect(await problemOf({ 'x.h5': hdf })).toMatchObject({
    code: 'data.format',
    params: { format: 'HDF5 (.h5, .mat 7.3)' },
  });
  expect(await codeOf(() => openFiles({ x: new Uint8Array([1, 2, 3, 0]) }))).toBe('file.unknown');
  const opened = await openFiles({ x: hdf, [OK]: imagesIdx() });
  expect(opened.notes).toContainEqual({ code: 'strangers', params: { file: 'x', count: 1 } });
});
