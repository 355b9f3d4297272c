/**
 * node e2e/browsers/run.mjs [firefox] [webkit]
 *
 * Takes the tour of the built page in Firefox and in WebKit, and reports like Playwright. A browser that is missing
 * and cannot be installed is skipped, which is reported and counted.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { serveDist } from '../specs/host.mjs';
import { needFirefox, needWebKit } from './find.mjs';
import { openFirefox } from './firefox.mjs';
import { JOURNEY, LISTENER } from './journey.mjs';
import { openTab } from './tab.mjs';
import { openWebKit } from './webkit.mjs';

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** @type {Record<string, { need: () => (() => Promise<import('./tab.mjs').Connection>) | null, packages: string }>} */
const BROWSERS = {
  firefox: {
    need: () => {
      const path = needFirefox();
      return path ? () => openFirefox(path) : null;
    },
    packages: 'Debian’s firefox-esr, or set FIREFOX_PATH',
  },
  webkit: {
    need: () => {
      const programs = needWebKit();
      return programs ? () => openWebKit(programs) : null;
    },
    packages: 'Debian’s webkit2gtk-driver and xvfb',
  },
};

const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
const chosen = process.argv.slice(2);
const found = (chosen.length > 0 ? chosen : Object.keys(BROWSERS)).map((name) => {
  const { need, packages } = BROWSERS[name];
  const open = need();
  if (open) return () => take(name, open);
  console.log(`  -  ${name}: SKIPPED, as it is not on this machine (install ${packages})`);
  stats.skipped += JOURNEY.length;
  return () => {};
});
// Both at once: most of a tour is waiting.
await Promise.all(found.map((start) => start()));
const file = process.env.BROWSERS_JSON_OUTPUT_FILE;
if (file) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ stats }));
}
process.exit(stats.unexpected > 0 ? 1 : 0);

/** The notices of the page, for readers of the log. @param {import('./tab.mjs').Tab} tab */
function shown(tab) {
  const texts = tab.run(() =>
    [...document.querySelectorAll('[role=status], [role=alert]')].map((element) => element.textContent),
  );
  return texts.then(
    (all) => `The page shows: ${all.join(' | ')}`,
    (error) => `The page does not respond: ${error.message}`,
  );
}

/** @param {string} name @param {() => Promise<import('./tab.mjs').Connection>} open */
async function take(name, open) {
  const host = await serveDist(ISOLATED, LISTENER);
  let begin = Date.now();
  /** @param {string} what @param {unknown} [error] */
  const report = (what, error) => {
    const seconds = ((Date.now() - begin) / 1000).toFixed(1);
    console.log(`  ${error ? '✘' : '✓'}  ${name} › ${what} (${seconds} s)`);
    if (error) console.error(error);
    begin = Date.now();
  };
  /** @type {import('./tab.mjs').Tab | null} */
  let tab = null;
  let done = 0;
  try {
    tab = await openTab(await open());
    for (const [what, go] of JOURNEY) {
      try {
        await go(tab, host.url, host.close);
        const errors = await tab.run(
          () => /** @type {{ errors: string[] }} */ (/** @type {unknown} */ (window)).errors,
        );
        const notices = await tab.run(() =>
          [...document.querySelectorAll('[role=alert]')].map((notice) => notice.textContent),
        );
        if (errors.length + notices.length > 0) throw new Error([...errors, ...notices].join('\n'));
        report(what);
        done++;
      } catch (error) {
        report(what, error);
        console.error(await shown(tab));
        throw error;
      }
    }
  } catch (error) {
    // Later steps depend on earlier ones, so the tour ends here.
    if (!tab) report('the browser starts', error);
  } finally {
    await tab?.close();
    host.close();
  }
  stats.expected += done;
  if (done < JOURNEY.length) stats.unexpected += 1;
  stats.skipped += Math.max(0, JOURNEY.length - done - 1);
}
