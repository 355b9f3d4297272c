/** How the worker's modules send events to the page. Types only. */
import type { WorkerEvent } from './protocol';

export type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;
