import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from './vitePlugin';

test('lists what the page consists of, with its fingerprint; other data sets come later', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'build-'));
  try {
    const paths = [
      'index.html',
      'assets/a.js',
      'data/mnist/x.bin',
      'data/kmnist/x.bin',
      'sw.js',
      'screenshot.jpg',
    ];
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `of ${path}`);
    }
    const row = (path: string) => ({
      path,
      sha256: createHash('sha256').update(`of ${path}`).digest('hex'),
      bytes: `of ${path}`.length,
    });
    expect(await filesIn(folder)).toEqual([
      row('assets/a.js'),
      { ...row('data/kmnist/x.bin'), later: true },
      row('data/mnist/x.bin'),
      row('index.html'),
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
