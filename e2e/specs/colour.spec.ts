/** Images of another form than 28 × 28 grey: the coloured shapes that the page draws, and the reader's own. */
import type { Page } from '@playwright/test';
import { npyOf, zipOf } from '../../src/data/formats/testing';
import { drawShapes } from '../../src/data/shapes';
import { drop } from './drop';
import { expect, test } from './fixtures';

const TINY = {
  dataset: 'shapes',
  trainImages: '512',
  architecture: 'conv',
  encoder: '8',
  decoder: '8',
  normalisation: 'none',
  batch: '32',
  learningRate: '0.01',
  engine: 'simd',
  layers: 'digits',
};

/** By how much red, green and blue exceed the other two, at most, in a pixel of the plane. */
const coloursOfPlane = (page: Page) =>
  page.getByRole('region', { name: 'Latent plane' }).evaluate((plane) => {
    let [redder, greener, bluer] = [0, 0, 0];
    const canvas = plane.querySelector('canvas');
    const { data } = canvas!.getContext('2d')!.getImageData(0, 0, canvas!.width, canvas!.height);
    for (let i = 0; i < data.length; i += 4) {
      redder = Math.max(redder, data[i] - Math.max(data[i + 1], data[i + 2]));
      greener = Math.max(greener, data[i + 1] - Math.max(data[i], data[i + 2]));
      bluer = Math.max(bluer, data[i + 2] - Math.max(data[i], data[i + 1]));
    }
    return { redder, greener, bluer };
  });

test('a convolutional VAE learns the coloured shapes, and its plane is in colour', async ({
  playground,
  page,
}) => {
  await playground.open(TINY);
  expect((await playground.state()).config).toMatchObject({ imageSide: 32, imageChannels: 3 });
  const model = page.getByRole('region', { name: 'Model' });
  await expect(model).toContainText('32 × 32, in colour');
  const { last } = await playground.train({ steps: 250 });
  // The mean image of all costs 578 nats.
  expect(last?.recon).toBeLessThan(570);
  await expect
    .poll(async () => Object.values(await coloursOfPlane(page)).filter((gap) => gap > 25).length)
    .toBeGreaterThan(1);
  const digit = page.getByRole('img', { name: 'Decoded digit' });
  expect(await digit.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height])).toEqual([
    32, 32,
  ]);
  // What a use cannot do, it says in a sentence.
  await page.getByRole('tab', { name: 'Draw' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('this model’s images have 32 × 32 × 3');
});

test('choosing the coloured shapes opens another model; the one before can be brought back', async ({
  playground,
  page,
}) => {
  await playground.open({ dataset: 'drawn', encoder: '16', decoder: '16', batch: '32', engine: 'simd' });
  await playground.train({ steps: 5 });
  const before = await page.evaluate(() => window.playground.decode(Float32Array.of(0, 0), 1));
  await page.evaluate(() => window.playground.configure({ dataset: 'shapes' }));
  expect(
    await page.evaluate(async () => (await window.playground.decode(Float32Array.of(0, 0), 1)).length),
  ).toBe(3072);
  await page.getByRole('button', { name: 'Back to step 5' }).click();
  await expect.poll(async () => (await playground.state()).dataset).toBe('drawn');
  expect(await page.evaluate(() => window.playground.decode(Float32Array.of(0, 0), 1))).toEqual(before);
  expect((await playground.train({ steps: 2 })).step).toBe(7);
});

test('images of 32 × 32 in colour from a file are kept as they are with one click, and learned from', async ({
  playground,
  page,
}) => {
  const COUNT = 70;
  const { images, labels } = drawShapes(COUNT, 5);
  const body = Buffer.from(
    zipOf([
      ['x_train.npy', npyOf('|u1', [COUNT, 32, 32, 3], images)],
      ['y_train.npy', npyOf('|u1', [COUNT, 1], labels)],
    ]),
  );
  await playground.open({ dataset: 'drawn', encoder: '16', decoder: '16', batch: '16', engine: 'simd' });
  await drop(page, [{ name: 'own.npz', body }]);
  const sheet = page.getByRole('dialog', { name: 'Your images' });
  const keep = sheet.getByRole('checkbox', { name: 'Keep the images at 32 × 32 × 3' });
  await expect(keep).not.toBeChecked();
  await expect(sheet).toContainText('28 × 28');
  await keep.check();
  await expect(keep).toBeChecked();
  // Blue, green and red as they were, in the first image of the first class.
  const first = labels.indexOf(0);
  const canvas = sheet.locator('canvas').first();
  const seen = await canvas.evaluate((element: HTMLCanvasElement) => [
    ...element.getContext('2d')!.getImageData(0, 0, 32, 32).data,
  ]);
  const rgb = (all: ArrayLike<number>, p: number, size: number) => [0, 1, 2].map((c) => all[size * p + c]);
  for (const p of [0, 16 * 32 + 16, 20 * 32 + 12])
    expect(rgb(seen, p, 4)).toEqual(rgb(images, 1024 * first + p, 3));
  await sheet.getByRole('button', { name: 'Use these images' }).click();
  await expect(playground.dataBadge).toContainText('from your files');
  expect((await playground.state()).config).toMatchObject({
    dataset: 'own',
    imageSide: 32,
    imageChannels: 3,
  });
  expect((await playground.train({ steps: 5 })).step).toBe(5);
  const pixels = await page.evaluate(
    async () => (await window.playground.decode(Float32Array.of(0, 0), 1)).length,
  );
  expect(pixels).toBe(3072);
});
