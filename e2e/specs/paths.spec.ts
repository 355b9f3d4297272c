/** The path between the probes: its interpolations, what is shown along it, and playing it. */
import { expect, SMALL, test } from './fixtures';

test('a path is chosen, looked at with the keyboard, compared with the cross-fade, played and shared', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, seed: '3' });
  await playground.train({ steps: 30 });
  const path = page.getByRole('region', { name: 'Path' });
  const interpolation = path.getByRole('combobox', { name: 'Interpolation' });
  await expect(
    path.getByText(/^Length 2\.24, in pixels \d+\.\d\. At most \d+\.\d\d from a code\.$/),
  ).toBeVisible();
  for (const way of ['along the data', 'shortest in pixels']) {
    await interpolation.selectOption(way);
    await expect(path.getByText(/in pixels \d+\.\d \(straight \d+\.\d\)/)).toBeVisible();
  }
  await expect(page).toHaveURL(/path=geodesic/);

  await path.getByRole('slider', { name: 'Position on the path' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(path.getByRole('listitem').nth(1)).toHaveAttribute('data-lit', 'true');
  await expect(page.getByText(/^On the path at/)).toBeVisible();

  await path.getByRole('button', { name: 'Options of the path' }).click();
  await path.getByRole('checkbox', { name: 'Cross-fade in pixel space' }).check();
  await expect(path.getByRole('img', { name: /^Cross-fade, step \d+ of 13$/ })).toHaveCount(13);
  await path.getByText('2×', { exact: true }).click();
  await page.keyboard.press('Escape');
  await path.getByRole('button', { name: 'Play the path' }).click();
  await expect(path.getByRole('listitem').nth(12)).toHaveAttribute('data-lit', 'true', { timeout: 15_000 });
  await expect(path.getByRole('button', { name: 'Play the path' })).toBeVisible();

  // Free-hand: the next stroke on the plane is the path.
  await interpolation.selectOption('free-hand');
  const { x, y, width, height } = (await playground.plane.boundingBox())!;
  await page.mouse.move(x + width / 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 3, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/path=drawn&drawn=-?\d/);
  await expect(path.getByText(/\(straight/)).toBeVisible();
});
