/**
 * The page's end of the connection to a worker: requests become promises, events are passed on, and the
 * worker's death is reported once. It knows the protocol and nothing else: neither the meaning of an event
 * (state/connect.ts) nor how a worker is started (spawn.ts, or a loopback in tests). The protocol is the
 * training worker's, unless the type parameters name another one.
 */
import { ProblemError } from '../experiment/problem';
import type { Requests, WorkerEvent } from './protocol';

type Reply = Extract<WorkerEvent, { type: 'reply' }>;
type EventMessage = Exclude<WorkerEvent, Reply>;
/** By name of the request: its body, and the type of its reply. */
type Exchanges<R> = { [T in keyof R]: { body: object; result: unknown } };

/** The part of `Worker` that is used here. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface Client<R extends Exchanges<R> = Requests> {
  /** Rejects with a ProblemError: that of the worker, or `worker.died`. */
  request<T extends keyof R>(type: T, body: R[T]['body'], transfer?: Transferable[]): Promise<R[T]['result']>;
  /** Ends the worker; pending requests reject, and `onCrash` is not called. */
  terminate(): void;
}

export interface ClientOptions<E extends { type: string }, R> {
  /** May throw, e.g. ProblemError('worker.blocked'). */
  spawn: () => WorkerLike;
  /** Called with every message except replies. */
  onEvent: (event: E) => void;
  /** Called once if the worker dies by itself, after all pending requests have been rejected. */
  onCrash: (error: ProblemError) => void;
  /** A worker that has not sent `ready` after this time counts as dead. */
  readyWithinMs?: number;
  /** Whether the page's origin or policy allows no workers, which may show only after one was started. */
  blocked?: () => boolean;
  /**
   * A request that every worker replies to as soon as it is free, and for how many ms it may send nothing
   * before it counts as dead: it may have ended without an event, or hang.
   */
  heartbeat?: { ping: keyof R; silentForMs: () => number };
}

const READY_WITHIN_MS = 30_000;
const BEAT_MS = 1000;
/**
 * The most that one tick counts: if a tick comes late, the whole tab was probably suspended, with the worker.
 */
const LONGEST_TICK_MS = 1500;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const isReply = <E extends { type: string }>(message: E | Reply): message is Reply =>
  message.type === 'reply';

export function createClient<R extends Exchanges<R> = Requests, E extends { type: string } = EventMessage>({
  spawn,
  onEvent,
  onCrash,
  readyWithinMs = READY_WITHIN_MS,
  blocked = () => false,
  heartbeat,
}: ClientOptions<E, R>): Client<R> {
  const worker = spawn();
  const pending = new Map<number, Pending>();
  /** Requests made before the worker listens; sent too early, a message would be lost. */
  let waiting: (() => void)[] | null = [];
  let nextId = 1;
  let over = false;

  const end = (error: ProblemError) => {
    over = true;
    waiting = null;
    clearTimeout(readyTimer);
    clearInterval(beating);
    worker.onmessage = worker.onmessageerror = worker.onerror = null;
    worker.terminate();
    const unsettled = [...pending.values()];
    pending.clear();
    for (const { reject } of unsettled) reject(error);
  };
  const die = () => {
    if (over) return;
    const error = new ProblemError(waiting && blocked() ? 'worker.blocked' : 'worker.died');
    end(error);
    onCrash(error);
  };
  const readyTimer = setTimeout(die, readyWithinMs);

  /** Time since the last message in ms, not counting the time in which the page was suspended. */
  let silentMs = 0;
  let pinged = false;
  let beating: ReturnType<typeof setInterval> | undefined;
  /** Checks at intervals whether the worker is still alive. */
  function startHeartbeat(ping: keyof R, silentForMs: () => number): void {
    let last = performance.now();
    beating = setInterval(() => {
      const now = performance.now();
      silentMs += Math.min(now - last, LONGEST_TICK_MS);
      last = now;
      if (silentMs >= silentForMs()) return die();
      if (pinged) return;
      pinged = true;
      request(ping, {} as R[typeof ping]['body']).then(
        () => {
          pinged = false;
        },
        () => {},
      );
    }, BEAT_MS);
  }

  worker.onerror = (event) => {
    event.preventDefault();
    // The violation of a policy is reported in a separate task.
    if (waiting) setTimeout(die);
    else die();
  };
  worker.onmessageerror = die;
  worker.onmessage = (message) => {
    silentMs = 0;
    // Only our own worker can post here, and its types allow nothing else.
    const event = message.data as E | Reply;
    if (isReply(event)) {
      const request = pending.get(event.requestId);
      pending.delete(event.requestId);
      if (event.ok) request?.resolve(event.value);
      else request?.reject(ProblemError.of(event.problem));
      return;
    }
    if (event.type === 'ready') {
      clearTimeout(readyTimer);
      const early = waiting ?? [];
      waiting = null;
      for (const send of early) send();
      if (heartbeat) startHeartbeat(heartbeat.ping, heartbeat.silentForMs);
    }
    onEvent(event);
  };

  function request<T extends keyof R>(type: T, body: R[T]['body'], transfer: Transferable[] = []) {
    return new Promise<R[T]['result']>((resolve, reject) => {
      if (over) {
        reject(new ProblemError('worker.died'));
        return;
      }
      const requestId = nextId++;
      // The protocol pairs each request with the type of its reply; the reply itself is typed `unknown`.
      pending.set(requestId, { resolve: (value) => resolve(value as R[T]['result']), reject });
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
  }

  return {
    request,
    terminate() {
      if (!over) end(new ProblemError('worker.died'));
    },
  };
}
