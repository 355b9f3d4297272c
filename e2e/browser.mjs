/**
 * Finds the Chromium that tests and benchmarks run in, or installs one:
 * CHROMIUM_PATH, else Playwright's own, else one on the PATH, else Playwright's download, else
 * Debian's package. Plain JavaScript, because Node 20 runs it before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
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
export function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but there is no such file.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...APPS].find((path) => path && existsSync(path)) ?? null;
}

/** The path of a browser, installed if necessary. @returns {string} */
export function needBrowser() {
  const found = findBrowser();
  if (found) return found;
  const root = process.getuid?.() === 0;
  const attempts = [
    'npx playwright install chromium',
    ...(root && existsSync('/usr/bin/apt-get')
      ? ['apt-get update && apt-get install -y --no-install-recommends chromium']
      : []),
  ];
  for (const command of attempts) {
    console.log(`No Chromium here; trying: ${command}`);
    spawnSync(command, { shell: true, stdio: 'inherit', timeout: 5 * 60_000 });
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need Chromium and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
  );
}
