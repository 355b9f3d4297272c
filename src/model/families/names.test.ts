/**
 * Code outside the families must not test for a family's name, but use a predicate or a part of its
 * definition.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { schema } from '../../experiment/schema';

const src = join(import.meta.dirname, '../..');
const families = schema.flatMap((row) => (row.key === 'model' && row.kind === 'choice' ? row.options : []));

/** A comparison with a family's name, or a branch for one. */
const comparesFamily = new RegExp(`(?:[=!]==\\s*|case\\s+)'(?:${families.join('|')})'`);

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|\.checks\./.test(path))
  .filter((path) => !path.startsWith('model/families/'));

/** Files that use a family's name for something else: PCA as a baseline that a code is compared with. */
const OTHERS = new Set(['analysis/handler.ts']);

test('no file outside this folder tests for the name of a family', () => {
  expect(families).toContain('vaegan');
  expect(files.length).toBeGreaterThan(200);
  const found = files
    .filter((path) => !OTHERS.has(path))
    .flatMap((path) =>
      readFileSync(join(src, path), 'utf8')
        .split('\n')
        .flatMap((line, i) =>
          comparesFamily.test(line) ? [`${relative('.', path)}:${i + 1} ${line.trim()}`] : [],
        ),
    );
  expect(found).toEqual([]);
});
