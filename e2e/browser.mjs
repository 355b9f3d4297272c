/**
 * Finds the Chromium that tests and benchmarks run in, or installs one:
 * CHROMIUM_PATH, else Playwright's own, else one on the PATH, else Playwright's download, else
 * Debian's package. Plain JavaScript, because Node 20 runs it before anything is built.
 *
 * Tests prefer the headless shell: the same engine without a browser's own windows, which takes a seventh of the CPU time
 * off the end-to-end tests. Benchmarks and trials run in the browser that people have.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Flags for every Chromium of ours: quiet, and with WebGPU on a software adapter where there is no GPU.
 * CHROMIUM_FLAGS holds further ones, separated by spaces, which a GPU of this machine may need.
 */
export const QUIET = [
  // The address bar's popup is a page of its own, loaded with every window: a quarter of the cost of opening one. Ours
  // replaces Playwright's list, so what concerns pages in it is repeated.
  `--disable-features=${[
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxFullPopup',
    'AimEnabled',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
  ].join(',')}`,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const MORE = (process.env.CHROMIUM_FLAGS ?? '').split(' ').filter((flag) => flag !== '');
export const WEBGPU = ['--enable-unsafe-webgpu', ...MORE];

/** The path of a browser on this machine, or null. @returns {string | null} */
export const findBrowser = () => find(NAMES);

/** The same for tests. @returns {string | null} */
export const findTestBrowser = () => find([...SHELLS, ...NAMES]);

/** @param {string[]} names in the order of preference */
function find(names) {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but there is no such file.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...APPS].find((path) => path && existsSync(path)) ?? null;
}

const DEBIAN = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
/** @param {string} name of the package */
const ofDebian = (name) => `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${name}`;

/** The path of a browser, installed if necessary. @returns {string} */
export const needBrowser = () => need(findBrowser, 'chromium');

/** The same for tests; where packages may be installed, the headless shell comes beside a Chromium that is there. */
export function needTestBrowser() {
  const found = findTestBrowser();
  const another = found && !process.env.CHROMIUM_PATH && NAMES.some((name) => found.endsWith(`/${name}`));
  if (another && DEBIAN) attempt(ofDebian(SHELLS[0]));
  return need(findTestBrowser, SHELLS[0]);
}

/** @param {() => string | null} look @param {string} debian the package that has it */
function need(look, debian) {
  const found = look();
  if (found) return found;
  for (const command of ['npx playwright install chromium', ...(DEBIAN ? [ofDebian(debian)] : [])]) {
    attempt(command);
    const installed = look();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need Chromium and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
  );
}

/** @param {string} command */
function attempt(command) {
  console.log(`Not here yet; trying: ${command}`);
  spawnSync(command, { shell: true, stdio: 'inherit', timeout: 5 * 60_000 });
}
