/** The built page on a separate host, which sends the headers that a test requires. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist');
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
 * @param {string} head HTML at the start of the page's head.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveDist(headers, head = '') {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(DIST, pathname === '/' ? 'index.html' : pathname);
    const found = path.startsWith(DIST) && existsSync(path) && statSync(path).isFile();
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(found ? 200 : 404, { ...headers, 'Content-Type': type });
    const html = found && head && path.endsWith('.html');
    response.end(
      html ? readFileSync(path, 'utf8').replace('<head>', `<head>${head}`) : found ? readFileSync(path) : '',
    );
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
