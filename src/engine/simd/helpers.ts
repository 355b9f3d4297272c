/** The workers behind a crew's other threads: hired, sent home, ended. */
import { moduleWorker } from '../moduleWorker';
import type { Crew } from './crew';
import url from './helper.worker.ts?worker&url';
import type { Brief, Said } from './listen';

/** A helper that needs longer to get ready is not waited for. */
const PATIENCE_MS = 3000;

export class Helpers {
  readonly #crew: Crew;
  readonly #brief: Omit<Brief, 'index'>;
  #workers: Worker[] = [];

  constructor(crew: Crew, brief: Omit<Brief, 'index'>) {
    this.#crew = crew;
    this.#brief = brief;
  }

  /** Makes the crew one of `size`. False where the browser has no workers for it: all is as it was. */
  async grow(size: number): Promise<boolean> {
    const hired: Worker[] = [];
    try {
      for (let index = this.#crew.size; index < size; index++) hired.push(moduleWorker(url));
      await Promise.all(
        hired.map((worker, i) => ready(worker, { ...this.#brief, index: this.#crew.size + i })),
      );
    } catch {
      for (const worker of hired) worker.terminate();
      return false;
    }
    for (const worker of hired) {
      worker.onerror = handled(() => this.#crew.abandon());
      worker.postMessage(this.#crew.orders);
    }
    this.#workers.push(...hired);
    this.#crew.grow(size);
    return true;
  }

  shrink(size: number): void {
    if (size === this.#crew.size) return;
    this.#crew.shrink(size);
    this.#workers.length = size - 1;
  }

  /** At once, whatever they do. */
  end(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }
}

/** What is not handled is an error of the worker that hired it too, which would be taken for dead. */
const handled = (then: () => void) => (event: ErrorEvent) => {
  event.preventDefault();
  then();
};

function ready(worker: Worker, brief: Brief): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, PATIENCE_MS);
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
