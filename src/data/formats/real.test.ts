/**
 * MNIST itself, as far as it is at hand: by IDX, CSV, npz and a zip of PNG it is the same bytes. Drawn digits
 * stand in for it in `cases.test.ts`.
 */

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { PIXELS, SIDE } from '../idx';
import { same } from '../testing';
import { examined } from './examine';
import { mended } from './mend';
import { csvOf, imagesIdx, npyOf, openFiles, pngOf, zipOf } from './testing';

const folder = ['../shared/mnist', 'shared/mnist', 'data/mnist'].find((path) =>
  existsSync(`${path}/t10k-images-idx3-ubyte.gz`),
);
const read = (name: string) => new Uint8Array(gunzipSync(readFileSync(`${folder}/${name}.gz`)));

test.skipIf(!folder)('MNIST’s test images are the same bytes by IDX, CSV, npz and a zip of PNG', async () => {
  const [images, labels] = [read('t10k-images-idx3-ubyte'), read('t10k-labels-idx1-ubyte')];
  const [pixels, classes] = [images.subarray(16), labels.subarray(8)];
  const COUNT = classes.length;
  const pictures = Array.from({ length: COUNT }, (_, i): [string, Uint8Array] => [
    `mnist_png/${classes[i]}/${i}.png`,
    pngOf(SIDE, SIDE, 0, pixels.subarray(i * PIXELS, (i + 1) * PIXELS)),
  ]);
  const ways = {
    idx: { 'images-idx3-ubyte': images, 'labels-idx1-ubyte': labels },
    csv: { 'mnist.csv': csvOf(pixels, classes) },
    npz: {
      'mnist.npz': zipOf([
        ['images.npy', npyOf('|u1', [COUNT, SIDE, SIDE], pixels)],
        ['labels.npy', npyOf('|u1', [COUNT], classes)],
      ]),
    },
    png: { 'mnist.zip': zipOf(pictures, false) },
  };
  for (const [way, files] of Object.entries(ways)) {
    const { train, test: held } = await openFiles(files);
    expect([train.count, held.count], way).toEqual([8572, 1428]);
    expect(same(train.images, pixels.subarray(0, 8572 * PIXELS)), way).toBe(true);
    expect(same(held.images, pixels.subarray(8572 * PIXELS)), way).toBe(true);
    expect(same(train.labels, classes.subarray(0, 8572)), way).toBe(true);
    expect(same(held.labels, classes.subarray(8572)), way).toBe(true);
  }
});

test.skipIf(!folder)(
  'nothing looks wrong with MNIST, and everything is noticed where it lies or is inverted',
  async () => {
    const pixels = read('t10k-images-idx3-ubyte').subarray(16, 16 + 4000 * PIXELS);
    const found = async (images: Uint8Array) =>
      examined(await openFiles({ f: imagesIdx(images) })).findings.map(({ code }) => code);
    expect(await found(pixels)).toEqual([]);
    expect(
      await found(mended({ ...GREY_28, images: pixels }, { turn: true, invert: false, labels: true })),
    ).toEqual(['turned']);
    expect(
      await found(mended({ ...GREY_28, images: pixels }, { turn: false, invert: true, labels: true })),
    ).toEqual(['inverted']);
  },
);
