/**
 * Failing networks: every kind of file that the page loads is cut off, missing, broken, replaced by an HTML
 * page, late, or never arrives. Each case ends with a message within its time, or the page works.
 */
import { eachCase, within } from './part.mjs';
import { Random } from './random.mjs';
import { TINY, visit, wrongs } from './visit.mjs';

/** @typedef {'abort' | 'missing' | 'broken server' | 'hangs' | 'cut short' | 'a page of HTML' | 'slow'} Fault */

/**
 * @typedef {object} Case
 * @property {string} what Which file.
 * @property {RegExp} file
 * @property {Fault} fault
 * @property {'works' | 'message' | 'both'} ends Whether it trains, a message says what is missing, or both.
 * @property {boolean} [mnist] With MNIST instead of digits that need no files.
 * @property {Fault} [mirrors] The fault of the mirrors; by default they fail at once.
 * @property {string} [tab] The tab to open then.
 */

const MAIN = /\/assets\/index-[^/]*\.js/;
const CSS = /\/assets\/index-[^/]*\.css/;
const WORKER = /\/assets\/engine\.worker-[^/]*\.js/;
/** The script that a worker's entry imports. */
const LISTENER = /\/assets\/listen-[^/]*\.js/;
const ENGINES = /\/assets\/(engine|kernels|assembly|dist|tfjs)-[^/]*\.(js|wasm)/;
const OUR_KERNELS = /\/assets\/(kernels|assembly)-[^/]*\.(js|wasm)/;
const PRETRAINED = /\/pretrained\//;
const DATA = /\/data\/mnist\//;
/** All tabs but the first. */
const TABS = /\/assets\/views-[^/]*\.js/;
const ANALYST = /\/assets\/analysis\.worker-[^/]*\.js/;

/** @type {Case[]} */
const CASES = [
  { what: 'the page’s script', file: MAIN, fault: 'abort', ends: 'message' },
  { what: 'the page’s script', file: MAIN, fault: 'missing', ends: 'message' },
  { what: 'the page’s script', file: MAIN, fault: 'a page of HTML', ends: 'message' },
  { what: 'the page’s styles', file: CSS, fault: 'missing', ends: 'works' },
  { what: 'the page’s styles', file: CSS, fault: 'a page of HTML', ends: 'works' },
  { what: 'the worker’s entry', file: WORKER, fault: 'abort', ends: 'message' },
  { what: 'the worker’s entry', file: WORKER, fault: 'broken server', ends: 'message' },
  { what: 'the worker’s entry', file: WORKER, fault: 'hangs', ends: 'message' },
  { what: 'the worker’s entry', file: WORKER, fault: 'a page of HTML', ends: 'message' },
  { what: 'the worker’s entry', file: WORKER, fault: 'cut short', ends: 'message' },
  { what: 'the worker’s script', file: LISTENER, fault: 'missing', ends: 'message' },
  { what: 'the worker’s script', file: LISTENER, fault: 'hangs', ends: 'message' },
  { what: 'all engines', file: ENGINES, fault: 'abort', ends: 'message' },
  { what: 'all engines', file: ENGINES, fault: 'hangs', ends: 'message' },
  { what: 'our SIMD kernels', file: OUR_KERNELS, fault: 'missing', ends: 'works' },
  { what: 'our SIMD kernels', file: OUR_KERNELS, fault: 'hangs', ends: 'works' },
  { what: 'our SIMD kernels', file: OUR_KERNELS, fault: 'a page of HTML', ends: 'works' },
  { what: 'the pretrained model', file: PRETRAINED, fault: 'missing', ends: 'works', mnist: true },
  { what: 'the pretrained model', file: PRETRAINED, fault: 'hangs', ends: 'works', mnist: true },
  { what: 'the pretrained model', file: PRETRAINED, fault: 'cut short', ends: 'works', mnist: true },
  { what: 'the data', file: DATA, fault: 'abort', ends: 'both', mnist: true },
  { what: 'the data', file: DATA, fault: 'hangs', ends: 'both', mnist: true },
  { what: 'the data', file: DATA, fault: 'missing', mirrors: 'hangs', ends: 'both', mnist: true },
  { what: 'the data', file: DATA, fault: 'a page of HTML', ends: 'both', mnist: true },
  { what: 'the data', file: DATA, fault: 'cut short', ends: 'both', mnist: true },
  { what: 'the data', file: DATA, fault: 'slow', ends: 'works', mnist: true },
  { what: 'a tab', file: TABS, fault: 'abort', ends: 'message', tab: 'Classify' },
  { what: 'a tab', file: TABS, fault: 'hangs', ends: 'works', tab: 'Classify' },
  { what: 'the worker of features', file: ANALYST, fault: 'missing', ends: 'message', tab: 'Classify' },
];

/**
 * A message, and training, must come within this many ms; the page's own deadlines are shorter, but the
 * machine may be loaded.
 */
const DEADLINE = 45_000;
/** Network errors that the browser itself writes to the console. */
const PROVOKED = [
  /Failed to load|net::ERR|Failed to fetch|MIME type|preload|Unable to|Unexpected token|SyntaxError/,
];

export const name = 'network';
export const whole = CASES.length;
export const few = 1;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const cases = new Random(seed).sample(CASES, count);
  return eachCase(
    abuse,
    cases,
    ({ what, fault }) => `${what}: ${fault}`,
    (one) => tried(abuse, one),
  );
}

/** @param {import('./part.mjs').Abuse} abuse @param {Case} given @returns {Promise<string[] | null>} */
async function tried(abuse, { file, fault, ends, mnist, mirrors = 'abort', tab }) {
  let applied = false;
  const usual = file === PRETRAINED ? {} : { ...TINY, dataset: 'mnist' };
  const open = await visit(abuse, {
    settings: mnist ? usual : TINY,
    ready: false,
    allow: PROVOKED,
    prepare: async (page) => {
      await page.route(/^https:/, (route) => applyFault(route, mirrors));
      await page.route(file, (route) => {
        applied = true;
        return applyFault(route, fault);
      });
    },
  });
  const { page } = open;
  try {
    if (tab) {
      await within(page.evaluate(trainBriefly), DEADLINE, 'training before the tab is opened');
      await page.getByRole('tab', { name: tab }).click();
      // What the file needs is fetched before it.
      for (const end = Date.now() + DEADLINE; !applied && Date.now() < end; ) await page.waitForTimeout(50);
    }
    if (ends !== 'works') await showsMessage(page, file === MAIN);
    if (ends !== 'message' || tab) await within(page.evaluate(trainBriefly), DEADLINE, 'training');
    const found = await wrongs(open);
    return applied || found.length > 0 ? found : null;
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await open.close();
  }
}

async function trainBriefly() {
  await window.playground.ready;
  await window.playground.train({ steps: 3 });
}

/**
 * A notice, or a tab's message; or, if the page's own script did not load, any text.
 * @param {import('playwright').Page} page @param {boolean} bare
 */
async function showsMessage(page, bare) {
  const sentence = bare ? page.locator('#root') : page.locator('[role="alert"]').first();
  await expectText(sentence, DEADLINE);
}

/** @param {import('playwright').Locator} locator @param {number} ms */
async function expectText(locator, ms) {
  const words = /[\p{L}\d]+[\s\S]*[.。]/u;
  for (const end = Date.now() + ms; ; ) {
    // biome-ignore lint/performance/useDomNodeTextContent: text that is not rendered cannot be read
    const text = await locator.innerText({ timeout: 1000 }).catch(() => '');
    if (words.test(text)) return;
    if (Date.now() > end) throw new Error(`no sentence after ${ms / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Applies a fault to a request. @param {import('playwright').Route} route @param {Fault} fault */
async function applyFault(route, fault) {
  switch (fault) {
    case 'abort':
      return route.abort();
    case 'missing':
      return route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>Not Found</h1>' });
    case 'broken server':
      return route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' });
    case 'a page of HTML':
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' });
    case 'cut short': {
      const response = await route.fetch();
      const body = await response.body();
      return route.fulfill({ response, body: body.subarray(0, body.length >> 1) });
    }
    case 'slow': {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return route.continue();
    }
    case 'hangs':
      // Never responds.
      return;
    default:
      throw new Error(`unknown fault ${fault}`);
  }
}
