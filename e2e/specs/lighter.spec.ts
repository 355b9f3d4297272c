/** The lighter screen: while a model trains and frames are late, less is drawn, and the page says so. */
import { expect, SMALL, test } from './fixtures';

test.use({ mayBeLighter: true });

test('when frames are late during training, the screen becomes lighter, until the reader forbids it', async ({
  playground,
  page,
}) => {
  // Every frame takes another 60 ms, as on a machine that is too slow.
  await page.addInitScript(() => {
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) =>
      request((time) => {
        draw(time);
        const end = performance.now() + 60;
        while (performance.now() < end);
      });
  });
  await playground.open({ ...SMALL, engine: 'simd' });
  const sign = page.getByRole('button', { name: /^Lighter screen: / });
  await expect(sign).toHaveCount(0);
  await playground.trainButton.click();
  await expect(sign).toBeVisible();
  // It still shows what is learned.
  const shown = () => page.getByRole('region', { name: 'Loss' }).getByRole('table').textContent();
  const before = await shown();
  await expect.poll(shown).not.toBe(before);
  await sign.click();
  await expect(sign).toHaveCount(0);
  await playground.openMenu();
  const setting = page.getByRole('button', { name: /^Lighter screen during training/ });
  await expect(setting).toContainText('never');
  await setting.click();
  await expect(setting).toContainText('when frames are late');
  await expect(sign).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.pauseButton.click();
  // At rest everything is drawn.
  await expect(sign).toHaveCount(0);
  await playground.expectDecoded('A');
});
