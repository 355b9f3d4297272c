/** The texts of the top bar have room at every size, in every language. */
import { languages } from '../../src/i18n/languages';
import { expect, test } from './fixtures';

for (const { id } of languages) {
  test.describe(id, () => {
    test.use({ locale: id });
    test('no word of the badges is cut off at any width', async ({ playground, page, allowErrors }) => {
      // The pretrained model has many steps, and so long numbers.
      allowErrors(/Failed to load resource/);
      await page.goto('./');
      await playground.ready();
      await expect.poll(async () => (await playground.state()).run.epoch).toBeGreaterThan(1);
      const badges = page.locator('header [role="status"]');
      await expect(badges).toHaveCount(2);
      for (const width of [1440, 1024, 820, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const badge of await badges.all()) {
          const cut = await badge.evaluate((e) => [
            e.scrollWidth - e.clientWidth,
            e.scrollHeight - e.clientHeight,
          ]);
          const which = `${await badge.textContent()} at ${width} px`;
          expect(Math.max(...cut), which).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}
