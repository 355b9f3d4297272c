/** The layers of the plane, and the plane's part of a link: layers, classes and view. */
import type { Page } from '@playwright/test';
import { expect, type Playground, SMALL, test } from './fixtures';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const plotOf = (page: Page) => page.getByRole('group', { name: /^View of the plane/ });
const layersOf = (page: Page) => page.getByRole('group', { name: 'Layers' });
const hashOf = (page: Page) => page.evaluate(() => window.location.hash);

/** The share of a plane's canvas that is not transparent, and how colourful it is. */
const inkOf = (page: Page, which: 'back' | 'front') =>
  plotOf(page).evaluate(
    (plot, index) => {
      const canvas = plot.querySelectorAll('canvas')[index];
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let covered = 0;
      let coloured = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] < 8) continue;
        covered++;
        if (Math.max(...data.subarray(i, i + 3)) - Math.min(...data.subarray(i, i + 3)) > 24) coloured++;
      }
      return { covered: covered / (data.length / 4), coloured: coloured / (data.length / 4) };
    },
    which === 'back' ? 0 : 1,
  );

/** CSS pixels per plane unit, and the place of the plane's origin, from two probes. */
async function viewOf(playground: Playground) {
  const [a, b] = [await playground.place('A'), await playground.place('B')];
  const [pa, pb] = [await playground.handle('A'), await playground.handle('B')];
  const scale = (pb.x - pa.x) / (b[0] - a[0]);
  return { scale, x: pa.x - scale * a[0], y: pa.y + scale * a[1] };
}

test('each layer is switched independently, kept in the link, and restored from it', async ({
  playground,
  page,
}) => {
  // Wide enough for a row of switches.
  await page.setViewportSize({ width: 1720, height: 900 });
  await playground.open({ ...SMALL, layers: 'prior' });
  await playground.train({ steps: 60 });
  const button = (name: string) => layersOf(page).getByRole('button', { name, exact: true });
  await expect(button('prior')).toHaveAttribute('aria-pressed', 'true');
  await expect(button('digits')).toHaveAttribute('aria-pressed', 'false');
  // Only the lines of the prior, besides the axes.
  await expect.poll(async () => (await inkOf(page, 'back')).covered).toBeLessThan(0.05);
  await expect.poll(async () => (await inkOf(page, 'front')).covered).toBeLessThan(0.05);

  await button('regions').click();
  await expect.poll(async () => (await inkOf(page, 'back')).coloured).toBeGreaterThan(0.3);
  await button('regions').press('Enter');
  await expect.poll(async () => (await inkOf(page, 'back')).covered).toBeLessThan(0.05);
  await button('density').click();
  await expect.poll(async () => (await inkOf(page, 'back')).covered).toBeGreaterThan(0.05);
  // Tints replace each other, and say what they mean.
  await button('stretch').click();
  await expect(button('density')).toHaveAttribute('aria-pressed', 'false');
  await expect(
    playground.plane.getByText(
      /^Orange: .* from [\d.]+ \(pale\) to [\d.]+ \(strong, log scale\) at step \d+/,
    ),
  ).toBeVisible();
  await expect.poll(async () => (await inkOf(page, 'back')).coloured).toBeGreaterThan(0.3);
  await button('stretch').click();
  await expect.poll(async () => (await inkOf(page, 'back')).covered).toBeLessThan(0.05);
  const before = (await inkOf(page, 'front')).coloured;
  await button('dots').click();
  await expect.poll(async () => (await inkOf(page, 'front')).coloured).toBeGreaterThan(1.5 * before);
  await button('digits').click();
  await expect.poll(async () => (await inkOf(page, 'back')).covered).toBeGreaterThan(0.5);
  await button('prior').click();
  await expect.poll(() => hashOf(page)).toContain('layers=digits-dots');
  await button('prior').click();
  // Defaults are not in the link.
  await expect.poll(() => hashOf(page)).not.toContain('layers');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Layers' }).click();
  await layersOf(page).last().getByRole('button', { name: 'dots' }).click();
  await expect.poll(() => hashOf(page)).toContain('layers=digits-prior');
  await page.keyboard.press('Escape');
  await expect(layersOf(page)).toHaveCount(0);
});

test('regions and error say what they show, of which step, also for an earlier step', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, layers: 'prior-regions' });
  await playground.train({ steps: 200 });
  const legend = (text: RegExp) => playground.plane.getByText(text);
  await expect(legend(/^Tint: the class of the image decoded at step 200, /)).toBeVisible({
    timeout: 20_000,
  });
  await expect.poll(async () => (await inkOf(page, 'back')).coloured).toBeGreaterThan(0.3);
  // Each region is named by a numeral, without any dots.
  const named = (await inkOf(page, 'front')).coloured;
  await page.getByRole('button', { name: 'Show class 3', exact: true }).click();
  await expect.poll(async () => (await inkOf(page, 'back')).coloured).toBeLessThan(0.25);
  await expect.poll(async () => (await inkOf(page, 'front')).coloured).toBeLessThan(named);
  await page.getByRole('button', { name: 'Show class 3', exact: true }).click();

  await page.getByRole('button', { name: 'Layers' }).click();
  await layersOf(page).getByRole('button', { name: 'error', exact: true }).click();
  const error = legend(/^Red: mean reconstruction loss .* at step 200\.$/);
  await expect(error).toBeVisible();
  await expect.poll(async () => (await inkOf(page, 'back')).coloured).toBeGreaterThan(0.05);
  await expect.poll(() => hashOf(page)).toContain('layers=error-prior');
  // The range is around the mean of the losses at the codes, which is near that of the test set.
  const [low, high] = ((await error.textContent()) ?? '')
    .match(/[\d.]+(?= \(| nats)/g)!
    .map((text) => Number.parseFloat(text));
  const { recon } = await page.evaluate(() => window.playground.evaluate());
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(recon);
  expect(high).toBeGreaterThan(recon);
  const earlier = await page.evaluate(async () => {
    const { step } = window.playground.snapshots().findLast((one) => one.step < 200)!;
    await window.playground.show(step);
    return step;
  });
  await expect(legend(new RegExp(`^Red: .* at step ${earlier}\\.$`))).toBeVisible();
});

test('a GAN has regions, named by numerals, but no codes to show or measure', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, model: 'gan', layers: 'prior-regions' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Layers' }).click();
  const switches = layersOf(page).last().getByRole('button');
  const layers = ['digits', 'regions', 'stretch', 'prior'];
  await expect(switches).toHaveCount(layers.length);
  for (const [i, layer] of layers.entries()) await expect(switches.nth(i)).toHaveAccessibleName(layer);
  await page.keyboard.press('Escape');
  await playground.train({ steps: 150 });
  await expect(playground.plane.getByText(/^Tint: .* at step 150, /)).toBeVisible({ timeout: 20_000 });
});

test('pull shows where the next step would move the codes, and does not change the run', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, layers: 'dots-pull' });
  const legend = (text: RegExp) => playground.plane.getByText(text);
  const arrows = (step: number) =>
    legend(
      new RegExp(`^Arrows, [\\d.,]+ times as long: where the step after step ${step} would move the codes`),
    );
  await expect(arrows(0)).toBeVisible();
  await playground.train({ steps: 60 });
  await expect(arrows(60)).toBeVisible();
  // The legend may be there a frame before the canvas.
  await expect.poll(async () => (await inkOf(page, 'front')).covered).toBeGreaterThan(0.01);
  const withArrows = (await inkOf(page, 'front')).covered;
  const lossesNow = async () => (await playground.metrics()).map(({ total }) => total);
  const losses = await lossesNow();
  expect(losses).toHaveLength(60);
  // An earlier step has none; the latest has them again.
  await page.evaluate(() => window.playground.show(window.playground.snapshots()[0].step));
  await expect(legend(/^No arrows for an earlier step/)).toBeVisible();
  await page.evaluate(() => window.playground.show('live'));
  await expect(arrows(60)).toBeVisible();

  await page.getByRole('button', { name: 'Layers' }).click();
  const button = layersOf(page).getByRole('button', { name: 'pull', exact: true });
  await button.click();
  await expect(arrows(60)).toBeHidden();
  await expect.poll(async () => (await inkOf(page, 'front')).covered).toBeLessThan(0.97 * withArrows);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => playground.step()).toBe(0);
  await playground.train({ steps: 60 });
  expect(await lossesNow()).toEqual(losses);
});

test('a link may show two tints and the arrows at once, each with its sentence', async ({ playground }) => {
  await playground.open({ ...SMALL, layers: 'regions-error-pull' });
  await playground.train({ steps: 50 });
  for (const start of ['Tint', 'Red', 'Arrows'])
    await expect(playground.plane.getByText(new RegExp(`^${start}\\b.* step 50\\b`))).toBeVisible();
});

test('a single latent number has arrows, and the pretrained model none', async ({ playground, page }) => {
  await playground.open({ layers: 'dots-pull' });
  await expect(playground.plane.getByText(/^No arrows for the pretrained model/)).toBeVisible();
  await page.goto('about:blank');
  await playground.open({ ...SMALL, latent: '1', layers: 'dots-pull' });
  await expect(playground.plane.getByText(/^Arrows, .* where the step after step 0 /)).toBeVisible();
});

test('a link opens the view, the classes and the use that it names, and follows their changes', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, view: '0.5,-0.25,2', only: '35', use: 'drawing' });
  const chosen = page.getByRole('tab', { selected: true });
  await expect(chosen).toHaveText('Draw');
  const box = (await plotOf(page).boundingBox())!;
  const at = await viewOf(playground);
  expect(at.scale).toBeCloseTo(Math.min(box.width, box.height) / 4, 0);
  expect(box.x + box.width / 2 - at.x).toBeCloseTo(0.5 * at.scale, 0);
  expect(at.y - box.y - box.height / 2).toBeCloseTo(-0.25 * at.scale, 0);
  await expect(playground.plane.getByRole('status').filter({ hasText: 'Only' })).toHaveText('Only 3, 5');
  const hash = await hashOf(page);

  // Panning and clicking change the link; resetting the view removes it from the link.
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => hashOf(page)).toContain('view=0.5,-0.25,1.333');
  await page.getByRole('button', { name: 'Show class 7', exact: true }).click({ modifiers: ['Shift'] });
  await expect.poll(() => hashOf(page)).toContain('only=357');
  await page.getByRole('button', { name: 'Reset view' }).click();
  await expect.poll(() => hashOf(page)).not.toContain('view');
  await page.getByRole('tab', { name: 'Sample' }).click();
  await expect.poll(() => hashOf(page)).toContain('use=samples');
  // A reload opens the same, and so does editing the link.
  await page.reload();
  await playground.ready();
  await expect(playground.plane.getByRole('status').filter({ hasText: 'Only' })).toHaveText('Only 3, 5, 7');
  await expect(chosen).toHaveText('Sample');
  await page.evaluate((link) => {
    window.location.hash = link;
  }, hash);
  await expect.poll(async () => (await viewOf(playground)).scale).toBeCloseTo(at.scale, 0);
  await expect(playground.plane.getByRole('status').filter({ hasText: 'Only' })).toHaveText('Only 3, 5');
  await expect(chosen).toHaveText('Draw');
});

test('invalid values about the screen are rejected by name', async ({ playground, page }) => {
  await playground.open({ ...SMALL, view: '0,0', only: '3x', layers: 'digits-stars', use: 'dreams' });
  for (const key of ['view', 'only', 'layers', 'use'])
    await expect(playground.notices.filter({ hasText: `is not a valid value of ${key};` })).toBeVisible();
  await expect(playground.plane.getByRole('status').filter({ hasText: 'All classes' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Layers' }).click();
  expect(await layersOf(page).locator('[aria-pressed="true"]').count()).toBe(3);
});

test('the plane grows with codes that leave it, until a hand has moved it, and never under a hand', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const scaleNow = async () => (await viewOf(playground)).scale;
  const atFirst = await scaleNow();
  // After some hundred steps many codes of this VAE are three to seven units from the origin.
  await playground.train({ steps: 400 });
  await expect.poll(scaleNow).toBeLessThan(0.7 * atFirst);
  // Zoomed by hand: what the codes do no longer matters.
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const chosen = await scaleNow();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => playground.step()).toBe(0);
  await expect.poll(scaleNow).toBeCloseTo(chosen, 5);
  await page.getByRole('button', { name: 'Reset view' }).click();
  await expect.poll(scaleNow).toBeCloseTo(atFirst, 1);
  // A press on the plane holds it where it is until it is over.
  const box = (await plotOf(page).boundingBox())!;
  await page.mouse.move(box.x + box.width - 40, box.y + box.height / 2);
  await page.mouse.down();
  await playground.train({ steps: 400 });
  expect(await scaleNow()).toBeCloseTo(atFirst, 1);
  await page.mouse.up();
  await expect.poll(scaleNow).toBeLessThan(0.7 * atFirst);
});
