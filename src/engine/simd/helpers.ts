/** The workers that run a group's other threads: started, stopped, terminated. */
import { moduleWorker } from '../moduleWorker';
import url from './helper.worker.ts?worker&url';
import type { Brief, Said } from './listen';
import type { ThreadGroup } from './threadGroup';

/** A worker that needs longer to start is given up. */
const TIMEOUT_MS = 3000;

export class Helpers {
  readonly #group: ThreadGroup;
  readonly #brief: Omit<Brief, 'index'>;
  #workers: Worker[] = [];

  constructor(group: ThreadGroup, brief: Omit<Brief, 'index'>) {
    this.#group = group;
    this.#brief = brief;
  }

  /** Grows the group to `size` threads. Returns false where the browser cannot start the workers; nothing has changed then. */
  async grow(size: number): Promise<boolean> {
    const started: Worker[] = [];
    try {
      for (let index = this.#group.size; index < size; index++) started.push(moduleWorker(url));
      await Promise.all(
        started.map((worker, i) => ready(worker, { ...this.#brief, index: this.#group.size + i })),
      );
    } catch {
      for (const worker of started) worker.terminate();
      return false;
    }
    for (const worker of started) {
      worker.onerror = handled(() => this.#group.abandon());
      worker.postMessage(this.#group.dispatched);
    }
    this.#workers.push(...started);
    this.#group.grow(size);
    return true;
  }

  shrink(size: number): void {
    if (size === this.#group.size) return;
    this.#group.shrink(size);
    this.#workers.length = size - 1;
  }

  /** At once, whatever they do. */
  end(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }
}

/** An unhandled error is reported to the worker that started it as well, which would then be taken for dead. */
const handled = (then: () => void) => (event: ErrorEvent) => {
  event.preventDefault();
  then();
};

function ready(worker: Worker, brief: Brief): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, TIMEOUT_MS);
    worker.onerror = handled(reject);
    worker.onmessageerror = reject;
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data === 'ready') {
        clearTimeout(timer);
        resolve();
        return;
      }
      try {
        // A brief that came before it listens would be lost.
        worker.postMessage(brief);
      } catch (error) {
        // WebKit refuses shared memory, or the module, in places. Thrown on from here, it would end the engine's worker.
        reject(error);
      }
    };
  });
}
