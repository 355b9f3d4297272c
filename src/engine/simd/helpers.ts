/** The workers for a group's other threads: starts, stops and terminates them. */
import { moduleWorker } from '../moduleWorker';
import url from './helper.worker.ts?worker&url';
import type { HelperSetup, Reply } from './listen';
import type { ThreadGroup } from './threadGroup';

/** How long a worker may take to start. */
const TIMEOUT_MS = 3000;

export class Helpers {
  readonly #group: ThreadGroup;
  readonly #brief: Omit<HelperSetup, 'index'>;
  #workers: Worker[] = [];

  constructor(group: ThreadGroup, brief: Omit<HelperSetup, 'index'>) {
    this.#group = group;
    this.#brief = brief;
  }

  /**
   * Grows the group to `size` threads. Returns false, with nothing changed, where the browser cannot start
   * the workers.
   */
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

  /** Terminates all workers at once, whatever they are doing. */
  end(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }
}

/**
 * Without `preventDefault` the error would also be reported to the engine's worker, and the page would
 * consider it dead.
 */
const handled = (then: () => void) => (event: ErrorEvent) => {
  event.preventDefault();
  then();
};

function ready(worker: Worker, brief: HelperSetup): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, TIMEOUT_MS);
    worker.onerror = handled(reject);
    worker.onmessageerror = reject;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data === 'ready') {
        clearTimeout(timer);
        resolve();
        return;
      }
      try {
        // Sent earlier, before the worker listens, the brief would be lost.
        worker.postMessage(brief);
      } catch (error) {
        // WebKit sometimes refuses to send shared memory or the module. Uncaught, the error would end the
        // engine's worker.
        reject(error);
      }
    };
  });
}
