/** The page's connection to a new analysis worker; the caller must terminate it. */
import { moduleWorker } from '../engine/moduleWorker';
import { type Client, createClient } from '../worker/client';
import url from './analysis.worker.ts?worker&url';
import type { AnalysisRequests } from './protocol';

export type AnalysisClient = Client<AnalysisRequests>;

/** Throws ProblemError where the frame allows no workers. `onCrash` is called once if it dies by itself. */
export const openAnalysisClient = (onCrash: () => void): AnalysisClient =>
  createClient<AnalysisRequests, { type: 'ready' }>({
    spawn: () => moduleWorker(url),
    onEvent: () => {},
    onCrash,
    heartbeat: { ping: 'ping', silentForMs: () => SILENT_FOR_MS },
  });

/** The worker computes in pieces of some tens of milliseconds and replies between them. */
const SILENT_FOR_MS = 20_000;
