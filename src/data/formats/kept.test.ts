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

/** A border of 20 around a value of each image and channel. */
test.each([
  // A side that is no multiple of four: a border, every pixel as it was.
  { rows: 25, columns: 25, side: 28, note: 'padded' },
  { rows: 30, columns: 30, side: 32, note: 'padded' },
  { rows: 50, columns: 50, side: 52, note: 'padded' },
  { rows: 7, columns: 9, side: 12, note: 'padded' },
  { rows: 32, columns: 28, side: 32, note: 'padded' },
  // Larger than the largest, or smaller than the least: resized, with their proportions.
  { rows: 65, columns: 65, side: 64, note: 'resized' },
  { rows: 100, columns: 100, side: 64, note: 'resized' },
  { rows: 100, columns: 50, side: 64, note: 'resized' },
  { rows: 4, columns: 4, side: 8, note: 'resized' },
] as const)(
  '$rows × $columns: $note to $side, in grey and in colour',
  async ({ rows, columns, side, note }) => {
    for (const channels of [1, 3] as const) {
      const each = rows * columns * channels;
      // An image darker than the next; red, green and blue fall by 10. All corners are paper of 20.
      const images = Uint8Array.from({ length: 3 * each }, (_, at) => {
        const [p, c] = [Math.floor((at % each) / channels), at % channels];
        const [y, x] = [Math.floor(p / columns), p % columns];
        const edge = y === 0 || x === 0 || y === rows - 1 || x === columns - 1;
        return edge ? 20 : 200 + 10 * Math.floor(at / each) - 10 * c;
      });
      const shape = channels === 1 ? [3, rows, columns] : [3, rows, columns, 3];
      const files = [{ name: 'own.npy', bytes: npyOf('|u1', shape, images) }];
      const form = { side, channels };
      const usual = await openOwn(files);
      expect(usual.train).toMatchObject({ side: 28, channels: 1 });
      const offered = side === 28 && channels === 1 ? null : form;
      expect(usual.natural).toEqual(offered);
      const { train, notes } = await openOwn(files, undefined, form);
      expect(train).toMatchObject(form);
      expect(notes[0]).toEqual({
        code: note,
        params: {
          file: 'own',
          rows,
          columns,
          form: channels === 1 ? `${side} × ${side}` : `${side} × ${side} × 3`,
        },
      });
      const at = (i: number, y: number, x: number) => [
        ...train.images
          .subarray(i * side * side * channels)
          .subarray((y * side + x) * channels)
          .subarray(0, channels),
      ];
      const middle = [200, 190, 180].slice(0, channels);
      expect(at(0, side / 2, side / 2)).toEqual(middle);
      expect(at(1, side / 2, side / 2)).toEqual(middle.map((v) => v + 10));
      const corner = at(0, 0, 0);
      if (note === 'padded') {
        expect(corner).toEqual(middle.map(() => 20));
        // No pixel is between paper and ink.
        expect(new Set(train.images)).toEqual(new Set(images.subarray(0, 2 * each)));
      }
      // Half as wide: paper on both sides, and the ink between.
      if (rows === 2 * columns)
        expect([at(0, 32, 10), at(0, 32, 20)]).toEqual([middle.map(() => 20), middle]);
    }
  },
);

test('28 × 28 in grey is not offered again', async () => {
  expect((await openOwn(npz(new Uint8Array(COUNT * 784).fill(9), [COUNT, 28, 28]))).natural).toBeNull();
});

test('a folder of coloured pictures can be kept; of two sizes, at that of the larger ones', async () => {
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
  const two = await openOwn([...files, small], undefined, colour);
  expect(two.natural).toEqual(colour);
  expect(two.notes).toContainEqual({
    code: 'resized',
    params: { file: 'a/7.png', rows: 16, columns: 16, form: '32 × 32 × 3' },
  });
  expect(all(two)).toHaveLength(7 * 3072);
});
