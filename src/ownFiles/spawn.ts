/** The page's connection to a worker that opens files; the caller must close it. */
import { moduleWorker } from '../engine/moduleWorker';
import { createClient } from '../worker/client';
import url from './ownFiles.worker.ts?worker&url';
import type { OwnFilesRequests } from './protocol';

export interface OwnFilesReader {
  request<T extends keyof OwnFilesRequests>(
    type: T,
    body: OwnFilesRequests[T]['body'],
  ): Promise<OwnFilesRequests[T]['result']>;
  /** Ends it, whatever it is doing. */
  terminate(): void;
}

/** Throws `worker.blocked` where the page may not start workers. */
export const openOwnFilesReader = (): OwnFilesReader =>
  createClient<OwnFilesRequests, { type: 'ready' }>({
    spawn: () => moduleWorker(url),
    onEvent: () => {},
    // The request that it was working on rejects.
    onCrash: () => {},
  });
