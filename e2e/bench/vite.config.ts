/** Builds the bench page like the playground itself, into the ignored cache. */
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { latentData } from '../../src/data/origin/vitePlugin.ts';
import { assemblyScript } from '../../src/engine/simd/vitePlugin.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * The page in two forms: with `?isolated` it is cross-origin isolated and has threads; without, as most hosts
 * send it, it runs the peers, some of which are slower or broken with threads.
 */
const isolation: Plugin = {
  name: 'isolation',
  configurePreviewServer(server) {
    server.middlewares.use(({ url }, response, next) => {
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      if (url?.endsWith('?isolated')) response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      next();
    });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [
    isolation,
    assemblyScript(),
    latentData({ root, cacheDir: `${root}/node_modules/.cache/latent-data` }),
  ],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  build: {
    outDir: '../../.cache/bench',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: `${import.meta.dirname}/bench.html` },
  },
});
