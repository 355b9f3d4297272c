/** The first seconds: a pretrained model is on the plane before there is any data or engine. */
import { expect, largestGap, test } from './fixtures';

test('the first drag works with no data, no engine and no network', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/Failed to load resource/);
  // The worker's own script loads; its later requests never complete.
  await page.route('**/data/**', () => {});
  await page.route(/^https:/, (route) => route.abort());
  await page.route('**/*.wasm', () => {});
  await page.goto('./');
  await expect(page.getByText('Shown: weights trained earlier.')).toBeVisible();
  // It has steps, but the number of images per epoch is not known yet.
  await expect(page.getByLabel('Progress').getByRole('definition')).toHaveText(['–', /^\d+,\d+$/]);
  // The losses of its training, and those of the whole test set after it.
  const table = page.getByRole('region', { name: 'Loss' }).getByRole('table');
  await expect(table).toContainText('14,070');
  await expect(table.getByRole('row', { name: /^total/ }).getByRole('cell')).toHaveText([
    /^13\d\.\d$/,
    /^14\d\.\d$/,
  ]);
  await expect(page.getByText('on all 10,000 test images')).toBeVisible();
  const ink = (pixels: number[]) => pixels.reduce((sum, p) => sum + p, 0);
  await expect.poll(async () => ink(await playground.ink())).toBeGreaterThan(20);
  await page.context().setOffline(true);
  expect((await playground.state()).dataset).toBe('');

  const before = await playground.ink();
  const from = await playground.press('A');
  await page.mouse.move(from.x + 150, from.y + 90, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => largestGap(before, await playground.ink())).toBeGreaterThan(0.5);
  expect(ink(await playground.ink())).toBeGreaterThan(20);
  // The caption; the screen reader's text about the probe contains the same words.
  await expect(
    page.getByRole('paragraph').filter({ hasText: /of the 10 nearest test images in latent space/ }),
  ).toBeVisible();
  // After eight seconds a notice says that no data has arrived; there is no other notice.
  await expect(playground.notices.filter({ hasNotText: 'has not begun to arrive' })).toHaveCount(0);
});
