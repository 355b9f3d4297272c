/** Builds the bench page as the playground itself is built, into the ignored cache. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: '../../.cache/bench',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: `${import.meta.dirname}/bench.html` },
  },
});
