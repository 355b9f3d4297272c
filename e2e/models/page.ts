/** Runs one trial at a time in a worker of its own; `npm run models` opens several of these pages. */
import type { Answer, Order } from './listen';

const page = {
  /** Runs a trial and resolves to its measurements. Rejects with its error. */
  run(order: Order): Promise<Record<string, number>> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./trial.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data === 'listening') {
          worker.postMessage(order);
          return;
        }
        worker.terminate();
        if ('error' in data) reject(new Error(data.error));
        else resolve(data.measured);
      };
      worker.onerror = (event) => reject(new Error(event.message));
    });
  },
};
declare global {
  interface Window {
    trials: typeof page;
  }
}
window.trials = page;
