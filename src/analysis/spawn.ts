/** The page's line to an analysis worker of its own; who opens it ends it. */
import { ProblemError } from '../experiment/problem';
import { type Client, createClient, type WorkerLike } from '../worker/client';
import type { AnalysisRequests } from './protocol';

export type Analyst = Client<AnalysisRequests>;

function spawnAnalyst(): WorkerLike {
  try {
    return new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    throw new ProblemError('worker.blocked');
  }
}

/** Throws ProblemError where the frame allows no workers. `onDeath` is called once if it dies by itself. */
export const openAnalyst = (onDeath: () => void): Analyst =>
  createClient<AnalysisRequests, { type: 'ready' }>({ spawn: spawnAnalyst, onEvent: () => {}, onDeath });
