/**
 * The reader's own files, in the formats that people have: shown before they are used, mended with one click, and
 * without effect if cancelled. The formats themselves are tested in `src/data/formats`.
 */
import { gzipSync } from 'node:zlib';
import {
  csvOf,
  floats,
  idxOf,
  imagesIdx,
  labelsIdx,
  npyOf,
  pngOf,
  sign,
  signs,
  zipOf,
} from '../../src/data/formats/testing';
import { drop } from './drop';
import { axe, expect, SMALL, test } from './fixtures';
import { parseSafeTensors } from './safetensors';

const SIDE = 28;
const text = (value: string) => new TextEncoder().encode(value);
/** Two bytes a number, the first of which is zero. */
const wide = (bytes: Uint8Array) =>
  new Uint8Array(2 * bytes.length).map((_, i) => (i % 2 ? bytes[i >> 1] : 0));
const body = (bytes: Uint8Array) => Buffer.from(bytes);
/** Rows and columns exchanged. */
const turned = (images: Uint8Array) =>
  images.map((_, i) => images[i - (i % 784) + (i % SIDE) * SIDE + Math.floor((i % 784) / SIDE)]);

test('F01: letters that lie on their side are shown, turned with one click, and used; cancelled, nothing changes', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const sheet = page.getByRole('dialog', { name: 'Your images' });
  const before = await playground.state();
  const files = [
    { name: 'emnist-images-idx3-ubyte', body: body(imagesIdx(turned(signs.images))) },
    { name: 'emnist-labels-idx1-ubyte', body: body(labelsIdx(signs.labels)) },
  ];
  await drop(page, files);
  await expect(sheet).toContainText('do they lie on their side');
  await expect(sheet).toContainText('223 training images, 37 test images');
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toHaveCount(0);
  expect((await playground.state()).dataset).toBe(before.dataset);

  await drop(page, files);
  await sheet.getByRole('checkbox', { name: 'Turn them' }).check();
  await sheet.getByRole('button', { name: 'Use these images' }).click();
  await expect(playground.dataBadge).toContainText('from your files');
  await page.evaluate(() => window.playground.reset());
  expect((await playground.train({ steps: 5 })).step).toBe(5);
  // The same run as on the upright signs, bit for bit.
  const weights = async () =>
    parseSafeTensors(await playground.checkpoint()).tensors.get('encoder.0.weight')?.values;
  const first = await weights();
  const parts = { images: [...imagesIdx()], labels: [...labelsIdx(signs.labels)] };
  await page.evaluate(async ({ images, labels }) => {
    await window.playground.importDataset({
      images: Uint8Array.from(images),
      labels: Uint8Array.from(labels),
    });
    await window.playground.reset();
  }, parts);
  await playground.train({ steps: 5 });
  expect(first).toBeDefined();
  expect(await weights()).toEqual(first);
});

test('F17, F18, F19: a table, an npz and an archive of pictures, by the file input and by drop', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const sheet = page.getByRole('dialog', { name: 'Your images' });
  const few = signs.images.subarray(0, 40 * 784);
  const labels = signs.labels.subarray(0, 40);

  await test.step('F17: Kaggle’s CSV, by the file input', async () => {
    const choosing = page.waitForEvent('filechooser');
    await playground.openMenu();
    await page.getByRole('button', { name: 'Open a checkpoint or images' }).click();
    await (await choosing).setFiles([
      { name: 'F17-kaggle-train.csv', mimeType: 'text/csv', buffer: body(csvOf(few, labels)) },
    ]);
    await sheet.getByRole('button', { name: 'Use these images' }).click();
    await expect(playground.dataBadge).toContainText('35 images');
  });

  await test.step('F18: npz, by drop, without its labels', async () => {
    const npz = zipOf([
      ['x_train.npy', npyOf('|u1', [30, SIDE, SIDE], few.subarray(0, 30 * 784))],
      ['y_train.npy', npyOf('|u1', [30], labels.subarray(0, 30))],
      ['x_test.npy', npyOf('|u1', [10, SIDE, SIDE], few.subarray(30 * 784))],
    ]);
    await drop(page, [{ name: 'F18-mnist.npz', body: body(npz) }]);
    await sheet.getByRole('checkbox', { name: 'Use the labels' }).uncheck();
    await sheet.getByRole('button', { name: 'Use these images' }).click();
    await expect(playground.dataBadge).toContainText('30 images');
  });

  await test.step('F19: a zip of PNG, one folder a class, and a JPEG that the browser decodes', async () => {
    const jpeg = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(56, 56);
      const context = canvas.getContext('2d');
      context?.fillRect(20, 20, 16, 16);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    const pictures = Array.from({ length: 20 }, (_, i): [string, Uint8Array] => [
      `signs/${signs.labels[i]}/${i}.png`,
      pngOf(SIDE, SIDE, 0, sign(i)),
    ]);
    const zip = zipOf([
      ...pictures,
      ['signs/.DS_Store', new Uint8Array(9)],
      ['signs/5/90.jpg', Uint8Array.from(jpeg)],
    ]);
    await drop(page, [{ name: 'F19-signs.zip', body: body(zip) }]);
    await expect(sheet).toContainText('images of 56 × 56 were resized to 28 × 28');
    await sheet.getByRole('button', { name: 'Use these images' }).click();
    await expect(playground.dataBadge).toContainText('18 images');
    await expect(playground.notices).toHaveCount(0);
  });
});

/** Cases of `shared/facts/cases.md`: files, and what the sheet says of them, or the notice where there is none. */
const white = signs.images.map((byte) => 255 - byte);
const many = (of: (i: number) => number) => labelsIdx(Array.from({ length: 260 }, (_, i) => of(i)));
const ok = { 'ok-images-idx3-ubyte': imagesIdx() };
const noise = Uint8Array.from({ length: 60 * 784 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
/** The signs in a border of two pixels. */
const bordered = new Uint8Array(260 * 32 * 32);
for (let row = 0; row < 260 * SIDE; row++)
  bordered.set(
    signs.images.subarray(row * SIDE, (row + 1) * SIDE),
    Math.floor(row / SIDE) * 1024 + ((row % SIDE) + 2) * 32 + 2,
  );
const medMnist = zipOf(
  ['train', 'val', 'test'].flatMap((part): [string, Uint8Array][] => [
    [`${part}_images.npy`, npyOf('|u1', [20, SIDE, SIDE, 3], new Uint8Array(20 * SIDE * SIDE * 3).fill(99))],
    [`${part}_labels.npy`, npyOf('|u1', [20, 1], signs.labels.subarray(0, 20))],
  ]),
);
const CASES: [id: string, files: Record<string, Uint8Array>, sentence: string | null][] = [
  ['F02', { ...ok, 'F02-letters-labels-idx1-ubyte': many((i) => 1 + (i % 26)) }, 'named: A B C'],
  ['F02b', { ...ok, 'F02b-byclass-labels-idx1-ubyte': many((i) => i % 62) }, 'named: 0 1 2'],
  ['F03', { ...ok, 'F03-labels-idx1-ubyte': many((i) => signs.labels[i] || 10) }, '10 was read as 0'],
  [
    'F05',
    { ...ok, 'F05-qmnist-labels.gz': gzipSync(idxOf([260, 8], new Uint8Array(8320), 12)) },
    'as in QMNIST',
  ],
  [
    'F06',
    { 'F06-images-idx3-float': idxOf([260, SIDE, SIDE], floats(4, false), 13) },
    'numbers of type float32',
  ],
  ['F06b', { 'F06b-short': idxOf([260, SIDE, SIDE], wide(signs.images), 11) }, 'numbers of type int16'],
  [
    'F06c',
    {
      'F06c-signed': idxOf(
        [260, SIDE, SIDE],
        signs.images.map((byte) => byte - 128),
        9,
      ),
    },
    'numbers of type int8',
  ],
  ['F08', { 'F08-images': imagesIdx(wide(signs.images), 260) }, 'has two bytes a pixel'],
  ['F09', { ...ok, 'F09-labels': labelsIdx(signs.labels.subarray(1)) }, 'F09-labels holds 259 labels'],
  ['F10', { 'F10-still-packed-images-idx3-ubyte': gzipSync(imagesIdx()) }, '223 training images'],
  ['F10b', { 'F10b-packed-twice.gz': gzipSync(gzipSync(imagesIdx())) }, '223 training images'],
  ['F11', { 'F11-already-unpacked.gz': imagesIdx() }, '223 training images'],
  ['F14', { 'train-images': imagesIdx(), 't10k-images': imagesIdx(noise) }, 'look unlike training images'],
  ['F16', { 'F16-8x8': idxOf([9, 8, 8], signs.images.subarray(0, 576)) }, 'images of 8 × 8 were resized'],
  ['F16b', { 'F16b-32x32': idxOf([260, 32, 32], bordered) }, 'the blank border was cut off'],
  [
    'F16c',
    { 'F16c-16x16': idxOf([9, 16, 16], signs.images.subarray(0, 2304)) },
    'images of 16 × 16 were resized',
  ],
  ['F18b', { 'F18b-medmnist-rgb.npz': medMnist }, 'colours became grey'],
  [
    'F19c',
    {
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`F19c-folder-${i}.png`, pngOf(SIDE, SIDE, 0, sign(i))]),
      ),
      '.DS_Store': Uint8Array.of(0, 0, 0, 1),
    },
    '18 training images',
  ],
  ['F20', { 'F20-white-paper': imagesIdx(white) }, 'dark ink on white paper'],
  ['F24', { 'F24-all-blank': imagesIdx(new Uint8Array(64 * 784)) }, 'training images are blank'],
  ['F12', { 'F12-web-page.gz': text('<!doctype html><p>404') }, null],
  ['F12b', { 'F12b-xml.gz': text('<?xml version="1.0"?><Error/>') }, null],
  ['F13', { 'F13-cut.gz': gzipSync(imagesIdx()).subarray(0, 900) }, null],
  ['F13b', { 'F13b-empty': new Uint8Array(0) }, null],
  ['F13c', { 'F13c-half-header': imagesIdx().subarray(0, 9) }, null],
];
const NOTICES: Record<string, string> = {
  F12: 'is a web page',
  F12b: 'is a web page',
  F13: 'the download was cut off',
  F13b: 'is empty',
  F13c: 'is too short',
};

test('cases of files, each by the file input and by drop; none changes anything before it is used', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const before = await playground.checkpoint();
  const sheet = page.getByRole('dialog', { name: 'Your images' });
  const choose = async (files: Record<string, Uint8Array>) => {
    const choosing = page.waitForEvent('filechooser');
    await playground.openMenu();
    await page.getByRole('button', { name: 'Open a checkpoint or images' }).click();
    const mimeType = 'application/octet-stream';
    await (await choosing).setFiles(
      Object.entries(files).map(([name, bytes]) => ({ name, mimeType, buffer: body(bytes) })),
    );
  };
  const dropAll = (files: Record<string, Uint8Array>) =>
    drop(
      page,
      Object.entries(files).map(([name, bytes]) => ({ name, body: body(bytes) })),
    );
  for (const [id, files, sentence] of CASES)
    for (const [way, give] of [
      ['input', choose],
      ['drop', dropAll],
    ] as const)
      await test.step(`${id} by ${way}`, async () => {
        await give(files);
        if (sentence) {
          await expect(sheet).toContainText(sentence);
          await page.keyboard.press('Escape');
          await expect(sheet).toHaveCount(0);
        } else {
          await expect(playground.notices).toContainText(NOTICES[id]);
          await playground.notices.getByRole('button', { name: 'Dismiss' }).click();
        }
        await expect(playground.notices).toHaveCount(0);
      });
  expect((await playground.checkpoint()).equals(before)).toBe(true);
});

test('axe finds no violation in the sheet, light and dark, wide and narrow', async ({ playground, page }) => {
  await playground.open(SMALL);
  await drop(page, [
    { name: 'white-images', body: body(imagesIdx(turned(white))) },
    { name: 'labels', body: body(many((i) => signs.labels[i] || 10)) },
  ]);
  await expect(page.getByRole('dialog', { name: 'Your images' })).toContainText('dark ink on white paper');
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 760 });
      expect((await axe(page).analyze()).violations).toEqual([]);
    }
});

test('a model of another tool is answered with the line that converts it', async ({ playground, page }) => {
  await playground.open(SMALL);
  await drop(page, [{ name: 'vae.pt', body: body(zipOf([['vae/data.pkl', new Uint8Array(9)]], false)) }]);
  await expect(playground.notices).toContainText('vae.pt is a PyTorch model');
  await expect(playground.notices).toContainText('save_file(');
});
