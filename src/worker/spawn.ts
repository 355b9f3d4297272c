/** Makes the real worker. A file of its own, so that tests of everything else need none. */
import { ProblemError } from '../experiment/problem';
import type { WorkerLike } from './client';

/** Throws `worker.blocked` where the frame allows no workers (a sandbox without `allow-same-origin`). */
export function spawnWorker(): WorkerLike {
  try {
    return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    throw new ProblemError('worker.blocked');
  }
}
