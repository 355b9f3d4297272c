/**
 * End-to-end tests of the built page, as `vite preview` serves it. Three at a time: two would leave a
 * third of two cores idle, while they wait for a page or for a state.
 */
import { defineConfig } from '@playwright/test';
import { findTestBrowser, QUIET, WEBGPU } from './browser.mjs';

const port = Number(process.env.PLAYGROUND_TEST_PORT ?? 4160);
const executablePath = findTestBrowser() ?? undefined;

export default defineConfig({
  testDir: 'specs',
  testMatch: '*.spec.ts',
  outputDir: '../test-results/e2e',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: !!process.env.CI,
  // Generous, for a loaded machine; a passing test waits for states and needs a fraction of it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    actionTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    colorScheme: 'light',
    // Each test opens the page for the first time: only offline.spec.ts wants what is stored for later visits.
    serviceWorkers: 'block',
    // Tracing every test takes a third of the time; use `--trace on` to get it.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: [...QUIET, ...WEBGPU] },
  },
  projects: [
    { name: 'chromium', grepInvert: /@no-/ },
    // Without the flag the adapter is null; without the second two there is no WebGL either.
    { name: 'no-webgpu', grep: /@no-webgpu/, use: { launchOptions: { executablePath, args: QUIET } } },
    {
      name: 'no-gpu-at-all',
      grep: /@no-webgl/,
      use: {
        launchOptions: { executablePath, args: [...QUIET, '--disable-gpu', '--disable-software-rasterizer'] },
      },
    },
  ],
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
