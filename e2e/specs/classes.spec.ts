/** Data sets of more than ten classes, drawn by the test: seen, named, shown alone and learned from. */
import { imagesIdx, labelsIdx } from '../../src/data/formats/testing';
import { drop } from './drop';
import { axe, expect, SMALL, test } from './fixtures';
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
});
