/**
 * npm run screenshots -- [--readme]
 *
 * Pictures of the built page to be looked at: four sizes, both themes, both languages, as it opens, in
 * mid-training and after a drag, into e2e/screenshots/ (ignored). --readme renews public/screenshot.jpg.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAndServe, launch, root } from './perf/serve.mjs';

const { values: options } = parseArgs({ options: { readme: { type: 'boolean', default: false } } });
const SIZES = [
  [1440, 900],
  [1024, 768],
  [820, 1180],
  [390, 844],
];
const LOOKS = /** @type {const} */ ([
  ['light', 'en-GB'],
  ['dark', 'en-GB'],
  ['light', 'zh-CN'],
  ['dark', 'zh-CN'],
]);

const folder = join(root, 'e2e', 'screenshots');
mkdirSync(folder, { recursive: true });
const server = await buildAndServe('vite.config.ts', 4174);
const browser = await launch();
try {
  if (options.readme) await forReadme();
  else {
    for (const [width, height] of SIZES) {
      for (const [colorScheme, locale] of LOOKS) await shoot(width, height, colorScheme, locale);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

/** @param {number} width @param {number} height @param {'light' | 'dark'} colorScheme @param {string} locale */
async function open(width, height, colorScheme, locale) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(() => window.playground.ready);
  await page.waitForFunction(() => window.playground.state().dataset !== '');
  // The data has come; what the model makes of it follows within moments.
  await page.waitForFunction(() => window.playground.state().run.epoch > 0);
  await page.waitForTimeout(1000);
  return page;
}

/** @param {number} width @param {number} height @param {'light' | 'dark'} colorScheme @param {string} locale */
async function shoot(width, height, colorScheme, locale) {
  const page = await open(width, height, colorScheme, locale);
  const name = `${width}x${height}-${colorScheme}-${locale.slice(0, 2)}`;
  /** @param {string} moment */
  const save = async (moment) => {
    const path = join(folder, `${name}-${moment}.png`);
    await page.screenshot({ path, fullPage: width < 1200 });
    console.log(path);
  };
  await save('1-opens');
  // The page opens with a model that has steps behind it already.
  await page.evaluate(() => window.playground.reset());
  void page.evaluate(() => window.playground.train()).catch(() => {});
  await page.waitForFunction(() => window.playground.state().run.step > 120, undefined, { timeout: 120_000 });
  await save('2-trains');
  await page.evaluate(() => window.playground.pause());
  await dragProbe(page);
  await save('3-after-a-drag');
  await page.context().close();
}

/** @param {import('playwright').Page} page */
async function dragProbe(page) {
  const pin = page.getByRole('group', { name: /A/ }).getByText('A', { exact: true }).first();
  await pin.scrollIntoViewIfNeeded();
  const box = await pin.boundingBox();
  if (!box) throw new Error('probe A is not on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 30, { steps: 6 });
  await page.mouse.up();
}

/** The page after two epochs on MNIST. */
async function forReadme() {
  const page = await open(1440, 900, 'light', 'en-GB');
  await page.evaluate(() => window.playground.train({ epochs: 2 }));
  if ((await page.evaluate(() => window.playground.state().dataset)) !== 'mnist') {
    throw new Error('the picture of the README shows MNIST, which could not be had');
  }
  await dragProbe(page);
  const path = join(root, 'public', 'screenshot.jpg');
  await page.screenshot({ path, scale: 'css', type: 'jpeg', quality: 85 });
  console.log(path);
  await page.context().close();
}
