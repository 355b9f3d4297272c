/**
 * Slows the pages of a browser, as a slow computer would. DevTools' own throttling (`Emulation.setCPUThrottlingRate`) is
 * of a page's main thread alone: Chromium answers "Operation is only supported for pages, not workers". So whole renderer
 * processes are stopped and continued in turn instead, which slows the page, its workers, garbage collection and the
 * compositor's thread alike. The browser's own process and that of the GPU run on at full speed.
 */
import { Worker } from 'node:worker_threads';
import { renderers } from './processes.mjs';

/**
 * One turn of running and being stopped, in ms. As short as timers allow: what is handed from one thread to another waits
 * for up to three quarters of it each time, which no slow computer does.
 */
const PERIOD_MS = 4;
/** How often new renderers are looked for, in ms. */
const LOOK_MS = 50;

/** A thread of its own, with waits shorter than those of Node's timers. */
const LOOP = `
const { workerData: { ids, count, stop, run, rate } } = require('node:worker_threads');
const pids = new Int32Array(ids), state = new Int32Array(stop), sleep = new Int32Array(new SharedArrayBuffer(4));
const send = (signal) => {
  for (let i = 0; i < count; i++) {
    const id = Atomics.load(pids, i);
    if (id > 0) try { process.kill(id, signal) } catch {}
  }
};
const wait = (ms) => Atomics.wait(sleep, 0, 0, ms);
while (Atomics.load(state, 0) === 0) {
  send('SIGCONT');
  const begin = performance.now();
  wait(run);
  send('SIGSTOP');
  // On a busy machine this thread wakes late: the rest is as many times as long as the run really was.
  wait((performance.now() - begin) * (rate - 1));
}
send('SIGCONT');
Atomics.store(state, 0, 2);
Atomics.notify(state, 0);
`;
const MOST = 64;

/**
 * Slows all renderers that this process has started, also those to come, by `rate`. Returns a function that ends it.
 * @param {number} rate
 */
export function throttle(rate) {
  const ids = new SharedArrayBuffer(4 * MOST);
  const stop = new SharedArrayBuffer(4);
  const pids = new Int32Array(ids);
  const look = () => {
    const found = renderers().slice(0, MOST);
    for (let i = 0; i < MOST; i++) Atomics.store(pids, i, found[i] ?? 0);
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  const loop = new Worker(LOOP, {
    eval: true,
    workerData: { ids, count: MOST, stop, run: PERIOD_MS / rate, rate },
  });
  return async () => {
    clearInterval(timer);
    Atomics.store(new Int32Array(stop), 0, 1);
    await new Promise((done) => loop.once('exit', done));
  };
}
