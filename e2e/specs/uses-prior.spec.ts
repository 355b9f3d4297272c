/** A prior that is learned from the codes: learning it, its flow on the plane, a class, and a model that goes on. */
import { axe, expect, SMALL, test } from './fixtures';

test.slow();

test('a prior is learned, its draws flow on the plane, and a model that goes on leaves it as it is', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, model: 'ae', use: 'samples' });
  await playground.train({ steps: 60 });
  const panel = page.getByRole('region', { name: 'Samples' });
  const source = panel.getByRole('radio', { name: 'learned prior' });
  await source.press('Space');
  await expect(panel).toContainText('A small network learns to move draws');
  await expect(page.getByRole('slider', { name: 'Time' })).toHaveCount(0);

  await panel.getByRole('button', { name: 'Learn the prior' }).press('Enter');
  const status = panel.getByRole('status');
  await expect(status).toContainText(/Loss [\d.]+ after step \d+ of 2,000/, { timeout: 30_000 });
  // At once: all of it takes a few seconds.
  await panel.getByRole('button', { name: 'Stop learning' }).press('Enter');
  const time = page.getByRole('slider', { name: 'Time' });
  await expect(time).toBeVisible({ timeout: 60_000 });
  await expect(status).toContainText(/Learned at step 60 from 834 codes\. Loss [\d.]+ after \d+ steps/, {
    timeout: 60_000,
  });
  await expect(panel).toContainText(/300 draws from the learned prior cover/, { timeout: 30_000 });
  const caption = page.getByRole('region', { name: 'What the plane shows' });
  await expect(caption).toContainText('2,000 draws of N(0, I) on the way to the codes');

  /** Of the draws on the plane: how far from their middle, in pixels of the canvas. */
  const spread = () =>
    playground.plane.locator('canvas').evaluateAll((all) => {
      const canvas = all[2] as HTMLCanvasElement;
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      let [n, x, y, xx, yy] = [0, 0, 0, 0, 0];
      for (let i = 0; i < width * height; i++) {
        if (data[4 * i + 3] === 0) continue;
        n++;
        x += i % width;
        y += Math.floor(i / width);
        xx += (i % width) ** 2;
        yy += Math.floor(i / width) ** 2;
      }
      return n === 0 ? 0 : Math.sqrt((xx + yy) / n - (x / n) ** 2 - (y / n) ** 2);
    });
  await expect.poll(spread).toBeGreaterThan(0);
  const codes = await spread();
  await time.press('Home');
  await expect(page.getByText('t = 0.00')).toBeVisible();
  await expect.poll(spread).not.toBe(codes);
  // Arrows lie over the whole plane.
  const still = await spread();
  const arrows = page.getByRole('button', { name: 'Score' });
  await arrows.press('Enter');
  await expect(arrows).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(spread).toBeGreaterThan(1.2 * still);
  await arrows.press('Enter');
  // Bars of other draws are pale until they are counted.
  await expect(panel.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
  const { violations } = await axe(page).include('[role="tabpanel"]').include('fieldset').analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(', ')}`)).toEqual([]);
  await page.getByRole('button', { name: 'Play the flow' }).press('Enter');
  await expect(page.getByText('t = 1.00')).toBeVisible({ timeout: 30_000 });

  // The sources are compared, and the ways to draw.
  await panel.locator('details').evaluate((e: HTMLDetailsElement) => {
    e.open = true;
  });
  await expect(panel.getByRole('row', { name: /^learned prior [−-]?\d\.\d{3} \d+ \d+%$/ })).toBeVisible({
    timeout: 60_000,
  });
  const curve = panel.getByRole('img', { name: 'Energy distance of draws by evaluations of the network' });
  await expect(curve).toContainText('diffusion', { timeout: 60_000 });
  await panel.getByRole('combobox', { name: 'Class' }).selectOption({ index: 4 });
  await expect(panel).toContainText(/draws from the learned prior, class 3, cover/, { timeout: 30_000 });

  await playground.train({ steps: 10 });
  await expect(status).toContainText('Learned at step 60');
  await expect(status).toContainText('The model is at step 70 now.');
  // Closed and opened again, it is still there; of another source, the plane shows nothing.
  await panel.getByRole('radio', { name: 'image codes' }).press('Space');
  await expect(time).toHaveCount(0);
  await source.press('Space');
  await expect(time).toBeVisible();

  await panel.getByRole('button', { name: 'Learn again' }).click();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(status).toHaveText('The model was replaced while its prior was being learned.');
  await expect(time).toHaveCount(0);
  await expect(playground.notices).toHaveCount(0);
});

test('a model without codes offers none', async ({ playground, page }) => {
  await playground.open({ ...SMALL, model: 'gan', use: 'samples' });
  const panel = page.getByRole('region', { name: 'Samples' });
  await expect(panel.getByRole('radio', { name: 'the prior' })).toBeAttached();
  await expect(panel.getByRole('radio', { name: 'learned prior' })).toHaveCount(0);
});
