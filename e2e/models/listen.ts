/** One trial of one model with one seed, on the data that the page serves. */
import { loadDataset } from '../../src/data/source';
import { TRIALS, type TrialId } from './trials';

export interface Order {
  trial: TrialId;
  seed: number;
  /** Epochs in place of the trial's own; for trying out, not for the record. */
  epochs: number | null;
  base: string;
}
export type Answer = 'listening' | { measured: Record<string, number> } | { error: string };

self.onmessage = async ({ data: order }: MessageEvent<Order>) => {
  let answer: Exclude<Answer, 'listening'>;
  try {
    const data = await loadDataset('mnist', { base: order.base });
    const { run, epochs } = TRIALS[order.trial];
    answer = { measured: await run({ data, seed: order.seed, epochs: order.epochs ?? epochs }) };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  self.postMessage(answer);
};
self.postMessage('listening' satisfies Answer);
