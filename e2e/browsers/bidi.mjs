#!/usr/bin/env node
/**
 * Replaces Firefox where Playwright starts one (`e2e/firefox.config.ts`). Playwright speaks WebDriver BiDi to
 * any Firefox, but fails on one that lacks the command for emulating media features, with which it
 * initialises every page. This script starts the real Firefox, passes every message on, and replies to that
 * command itself. Playwright reads the address to connect to from a browser's output; here it reads this
 * script's.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';
import { findFirefox } from './find.mjs';

const UNKNOWN = new Set(['emulation.setMediaFeaturesOverride']);
const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;

const path = findFirefox();
if (!path) throw new Error('There is no Firefox here; set FIREFOX_PATH.');
const firefox = spawn(path, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] });
firefox.on('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => firefox.kill()).on('SIGINT', () => firefox.kill());

for await (const line of createInterface({ input: firefox.stderr })) {
  const address = LISTENING.exec(line)?.[1];
  if (address) startProxy(address);
  else console.error(line);
}

/** A proxy between Playwright and Firefox. @param {string} address */
function startProxy(address) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('listening', () => {
    const at = server.address();
    if (at && typeof at === 'object') console.error(`WebDriver BiDi listening on ws://127.0.0.1:${at.port}`);
  });
  server.on('connection', (near, { url }) => {
    const far = new WebSocket(`${address}${url}`);
    /** Messages that arrive before Firefox listens. @type {string[] | null} */
    let early = [];
    far.on('open', () => {
      for (const text of early ?? []) far.send(text);
      early = null;
    });
    near.on('message', (bytes) => {
      const text = `${bytes}`;
      const { id, method } = JSON.parse(text);
      if (UNKNOWN.has(method)) near.send(JSON.stringify({ type: 'success', id, result: {} }));
      else if (early) early.push(text);
      else far.send(text);
    });
    far.on('message', (bytes) => near.send(`${bytes}`));
    near.on('close', () => far.close());
    far.on('close', () => near.close()).on('error', () => near.close());
  });
}
