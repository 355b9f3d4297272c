/** Data sets of more than ten classes, drawn by the test: seen, named, shown alone and learned from. */
import { imagesIdx, labelsIdx, pngOf, sign } from '../../src/data/formats/testing';
import { drop } from './drop';
import { axe, expect, SMALL, test } from './fixtures';
import { parseSafeTensors } from './safetensors';
import { segmentSigns } from './segments';

const { images, labels } = segmentSigns(940, 47);
/** As EMNIST's balanced set is published, but upright. */
const FILES = [
  { name: 'emnist-balanced-train-images-idx3-ubyte', body: Buffer.from(imagesIdx(images)) },
  { name: 'emnist-balanced-train-labels-idx1-ubyte', body: Buffer.from(labelsIdx(labels)) },
];

test('47 classes: the sheet shows each, the legend shows them alone, and links keep that', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const sheet = page.getByRole('dialog', { name: 'Your images' });
  await drop(page, FILES);
  await expect(sheet).toContainText('its labels are named: 0 1 2');
  await expect(sheet.getByText(/^.: \d+ images$/)).toHaveCount(47);
  await expect(sheet.getByText(/^t: \d+ images$/)).toBeAttached();
  await sheet.getByRole('button', { name: 'Use these images' }).click();
  await expect(playground.dataBadge).toContainText('from your files');
  await page.evaluate(() => window.playground.reset());
  expect((await playground.train({ steps: 20 })).step).toBe(20);

  const plane = playground.plane;
  await expect(plane.getByText('47 classes')).toBeVisible();
  await plane.getByRole('button', { name: 'Classes shown' }).click();
  const chips = plane.getByRole('group', { name: 'Classes shown' }).getByRole('button');
  await expect(chips).toHaveCount(47);
  const f = plane.getByRole('button', { name: 'Show class 40, f' });
  await f.click();
  await expect(plane.getByRole('status').filter({ hasText: 'Only f' })).toBeVisible();
  await expect.poll(() => page.url()).toContain('only=40-40');
  await plane
    .getByRole('button', { name: 'Show class 4, 4' })
    .or(plane.getByRole('button', { name: 'Show class 4', exact: true }))
    .click({ modifiers: ['Shift'] });
  await expect.poll(() => page.url()).toContain('only=4_40');
  expect((await axe(page).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(chips).toHaveCount(0);

  await test.step('a conditional VAE is asked for class 40', async () => {
    await page.evaluate(async () => {
      await window.playground.configure({ condition: 'label' });
      await window.playground.reset();
    });
    expect((await playground.train({ steps: 20 })).step).toBe(20);
    await plane.getByRole('combobox', { name: 'Label' }).selectOption({ label: 'f' });
    const decoded = (label: number) =>
      page.evaluate(
        async (one) => [...(await window.playground.decode(Float32Array.of(0, 0), 1, one))],
        label,
      );
    const [first, asked] = [await decoded(0), await decoded(40)];
    expect(asked.some((value, i) => Math.abs(value - first[i]) > 1e-3)).toBe(true);
    const shape = (name: string) =>
      playground.checkpoint().then((file) => parseSafeTensors(file).tensors.get(name)?.shape);
    expect(await shape('decoder.0.weight')).toEqual([32, 2 + 47]);
    expect(await shape('encoder.0.weight')).toEqual([32, 784 + 47]);
    await expect(playground.notices).toHaveCount(0);
  });
});

/** A photograph of two rows of eight signs, lit unevenly: zeros and ones of the drawn digits, three times as large. */
function photograph(): { png: Buffer; rows: number; columns: number } {
  const [columns, rows, cell, scale] = [8, 2, 110, 3];
  const [width, height] = [columns * cell + 60, rows * cell + 60];
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = [Math.floor((x - 30) / cell), Math.floor((y - 30) / cell)];
      const inside = column >= 0 && column < columns && row >= 0 && row < rows;
      const u = Math.floor((x - 30 - column * cell - 13) / scale);
      const v = Math.floor((y - 30 - row * cell - 13) / scale);
      const ink = inside && u >= 0 && v >= 0 && u < 28 && v < 28 ? sign(10 * column + row)[28 * v + u] : 0;
      grey[y * width + x] = (230 - 0.75 * ink) * (1 - (0.5 * x) / width);
    }
  return { png: Buffer.from(pngOf(width, height, 0, grey)), rows, columns };
}

test('a photographed sheet becomes drawings, which are mixed into the digits in use', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  await page.getByRole('tab', { name: 'Draw' }).click();
  await page.getByText('Collect drawings').click();
  const { png, rows, columns } = photograph();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'From a photograph' }).click();
  await (await choosing).setFiles([{ name: 'sheet.png', mimeType: 'image/png', buffer: png }]);
  const photo = page.getByRole('dialog', { name: 'Signs in a photograph' });
  await expect(photo).toContainText(`${rows * columns} signs in ${rows} rows`);
  expect((await axe(page).analyze()).violations).toEqual([]);
  await photo.getByRole('textbox', { name: 'Class of row 1' }).fill('loop');
  await photo.getByRole('textbox', { name: 'Class of row 2' }).fill('1');
  await photo.getByRole('button', { name: 'Sign 8 of row 1' }).click();
  await photo.getByRole('button', { name: 'Keep 15 signs' }).click();
  await expect(photo).toHaveCount(0);
  await expect(page.getByText('Collect drawings: 15 kept')).toBeVisible();

  await page.getByRole('button', { name: 'Train on them' }).click();
  const sheet = page.getByRole('dialog', { name: 'Your images' });
  await sheet.getByRole('checkbox', { name: 'Mix them into the data set in use (Drawn digits)' }).check();
  await expect(sheet).toContainText('New classes: loop. Added to classes of the same name: 1.');
  await sheet.getByRole('button', { name: 'Use these images' }).click();
  // The first thousand are learned from, and the reader's are among them.
  await expect(playground.dataBadge).toContainText('from your files');
  await expect(playground.plane.getByText('11 classes')).toBeVisible();
  await page.evaluate(() => window.playground.reset());
  expect((await playground.train({ steps: 20 })).step).toBe(20);
  await expect(playground.notices).toHaveCount(0);
});
