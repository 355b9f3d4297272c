/**
 * A visit to the built page that hears everything: errors that nobody caught, errors in the console, and what
 * the screen says that it never should.
 */

/** Small and quick, on digits that need no files: a case is about what happens, not about learning well. */
export const TINY = { dataset: 'drawn', encoder: '8', decoder: '8', discriminator: '8', batch: '8' };

/** Waits are for states; this long at most for one, as the machine may have other work. */
export const PATIENCE = 60_000;

/** Sentences of a page that broke, or that took its own doing for a fault. Not for the reader, whatever was done. */
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

/** Why a sentence is none for a reader, or null. @param {string} sentence */
export function crashIn(sentence) {
  if (sentence.trim() === '') return 'an empty sentence';
  const found = CRASHES.find((pattern) => pattern.test(sentence));
  return found ? `“${sentence}” (${found})` : null;
}

/** What no screen may show. @param {string} text @returns {string[]} */
export function nonsenseIn(text) {
  return text
    .split('\n')
    .filter((line) => /\bNaN\b|\bundefined\b|\[object |\bInfinity\b|−0\.00\b(?!\d)|\{[a-z]+\}/.test(line))
    .map((line) => `the screen shows “${line.trim().slice(0, 120)}”`);
}

/**
 * @typedef {object} Visit
 * @property {import('playwright').Page} page
 * @property {string[]} errors What nobody caught, and what the console complained of.
 * @property {() => Promise<void>} close
 *
 * @typedef {object} VisitOptions
 * @property {Record<string, string>} [settings] The link's settings.
 * @property {(page: import('playwright').Page) => Promise<unknown>} [prepare] Before the page is opened.
 * @property {RegExp[]} [allow] Errors in the console that the case provokes.
 * @property {number} [patience] How long that may take, in ms.
 * @property {boolean} [ready] Whether to wait for a model and for data; true unless said.
 * @property {import('playwright').BrowserContext} [among] Pages of one context share its caches; a context of its own unless given.
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

/** Until the page decodes and has data. @param {import('playwright').Page} page */
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

/** The notices, a sentence each. @param {import('playwright').Page} page */
export const noticesOf = (page) => page.locator('[role="alert"] p').allInnerTexts();

/** What a visit must not have shown by its end. @param {Visit} visit @returns {Promise<string[]>} */
export async function wrongs({ page, errors }) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is not rendered does not count
  const text = await page.locator('body').innerText();
  const crashes = (await noticesOf(page)).map(crashIn).filter((why) => why !== null);
  return [...errors, ...crashes.map((why) => `a notice says ${why}`), ...nonsenseIn(text)];
}
