/** Checks on the bundler's output. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';

const ASSETS = join(import.meta.dirname, '..', '..', 'dist', 'assets');
/** What follows `from`, `import` or `import(`: the specifiers of static and of dynamic imports. */
const SPECIFIER = /\b(?:from|import)\s*\(?\s*(["'`])([^"'`]+)\1/g;

test('no chunk imports the entry of a worker: WebKit would evaluate it again', () => {
  const chunks = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const entries = chunks.filter((name) => name.includes('.worker-'));
  expect(entries.map((name) => name.replace(/-.{8}\.js$/, '')).sort()).toEqual(
    expect.arrayContaining(['analysis.worker', 'engine.worker', 'helper.worker']),
  );
  const importedBy = new Map(chunks.map((name) => [name, [] as string[]]));
  for (const chunk of chunks) {
    for (const [, , specifier] of readFileSync(join(ASSETS, chunk), 'utf8').matchAll(SPECIFIER)) {
      importedBy.get(basename(specifier))?.push(chunk);
    }
  }
  const found = [...importedBy.values()].flat();
  expect(found, 'no import was found at all: is the pattern still right?').not.toEqual([]);
  expect(entries.flatMap((entry) => importedBy.get(entry))).toEqual([]);
});
