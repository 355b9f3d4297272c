/** Sizes of the built page, compressed, by the part that loads each file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { show, table } from '../report.mjs';
import { root } from '../serve.mjs';

/** page: what index.html loads by itself, before any worker; the rest by kind. */
const PARTS = /** @type {const} */ (['page', 'worker', 'wasm', 'pretrained', 'other']);

export async function measureSizes() {
  process.chdir(root);
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  const dist = join(root, 'dist');
  const first = firstFiles(dist);
  const files = walk(dist)
    .map((path) => relative(dist, path).replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('data/'))
    .map((file) => {
      const body = readFileSync(join(dist, file));
      return { file, part: partOf(file, first), bytes: body.length, gzip: gzipSync(body).length };
    });
  /** @param {string} part */
  const sum = (part) => files.reduce((n, f) => (f.part === part ? n + f.gzip : n), 0);
  return { total: Object.fromEntries(PARTS.map((part) => [part, sum(part)])), files };
}

/** @param {string} file @param {Set<string>} first */
function partOf(file, first) {
  if (first.has(file)) return 'page';
  if (file.startsWith('pretrained/')) return 'pretrained';
  if (file.endsWith('.wasm')) return 'wasm';
  return file.endsWith('.js') ? 'worker' : 'other';
}

/** index.html, its scripts and styles, and what those import statically. @param {string} dist */
function firstFiles(dist) {
  const first = new Set(['index.html']);
  /** @param {string} file */
  const follow = (file) => {
    if (first.has(file)) return;
    first.add(file);
    if (!file.endsWith('.js')) return;
    const text = readFileSync(join(dist, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      follow(`assets/${name}`);
  };
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  for (const [, file] of html.matchAll(/(?:src|href)="\.?\/?(assets\/[\w.-]+\.(?:js|css))"/g)) follow(file);
  return first;
}

/** @param {string} folder @returns {string[]} */
function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

/** @param {Awaited<ReturnType<typeof measureSizes>>} sizes */
export function printSizes({ total, files }) {
  console.log('\nBuilt files, compressed with gzip');
  const rows = PARTS.map((part) => [
    part,
    show(total[part] / 1024),
    String(files.filter((f) => f.part === part).length),
  ]);
  console.log(table(['', 'KiB', 'files'], rows));
}
