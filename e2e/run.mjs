/**
 * Runs the stages of `npm test` in order, stops at the first that fails, and ends with the counts.
 *
 *   node e2e/run.mjs                 everything
 *   node e2e/run.mjs unit src/data   one stage; the rest goes to its tool
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needTestBrowser } from './browser.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, 'test-results', 'reports');

/** @param {string} report @param {string[]} projects */
const vitest = (report, ...projects) =>
  `vitest run ${projects.map((name) => `--project ${name}`).join(' ')} --reporter=default --reporter=json --outputFile.json=${join(reports, `${report}.json`)}`;

const BUILD = 'vite build --logLevel error';

/**
 * `alone`: only when named on the command line.
 * @type {Record<string, { commands: string[], reports?: string[], browser?: boolean, alone?: boolean }>}
 */
const stages = {
  types: { commands: ['tsc -p .', 'tsc -p src/worker'] },
  lint: { commands: ['biome check --error-on-warnings .', 'node e2e/walls.mjs', 'knip'] },
  unit: { commands: [vitest('node', 'node', 'mocked')], reports: ['node.json'] },
  browser: { commands: [vitest('browser', 'browser')], reports: ['browser.json'], browser: true },
  e2e: {
    commands: [BUILD, 'playwright test --config e2e/playwright.config.ts'],
    reports: ['playwright.json'],
    browser: true,
  },
  browsers: {
    commands: [BUILD, 'node e2e/browsers/specs.mjs short', 'node e2e/browsers/run.mjs'],
    reports: ['firefox.json', 'browsers.json'],
  },
  firefox: {
    commands: [BUILD, 'node e2e/browsers/specs.mjs'],
    reports: ['firefox.json'],
    alone: true,
  },
};

const [only, ...rest] = process.argv.slice(2);
if (only && !(only in stages)) {
  console.error(`There is no stage ${only}; there are: ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json'),
  BROWSERS_JSON_OUTPUT_FILE: join(reports, 'browsers.json'),
  FIREFOX_JSON_OUTPUT_FILE: join(reports, 'firefox.json'),
};
const counts = { passed: 0, failed: 0, skipped: 0 };
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let built = false;
let broken = null;
for (const name of only ? [only] : Object.keys(stages).filter((each) => !stages[each].alone)) {
  const stage = stages[name];
  const begin = Date.now();
  console.log(`\n── ${name} ${'─'.repeat(Math.max(4, 60 - name.length))}`);
  try {
    if (stage.browser) Object.assign(env, { CHROMIUM_PATH: needTestBrowser() });
    for (const [i, command] of stage.commands.entries()) {
      // Once for all stages.
      if (command === BUILD && built) continue;
      // Arguments after the stage's name go to its last command: the one that runs the tests.
      const words = i === stage.commands.length - 1 ? rest.map((word) => JSON.stringify(word)) : [];
      const { status } = spawnSync([command, ...words].join(' '), {
        shell: true,
        stdio: 'inherit',
        cwd: root,
        env,
      });
      if (status !== 0) throw new Error(`${command} ended with ${status}`);
      built ||= command === BUILD;
    }
  } catch (error) {
    broken = name;
    console.error(error instanceof Error ? error.message : error);
  }
  for (const report of stage.reports ?? []) count(report);
  console.log(`── ${name}: ${broken ? 'failed' : 'ok'} after ${((Date.now() - begin) / 1000).toFixed(0)} s`);
  if (broken) break;
}

console.log(broken ? `\nStopped at ${broken}.` : '');
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(broken ? 1 : 0);

/** Adds the counts of a JSON report of Vitest, of Playwright or of the tours. @param {string} file */
function count(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(join(reports, file), 'utf8'));
  } catch {
    return; // The tool failed before it could write one, which its exit status has reported.
  }
  const { stats } = report;
  counts.passed += stats ? stats.expected : report.numPassedTests;
  counts.failed += stats ? stats.unexpected + stats.flaky : report.numFailedTests;
  counts.skipped += stats ? stats.skipped : report.numPendingTests;
}
