/** How the worker's rooms speak to the page. Types only. */
import type { WorkerEvent } from './protocol';

export type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;
