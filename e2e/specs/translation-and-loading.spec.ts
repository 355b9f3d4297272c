/** What readers' browsers and networks do to a page: translate it, remove its files. */
import { expect, SMALL, test } from './fixtures';

const TABS = ['Sample', 'Draw', 'Classify', 'Shrink', 'Repair', 'Spot', 'Rebuild'];

for (const how of ['wrapped', 'replaced'] as const) {
  test(`a browser's translation breaks nothing: texts ${how}`, async ({ playground, page }) => {
    await playground.open(SMALL);
    /** What Chrome's translation does: puts each text into two <font> elements. */
    const translate = () =>
      page.evaluate((kind) => {
        const walker = document.createTreeWalker(document.getElementById('root')!, NodeFilter.SHOW_TEXT);
        const texts: Node[] = [];
        while (walker.nextNode()) {
          const parent = walker.currentNode.parentElement!;
          const skipped = parent.closest('[translate="no"], svg, font, select');
          if (!skipped && walker.currentNode.textContent?.trim()) texts.push(walker.currentNode);
        }
        for (const text of texts) {
          const inner = document.createElement('font');
          const outer = document.createElement('font');
          outer.append(inner);
          text.parentNode!.replaceChild(outer, text);
          inner.append(kind === 'wrapped' ? text : (text.textContent ?? ''));
        }
        return texts.length;
      }, how);
    expect(await translate()).toBeGreaterThan(50);
    await playground.trainButton.click();
    await expect(playground.pauseButton).toBeVisible();
    await translate();
    await playground.pauseButton.click();
    await expect(playground.trainButton).toBeVisible();
    for (const name of TABS) {
      await translate();
      await page.getByRole('tab', { name }).click();
      await expect(page.getByRole('tabpanel', { name })).toBeVisible();
    }
    // Notices appear and disappear.
    await page.evaluate(() => {
      location.hash = '#v=1&dataset=drawn&encoder=32&decoder=32&batch=32&latent=99';
    });
    await expect(playground.notices).toHaveCount(1);
    await translate();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(playground.notices).toHaveCount(0);
    // Models with other parts, and the other language.
    for (const model of ['gan', 'made', 'ae'] as const) {
      await translate();
      await page.evaluate((m) => window.playground.configure({ model: m }), model);
      await translate();
      await page.evaluate(() => window.playground.reset());
    }
    await translate();
    await playground.openMenu();
    await page.getByLabel('Language').selectOption('zh-CN');
    await expect(page.getByRole('button', { name: '训练', exact: true })).toBeVisible();
    await translate();
    await playground.openMenu();
    await page.getByLabel('语言').selectOption('en');
    await expect(playground.trainButton).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Draw' })).toBeVisible();
    await playground.train({ steps: 2 });
  });
}

test('a tab whose file does not load leaves the page and the run intact, and loads on a second request', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/Failed to load resource|ERR_FAILED/);
  let blocked = true;
  let requests = 0;
  await page.route(/assets\/views-.*\.js/, (route) => {
    requests++;
    return blocked ? route.abort() : route.continue();
  });
  await playground.open(SMALL);
  await playground.train({ steps: 3 });
  await page.getByRole('tab', { name: 'Classify' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText(/This tab could not be loaded/)).toBeVisible();
  const before = requests;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => requests).toBeGreaterThan(before);
  await expect(panel.getByText(/This tab could not be loaded/)).toBeVisible();
  expect(await playground.step()).toBe(3);
  // An attempt is up to two requests; the button is there again after the last.
  await expect(async () => {
    const sofar = requests;
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await page.waitForTimeout(500);
    expect(requests).toBe(sofar);
  }).toPass();
  blocked = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('region', { name: 'Features' })).toBeVisible();
  await page.getByRole('tab', { name: 'Draw' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  await playground.train({ steps: 2 });
  expect(await playground.step()).toBe(5);
});

test('fetched when idle, every tab opens without a network', async ({ playground, page, context }) => {
  const fetched = page.waitForResponse(/assets\/views-.*\.js/);
  await page.addInitScript(() => {
    // As in WebKit.
    Reflect.deleteProperty(window, 'requestIdleCallback');
  });
  await playground.open(SMALL);
  await (await fetched).finished();
  await context.setOffline(true);
  await page.getByRole('tab', { name: 'Draw' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  await context.setOffline(false);
});
