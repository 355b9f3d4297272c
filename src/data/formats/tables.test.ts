/** The cases F17 and F18 of `shared/facts/cases.md`: tables of text, and NumPy's files. */
import { describe, expect, test } from 'vitest';
import { PIXELS, SIDE } from '../idx';
import { codeOf, same } from '../testing';
import {
  allImages,
  allLabels,
  codesOf,
  csvOf,
  floats,
  npyOf,
  openFiles,
  problemOf,
  sign,
  signs,
  zipOf,
} from './testing';

describe('F17: tables of text', () => {
  const text = (lines: string[]) => new TextEncoder().encode(lines.join('\r\n'));
  const pixels = (i: number) => [...sign(i)];
  test('Kaggle’s: label, pixel0 … pixel783', async () => {
    const opened = await openFiles({ 'F17-kaggle-train.csv': csvOf(signs.images, signs.labels) });
    expect(same(allImages(opened), signs.images)).toBe(true);
    expect(same(allLabels(opened), signs.labels)).toBe(true);
    expect(codesOf(opened)).toEqual(['split']);
  });

  test('without labels; with the class last; with semicolons, quotes, fractions, an index; without a title', async () => {
    const titles = Array.from({ length: PIXELS }, (_, i) => `pixel${i}`);
    const ten = Array.from({ length: 10 }, (_, i) => i);
    const expected = signs.images.subarray(0, 10 * PIXELS);
    const labels = [...signs.labels.subarray(0, 10)];
    const open = async (lines: string[]) => {
      const opened = await openFiles({ t: text(lines) });
      expect(same(allImages(opened), expected)).toBe(true);
      const found = allLabels(opened);
      return found && [...found];
    };
    expect(await open([titles.join(','), ...ten.map((i) => pixels(i).join(','))])).toBeNull();
    expect(
      await open([
        [...titles, 'class'].join(';'),
        ...ten.map((i) => [...pixels(i), `"${labels[i]}"`].join(';')),
      ]),
    ).toEqual(labels);
    expect(await open(ten.map((i) => [...pixels(i), labels[i]].join(' ')))).toEqual(labels);
    expect(await open(ten.map((i) => [labels[i], ...pixels(i)].join('\t')))).toEqual(labels);
    expect(
      await open([
        ['', 'label', ...titles].join(','),
        ...ten.map((i) =>
          [i, labels[i].toExponential(6), ...pixels(i).map((b) => (b / 255).toFixed(6))].join(','),
        ),
      ]),
    ).toEqual(labels);
  });

  test('texts that are no images, and damaged lines, are named', async () => {
    expect(await problemOf({ t: text(['a,b,c', '1,2,3']) })).toEqual({
      code: 'data.columns',
      params: { file: 't', columns: 3 },
    });
    expect(await problemOf({ t: text(['1', ...pixels(0).map(String)]) })).toMatchObject({
      code: 'data.columns',
    });
    const lines = [0, 1, 2].map((i) => pixels(i).join(','));
    lines[1] = lines[1].slice(0, -9);
    expect(await problemOf({ t: text(lines) })).toEqual({
      code: 'data.line',
      params: { file: 't', line: 2 },
    });
  });
});

describe('F18: npz and npy', () => {
  const arrays = (images: Uint8Array, labels: Uint8Array): [string, Uint8Array][] => [
    ['x_train.npy', npyOf('|u1', [200, SIDE, SIDE], images.subarray(0, 200 * PIXELS))],
    ['y_train.npy', npyOf('|u1', [200], labels.subarray(0, 200))],
    ['x_test.npy', npyOf('|u1', [60, SIDE, SIDE], images.subarray(200 * PIXELS))],
    ['y_test.npy', npyOf('|u1', [60], labels.subarray(200))],
  ];

  test.each([true, false])('Keras’ mnist.npz, deflated: %s', async (deflate) => {
    const opened = await openFiles({ 'F18-mnist.npz': zipOf(arrays(signs.images, signs.labels), deflate) });
    expect([opened.train.count, opened.test.count, opened.notes]).toEqual([200, 60, []]);
    expect(same(allImages(opened), signs.images)).toBe(true);
    expect(same(allLabels(opened), signs.labels)).toBe(true);
  });

  test('F18b: medMNIST: labels (n, 1), colours, and a validation set that is left aside', async () => {
    const colours = new Uint8Array(3 * signs.images.length);
    signs.images.forEach((byte, i) => {
      colours.set([byte, 0, 255 - byte], 3 * i);
    });
    const part = (name: string, from: number, to: number): [string, Uint8Array][] => [
      [
        `${name}_images.npy`,
        npyOf('|u1', [to - from, SIDE, SIDE, 3], colours.subarray(3 * from * PIXELS, 3 * to * PIXELS)),
      ],
      [`${name}_labels.npy`, npyOf('|u1', [to - from, 1], signs.labels.subarray(from, to))],
    ];
    const opened = await openFiles({
      'F18b-medmnist-rgb.npz': zipOf([
        ...part('train', 0, 180),
        ...part('val', 180, 200),
        ...part('test', 200, 260),
      ]),
    });
    expect([opened.train.count, opened.test.count]).toEqual([180, 60]);
    expect(same(opened.test.labels, signs.labels.subarray(200))).toBe(true);
    expect(new Set(codesOf(opened))).toEqual(new Set(['grey', 'aside']));
    const [byte] = signs.images.subarray(300, 301);
    expect(opened.train.images[300]).toBe(Math.round(0.299 * byte + 0.114 * (255 - byte)));
  });

  test('several labels an image are left out with a note; one-hot rows are labels', async () => {
    const several = npyOf('|u1', [260, 14], new Uint8Array(260 * 14).fill(1));
    const opened = await openFiles({
      'a.npz': zipOf([
        ['train_images.npy', npyOf('|u1', [260, SIDE, SIDE], signs.images)],
        ['train_labels.npy', several],
      ]),
    });
    expect(opened.notes).toContainEqual({
      code: 'labelsSeveral',
      params: { file: 'a.npz/train_labels', columns: 14 },
    });
    const hot = new Uint8Array(2600);
    signs.labels.forEach((label, i) => {
      hot[10 * i + label] = 1;
    });
    const labelled = await openFiles({
      x: npyOf('|u1', [260, SIDE, SIDE], signs.images),
      y: npyOf('|u1', [260, 10], hot),
    });
    expect(same(allLabels(labelled), signs.labels)).toBe(true);
  });

  test('little-endian floats, Fortran order, rows of 784, channels first, int64 labels', async () => {
    const shape = [260, SIDE, SIDE];
    const labels = new Uint8Array(new BigInt64Array(Array.from(signs.labels, BigInt)).buffer);
    const fortran = new Uint8Array(signs.images.length);
    for (let i = 0; i < 260; i++)
      for (let p = 0; p < PIXELS; p++)
        fortran[i + 260 * (Math.floor(p / SIDE) + SIDE * (p % SIDE))] = signs.images[i * PIXELS + p];
    for (const bytes of [
      npyOf('<f4', shape, floats(4, true)),
      npyOf('>f8', shape, floats(8, false)),
      npyOf('|u1', shape, fortran, true),
      npyOf('|u1', [260, PIXELS], signs.images),
      npyOf('|u1', [260, 1, SIDE, SIDE], signs.images),
      npyOf('|u1', [260, SIDE, SIDE, 1], signs.images),
    ]) {
      const opened = await openFiles({ 'x.npy': bytes, 'y.npy': npyOf('<i8', [260], labels) });
      expect(same(allImages(opened), signs.images)).toBe(true);
      expect(same(allLabels(opened), signs.labels)).toBe(true);
    }
  });

  test('memory that a conversion no longer needs is given back: of floats, only the bytes count', async () => {
    // Three times 94 MB are more than a drop may have; three times 24 MB are not.
    const name = (i: number) => `${['train', 'test', 'val'][i]}_images.npy`;
    const body = new Uint8Array(4 * 30_000 * 784);
    const big = zipOf([0, 1, 2].map((i) => [name(i), npyOf('<f4', [30_000, SIDE, SIDE], body)] as const));
    const opened = await openFiles({ 'big.npz': big });
    expect([opened.train.count, opened.test.count]).toEqual([30_000, 30_000]);
  });

  test('arrays that are no images, texts and damaged ones are named', async () => {
    expect(await codeOf(() => openFiles({ a: npyOf('|u1', [2, 3, 4, 5, 6], new Uint8Array(720)) }))).toBe(
      'data.shape',
    );
    expect(await codeOf(() => openFiles({ a: npyOf('<U5', [2], new Uint8Array(40)) }))).toBe('data.type');
    expect(await codeOf(() => openFiles({ a: npyOf('|u1', [9, 28, 28], new Uint8Array(99)) }))).toBe(
      'idx.truncated',
    );
    expect(
      await codeOf(() => openFiles({ a: npyOf('|u1', [9, 28, 28], new Uint8Array(99)).subarray(0, 40) })),
    ).toBe('data.damaged');
  });
});
