/** What travels to the reader: compressed sizes of the built page, by when it is needed. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @param {string} dist */
export function measureSizes(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  /** @type {{ file: string, bytes: number, gzip: number, part: string }[]} */
  const files = [];
  // What the page asks for by itself: scripts and styles in index.html, and their static imports.
  const first = new Set();
  /** @param {string} name */
  const follow = (name) => {
    if (first.has(name)) return;
    first.add(name);
    const text = readFileSync(join(dist, name), 'utf8');
    for (const [, other] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      follow(`assets/${other}`);
    }
  };
  for (const [, name] of html.matchAll(/(?:src|href)="\.?\/?(assets\/[\w.-]+\.(?:js|css))"/g)) follow(name);
  for (const path of walk(dist)) {
    const file = relative(dist, path);
    if (file.startsWith('data')) continue;
    const part =
      first.has(file) || file === 'index.html'
        ? 'page'
        : file.startsWith('pretrained')
          ? 'pretrained'
          : file.endsWith('.wasm')
            ? 'wasm'
            : file.endsWith('.js')
              ? 'worker'
              : 'other';
    const body = readFileSync(path);
    files.push({ file, part, bytes: body.length, gzip: gzipSync(body).length });
  }
  return files;
}

/** @param {string} folder @returns {string[]} */
function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
