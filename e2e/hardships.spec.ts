/** What readers' browsers and machines do to a page: translate it, take its files away, print it, recolour it, make it narrow. */
import { expect, SMALL, test } from './fixtures';

const TABS = ['Samples', 'Features', 'Compression', 'Restoration', 'Anomalies', 'Drawing', 'Reconstructions'];

for (const how of ['wrapped', 'replaced'] as const) {
  test(`a browser's translation breaks nothing: texts ${how}`, async ({ playground, page }) => {
    await playground.open(SMALL);
    /** As Chrome's translation leaves them: each text in two <font> elements. */
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
    // Notices come and go.
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
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.getByRole('button', { name: '训练', exact: true })).toBeVisible();
    await translate();
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await expect(playground.trainButton).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Drawing' })).toBeVisible();
    await playground.train({ steps: 2 });
  });
}

test('a tab whose file does not come keeps the page and the run, and comes when it is asked for again', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/Failed to load resource|ERR_FAILED/);
  let gone = true;
  let asked = 0;
  await page.route(/assets\/others-.*\.js/, (route) => {
    asked++;
    return gone ? route.abort() : route.continue();
  });
  await playground.open(SMALL);
  await playground.train({ steps: 3 });
  await page.getByRole('tab', { name: 'Features' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText(/This tab could not be loaded/)).toBeVisible();
  const before = asked;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);
  await expect(panel.getByText(/This tab could not be loaded/)).toBeVisible();
  expect(await playground.step()).toBe(3);
  gone = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('region', { name: 'Features' })).toBeVisible();
  await page.getByRole('tab', { name: 'Drawing' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  await playground.train({ steps: 2 });
  expect(await playground.step()).toBe(5);
});

test('fetched when idle, every tab opens without a network', async ({ playground, page, context }) => {
  const fetched = page.waitForResponse(/assets\/others-.*\.js/);
  await page.addInitScript(() => {
    // As in WebKit.
    Reflect.deleteProperty(window, 'requestIdleCallback');
  });
  await playground.open(SMALL);
  await (await fetched).finished();
  await context.setOffline(true);
  await page.getByRole('tab', { name: 'Drawing' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  await context.setOffline(false);
});

test('without OffscreenCanvas the points are drawn all the same', async ({ playground, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'OffscreenCanvas'));
  await playground.open(SMALL);
  await playground.train({ steps: 2 });
  const colours = () =>
    page
      .locator('[role="group"] > canvas')
      .nth(1)
      .evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let some = 0;
        for (let i = 0; i < data.length; i += 4) some += data[i + 3] > 0 && data[i] !== data[i + 2] ? 1 : 0;
        return some;
      });
  await expect.poll(colours).toBeGreaterThan(500);
});

test('a link that was damaged on its way opens what it meant', async ({ playground, page }) => {
  for (const link of [
    './#v=1&amp;latent=10&amp;model=ae&amp;dataset=drawn',
    './?v=1&latent=10&model=ae&dataset=drawn',
    './#v%3D1%26latent%3D10%26model%3Dae%26dataset%3Ddrawn).',
  ]) {
    await page.goto('about:blank');
    await page.goto(link);
    await playground.ready();
    expect((await playground.state()).config).toMatchObject({ latent: 10, model: 'ae', dataset: 'drawn' });
    await expect(playground.notices).toHaveCount(0);
  }
});

test('what lies over the plane keeps its place when the plot is resized before a frame is drawn, as print does', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await expect(playground.probe('A')).toBeVisible();
  const places = await page.evaluate(() => {
    const plot = document.querySelector<HTMLElement>('[role="group"]:has(> canvas)')!;
    const pin = [...plot.querySelectorAll('span')].find((span) => span.textContent === 'A')!;
    const line = plot.querySelector('polyline')!;
    const parts = [pin, line].map((element) => () => {
      const [of, at] = [plot.getBoundingClientRect(), element.getBoundingClientRect()];
      return [(at.x + at.width / 2 - of.x) / of.width, (at.y + at.height / 2 - of.y) / of.height];
    });
    const before = parts.flatMap((part) => part());
    plot.style.cssText = 'flex: none; width: 400px; height: 500px';
    const after = parts.flatMap((part) => part());
    plot.style.cssText = '';
    return { before, after };
  });
  for (const [i, part] of places.before.entries()) expect(places.after[i]).toBeCloseTo(part, 2);
});

test('in a system of few colours, classes and states are still told apart', async ({ playground, page }) => {
  await playground.open(SMALL);
  await page.getByRole('tab', { name: 'Drawing' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const seen = await page.evaluate(() => {
      const style = (selector: string, of: 'backgroundColor' | 'borderBottomColor') =>
        [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[of]);
      return {
        classes: style('[aria-label="Classes shown"] span', 'backgroundColor'),
        tabs: style('[role="tab"]', 'borderBottomColor'),
        brushes: style('[aria-label="Brush"] label', 'backgroundColor'),
        probes: style('fieldset[aria-label^="Probe"] > span', 'backgroundColor'),
      };
    });
    expect(new Set(seen.classes).size, colorScheme).toBe(10);
    // One is chosen, the others are as one another.
    expect(seen.tabs).toHaveLength(7);
    expect(new Set(seen.tabs).size).toBe(2);
    expect(new Set(seen.brushes).size).toBe(2);
    expect(seen.probes).toHaveLength(2);
    expect(new Set(seen.probes).size).toBe(2);
  }
});

for (const locale of ['en-GB', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale });
    test('nothing lies beside a small phone, in any tab', async ({ playground, page }) => {
      await page.setViewportSize({ width: 360, height: 800 });
      await playground.open(SMALL);
      await playground.train({ steps: 10 });
      const beside = () =>
        page.evaluate(() => {
          const { clientWidth } = document.documentElement;
          const far = [...document.querySelectorAll('#root *')].filter((element) => {
            const { right, width } = element.getBoundingClientRect();
            return (
              width > 0 && right > clientWidth + 0.5 && !element.closest('svg, [role="group"]:has(> canvas)')
            );
          });
          // What scrolls by itself keeps its width to itself.
          const own = far.filter((element) => {
            for (let at = element.parentElement; at; at = at.parentElement)
              if (getComputedStyle(at).overflowX !== 'visible') return false;
            return true;
          });
          const names = own.map((element) => `${element.localName}.${element.className}`);
          return document.documentElement.scrollWidth > clientWidth ? [...names, 'the page scrolls'] : names;
        });
      const tabs = page.getByRole('tab');
      await expect(tabs).toHaveCount(7);
      for (const tab of await tabs.all()) {
        await tab.click();
        await expect(page.getByRole('tabpanel')).not.toBeEmpty();
        for (const width of [360, 320]) {
          await page.setViewportSize({ width, height: 800 });
          await expect.poll(beside, `${await tab.textContent()} at ${width} px`).toEqual([]);
        }
      }
    });
  });
}

test('a name as long as a page does not push away the button that dismisses it', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.open(SMALL);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open/ }).first().click();
  await (await chooser).setFiles({
    name: `${'a'.repeat(2000)}.bin`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([1, 2, 3, 4]),
  });
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  await expect(dismiss).toBeInViewport({ ratio: 1 });
  await dismiss.click();
  await expect(dismiss).toHaveCount(0);
});

test('opened as a file the page says why it stays empty; served, the page takes its place', async ({
  page,
  playground,
  allowErrors,
}) => {
  allowErrors(/CORS|Failed to load resource|file:/);
  const sentence = page.locator('#root').getByText(/has not started yet/);
  await page.goto(new URL('../dist/index.html', import.meta.url).href);
  await expect(sentence).toBeHidden();
  await expect(sentence).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/尚未启动/)).toBeVisible();
  await playground.open(SMALL);
  await expect(sentence).toHaveCount(0);
});
