/** Two runs: one is pinned, and another is chosen and trained beside it. */
import type { Page } from '@playwright/test';
import { axe, expect, hasMnist, SMALL, test } from './fixtures';
import { idxImages } from './idx';

const compareButton = (page: Page) => page.getByRole('button', { name: 'Compare', exact: true });
const pinnedRun = (page: Page) => page.getByRole('region', { name: 'Pinned run' });
const comparison = (page: Page) => page.getByRole('region', { name: 'Comparison' });

/** The pixels of the dots' canvas of each plane, the pinned one first, as sums. */
const dots = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-compares] [role="group"][tabindex="0"]')].map(
      (plot) => {
        const canvas = plot.querySelectorAll('canvas')[1];
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.reduce((sum, byte, i) => (sum + byte * (1 + (i % 9973))) % 1e9, 0);
      },
    ),
  );

for (const [width, height] of [
  [1440, 900],
  [390, 844],
])
  test(`a pinned autoencoder and a VAE, side by side, at ${width} × ${height}`, async ({
    playground,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await playground.open({ ...SMALL, model: 'ae', seed: '7' });
    await playground.train({ steps: 30 });
    // On a phone, the bar has no room for it.
    if (width < 480) await playground.openMenu();
    await compareButton(page).press('Enter');
    await expect(compareButton(page)).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Escape');
    await expect(pinnedRun(page)).toContainText('step 30');
    await expect(comparison(page)).toContainText('the same run at the same step');
    // The same codes: nothing remains.
    await expect(pinnedRun(page)).toContainText(/1\s−\sR²\s=\s0\.00/);

    await page.evaluate(() => window.playground.configure({ model: 'vae' }));
    await page.evaluate(() => window.playground.reset());
    await playground.train({ steps: 20 });
    await expect(pinnedRun(page)).toContainText('step 30');
    await expect(playground.plane).toContainText('step 20');
    await expect(pinnedRun(page)).toContainText(/1\s−\sR²\s=\s0\.\d\d/);
    await expect(pinnedRun(page)).not.toContainText(/1\s−\sR²\s=\s0\.00/);

    const sizes = await page
      .locator('[data-compares] [role="group"][tabindex="0"]')
      .evaluateAll((plots) => plots.map((plot) => [plot.clientWidth, plot.clientHeight]));
    expect(sizes).toHaveLength(2);
    expect(sizes[0][0]).toBeGreaterThan(width / 4.5);
    expect(sizes[0][1]).toBeGreaterThan(140);
    expect(Math.abs(sizes[0][0] - sizes[1][0])).toBeLessThan(3);
    expect(Math.abs(sizes[0][1] - sizes[1][1])).toBeLessThan(3);

    // Both are listed, each number with its step or its column's.
    const table = comparison(page).getByRole('table');
    await expect(table.getByRole('columnheader', { name: /^pinned Custom, from AE step 30/ })).toBeVisible();
    await expect(table.getByRole('columnheader', { name: /^now Custom, from VAE step 20/ })).toBeVisible();
    await expect(table.getByRole('row', { name: /^Model/ })).toContainText('Variational autoencoder');
    await expect(table.getByRole('row', { name: /^active units/ })).toContainText('of 2');
    await comparison(page).getByRole('button', { name: 'Measure both' }).click();
    await expect(table.getByRole('row', { name: /^classes drawn/ })).toHaveText(/\d+ of 10.*\d+ of 10/, {
      timeout: 30_000,
    });
    await expect(table.getByRole('row', { name: /^kNN/ })).toHaveText(/\d.*%.*\d.*%/);
    await expect(page.getByRole('region', { name: 'Loss' })).toContainText('pinned at step 30');

    // A dot of the pinned plane marks the same test image on both.
    await page.mouse.move(2, 2);
    await expect(page.getByText(/^Probe A at \(.*\)$/)).toBeVisible();
    const box = await pinnedRun(page).getByRole('group').boundingBox();
    if (!box) throw new Error('no plane');
    const before = await dots(page);
    const found = page.getByText(/^Test image under the pointer/);
    for (let i = 0; i < 60 && (await found.count()) === 0; i++) {
      await page.mouse.move(
        box.x + box.width * (0.5 + 0.004 * i * Math.cos(i)),
        box.y + box.height * (0.5 + 0.004 * i * Math.sin(i)),
      );
      // The text follows later than the ring, and would name a dot that the pointer has left.
      await page.waitForTimeout(200);
    }
    await expect(found).toBeVisible();
    await expect
      .poll(async () => (await dots(page)).map((sum, i) => sum !== before[i]))
      .toEqual([true, true]);

    // The link opens the comparison again in the same browser.
    await expect.poll(() => page.url()).toMatch(/compare=step:30,.*model:ae/);
    await page.reload();
    await playground.ready();
    await expect(pinnedRun(page)).toContainText('step 30');
    await expect(playground.notices).toHaveCount(0);

    await page.getByRole('button', { name: 'Stop comparing' }).press('Enter');
    await expect(pinnedRun(page)).toHaveCount(0);
    await expect.poll(() => page.url()).not.toContain('compare');
  });

for (const locale of ['en-GB', 'zh-CN'])
  test.describe(locale, () => {
    test.use({ locale });
    test('all tabs are in view beside a pinned run', async ({ playground, page }) => {
      for (const latent of ['2', '10']) {
        await page.goto('about:blank');
        await playground.open({ ...SMALL, latent });
        await page.evaluate(() => window.playground.pin());
        const tabs = page.getByRole('tab');
        await expect(tabs).toHaveCount(latent === '2' ? 8 : 9);
        for (const [width, height] of [
          [1440, 900],
          [1366, 768],
          [1280, 720],
          [390, 844],
        ]) {
          await page.setViewportSize({ width, height });
          const cut = () =>
            tabs.evaluateAll((all) => {
              const frame = all[0].parentElement!.getBoundingClientRect();
              const out = (box: DOMRect) => box.left < frame.left - 1 || box.right > frame.right + 1;
              return all.filter((tab) => out(tab.getBoundingClientRect())).map((tab) => tab.textContent);
            });
          await expect.poll(cut, `latent ${latent}, ${width} px`).toEqual([]);
        }
      }
    });
  });

test('a VAE is compared with an autoencoder in three clicks', async ({ playground, page, baseURL }) => {
  test.skip(!(await hasMnist(page, baseURL)), 'needs MNIST');
  await playground.open();
  await compareButton(page).click();
  await page.getByRole('button', { name: /^Model/ }).click();
  await page.locator('[data-member="ae"]').click();
  await expect(pinnedRun(page)).toContainText('VAEpinned at step 14,070');
  await expect(pinnedRun(page)).toContainText(/1\s−\sR²\s=\s0\.\d\d/);
  await expect(comparison(page)).toContainText(/reconstructs test images with an error of \d+\.\d nats/);
});

test('a link to a comparison with a pretrained model opens in a browser that never saw it', async ({
  playground,
  page,
  baseURL,
}) => {
  test.skip(!(await hasMnist(page, baseURL)), 'needs MNIST');
  await playground.open({ model: 'ae', compare: 'step:14070' });
  await expect(pinnedRun(page)).toContainText('VAEpinned at step 14,070');
  await expect(pinnedRun(page)).toContainText(/1\s−\sR²\s=\s0\.\d\d/);
  await expect(page.getByRole('tab', { name: 'Compare' })).toBeVisible();
  await expect(playground.notices).toHaveCount(0);
  const said = (await axe(page).analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`,
  );
  expect(said).toEqual([]);
});

test('says where the comparison of a link is not stored, and that other images are not comparable', async ({
  playground,
  page,
}) => {
  await playground.open({ ...SMALL, compare: 'step:3,model:ae' });
  await expect(playground.notices).toContainText('is not stored in this browser');
  await expect(pinnedRun(page)).toHaveCount(0);

  await page.evaluate(() => window.playground.pin());
  await expect(pinnedRun(page)).toContainText(/1\s−\sR²\s=\s0\.00/);
  const own = idxImages(40);
  await page.evaluate(
    (bytes) => window.playground.importDataset({ images: Uint8Array.from(bytes) }),
    [...own],
  );
  await expect(pinnedRun(page)).toContainText('Not aligned: codes of other images');
  await page.evaluate(() => window.playground.unpin());
  await expect(pinnedRun(page)).toHaveCount(0);
});

test('the pinned run has a playhead of its own', async ({ playground, page }) => {
  await playground.open({ ...SMALL, seed: '7' });
  for (const steps of [1, 9, 30]) await playground.train({ steps });
  await compareButton(page).click();
  const playhead = pinnedRun(page).getByRole('slider', { name: 'Step of the pinned run' });
  const table = comparison(page).getByRole('table');
  await expect(playhead).toHaveAttribute('aria-valuetext', 'step 40 of 40');
  await page.evaluate(() => window.playground.reset());
  await playground.train({ steps: 20 });
  await expect(pinnedRun(page)).toContainText('pinned at step 40');
  await expect(pinnedRun(page)).toContainText('aligned at step 20');
  const digit = () =>
    page
      .getByRole('img', { name: 'Digit decoded by the pinned model' })
      .evaluate((canvas: HTMLCanvasElement) =>
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, canvas.height)
          .data.reduce((sum, byte, i) => sum + byte * (1 + (i % 97)), 0),
      );
  // Where the planes are laid on each other, the codes of the present run may still arrive.
  await expect(async () => {
    const now = await digit();
    await page.waitForTimeout(1000);
    expect(await digit()).toBe(now);
  }).toPass();
  const [before, [plane]] = [await digit(), await dots(page)];
  await playhead.focus();
  await page.keyboard.press('Home');
  await expect(pinnedRun(page)).toContainText('step 1 of 40');
  await expect(playhead).toHaveAttribute('aria-valuetext', 'step 1 of 40');
  // Plane, digit and table show that step of it; the present run stays where it is.
  await expect.poll(async () => (await dots(page))[0]).not.toBe(plane);
  expect(await digit()).not.toBe(before);
  await expect(table.getByRole('columnheader', { name: /^pinned .* step 1$/ })).toBeVisible();
  await expect(page.getByText(/^Pinned: .*, step 1$/)).toBeVisible();
  await expect(playground.plane).toContainText('now, step 20');
  await page.keyboard.press('End');
  await expect(pinnedRun(page)).toContainText('pinned at step 40');
  await expect.poll(digit).toBe(before);
  // The link is that of the step that was pinned.
  await expect.poll(() => page.url()).toMatch(/compare=step:40,/);
});

test('a pinned pretrained model has the earlier steps of its file', async ({ playground, page }) => {
  await page.goto('./');
  await playground.ready();
  await compareButton(page).click();
  await pinnedRun(page).getByRole('button', { name: 'Earlier steps' }).click();
  const playhead = pinnedRun(page).getByRole('slider', { name: 'Step of the pinned run' });
  await expect(playhead).toHaveAttribute('max', '10');
  await playhead.fill('0');
  await expect(pinnedRun(page)).toContainText(/step 2 of [\d,]+/);
});
