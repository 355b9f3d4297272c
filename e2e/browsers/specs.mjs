/**
 * node e2e/browsers/specs.mjs [short] [arguments for Playwright …]
 *
 * Runs in Firefox those of Playwright's tests that can run there, or a short selection of them
 * (`e2e/firefox.config.ts`). If there is no Firefox and none can be installed, that is reported and counted.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { needFirefox } from './find.mjs';

const report = process.env.FIREFOX_JSON_OUTPUT_FILE;
const given = process.argv.slice(2);
const project = given[0] === 'short' ? given.shift() : 'firefox';
const command = ['playwright', 'test', '--config', 'e2e/firefox.config.ts', `--project=${project}`, ...given];

const path = needFirefox();
if (path) {
  const env = { ...process.env, FIREFOX_PATH: path, ...(report && { PLAYWRIGHT_JSON_OUTPUT_FILE: report }) };
  process.exit(spawnSync('npx', command, { stdio: 'inherit', env }).status ?? 1);
}
console.log(
  '  -  firefox: its tests are SKIPPED, for it is not on this machine (install Debian’s firefox-esr)',
);
if (report) {
  mkdirSync(dirname(report), { recursive: true });
  // One, since their number is unknown.
  writeFileSync(report, JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 1 } }));
}
