/**
 * Playwright's tests in Firefox: all that can run there, and the short selection that `npm test` has time
 * for.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import chromium from './playwright.config';

/** A script that replaces Firefox, and explains why. */
const executablePath = fileURLToPath(new URL('browsers/bidi.mjs', import.meta.url));

/**
 * Under automation, Firefox and Playwright both switch off a rule that readers' Firefox has: a page opened as
 * a file loads no modules. With these two preferences the rule applies in the tests too.
 */
const firefoxUserPrefs = {
  'security.fileuri.strict_origin_policy': true,
  'remote.prefs.recommended': false,
};

/** What cannot run there, by file or by title, with the reason. */
const IMPOSSIBLE: Record<string, RegExp[]> = {
  'sets up Chromium by its flags': [/@no-webgpu|@no-webgl/],
  'needs WebGPU, which this Firefox lacks': [/GPU device that is lost/, /on webgpu, chosen by hand/],
  'reaches into a worker (page.workers), which BiDi does not offer': [
    /a worker that dies/,
    /a trap in WebAssembly/,
  ],
  'waits for a download, which BiDi does not announce': [
    /save, reload, load/,
    /train, drag, save, load/,
    /leaving with unsaved training/,
    /the path is saved as files/,
  ],
  'uses Chromium’s own protocol (CDP)': [
    /with fingers/,
    /a pen wins/,
    /a touch moves a probe/,
    /another density/,
  ],
  'emulates a colour scheme or forced colours, commands that this Firefox lacks': [
    /violation, light and dark/,
    /with forced colours/,
  ],
  'fills a text field, which Playwright does by script over BiDi, unnoticed by React': [/full-width digits/],
  'starts a Chromium of its own': [/abuse/],
  'asks which answers a service worker gave; the tour opens the page without its server': [/offline\.spec/],
  'needs no browser': [/no chunk imports the entry/],
};

/** Where browsers differ most: layout, first paint, threads, drawing, files, Chinese. */
const SHORT = [
  /engine and data are not cut off/,
  /the first drag works with no data/,
  /isolated, it tries threads/,
  /a drawing is placed at its code/,
  /own files, by file picker and by drop/,
  /a script can load what another saved/,
  /a control changes the setting/,
  /both languages, remembered/,
];

export default defineConfig({
  ...chromium,
  outputDir: '../test-results/firefox',
  // Each Firefox is several processes: with three of them, a page on two cores waits for its own.
  workers: 2,
  use: { ...chromium.use, channel: 'moz-firefox', launchOptions: { executablePath, firefoxUserPrefs } },
  projects: [
    { name: 'firefox', use: { browserName: 'firefox' }, grepInvert: Object.values(IMPOSSIBLE).flat() },
    { name: 'short', use: { browserName: 'firefox' }, grep: SHORT },
  ],
});
