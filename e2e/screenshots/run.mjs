/**
 * npm run screenshots -- [--models [vae,gan]] [--readme] [--icons]
 *
 * Screenshots of the built page: four sizes, both themes, both languages, as it opens, in
 * mid-training and after a drag, into .cache/screenshots/ (ignored). --models: every preset, or the named ones, in
 * mid-training, at every size, alternating themes and languages. --readme renews public/screenshot.jpg, --icons the icons
 * of the installed page, which are public/icon.svg in other sizes and formats.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { buildAndServe, launch, root } from '../serve.mjs';

const { values: options, positionals } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    models: { type: 'boolean', default: false },
    icons: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
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

/** Each model is trained for this many steps, or as many as it makes in this time. */
const STEPS = 150;
const PATIENCE = 20_000;

const folder = join(root, '.cache', 'screenshots');
mkdirSync(folder, { recursive: true });
if (options.icons) {
  await drawIcons();
  process.exit();
}
const server = await buildAndServe('vite.config.ts', 4174);
const browser = await launch();
try {
  if (options.readme) await forReadme();
  else if (options.models) await shootModels(positionals[0]?.split(','));
  else {
    for (const [width, height] of SIZES) {
      for (const [colorScheme, locale] of LOOKS) await shoot(width, height, colorScheme, locale);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

async function drawIcons() {
  const svg = readFileSync(join(root, 'public', 'icon.svg'), 'utf8');
  // Systems cut these out in a shape of their own: no corners, and everything within four fifths of the middle.
  const filled = svg
    .replace(/rx="\d+"/, '')
    .replace(/(<rect[^>]*>)/, '$1<g transform="translate(16 16) scale(0.85) translate(-16 -16)">')
    .replace('</svg>', '</g></svg>');
  const browser = await launch();
  const page = await browser.newPage();
  for (const [name, size, picture] of /** @type {const} */ ([
    ['icon-192.png', 192, svg],
    ['icon-512.png', 512, svg],
    ['icon-maskable-512.png', 512, filled],
    ['icon-apple-180.png', 180, filled],
  ])) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${picture}`);
    await page.screenshot({ path: join(root, 'public', name), omitBackground: true });
  }
  await browser.close();
}

/** @param {number} width @param {number} height @param {'light' | 'dark'} colorScheme @param {string} locale */
async function open(width, height, colorScheme, locale) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(() => window.playground.ready);
  await page.waitForFunction(() => window.playground.state().dataset !== '');
  // The data has arrived; the model's results follow within moments.
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
  // The page opens with a pretrained model, whose steps would count.
  await page.evaluate(() => window.playground.reset());
  void page.evaluate(() => window.playground.train()).catch(() => {});
  await page.waitForFunction(() => window.playground.state().run.step > 120, undefined, { timeout: 120_000 });
  await save('2-trains');
  await page.evaluate(() => window.playground.pause());
  await dragProbe(page);
  await save('3-after-a-drag');
  await page.context().close();
}

/** @param {string[] | undefined} only */
async function shootModels(only) {
  process.chdir(root);
  /** @type {{ module: typeof import('../../src/experiment/presets') }} */
  const { module: family } = await runnerImport('./src/experiment/presets.ts');
  /** @type {{ module: typeof import('../../src/experiment/schema') }} */
  const { module: schema } = await runnerImport('./src/experiment/schema.ts');
  const chosen = family.presets.filter(({ id }) => only?.includes(id) ?? true);
  for (const [s, [width, height]] of SIZES.entries()) {
    for (const [l, [colorScheme, locale]] of LOOKS.entries()) {
      // Each model in another look at each size.
      const turns = chosen.filter((_, i) => (i + s) % LOOKS.length === l);
      if (turns.length === 0) continue;
      const page = await open(width, height, colorScheme, locale);
      for (const { id, settings } of turns) {
        await page.evaluate(
          async (config) => {
            await window.playground.configure(config);
            await window.playground.reset();
          },
          { ...schema.defaultConfig(), ...settings },
        );
        void page.evaluate((steps) => window.playground.train({ steps }), STEPS).catch(() => {});
        await page
          .waitForFunction(
            (steps) => {
              const { status, step } = window.playground.state().run;
              return step >= steps || status === 'finished';
            },
            STEPS,
            { timeout: PATIENCE },
          )
          .catch(() => {});
        await page.waitForTimeout(500);
        const name = `${width}x${height}-model-${id}-${colorScheme}-${locale.slice(0, 2)}`;
        const path = join(folder, `${name}.png`);
        await page.screenshot({ path, fullPage: width < 1200 });
        console.log(path);
        await page.evaluate(() => window.playground.pause());
      }
      await page.context().close();
    }
  }
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
    throw new Error('the picture of the README shows MNIST, which could not be loaded');
  }
  await dragProbe(page);
  const path = join(root, 'public', 'screenshot.jpg');
  await page.screenshot({ path, scale: 'css', type: 'jpeg', quality: 85 });
  console.log(path);
  await page.context().close();
}
