import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
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

/** `vite preview` compresses each file anew for each request, which takes longer than sending it to the same machine. */
const uncompressedPreview: Plugin = {
  name: 'uncompressed-preview',
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, _, next) => {
      delete request.headers['accept-encoding'];
      next();
    });
  },
};

/**
 * What is needed at first is one file: modules that it shares with parts which are fetched later would be thirty small
 * ones, and a file costs more than its bytes.
 */
const TOGETHER = { groups: [{ name: 'page', tags: ['$initial' as const] }] };
/** A worker loads the parts of its program by name; TensorFlow.js comes only with the engines that need it. */
const SHARED_IN_WORKERS = {
  groups: [{ name: 'shared', test: /[\\/]src[\\/](?!engine[\\/]tfjs)/, minShareCount: 2 }],
};

export default defineConfig({
  base: './',
  plugins: [react(), latentData(), assemblyScript(), serviceWorker(), uncompressedPreview],
  server: { headers },
  preview: { headers },
  // One style sheet: a part of the page that is fetched later cannot come without its looks.
  build: { cssCodeSplit: false, rolldownOptions: { output: { codeSplitting: TOGETHER } } },
  worker: {
    format: 'es',
    plugins: () => [assemblyScript()],
    rolldownOptions: { output: { codeSplitting: SHARED_IN_WORKERS } },
  },
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
