/** Time, paths, slices and layers on a phone, with one finger. */
import { expect, SMALL, test } from './fixtures';

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

test('a finger moves the playhead, joins two test images, cuts the latent space and switches layers', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, latent: '4', seed: '3' });
  // Each training keeps its last step.
  for (const steps of [10, 50]) await playground.train({ steps });
  const caption = page.getByRole('region', { name: 'What the plane shows' });

  await test.step('time', async () => {
    const playhead = page.getByRole('slider', { name: /^Step that is read out/ });
    await playhead.scrollIntoViewIfNeeded();
    const box = (await playhead.boundingBox())!;
    await page.touchscreen.tap(box.x + 0.25 * box.width, box.y + box.height / 2);
    await expect(caption).toContainText(/Step \d+ of 60/);
    await caption.getByRole('button', { name: 'Show the latest step' }).tap();
    await expect(caption).not.toContainText('of 60');
  });

  await test.step('paths and probes', async () => {
    await page.getByRole('button', { name: 'Add a probe from …' }).tap();
    // In the menu: the reconstructions below it have such buttons too.
    const image = page
      .locator('[data-fit]')
      .getByRole('button', { name: /^Add a probe at the code of test image \d+$/ });
    await image.nth(0).tap();
    await image.nth(3).tap();
    await page.keyboard.press('Escape');
    expect((await page.evaluate(() => window.playground.path()))?.waypoints).toEqual(['C', 'D']);
    const path = page.getByRole('region', { name: 'Path' });
    await path.getByRole('button', { name: 'Play the path' }).tap();
    await expect(path.getByRole('listitem').nth(12)).toHaveAttribute('data-lit', 'true', { timeout: 15_000 });
  });

  await test.step('slices', async () => {
    const slice = page.getByRole('button', { name: /^Slice/ });
    await slice.scrollIntoViewIfNeeded();
    await slice.tap();
    await page.getByText('three probes', { exact: true }).tap();
    const { u } = await page.evaluate(() => window.playground.slice());
    // Oblique: no direction of a coordinate.
    expect(Math.max(...u.map(Math.abs))).toBeLessThan(0.999);
    await slice.tap();
    await expect(page.getByText('three probes', { exact: true })).toHaveCount(0);
  });

  await test.step('layers', async () => {
    await page.getByRole('button', { name: 'Layers', exact: true }).tap();
    await page.getByRole('button', { name: 'stretch', exact: true }).tap();
    await expect(page).toHaveURL(/layers=digits-dots-stretch/);
  });
});
