/** Builds and serves pages for the scripts, and opens Chromium on them. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { needBrowser, QUIET, WEBGPU } from './browser.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Builds the page of a config and serves the result on a free port of this machine.
 * @param {string} configFile @param {boolean} built Whether that has been done before.
 */
export async function buildAndServe(configFile, port = 4170, built = false) {
  process.chdir(root);
  if (!built) await build({ configFile: join(root, configFile), logLevel: 'error' });
  return serve(configFile, port);
}

/** Serves a page that was built before. @param {string} configFile */
export async function serve(configFile, port = 4170) {
  process.chdir(root);
  const config = join(root, configFile);
  const server = await preview({
    configFile: config,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port },
  });
  const [url] = server.resolvedUrls?.local ?? [];
  return { url: `${url}`, close: () => server.close() };
}

export async function launch() {
  const browser = await chromium.launch({ executablePath: needBrowser(), args: [...QUIET, ...WEBGPU] });
  // Nothing is stored for later visits meanwhile: every page is a first visit.
  const open = browser.newContext.bind(browser);
  browser.newContext = (options) => open({ serviceWorkers: 'block', ...options });
  return browser;
}
