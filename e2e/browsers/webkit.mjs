/** WebKitGTK through its own WebDriver, on a virtual screen. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ended, until } from './processes.mjs';

const PATHS = {
  navigate: 'url',
  executeAsync: 'execute/async',
  actions: 'actions',
  window: 'window/rect',
  timeouts: 'timeouts',
};

/**
 * WebKitWebDriver's errors when the page's process ends during a script, during actions, and before either.
 */
const CRASHED = /^unknown error: (Could not parse script result)?$|page crash or hang/;

/** @param {import('./find.mjs').WebKit} programs @returns {Promise<import('./tab.mjs').Connection>} */
export async function openWebKit({ driver, browser, display }) {
  // Xvfb chooses a free display and writes down which.
  const screen = spawn(display, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let number = '';
  screen.stdio[3]?.on('data', (text) => {
    number += text;
  });
  await until('a screen', screen, () => number.endsWith('\n'));
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: `:${number.trim()}`,
    LANG: 'en_GB.UTF-8',
    NO_AT_BRIDGE: '1',
    // Nothing is drawn by OpenGL. Where Mesa replaces a GPU, a resize can end the page's process in Skia, and
    // the compositor's thread sometimes dies in Mesa's `swrast_dri.so`: a segmentation fault in a quarter of
    // the tours (6 of 25). The page's own code is the same without them.
    WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  };
  const server = spawn(driver, ['--host=127.0.0.1', `--port=${port}`], { env, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const end = async () => {
    server.kill();
    await ended(server);
    screen.kill();
    await ended(screen);
  };
  try {
    await until('WebKitWebDriver', server, () =>
      fetch(`${url}/status`).then(
        () => true,
        () => false,
      ),
    );
    const options = { binary: browser, args: ['--automation'] };
    const { sessionId } = await request(`${url}/session`, 'POST', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    });
    return {
      send: (command, params) => request(`${url}/session/${sessionId}/${PATHS[command]}`, 'POST', params),
      async close() {
        await request(`${url}/session/${sessionId}`, 'DELETE').catch(() => {});
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** @param {string} url @param {string} method @param {object} [params] @returns {Promise<any>} */
async function request(url, method, params) {
  const response = await fetch(url, { method, body: params && JSON.stringify(params) });
  const { value } = await response.json();
  if (response.ok) return value;
  const message = `${value.error}: ${value.message}`;
  throw new Error(
    CRASHED.test(message) ? `the page’s process has ended, because of a bug in WebKit (${message})` : message,
  );
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
