/**
 * Firefox and WebKit on this machine, found or installed like Chromium (`e2e/browser.mjs`). Unlike Chromium
 * they may be missing: tests that need them are then skipped, with a message.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const APPS = ['/Applications/Firefox.app/Contents/MacOS/firefox'];
/** Where Debian and Ubuntu install libraries, one folder per architecture. */
const LIBRARIES = '/usr/lib';

/** @param {string[]} names @returns {string | null} */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find((path) => existsSync(path)) ?? null;
}

/** @returns {string | null} */
export function findFirefox() {
  const chosen = process.env.FIREFOX_PATH;
  if (chosen && !existsSync(chosen)) throw new Error(`FIREFOX_PATH is ${chosen}, but there is no such file.`);
  return chosen ?? onPath(['firefox-esr', 'firefox']) ?? APPS.find((path) => existsSync(path)) ?? null;
}

/** @typedef {{ driver: string, browser: string, display: string }} WebKit Paths of three programs. */

/** WebKitGTK's driver, its browser and a screen for it. @returns {WebKit | null} */
export function findWebKit() {
  const driver = onPath(['WebKitWebDriver']);
  const display = onPath(['Xvfb']);
  if (!driver || !display) return null;
  const folders = readdirSync(LIBRARIES).flatMap((name) => [
    join(LIBRARIES, name, 'webkit2gtk-4.1'),
    join(LIBRARIES, name, 'webkitgtk-6.0'),
  ]);
  const browser = folders.map((folder) => join(folder, 'MiniBrowser')).find((path) => existsSync(path));
  return browser ? { driver, browser, display } : null;
}

/**
 * @template T
 * @param {() => T | null} find
 * @param {string} packages
 * @returns {T | null}
 */
function need(find, packages) {
  const found = find();
  if (found || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  const install = `apt-get install -y --no-install-recommends ${packages}`;
  console.log(`Not here yet; trying: ${install}`);
  spawnSync(`apt-get update -qq && ${install} -qq`, { shell: true, stdio: 'inherit', timeout: 5 * 60_000 });
  return find();
}

export const needFirefox = () => need(findFirefox, 'firefox-esr');
export const needWebKit = () => need(findWebKit, 'webkit2gtk-driver xvfb');
