/** Builds the page of the trials like the playground itself, into the ignored cache. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { latentData } from '../../src/data/origin/vitePlugin.ts';
import { assemblyScript } from '../../src/engine/simd/vitePlugin.ts';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [assemblyScript(), latentData({ root, cacheDir: `${root}/node_modules/.cache/latent-data` })],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  build: {
    outDir: '../../.cache/models',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: `${import.meta.dirname}/models.html` },
  },
});
