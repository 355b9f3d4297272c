/** The layout at every size, by measured rectangles instead of pictures. */
import type { Locator, Page } from '@playwright/test';
import { languages } from '../../src/i18n/languages';
import { expect, type Playground, SMALL, test } from './fixtures';

const ONE_SCREEN = [
  [1440, 900],
  [1366, 768],
  [1280, 720],
  [1920, 1080],
  [2560, 1440],
] as const;
const SCROLLING = [
  [1024, 768],
  [820, 1180],
  [390, 844],
] as const;

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return box;
};
const chartOf = (page: Page) => page.getByRole('slider', { name: /^Step that is read out/ });
/** How far the page can be scrolled, down and to the right. */
const beyond = (page: Page) =>
  page.evaluate(() => {
    const { scrollHeight, scrollWidth, clientWidth } = document.documentElement;
    return [scrollHeight - window.innerHeight, scrollWidth - clientWidth];
  });

/** Everything in the bar is in one row of at most 56 px, and nothing overlaps. */
async function expectOneRow(page: Page, width: number): Promise<void> {
  const bar = page.locator('header').first();
  const { height } = await boxOf(bar);
  expect(height, `the bar at ${width} px`).toBeLessThanOrEqual(56);
  const rows = await bar.evaluate((header) => {
    const frame = header.getBoundingClientRect();
    return [...header.querySelectorAll<HTMLElement>('button, label, h1, dd')].flatMap((element) => {
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      const seen = width > 1 && height > 1 && getComputedStyle(element).clipPath === 'none';
      // The counters that have no room are cut off by their own line.
      if (!seen || element.localName === 'dd') return [];
      const within = top >= frame.top && bottom <= frame.bottom && left >= 0 && right <= frame.right;
      return [{ name: element.textContent || element.ariaLabel, left, right, within }];
    });
  });
  for (const { name, within } of rows) expect(within, `${name} at ${width} px`).toBe(true);
  const outer = rows.filter(({ name }) => !['step by step', 'slow', 'full'].includes(String(name)));
  const sorted = outer.sort((a, b) => a.left - b.left);
  for (let i = 1; i < sorted.length; i++)
    expect(sorted[i].left, `${sorted[i].name} at ${width} px`).toBeGreaterThanOrEqual(
      sorted[i - 1].right - 1,
    );
}

/** Opens a model and trains it for 12 steps, also after another in the same page, where its link waits for a reset. */
async function openTrained({ playground, model = 'vae' }: { playground: Playground; model?: string }) {
  await playground.open({ ...SMALL, discriminator: '16', engine: 'simd', model });
  await playground.page.evaluate(() => window.playground.reset());
  await playground.train({ steps: 12 });
}

test('one screen: nothing scrolls, the bar is one row, the plane has at least a third', async ({
  playground,
  page,
}) => {
  await openTrained({ playground });
  for (const [width, height] of ONE_SCREEN) {
    await page.setViewportSize({ width, height });
    const size = `${width} × ${height}`;
    await expect.poll(() => beyond(page), size).toEqual([0, 0]);
    await expectOneRow(page, width);
    const plane = await boxOf(playground.plane);
    const share = (plane.width * plane.height) / (width * height);
    expect(share, `the plane at ${size}`).toBeGreaterThanOrEqual(0.33);
    const chart = await boxOf(chartOf(page));
    expect(chart.height, `the chart at ${size}`).toBeGreaterThanOrEqual(160);
    // The three columns, from left to right, and the chart under the plane.
    const [model, digit] = [
      await boxOf(page.getByRole('region', { name: 'Model' })),
      await boxOf(playground.digit),
    ];
    expect(model.x + model.width, size).toBeLessThanOrEqual(plane.x);
    expect(plane.x + plane.width, size).toBeLessThanOrEqual(digit.x);
    expect(plane.y + plane.height, size).toBeLessThanOrEqual(chart.y);
    const uses = await boxOf(page.getByRole('tabpanel'));
    expect(digit.y + digit.height, size).toBeLessThanOrEqual(uses.y);
    expect(uses.height, `the use at ${size}`).toBeGreaterThan(200);
    // No space is left empty on the right or at the bottom.
    expect(digit.x + digit.width, size).toBeLessThanOrEqual(uses.x + uses.width);
    expect(width - uses.x - uses.width, size).toBeLessThan(40);
    expect(height - chart.y - chart.height, size).toBeLessThan(40);
  }
});

test('text grows with the screen, and is at least 13 px high', async ({ playground, page }) => {
  await openTrained({ playground });
  for (const [width, height, plain] of [
    [1440, 900, 14],
    [1920, 1080, 16],
    [2560, 1440, 20],
  ]) {
    await page.setViewportSize({ width, height });
    const sizes = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const small: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!element || !node.textContent?.trim() || element.closest('math, script, style, option')) continue;
        const { width, height } = element.getBoundingClientRect();
        const size = Number.parseFloat(getComputedStyle(element).fontSize);
        // Text on the plane has sizes of its own.
        if (width > 1 && height > 1 && size < 12.99 && !element.closest('[aria-label="Latent plane"]'))
          small.push(`${size} px: ${node.textContent}`);
      }
      return { plain: Number.parseFloat(getComputedStyle(document.body).fontSize), small };
    });
    expect(sizes.plain).toBeCloseTo(plain, 1);
    expect(sizes.small, `${width} px`).toEqual([]);
  }
});

test('where the page scrolls, the bar, the plane and the digit below it stay visible', async ({
  playground,
  page,
}) => {
  await openTrained({ playground });
  for (const [width, height] of SCROLLING) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.scrollTo(0, 0));
    const size = `${width} × ${height}`;
    expect((await beyond(page))[1], size).toBe(0);
    await expectOneRow(page, width);
    const plane = await boxOf(playground.plane);
    const digit = await boxOf(playground.digit);
    const below = digit.y >= plane.y + plane.height && digit.y + digit.height < plane.y + plane.height + 100;
    const beside = digit.x >= plane.x + plane.width;
    expect(width < 1000 ? below : beside, `the digit at ${size}`).toBe(true);
    expect(digit.width, size).toBeLessThan(200);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect
      .poll(async () => (await boxOf(page.getByRole('status', { name: 'Data' }))).y, size)
      .toBeLessThan(height);
    const later = await boxOf(playground.plane);
    expect(later.y, `the plane at ${size}`).toBeCloseTo(plane.y, 0);
    expect((await boxOf(page.locator('header').first())).y).toBe(0);
    if (width < 1000) expect((await boxOf(playground.digit)).y).toBeCloseTo(digit.y, 0);
    // The rest has enough room.
    if (width < 1000) expect(height - later.y - later.height, size).toBeGreaterThan(0.3 * height);
  }
});

test('GAN, VAE-GAN, adversarial AE, VAE: no text of the model, the losses or the equation overlaps or is cut off', async ({
  playground,
  page,
}) => {
  for (const model of ['gan', 'vaegan', 'aae', 'vae']) {
    await openTrained({ playground, model });
    expect(await playground.state()).toMatchObject({ config: { model }, run: { step: 12 } });
    for (const [width, height] of [
      [1440, 900],
      [1280, 720],
      [390, 844],
    ]) {
      await page.setViewportSize({ width, height });
      const size = `${model} at ${width} × ${height}`;
      const loss = page.getByRole('region', { name: 'Loss' });
      const table = loss.getByRole('table');
      const [frame, chart, values] = [await boxOf(loss), await boxOf(chartOf(page)), await boxOf(table)];
      const apart = values.x >= chart.x + chart.width || values.y >= chart.y + chart.height;
      expect(apart, `the table at ${size}`).toBe(true);
      expect(values.x + values.width, size).toBeLessThanOrEqual(frame.x + frame.width + 1);
      expect(values.y + values.height, size).toBeLessThanOrEqual(frame.y + frame.height + 1);
      expect(chart.height, size).toBeGreaterThan(120);
      const cut = await page
        .getByRole('region', { name: 'What is minimised' })
        .evaluate((e) => e.scrollWidth - e.clientWidth);
      if (width > 1000) expect(cut, `the equation at ${size}`).toBeLessThanOrEqual(0);
      // The text on the parts of the diagram.
      const clashes = await page.getByRole('region', { name: 'Model' }).evaluate((region) =>
        [...region.querySelectorAll('section')].flatMap((stage) => {
          const parts = [
            ...stage.querySelectorAll('h2, h2 + span, h2 ~ button, svg[height="16"], canvas'),
          ].map((e) => e.getBoundingClientRect());
          return parts
            .flatMap((a, i) =>
              parts
                .slice(i + 1)
                .filter(
                  (b) =>
                    a.width > 0 &&
                    b.width > 0 &&
                    a.left < b.right - 1 &&
                    b.left < a.right - 1 &&
                    a.top < b.bottom - 1 &&
                    b.top < a.bottom - 1,
                ),
            )
            .map(() => stage.textContent);
        }),
      );
      expect(clashes, size).toEqual([]);
    }
  }
});

test('a part of the model diagram opens its settings in place, one at a time, or all at once', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const model = page.getByRole('region', { name: 'Model' });
  await expect(model.getByRole('textbox')).toHaveCount(0);
  // A click anywhere on a part opens it.
  const face = await boxOf(model.getByRole('button', { name: 'Decoder', exact: true }));
  await page.mouse.click(face.x + face.width + 30, face.y + face.height / 2);
  await expect(model.getByRole('group', { name: 'Decoder widths' })).toBeVisible();
  await model.getByRole('button', { name: 'Latent: settings' }).click();
  await expect(model.getByRole('group', { name: 'Decoder widths' })).toHaveCount(0);
  await expect(model.getByLabel('Latent size')).toBeVisible();
  // The control for β is always visible.
  await model.getByRole('button', { name: 'Latent: settings' }).click();
  await expect(model.getByLabel('Latent size')).toHaveCount(0);
  await expect(model.getByRole('slider', { name: 'β' })).toBeVisible();
  await playground.openSettings();
  for (const label of ['Latent size', 'Batch size', 'Likelihood', 'Optimiser'])
    await expect(model.getByLabel(label)).toBeVisible();
  expect(await beyond(page)).toEqual([0, 0]);
});

test('during training, the bar and the table of losses show the same step', async ({ playground, page }) => {
  await playground.open(SMALL);
  await playground.trainButton.click();
  const table = page.getByRole('region', { name: 'Loss' }).getByRole('table');
  await expect(table.getByRole('columnheader').first()).toHaveText(/^step/);
  for (let i = 0; i < 20; i++) {
    const [bar, named] = await page.evaluate(() =>
      ['[aria-label="Progress"] div:nth-child(2) dd', 'table thead th'].map((selector) =>
        document.querySelector(selector)?.textContent?.replace(/\D/g, ''),
      ),
    );
    expect(bar).toBe(named);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
});

for (const { id } of languages) {
  test.describe(id, () => {
    test.use({ locale: id });
    test('the bar is one row, and engine and data are not cut off, at any width', async ({
      playground,
      page,
      allowErrors,
    }) => {
      // The pretrained model has many steps, so the numbers are long.
      allowErrors(/Failed to load resource/);
      await page.goto('./');
      await playground.ready();
      await expect.poll(async () => (await playground.state()).run.epoch).toBeGreaterThan(1);
      const badges = page.locator('footer [role="status"]');
      await expect(badges).toHaveCount(2);
      for (const width of [1440, 1280, 1180, 1024, 820, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await expectOneRow(page, width);
        for (const badge of await badges.all()) {
          const cut = await badge
            .locator('xpath=..')
            .evaluate((e) => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]);
          const which = `${await badge.textContent()} at ${width} px`;
          await badge.scrollIntoViewIfNeeded();
          await expect(badge, which).toBeInViewport({ ratio: 1 });
          expect(Math.max(...cut), which).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}
