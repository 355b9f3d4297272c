/**
 * The page's end of the line to a worker: requests go out and come back as promises, events are
 * handed on, and a death is said once. It knows the protocol and nothing else: neither what an
 * event means (state/connect.ts) nor how a worker is made (spawn.ts, or a loopback in tests).
 * The protocol is the training worker's, unless it is said that it is another of the same kind.
 */
import { ProblemError } from '../experiment/problem';
import type { Requests, WorkerEvent } from './protocol';

type Reply = Extract<WorkerEvent, { type: 'reply' }>;
type Told = Exclude<WorkerEvent, Reply>;
/** By name, what is sent with a request and what it is answered with. */
type Exchanges<R> = { [T in keyof R]: { body: object; answer: unknown } };

/** The part of `Worker` that is used here. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface Client<R extends Exchanges<R> = Requests> {
  /** Rejects with a ProblemError: the worker's own, or `worker.died`. */
  request<T extends keyof R>(type: T, body: R[T]['body'], transfer?: Transferable[]): Promise<R[T]['answer']>;
  /** Ends the worker; what is pending is rejected, and `onDeath` is not called. */
  terminate(): void;
}

export interface ClientOptions<E extends { type: string }> {
  /** May throw, e.g. ProblemError('worker.blocked'). */
  spawn: () => WorkerLike;
  /** Every event but replies. */
  onEvent: (event: E) => void;
  /** Called once if the worker dies by itself, after all that was pending has been rejected. */
  onDeath: (error: ProblemError) => void;
  /** A worker that has not said `ready` after so long counts as dead. */
  readyWithinMs?: number;
}

const READY_WITHIN_MS = 30_000;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const isReply = <E extends { type: string }>(said: E | Reply): said is Reply => said.type === 'reply';

export function createClient<R extends Exchanges<R> = Requests, E extends { type: string } = Told>({
  spawn,
  onEvent,
  onDeath,
  readyWithinMs = READY_WITHIN_MS,
}: ClientOptions<E>): Client<R> {
  const worker = spawn();
  const pending = new Map<number, Pending>();
  /** What was asked before the worker listened; a message that comes too early would be lost. */
  let waiting: (() => void)[] | null = [];
  let nextId = 1;
  let over = false;

  const end = (error: ProblemError) => {
    over = true;
    waiting = null;
    clearTimeout(readyTimer);
    worker.onmessage = worker.onmessageerror = worker.onerror = null;
    worker.terminate();
    const unanswered = [...pending.values()];
    pending.clear();
    for (const { reject } of unanswered) reject(error);
  };
  const die = () => {
    const error = new ProblemError('worker.died');
    end(error);
    onDeath(error);
  };
  const readyTimer = setTimeout(die, readyWithinMs);

  worker.onerror = (event) => {
    event.preventDefault();
    die();
  };
  worker.onmessageerror = die;
  worker.onmessage = (message) => {
    // Only our own worker can post here, and it is typed to send nothing else.
    const event = message.data as E | Reply;
    if (isReply(event)) {
      const asked = pending.get(event.requestId);
      pending.delete(event.requestId);
      if (event.ok) asked?.resolve(event.value);
      else asked?.reject(new ProblemError(event.problem.code, event.problem.params));
      return;
    }
    if (event.type === 'ready') {
      clearTimeout(readyTimer);
      const asked = waiting ?? [];
      waiting = null;
      for (const send of asked) send();
    }
    onEvent(event);
  };

  return {
    request<T extends keyof R>(type: T, body: R[T]['body'], transfer: Transferable[] = []) {
      return new Promise<R[T]['answer']>((resolve, reject) => {
        if (over) {
          reject(new ProblemError('worker.died'));
          return;
        }
        const requestId = nextId++;
        // The protocol pairs each request with the type of its answer; the reply itself says only `unknown`.
        pending.set(requestId, { resolve: (value) => resolve(value as R[T]['answer']), reject });
        const send = () => {
          try {
            worker.postMessage({ ...body, type, requestId }, transfer);
          } catch (error) {
            // E.g. a buffer that was transferred already: the request fails, the worker lives.
            pending.delete(requestId);
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        if (waiting) waiting.push(send);
        else send();
      });
    },
    terminate() {
      if (!over) end(new ProblemError('worker.died'));
    },
  };
}
