/** The built page on a separate host, which sends the headers that a test requires. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist');
const PAGE = () => readFileSync(join(DIST, 'index.html'));
/** @param {Buffer} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * @param {Record<string, string>} headers Sent with every file.
 * @param {string} head HTML at the start of the page's head; the service worker knows the page with it.
 * @param {(path: string, bytes: Buffer) => Buffer} edit Changes files that are sent; paths are those in the page's folder.
 * @param {string} folder The page's folder, `/` or `/some/folder/`.
 * @returns {Promise<{ url: string, close: () => void, asked: string[] }>} `asked`: the paths of all requests.
 */
export async function serveDist(headers, head = '', edit = (_, bytes) => bytes, folder = '/') {
  /** @type {string[]} */
  const asked = [];
  /** @param {Buffer} html */
  const withHead = (html) => Buffer.from(html.toString().replace('<head>', `<head>${head}`));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = (pathname.startsWith(folder) && pathname.slice(folder.length)) || 'index.html';
    asked.push(name);
    const path = join(DIST, name);
    const inside = pathname.startsWith(folder) && path.startsWith(DIST);
    const found = inside && existsSync(path) && statSync(path).isFile();
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(found ? 200 : 404, { ...headers, 'Content-Type': type });
    if (!found) {
      response.end();
      return;
    }
    const bytes = readFileSync(path);
    if (head && name === 'index.html') response.end(withHead(bytes));
    else if (head && name === 'sw.js')
      response.end(bytes.toString().replace(sha256(PAGE()), sha256(withHead(PAGE()))));
    else response.end(edit(name, bytes));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port was given');
  return {
    asked,
    url: `http://127.0.0.1:${address.port}${folder}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
