import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findTestBrowser, QUIET, WEBGPU } from './e2e/browser.mjs';
import { latentData } from './src/data/origin/vitePlugin.ts';
import { assemblyScript } from './src/engine/simd/vitePlugin.ts';
import { serviceWorker } from './src/offline/vitePlugin.ts';

/** What a host sends to let the engine share memory between threads. Without, everything runs on one. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const MOCKED = 'src/**/*.mocked.test.ts';
const TYPED_ARRAYS = 'src/math/equality.setup.ts';
const CHINESE = 'src/i18n/languages.setup.ts';
const PROPERTIES = 'src/math/properties.setup.ts';
const node = {
  setupFiles: [TYPED_ARRAYS, CHINESE, PROPERTIES],
  // A machine may be loaded; nothing here is about time.
  testTimeout: 60_000,
  // Vitest keeps one core free for a person, and so half of a machine with two.
  maxWorkers: '100%',
};

export default defineConfig({
  base: './',
  plugins: [react(), latentData(), assemblyScript(), serviceWorker()],
  server: { headers },
  preview: { headers },
  // One style sheet: a part of the page that is fetched later cannot come without its looks.
  build: { cssCodeSplit: false },
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  optimizeDeps: {
    // Found in the worker only once it runs, which would reload the page that has just opened.
    include: ['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
      (name) => `@tensorflow/tfjs-${name}`,
    ),
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'node',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.*', MOCKED],
          // Files share the modules of a worker: half of the time went into loading them anew for each.
          isolate: false,
        },
      },
      // A file that replaces modules needs its own.
      { extends: true, test: { ...node, name: 'mocked', include: [MOCKED] } },
      {
        extends: true,
        test: {
          name: 'browser',
          setupFiles: [TYPED_ARRAYS, CHINESE],
          include: ['src/**/*.browser.test.{ts,tsx}'],
          // A software GPU is many threads, but compiling for it is one: two files at a time keep two cores busy.
          maxWorkers: 2,
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findTestBrowser() ?? undefined, args: [...QUIET, ...WEBGPU] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
