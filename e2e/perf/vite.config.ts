/** Builds the bench page as the playground itself is built, into the ignored cache. */
import { defineConfig } from 'vite';
import { assemblyScript } from '../../src/engine/simd/plugin.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [assemblyScript()],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  build: {
    outDir: '../../.cache/bench',
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: `${import.meta.dirname}/bench.html` },
  },
});
