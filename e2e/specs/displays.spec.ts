/** Unusual displays: forced colours, little room, paper, another density, an older browser. */
import type { Page } from '@playwright/test';
import { languages } from '../../src/i18n/languages';
import { expect, SMALL, test } from './fixtures';

test('the canvases follow a screen of another density without a resize, and back', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 5 });
  const cdp = await page.context().newCDPSession(page);
  const densities = () =>
    page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLCanvasElement>(
          '[role="group"] > canvas:not([hidden]), [role="slider"] > canvas',
        ),
      ].map((c) => Math.round((10 * c.width) / c.clientWidth) / 10),
    );
  // Without a resize; Chromium's emulation does not report its first change to any page.
  const setDensity = (density: number) =>
    cdp.send('Emulation.setDeviceMetricsOverride', {
      width: 1440,
      height: 900,
      deviceScaleFactor: density,
      mobile: density > 1,
    });
  await setDensity(2);
  for (const density of [1, 2, 1]) {
    await setDensity(density);
    await expect.poll(densities).toEqual([density, density]);
  }
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

test('a link that was damaged on its way opens the intended settings', async ({ playground, page }) => {
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

test('overlays of the plane keep their place when the plot is resized before a frame is drawn, as in printing', async ({
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

test('with forced colours, classes and states are still distinguishable', async ({ playground, page }) => {
  await playground.open(SMALL);
  await page.getByRole('tab', { name: 'Draw' }).click();
  await expect(page.getByRole('application')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    // The page gets this event in a separate task.
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const seen = await page.evaluate(() => {
      const style = (selector: string, of: 'backgroundColor' | 'borderBottomColor') =>
        [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[of]);
      return {
        classes: style('[aria-label="Classes shown"] span', 'backgroundColor'),
        tabs: style('[role="tab"]', 'borderBottomColor'),
        brushes: style('[aria-label="Brush"] label', 'backgroundColor'),
        chart: style('[aria-label="Loss"] [role="slider"]', 'backgroundColor'),
        page: style('html', 'backgroundColor'),
        probes: style('fieldset[aria-label^="Probe"] > span', 'backgroundColor'),
      };
    });
    expect(new Set(seen.classes).size, colorScheme).toBe(10);
    // The chart has no paper of its own.
    expect(seen.chart, colorScheme).toEqual(seen.page);
    // One is chosen, the others look alike.
    expect(seen.tabs).toHaveLength(7);
    expect(new Set(seen.tabs).size).toBe(2);
    expect(new Set(seen.brushes).size).toBe(2);
    expect(seen.probes).toHaveLength(2);
    expect(new Set(seen.probes).size).toBe(2);
  }
});

for (const { id } of languages) {
  test.describe(id, () => {
    test.use({ locale: id });
    test('nothing overflows a small phone, in any tab', async ({ playground, page }) => {
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
          // Elements that scroll by themselves may have wider contents.
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

test('a very long name does not push away the dismiss button', async ({ playground, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.open(SMALL);
  const chooser = page.waitForEvent('filechooser');
  await playground.openMenu();
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

test('leaving with unsaved training asks first; after saving it does not', async ({ playground, page }) => {
  await playground.open(SMALL);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  const leave = () => page.close({ runBeforeUnload: true });
  await playground.trainButton.click();
  await expect.poll(() => playground.step()).toBeGreaterThan(5);
  await playground.pauseButton.click();
  await leave();
  await expect.poll(() => dialogs).toEqual(['beforeunload']);
  const download = page.waitForEvent('download');
  await playground.openMenu();
  await page.getByRole('button', { name: /^Save/ }).first().click();
  await download;
  await leave();
  await expect.poll(() => page.isClosed()).toBe(true);
  expect(dialogs).toHaveLength(1);
});

test('opened as a file, the page explains why it is empty; when served, the page replaces the explanation', async ({
  page,
  playground,
  allowErrors,
}) => {
  allowErrors(/CORS|Failed to load resource|file:/);
  const sentence = page.locator('#root').getByText(/has not started yet/);
  await page.goto(new URL('../../dist/index.html', import.meta.url).href);
  await expect(sentence).toBeHidden();
  await expect(sentence).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/尚未启动/)).toBeVisible();
  await playground.open(SMALL);
  await expect(sentence).toHaveCount(0);
});

test.describe('on a projector', () => {
  const fontSize = (page: Page) =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));

  test('light and dark, at two sizes: larger text and more contrast, and nothing overflows', async ({
    playground,
    page,
  }) => {
    await playground.open({ ...SMALL, seed: '3' });
    await playground.train({ steps: 12 });
    const contrast = () =>
      page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const grey = (token: string) =>
          Number.parseInt(style.getPropertyValue(token).trim().slice(1).slice(0, 2).padEnd(2, 'f'), 16);
        return Math.abs(grey('--ink') - grey('--paper'));
      });
    const outside = () =>
      page.evaluate(() => {
        const { scrollHeight, scrollWidth } = document.documentElement;
        const beyond = [scrollWidth - innerWidth, scrollHeight - innerHeight].filter((px) => px > 0);
        const texts = [...document.querySelectorAll('header button, h1, h2, [role="tab"], table, label')];
        const cut = texts.filter((element) => {
          const { left, right, top, bottom, width: w } = element.getBoundingClientRect();
          if (w < 2 || element.closest('[data-stage], [role="tabpanel"]')) return false;
          return left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1;
        });
        return [...beyond, ...cut.map((element) => element.outerHTML.slice(0, 80))];
      });
    const turn = async (from: string, to: string) => {
      await playground.openMenu();
      await page.getByRole('button', { name: `Projector: ${from}` }).click();
      await expect(page.getByRole('button', { name: `Projector: ${to}` })).toBeVisible();
      await page.keyboard.press('Escape');
    };
    for (const colorScheme of ['light', 'dark'] as const)
      for (const [width, height] of [
        [1280, 720],
        [1920, 1080],
      ]) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        const [before, plain] = [await fontSize(page), await contrast()];
        await turn('off', 'on');
        await expect(page).toHaveURL(/projector=1/);
        await expect.poll(() => fontSize(page)).toBeGreaterThan(1.05 * before);
        expect(await contrast()).toBe(255);
        expect(plain).toBeLessThan(255);
        await expect.poll(outside, `${width} × ${height}, ${colorScheme}`).toEqual([]);
        const loss = (await page.getByRole('region', { name: 'Loss' }).boundingBox())!;
        const table = (await page.getByRole('region', { name: 'Loss' }).getByRole('table').boundingBox())!;
        expect(table.y + table.height).toBeLessThanOrEqual(loss.y + loss.height + 1);
        expect(table.x + table.width).toBeLessThanOrEqual(loss.x + loss.width + 1);
        await turn('on', 'off');
      }
  });

  test('a halo follows the pointer, also over a dialog, and lets clicks through', async ({
    playground,
    page,
  }) => {
    await playground.open({ ...SMALL, projector: '1' });
    const halo = page.locator('[data-halo]');
    const share = page.getByRole('button', { name: 'Share', exact: true });
    await share.hover();
    const middle = async (of: typeof halo) => {
      const box = (await of.boundingBox())!;
      return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
    };
    expect(await middle(halo)).toEqual(await middle(share));
    await share.click();
    const tab = page.getByRole('dialog').getByRole('tab', { name: 'Picture' });
    await tab.hover();
    expect(await middle(halo)).toEqual(await middle(tab));
    const [x, y] = await middle(tab);
    // It is seen on the dialog: without it the picture is another.
    const clip = { x: x - 30, y: y - 30, width: 60, height: 60 };
    const seen = await page.screenshot({ clip });
    await halo.evaluate((element) => element.style.setProperty('visibility', 'hidden'));
    expect((await page.screenshot({ clip })).equals(seen)).toBe(false);
    await halo.evaluate((element) => element.style.removeProperty('visibility'));
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await playground.openMenu();
    await page.getByRole('button', { name: 'Projector: on' }).click();
    await expect(halo).toHaveCount(0);
    await expect(page).not.toHaveURL(/projector/);
  });
});
