/**
 * A session without a worker: in the caller's own thread, with the same messages. For tests, and for frames
 * that allow no workers.
 */
import { type Clock, createClock } from '../engine/trainer';
import type { WorkerLike } from './client';
import { handleCommand } from './handleCommand';
import { createHandlers } from './handlers';
import type { Post } from './post';
import type { Command, WorkerEvent } from './protocol';

export function createLoopback(clock: Clock = createClock()): WorkerLike {
  let open = true;
  const worker: WorkerLike = {
    onmessage: null,
    onmessageerror: null,
    onerror: null,
    postMessage(message, transfer) {
      const command = structuredClone(message, { transfer }) as Command;
      queueMicrotask(() => void handleCommand(handlers, command, post));
    },
    terminate() {
      open = false;
    },
  };
  const post: Post = (event, transfer = []) => {
    const data: WorkerEvent = structuredClone(event, { transfer });
    queueMicrotask(() => open && worker.onmessage?.(new MessageEvent('message', { data })));
  };
  const handlers = createHandlers(post, clock);
  queueMicrotask(() => post({ type: 'ready' }));
  return worker;
}
