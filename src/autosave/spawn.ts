/** The page's connection to a new worker that saves runs, so that no file is built on the UI thread. */
import { moduleWorker } from '../engine/moduleWorker';
import { type Client, createClient } from '../worker/client';
import url from './autosave.worker.ts?worker&url';
import type { SaveRequests } from './protocol';

export type SaveClient = Client<SaveRequests>;

/** Throws ProblemError where the frame allows no workers. `onCrash` is called once if it dies by itself. */
export const openSaveClient = (onCrash: () => void): SaveClient =>
  createClient<SaveRequests, { type: 'ready' }>({
    spawn: () => moduleWorker(url),
    onEvent: () => {},
    onCrash,
  });
