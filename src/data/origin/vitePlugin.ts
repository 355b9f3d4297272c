/**
 * Build time only (Node): a Vite plugin that makes the page's own origin a source of data. It serves
 * `data/<set>/<file>.bin` in development and in preview, and puts the verified files into the build, so that a
 * static host needs nothing else. Without files and without a network it prints one line and responds with 404;
 * it neither fails nor delays a build.
 *
 * Imports on the way from vite.config.ts end in `.ts`, as Vite requires of what a configuration loads.
 *
 * LATENT_DATA_DIR names a folder with `<set>/<file>.gz` (or unpacked); LATENT_OFFLINE=1 forbids downloads.
 */
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { type RemoteFile, type RemoteSet, registry } from '../registry.ts';
import { Finder, type FindOptions } from './find.ts';

export interface LatentDataOptions extends Partial<FindOptions> {
  /** Rows that replace the registry's, for tests. */
  sets?: readonly RemoteSet[];
}

const ADDRESS = /(?:^|\/)data\/([a-z-]+)\/([a-z-]+)\.bin$/;

export function latentData(options: LatentDataOptions = {}): Plugin {
  const { sets = Object.values(registry), ...rest } = options;
  let finder: Finder | undefined;
  let outDir = '';
  let log: (line: string) => void = console.warn;
  const reported = new Set<string>();

  function finderOf(): Finder {
    if (!finder) throw new Error('latent-data: used before Vite had resolved its configuration');
    return finder;
  }

  function tell(set: RemoteSet): void {
    if (reported.has(set.id)) return;
    reported.add(set.id);
    log(
      `latent-data: ${set.title} is neither on this disk nor to be downloaded now; the page falls back on what it has. ` +
        `To bring it: put its four files into data/${set.id}/ (README, "Where the data comes from").`,
    );
  }

  function wanted(url: string | undefined): { set: RemoteSet; file: RemoteFile } | null {
    const [, id, name] = ADDRESS.exec((url ?? '').split(/[?#]/, 1)[0]) ?? [];
    const set = sets.find((s) => s.id === id);
    const file = set?.files.find((f) => f.name === name);
    return set && file ? { set, file } : null;
  }

  function serve(inBuild: (set: RemoteSet, file: RemoteFile) => boolean): Connect.NextHandleFunction {
    return (request, response, next) => {
      const target = request.method === 'GET' || request.method === 'HEAD' ? wanted(request.url) : null;
      // In preview, files that are in the build are left to the static server.
      if (!target || inBuild(target.set, target.file)) return next();
      const { set, file } = target;
      finderOf()
        .find(set, file, true)
        .then(async (found) => {
          if (found) return send(request, response, found.path, found.etag);
          tell(set);
          response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no such data here\n');
        })
        .catch(next);
    };
  }

  return {
    name: 'latent-data',

    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
      log = (line) => config.logger.warn(line);
      finder = new Finder({
        root: config.root,
        dataDir: process.env.LATENT_DATA_DIR,
        cacheDir: join(config.root, 'node_modules/.cache/latent-data'),
        offline: process.env.LATENT_OFFLINE === '1',
        ...rest,
      });
    },

    configureServer(server) {
      server.middlewares.use(serve(() => false));
    },

    configurePreviewServer(server) {
      server.middlewares.use(serve((set, file) => existsSync(join(outDir, addressOf(set, file)))));
    },

    async generateBundle() {
      for (const set of sets) {
        for (const file of set.files) {
          // Only MNIST is worth a download during a build; the other sets are added if they are here.
          const found = await finderOf().find(set, file, set.id === 'mnist');
          if (found)
            this.emitFile({
              type: 'asset',
              fileName: addressOf(set, file),
              source: await readFile(found.path),
            });
          else if (set.id === 'mnist') tell(set);
        }
      }
    },
  };
}

function addressOf(set: RemoteSet, file: RemoteFile): string {
  return `data/${set.id}/${file.name}.bin`;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  etag: string,
): Promise<void> {
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ETag: etag }).end();
    return;
  }
  const { size } = await stat(path);
  // No Content-Encoding, packed or not: the page inspects the bytes.
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': size,
    'Cache-Control': 'no-cache',
    ETag: etag,
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
}
