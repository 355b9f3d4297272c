/**
 * A visit to the built page that records everything: uncaught errors, errors in the console, and text on the
 * screen that should never be there.
 */

/** Small and quick, on digits that need no files: a case is about events, not about learning well. */
export const TINY = {
  dataset: 'drawn',
  trainImages: '1000',
  encoder: '8',
  decoder: '8',
  discriminator: '8',
  batch: '8',
};

/** Waits are for states, at most this long for one, as the machine may be loaded. */
export const PATIENCE = 60_000;

/**
 * Messages of a page that broke, or that mistook its own actions for errors. A reader must never see them.
 */
const CRASHES = [
  /is not (iterable|a function|defined|an object|extensible|assignable)/i,
  /Cannot (read|set|convert|access|destructure|perform|use)\b/,
  /\b(undefined|null) \(reading/,
  /\(disposed\)|disposed/,
  /Something in the page broke|The page has broken|页面出错/,
  /The engine \S+ failed|could not do this/,
  /\bout of (bounds|memory)\b/i,
  /\[object \w+\]/,
  /\bNaN\b|\bundefined\b/,
  /[{}]/,
];

/** Why a message is not fit for a reader, or null. @param {string} sentence */
export function crashIn(sentence) {
  if (sentence.trim() === '') return 'an empty sentence';
  const found = CRASHES.find((pattern) => pattern.test(sentence));
  return found ? `“${sentence}” (${found})` : null;
}

/** Text that no screen may show. @param {string} text @returns {string[]} */
export function nonsenseIn(text) {
  return text
    .split('\n')
    .filter((line) => /\bNaN\b|\bundefined\b|\[object |\bInfinity\b|−0\.00\b(?!\d)|\{[a-z]+\}/.test(line))
    .map((line) => `the screen shows “${line.trim().slice(0, 120)}”`);
}

/**
 * @typedef {object} Visit
 * @property {import('playwright').Page} page
 * @property {string[]} errors Uncaught errors, and errors in the console.
 * @property {() => Promise<void>} close
 *
 * @typedef {object} VisitOptions
 * @property {Record<string, string>} [settings] The link's settings.
 * @property {(page: import('playwright').Page) => Promise<unknown>} [prepare] Called before the page is opened.
 * @property {RegExp[]} [allow] Errors in the console that the case provokes.
 * @property {number} [patience] Time limit for opening, in ms.
 * @property {boolean} [ready] Whether to wait for a model and for data; true by default.
 * @property {import('playwright').BrowserContext} [among] Pages of one context share its caches; by default, a context of its own.
 */

/**
 * Opens the page.
 * @param {import('./part.mjs').Abuse} abuse @param {VisitOptions} options @returns {Promise<Visit>}
 */
export async function visit(
  abuse,
  { settings = TINY, prepare, allow = [], ready = true, patience = PATIENCE, among },
) {
  const context = among ?? (await abuse.browser.newContext(VIEW));
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  const complain = (/** @type {string} */ text) => {
    if (!allow.some((pattern) => pattern.test(text))) errors.push(text.slice(0, 300));
  };
  page.on('pageerror', (error) => complain(`uncaught: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  const close = async () => {
    await page.close();
    if (!among) await context.close();
  };
  try {
    await page.addInitScript(() => {
      try {
        localStorage.clear();
      } catch {
        // The case has closed it.
      }
    });
    await prepare?.(page);
    await page.goto(`${abuse.url}#${new URLSearchParams({ v: '1', ...settings })}`);
    if (ready) await untilReady(page, patience);
  } catch (error) {
    await close();
    throw error;
  }
  return { page, errors, close };
}

export const VIEW = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' };

/** Waits until the page decodes and has data. @param {import('playwright').Page} page */
export async function untilReady(page, timeout = PATIENCE) {
  await page.waitForFunction(() => 'playground' in window, undefined, { timeout });
  await page.waitForFunction(
    async () => {
      await window.playground.ready;
      return window.playground.state().dataset !== '';
    },
    undefined,
    { timeout },
  );
}

/** The texts of the notices. @param {import('playwright').Page} page */
export const noticesOf = (page) => page.locator('[role="alert"] p').allInnerTexts();

/** What was wrong with the page at the end of a visit. @param {Visit} visit @returns {Promise<string[]>} */
export async function wrongs({ page, errors }) {
  // biome-ignore lint/performance/useDomNodeTextContent: text that is not rendered does not count
  const text = await page.locator('body').innerText();
  const crashes = (await noticesOf(page)).map(crashIn).filter((why) => why !== null);
  return [...errors, ...crashes.map((why) => `a notice says ${why}`), ...nonsenseIn(text)];
}
