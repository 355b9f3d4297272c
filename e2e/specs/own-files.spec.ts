/**
 * The reader's own files, in the formats that people have: shown before they are used, mended with one click, and
 * without effect if cancelled. The formats themselves are tested in `src/data/formats`.
 */
import {
  csvOf,
  imagesIdx,
  labelsIdx,
  npyOf,
  pngOf,
  sign,
  signs,
  zipOf,
} from '../../src/data/formats/testing';
import { drop } from './drop';
import { expect, SMALL, test } from './fixtures';
import { parseSafeTensors } from './safetensors';

const SIDE = 28;
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
  await sheet.getByRole('button', { name: 'Cancel' }).last().click();
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

test('a model of another tool is answered with the line that converts it', async ({ playground, page }) => {
  await playground.open(SMALL);
  await drop(page, [{ name: 'vae.pt', body: body(zipOf([['vae/data.pkl', new Uint8Array(9)]], false)) }]);
  await expect(playground.notices).toContainText('vae.pt is a PyTorch model');
  await expect(playground.notices).toContainText('save_file(');
});
