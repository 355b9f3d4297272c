/** The use of models with more than two coordinates: one of them at a time. */
import { expect, SMALL, test } from './fixtures';

test('each coordinate has a row of decoded images, and a click makes it an axis of the plane', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, latent: '4', use: 'traversal' });
  const region = page.getByRole('region', { name: 'Traversal' });
  await expect(region).toContainText('Random weights');
  await playground.train({ steps: 150 });
  await expect(region).toContainText(/\d of 4 coordinates carry information; z[₁₂₃₄] carries most/);
  const names = region.getByRole('listitem').getByRole('button');
  await expect(names).toHaveCount(4);
  // Largest first, once the rows are those of the last step: they change at most once a second.
  await expect(async () => {
    const nats = (await names.allInnerTexts()).map((text) => Number(/([\d.]+) nats/.exec(text)?.[1] ?? 0));
    expect(nats).toEqual(nats.toSorted((a, b) => b - a));
  }).toPass();

  /** The mean difference of the first and the last image of a row, and of the middle one from the probe's digit. */
  const difference = (row: number) =>
    region.getByRole('img').evaluate((canvas, at) => {
      const sheet = canvas as HTMLCanvasElement;
      const read = (column: number) =>
        sheet
          .getContext('2d')!
          .getImageData(30 * column, 30 * at, 28, 28)
          .data.filter((_, i) => i % 4 === 0);
      const [first, last] = [read(0), read(8)];
      return first.reduce((sum, grey, i) => sum + Math.abs(grey - last[i]), 0) / 784;
    }, row);
  await expect.poll(() => difference(0)).toBeGreaterThan(5);

  const third = names.nth(2);
  const name = (await third.getByRole('strong').textContent()) ?? '';
  await third.press('Enter');
  await page.getByRole('button', { name: /^Slice/ }).click();
  await expect(page.getByLabel('Horizontal axis').locator('option:checked')).toContainText(name);
  await expect(names.filter({ hasText: name })).toHaveAttribute('aria-pressed', 'true');

  await page.keyboard.press('Escape');
  await region.getByText('principal directions', { exact: true }).click();
  await region.getByRole('button', { name: /^PC 3: \d+% of the variance$/ }).click();
  await expect(page).toHaveURL(/slice=principal-3-2/);
  await expect.poll(() => difference(0)).toBeGreaterThan(5);
});
