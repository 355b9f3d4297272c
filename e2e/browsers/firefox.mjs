/** Firefox through Marionette, its own protocol, which needs no driver. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, until } from './processes.mjs';

const PREFERENCES = {
  'marionette.port': 0, // any free port; Firefox writes down which
  'intl.accept_languages': 'en-GB',
  'ui.systemUsesDarkTheme': 0,
};
const COMMANDS = {
  navigate: 'WebDriver:Navigate',
  executeAsync: 'WebDriver:ExecuteAsyncScript',
  actions: 'WebDriver:PerformActions',
  window: 'WebDriver:SetWindowRect',
  timeouts: 'WebDriver:SetTimeouts',
};

/** @param {string} path @returns {Promise<import('./tab.mjs').Connection>} */
export async function openFirefox(path) {
  const profile = mkdtempSync(join(tmpdir(), 'playground-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const firefox = spawn(path, ['--headless', '--no-remote', '--marionette', '--profile', profile], {
    stdio: 'ignore',
  });
  try {
    const portFile = join(profile, 'MarionetteActivePort');
    await until('Firefox to listen', firefox, () => existsSync(portFile) && readFileSync(portFile, 'utf8'));
    const marionette = await openMarionette(Number(readFileSync(portFile, 'utf8')));
    await marionette.send('WebDriver:NewSession', {});
    return {
      send: (command, params) => marionette.send(COMMANDS[command], params),
      async close() {
        await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => firefox.kill());
        marionette.end();
        await ended(firefox);
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    firefox.kill();
    throw error;
  }
}

/**
 * Messages are JSON preceded by their length: [0, id, command, params] to Firefox, [1, id, error, result]
 * back.
 * @param {number} port
 */
async function openMarionette(port) {
  const socket = connect(port, '127.0.0.1');
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const pending = new Map();
  let received = Buffer.alloc(0);
  let nextId = 1;
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const colon = received.indexOf(':');
      const length = Number(received.subarray(0, Math.max(0, colon)));
      if (colon < 0 || received.length < colon + 1 + length) return;
      const message = JSON.parse(received.toString('utf8', colon + 1, colon + 1 + length));
      received = received.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue; // its greeting
      const [, id, error, result] = message;
      const { resolve, reject } = pending.get(id) ?? {};
      pending.delete(id);
      if (error) reject?.(new Error(`${error.error}: ${error.message}`));
      else resolve?.(result && 'value' in result ? result.value : result);
    }
  });
  const lost = () => {
    for (const { reject } of pending.values()) reject(new Error('Firefox has hung up'));
  };
  socket.on('error', lost).on('close', lost);
  return {
    /** @param {string} command @param {object} params @returns {Promise<any>} */
    send: (command, params) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        pending.set(id, { resolve, reject });
        const text = JSON.stringify([0, id, command, params]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    end: () => socket.destroy(),
  };
}
