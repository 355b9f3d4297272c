/** Programs that are started for a tour and end with it. */
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const PATIENCE_MS = 60_000;

/** @param {ChildProcess} program */
const isOver = (program) => program.exitCode !== null || program.signalCode !== null;

/**
 * Polls until the result is true; throws if the program ends before.
 * @param {string} what @param {ChildProcess} program @param {() => unknown} holds
 */
export async function until(what, program, holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (isOver(program))
      throw new Error(`waited for ${what}, but the program ended with ${program.exitCode}`);
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await pause(50);
  }
}

/** @param {ChildProcess} program @returns {Promise<void>} */
export const ended = (program) =>
  new Promise((resolve) => {
    if (isOver(program)) resolve();
    else program.once('exit', () => resolve());
  });
