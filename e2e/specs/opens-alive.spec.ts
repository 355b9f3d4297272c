/** The first seconds: a model of this project's own is on the plane before any data or engine is there. */
import { expect, largestGap, test } from './fixtures';

test('the first drag works with no data, no engine and no network', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/Failed to load resource/);
  // The worker's own script still comes; what it asks for next never answers.
  await page.route('**/data/**', () => {});
  await page.route(/^https:/, (route) => route.abort());
  await page.route('**/*.wasm', () => {});
  await page.goto('./');
  await expect(page.getByText('Shown: a VAE that this project trained earlier.')).toBeVisible();
  // Steps it has, but of how many images an epoch is nobody knows yet.
  await expect(page.getByLabel('Progress').getByRole('definition')).toHaveText(['–', /^\d+,\d+$/, '0.0']);
  const ink = (pixels: number[]) => pixels.reduce((sum, p) => sum + p, 0);
  await expect.poll(async () => ink(await playground.ink())).toBeGreaterThan(20);
  await page.context().setOffline(true);
  expect((await playground.state()).dataset).toBe('');

  const before = await playground.ink();
  const from = await playground.handle('A');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 150, from.y + 90, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => largestGap(before, await playground.ink())).toBeGreaterThan(0.5);
  expect(ink(await playground.ink())).toBeGreaterThan(20);
  // The caption; what is read out about the probe holds the same words.
  await expect(page.getByText(/of the 10 nearest test images in latent space/)).toBeVisible();
  // After eight seconds it is said that no data comes; nothing else is.
  await expect(playground.notices.filter({ hasNotText: 'has not begun to arrive' })).toHaveCount(0);
});
