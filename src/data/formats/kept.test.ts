/** Images that are kept as they are, instead of as 28 × 28 grey ones. */
import { expect, test } from 'vitest';
import { openOwn } from './open';
import { npyOf, pngOf, zipOf } from './testing';

const COUNT = 21;
const SIDE = 32;
/** Red rises to the right, green downwards, blue with the image's number. */
const interleaved = Uint8Array.from({ length: COUNT * SIDE * SIDE * 3 }, (_, at) => {
  const [pixel, c] = [Math.floor(at / 3), at % 3];
  return [8 * (pixel % SIDE), 8 * (Math.floor(pixel / SIDE) % SIDE), 12 * Math.floor(pixel / SIDE ** 2)][c];
});
const planes = Uint8Array.from(interleaved, (_, at) => {
  const [image, rest] = [Math.floor(at / 3072), at % 3072];
  return interleaved[3072 * image + 3 * (rest % 1024) + Math.floor(rest / 1024)];
});
const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 3);
const colour = { side: 32, channels: 3 } as const;
const npz = (images: Uint8Array, shape: number[]) => [
  {
    name: 'own.npz',
    bytes: zipOf([
      ['images.npy', npyOf('|u1', shape, images)],
      ['labels.npy', npyOf('|u1', [COUNT], labels)],
    ]),
  },
];
const all = ({ train, test: held }: Awaited<ReturnType<typeof openOwn>>) =>
  Uint8Array.of(...train.images, ...held.images);

test('32 × 32 in colour is said to be possible, and kept if asked for, whichever axis has the channels', async () => {
  const given = npz(interleaved, [COUNT, 32, 32, 3]);
  const usual = await openOwn(given);
  expect([usual.natural, usual.train.side, usual.train.channels]).toEqual([colour, 28, 1]);
  const kept = await openOwn(given, undefined, colour);
  expect(kept.train).toMatchObject(colour);
  expect(kept.test).toMatchObject(colour);
  expect(all(kept)).toEqual(interleaved);
  expect(kept.notes.map(({ code }) => code)).toEqual(['split']);
  const transposed = await openOwn(npz(planes, [COUNT, 3, 32, 32]), undefined, colour);
  expect(all(transposed)).toEqual(interleaved);
});

test('grey images of another side, and coloured ones of 28 × 28, can be kept too', async () => {
  const grey = new Uint8Array(COUNT * 16 * 16).map((_, i) => i % 256);
  const opened = await openOwn(npz(grey, [COUNT, 16, 16]), undefined, { side: 16, channels: 1 });
  expect(all(opened)).toEqual(grey);
  const small = interleaved.slice(0, COUNT * 28 * 28 * 3);
  const own = { side: 28, channels: 3 } as const;
  const coloured = await openOwn(npz(small, [COUNT, 28, 28, 3]), undefined, own);
  expect(coloured.natural).toEqual(own);
  expect(all(coloured)).toEqual(small);
});

test('other sizes cannot: 28 × 28 grey as ever, sides that are no multiple of four, over 64, or not square', async () => {
  for (const [rows, columns] of [
    [28, 28],
    [30, 30],
    [68, 68],
    [32, 28],
  ]) {
    const opened = await openOwn(npz(new Uint8Array(COUNT * rows * columns).fill(9), [COUNT, rows, columns]));
    expect(opened.natural, `${rows} × ${columns}`).toBeNull();
    expect(opened.train).toMatchObject({ side: 28, channels: 1 });
  }
});

test('a folder of coloured pictures of one size can be kept; of two sizes, it cannot', async () => {
  const picture = (i: number) => pngOf(32, 32, 2, interleaved.slice(i * 3072, (i + 1) * 3072));
  const files = Array.from({ length: 6 }, (_, i) => ({
    name: `${i % 2 ? 'b' : 'a'}/${i}.png`,
    bytes: picture(i),
  }));
  const kept = await openOwn(files, undefined, colour);
  expect(kept.natural).toEqual(colour);
  expect(kept.names).toEqual(['a', 'b']);
  expect(all(kept)).toHaveLength(6 * 3072);
  expect(all(kept).subarray(0, 3072)).toEqual(interleaved.subarray(0, 3072));
  const small = { name: 'a/7.png', bytes: pngOf(16, 16, 2, interleaved.slice(0, 768)) };
  expect((await openOwn([...files, small])).natural).toBeNull();
});
