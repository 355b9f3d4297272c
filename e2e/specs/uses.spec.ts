/** The tabs of the uses: reachable by keys, with room for their contents, and accessible. */
import { axe, expect, SMALL, test } from './fixtures';

for (const { width, height, locale, colorScheme } of [
  { width: 1440, height: 900, locale: 'en-GB', colorScheme: 'light' },
  { width: 1024, height: 768, locale: 'zh-CN', colorScheme: 'dark' },
  { width: 390, height: 844, locale: 'en-GB', colorScheme: 'light' },
] as const) {
  test.describe(`${width} × ${height}, ${locale}, ${colorScheme}`, () => {
    test.use({ viewport: { width, height }, locale, colorScheme });
    test('the arrow keys go through the uses; each fits, and axe finds no violation', async ({
      playground,
      page,
    }) => {
      await playground.open(SMALL);
      await playground.train({ steps: 30 });
      const tabs = page.getByRole('tab');
      await expect(tabs).toHaveCount(7);
      await tabs.first().focus();
      for (let i = 1; i <= 7; i++) {
        await page.keyboard.press('ArrowRight');
        const tab = tabs.nth(i % 7);
        await expect(tab).toBeFocused();
        await expect(tab).toHaveAttribute('aria-selected', 'true');
        const name = (await tab.textContent()) ?? '';
        const panel = page.getByRole('tabpanel', { name });
        await expect(panel.getByRole('region').first()).toBeVisible();
        const { violations } = await axe(page).include('[role="tabpanel"]').analyze();
        const said = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(', ')}`);
        expect(said, name).toEqual([]);
        const beyond = await panel.evaluate((e) => [
          e.scrollWidth - e.clientWidth,
          // On a phone a use may be of any height.
          window.innerWidth < 1000 ? 0 : e.scrollHeight - e.clientHeight,
        ]);
        expect(Math.max(...beyond), name).toBeLessThanOrEqual(0);
      }
      // Once around: back at the first.
      await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
    });
  });
}

test('on a low screen with many probes, a use scrolls, and nothing in it overlaps', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open({ ...SMALL, latent: '10' });
  await playground.train({ steps: 5 });
  const panel = page.getByRole('tabpanel');
  const [errors, caption] = [panel.getByRole('list').last(), panel.getByText(/^Test images, their/)];
  const [above, below] = [await errors.boundingBox(), await caption.boundingBox()];
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height - 1);
  expect(await panel.evaluate((e) => e.scrollHeight - e.clientHeight)).toBeGreaterThan(0);
});

test('all tabs are in one row; an untrained model has no finding, and no collapsed coordinates', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  const panel = page.getByRole('tabpanel');
  const tabs = page.getByRole('tab');
  await expect(panel.getByText(/^Random weights/)).toBeVisible();
  await panel.getByText('Details', { exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Evaluate on all' })).toBeVisible();
  await expect(panel).not.toContainText(/active|Collapsed/);
  for (const name of await tabs.allTextContents()) {
    await tabs.filter({ hasText: name }).click();
    await expect(panel.getByText(/^Random weights/), name).toBeVisible({ timeout: 30_000 });
  }
  await tabs.first().click();
  await playground.train({ steps: 30 });
  // Closed or open, as the reader has left them.
  await expect(panel).toContainText(/active/);
  await expect(panel.getByText(/^2 numbers per image: /)).toBeVisible();
  await expect(panel.getByText(/ step 30$/).first()).toBeVisible();
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
    expect(new Set(tops).size, `${width} px`).toBe(1);
    const sentence = panel.getByText(/^2 numbers per image: /);
    const size = await sentence.evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize));
    expect(size).toBeGreaterThanOrEqual(16);
  }
});
