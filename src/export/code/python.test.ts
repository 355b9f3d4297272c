/**
 * The printed programs, run by their libraries and compared with the reference. A machine without a library skips its
 * tests, and says so; there the programs are still compiled by Python.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeFor, targets } from './index';
import { configurations, pythonWith, subjectOf, writeCase } from './testing';

const folder = mkdtempSync(join(tmpdir(), 'latent-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

const libraries = [
  { id: 'pytorch', module: 'torch' },
  { id: 'jax', module: 'jax' },
  { id: 'keras', module: 'keras' },
] as const;

interface Result {
  name: string;
  differences: Record<string, number>;
  losses: Record<string, number>[];
}

for (const { id, module } of libraries) {
  const python = pythonWith(module);
  const ending = python ? '' : `, for which no Python here has ${module}`;
  test.skipIf(!python)(
    `${id}: forward, losses and gradients are those of the reference${ending}`,
    { timeout: 600_000 },
    async () => {
      const own = join(folder, id);
      const recordedBy = new Map<string, Record<string, number>[]>();
      for (const { id: name, config } of configurations)
        recordedBy.set(name, await writeCase(own, name, config, codeFor(id, subjectOf(name, config)).text));
      const check = join(import.meta.dirname, '../../../e2e/code/check.py');
      const { stdout, stderr, status } = spawnSync(python ?? '', [check, module, own], {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        env: { ...process.env, KERAS_BACKEND: 'jax' },
      });
      expect(status, stderr).toBe(0);
      const results = stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line): Result => JSON.parse(line));
      expect(results.map(({ name }) => name).sort()).toEqual(configurations.map((one) => one.id).sort());
      for (const { name, differences, losses } of results) {
        const expected = recordedBy.get(name) ?? [];
        expect(expected.length, name).toBeGreaterThan(0);
        for (const [what, by] of Object.entries(differences))
          expect(by, `${name}: ${what}`).toBeLessThan(1e-4);
        expected.forEach((recorded, i) => {
          for (const [term, value] of Object.entries(losses[i])) {
            // The second step follows an update: its losses show that the gradients are the same. Adam moves a weight by
            // as much as ever where its gradient is nothing but rounding, hence per mille.
            const tolerance = i === 0 ? 1e-3 : 1e-3 * Math.max(1, Math.abs(recorded[term]));
            expect(Math.abs(value - recorded[term]), `${name}: ${term}, step ${i}`).toBeLessThan(tolerance);
          }
        });
      }
    },
  );
}

const python = pythonWith('ast');

test.skipIf(!python)(`Python compiles every program${python ? '' : ', for which no Python is here'}`, () => {
  const files = targets
    .filter(({ filename }) => filename.endsWith('.py'))
    .flatMap(({ id }) =>
      configurations.map(({ id: name, config }) => codeFor(id, subjectOf(name, config)).text),
    );
  const list = join(folder, 'programs.json');
  writeFileSync(list, JSON.stringify(files));
  const { stderr, stdout } = spawnSync(
    python ?? '',
    [
      '-c',
      'import json, sys\nfor text in json.load(open(sys.argv[1])): compile(text, "program.py", "exec")\nprint("all")',
      list,
    ],
    { encoding: 'utf8' },
  );
  expect(stdout.trim(), stderr).toBe('all');
});
