/** Starts the real worker. A file of its own, so that tests of everything else need none. */
import { moduleWorker } from '../engine/moduleWorker';

export { workersBarred } from '../engine/moduleWorker';

import type { WorkerLike } from './client';
import url from './engine.worker.ts?worker&url';

/** Throws `worker.blocked` where the page may not start workers. */
export const spawnWorker = (): WorkerLike => moduleWorker(url);
