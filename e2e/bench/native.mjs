/** The same training step in native PyTorch, on one thread, where a Python of this machine has it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../serve.mjs';

const SCRIPT = join(root, 'e2e', 'bench', 'native.py');
/** Debian's packages belong to the second, whichever comes first on the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** The Python that has PyTorch; null where there is none. */
export function findPyTorch() {
  const has = (/** @type {string} */ python) =>
    spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0;
  return PYTHONS.find(has) ?? null;
}

/**
 * Milliseconds of each step of a model of the bench, without the first.
 * @param {string} python @param {string} model @param {number} steps
 * @returns {{ version: string, times: number[] }}
 */
export function nativeSteps(python, model, steps) {
  const { status, stdout, stderr } = spawnSync(python, [SCRIPT, model, String(steps)], {
    encoding: 'utf8',
    env: { ...process.env, ...ONE_THREAD },
  });
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) || `${python} ended with ${status}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
