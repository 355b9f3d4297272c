/** Accessibility: axe finds nothing, and the main task can be done with the keyboard alone. */
import { axe, expect, SMALL, test } from './fixtures';

for (const [locale, language] of [
  ['en-GB', 'en'],
  ['zh-CN', 'zh-CN'],
]) {
  test.describe(language, () => {
    test.use({ locale });
    test('axe finds no violation, light and dark, wide and narrow', async ({ playground, page }) => {
      await playground.open(SMALL);
      await playground.train({ steps: 30 });
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
        for (const [width, height] of [
          [1440, 900],
          [390, 844],
        ]) {
          await page.setViewportSize({ width, height });
          const { violations } = await axe(page).analyze();
          const said = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
          expect(said, `${colorScheme}, ${width} px`).toEqual([]);
        }
      }
    });
  });
}

test('axe finds no violation in a notice, the badges’ details and the about panel', async ({
  playground,
  page,
}) => {
  await page.goto('./#v=1&dataset=drawn&latent=99');
  await playground.ready();
  await expect(playground.notices).toHaveCount(1);
  const check = async () => {
    const { violations } = await axe(page).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(', ')}`)).toEqual([]);
  };
  await check();
  await page.getByRole('button', { name: 'Engine: details' }).click();
  await check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'About' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check();
});

test('a term is looked up and left with the keyboard alone, and axe finds no violation in the glossary', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./#v=1&dataset=drawn&glossary=kl');
  await playground.ready();
  // A link that leads to an entry changes no settings, and is not an invalid one.
  await expect(playground.notices).toHaveCount(0);
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByRole('article', { name: 'KL divergence' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(glossary).toHaveCount(0);

  const term = page
    .getByRole('region', { name: 'Model' })
    .getByRole('button', { name: 'Decoder', exact: true });
  await term.focus();
  await page.keyboard.press('Enter');
  const decoder = glossary.getByRole('article', { name: 'Decoder' });
  await expect(decoder).toBeFocused();
  await expect(decoder).toBeInViewport();
  expect(await glossary.locator('math').count()).toBeGreaterThan(0);
  // In the page, and not by a locator: Firefox's BiDi fails on a list of so many elements.
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('dialog math')]
      .filter((m) => m.getBoundingClientRect().right > innerWidth - 16)
      .map((m) => m.textContent),
  );
  expect(wide, 'formulas that are cut off on a phone').toEqual([]);
  const { violations } = await axe(page).include('dialog').analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(', ')}`)).toEqual([]);

  await glossary.getByRole('searchbox', { name: 'Find a term' }).focus();
  await page.keyboard.type('beta');
  await expect(glossary.getByRole('article')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(glossary.getByRole('article', { name: 'KL divergence' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(glossary).toHaveCount(0);
  await expect(term).toBeFocused();
});

test('with the keyboard alone: train, pause, move a probe', async ({ playground, page }) => {
  await playground.open(SMALL);
  /** Presses Tab until the focus is on the element, as a reader would. */
  const tabTo = async (found: () => Promise<boolean>, limit = 60) => {
    for (let i = 0; i < limit; i++) {
      if (await found()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`not reached by ${limit} presses of Tab`);
  };
  const focused = (name: string) =>
    page.evaluate((n) => (document.activeElement?.textContent ?? '').trim() === n, name);
  await tabTo(() => focused('Train'), 5);
  await page.keyboard.press('Enter');
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
  expect(await focused('Pause')).toBe(true);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await playground.state()).run.status).toBe('paused');

  await tabTo(() => playground.slider('A', 'z1').evaluate((element) => element === document.activeElement));
  const before = await playground.place('A');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  const after = await playground.place('A');
  expect(after[0]).toBeCloseTo(before[0] - 0.1, 5);
  expect(after[1]).toBeCloseTo(before[1] - 0.1, 5);
  await playground.expectDecoded('A');
});

test('reduced motion is respected', async ({ playground, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await playground.open(SMALL);
  const moving = await page.evaluate(
    () => document.getAnimations().filter((a) => a.playState === 'running').length,
  );
  expect(moving).toBe(0);
});
