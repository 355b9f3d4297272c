/** A notice for models that take long to train. */
import type { Config } from '../experiment/config';
import { specOf } from '../experiment/specOf';
import { forwardCost } from '../model/forwardCost';
import { clearProblems, notify } from './notices';

/** With more multiply-adds per image than this, a step may take seconds on a slow machine. */
const SLOW = 8e6;

/** Reported before training starts: until its first step a large model shows no progress. */
export function warnIfSlow(config: Config): void {
  const cost = forwardCost(specOf(config));
  clearProblems('run.slow');
  if (cost >= SLOW) notify({ code: 'run.slow', params: { millions: Math.round(cost / 1e6) } });
}
