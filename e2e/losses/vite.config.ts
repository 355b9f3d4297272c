/** Runs the record of losses under Node with the playground's own kernels. */
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from '../../src/engine/simd/vitePlugin.ts';

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  plugins: [assemblyScript()],
  test: { include: ['e2e/losses/*.record.ts'], maxWorkers: 1 },
});
