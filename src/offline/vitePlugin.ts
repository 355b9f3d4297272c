/**
 * Build time only (Node): a Vite plugin that writes `sw.js` beside the built page: the service worker, bundled into one
 * classic script, with the SHA-256 of every file of the build.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { StoredFile } from './files.ts';

const ENTRY = fileURLToPath(new URL('sw.ts', import.meta.url));
/** Of the build, but not of the page: the service worker itself, and the picture in the README. */
const NOT_STORED = ['sw.js', 'screenshot.jpg'];
/** The page trains on MNIST; other data sets are stored once they have been chosen. */
const LATER = /^data\/(?!mnist\/)/;

export function serviceWorker(): Plugin {
  let outDir = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      // After everything else has been written.
      order: 'post',
      sequential: true,
      async handler() {
        await writeFile(join(outDir, 'sw.js'), await bundled(await filesIn(outDir)));
      },
    },
  };
}

/** The files of a build that are stored, in the order of their paths. */
export async function filesIn(folder: string): Promise<StoredFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !NOT_STORED.includes(path))
    .sort();
  return Promise.all(
    paths.map(async (path): Promise<StoredFile> => {
      const content = await readFile(join(folder, path));
      const sha256 = createHash('sha256').update(content).digest('hex');
      const file = { path, sha256, bytes: content.length };
      return LATER.test(path) ? { ...file, later: true } : file;
    }),
  );
}

async function bundled(files: readonly StoredFile[]): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { FILES: JSON.stringify(files) },
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'offline' } },
  });
  const [{ output }] = [result].flat() as { output: { type: string; code?: string }[] }[];
  const code = output.find(({ type }) => type === 'chunk')?.code;
  if (!code) throw new Error('the service worker was not bundled');
  return code;
}
