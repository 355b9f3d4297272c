/** The measurements of all trials, kept in e2e/models/record.json over several sessions. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../serve.mjs';

const FILE = join(root, 'e2e', 'models', 'record.json');

/**
 * @typedef {{ seed: number, seconds: number, measured: Record<string, number> }} Run
 * @typedef {Record<string, Run[]>} Runs By trial.
 */

/** @returns {Runs} */
export const recorded = () => (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {});

/**
 * Replaces a trial's runs in the record; reads the file each time, since another session may write too.
 * @param {string} trial @param {Run[]} runs
 */
export function record(trial, runs) {
  const sorted = [...runs].sort((a, b) => a.seed - b.seed);
  writeFileSync(FILE, `${JSON.stringify({ ...recorded(), [trial]: sorted }, null, 2)}\n`);
}
