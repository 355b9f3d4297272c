/**
 * All that passes between the page and its analyst, the small worker that judges codes and draws. Types only; in the
 * manner of worker/protocol.ts, and by the same client.
 */
import type { Problem } from '../experiment/problem';
import type { ModelSpec } from '../model/spec';
import type { Coverage } from './coverage';
import type { Measured } from './features';

export interface AnalysisRequests {
  /** Whether it is still there. */
  ping: { body: object; answer: null };
  /** The images that all measures use from now on: count × 784 bytes, and a class for each. */
  images: { body: { images: Uint8Array; labels: Uint8Array }; answer: null };
  /** Of the time, how much it may work, in (0, 1]. */
  share: { body: { share: number }; answer: null };
  /** Of the model's codes of those images, count × width; null where they are no numbers. */
  code: { body: { codes: Float32Array; width: number }; answer: Measured | null };
  /** Of their codes by PCA of so many components. */
  pca: { body: { width: number }; answer: Measured | null };
  /** Of their pixels as they are. */
  pixels: { body: object; answer: Measured | null };
  /**
   * The images decoded from the codes z, count × latent, by the published weights, classified by the nearest of those
   * images; `labels` has the label of each, for a conditional model.
   */
  draws: {
    body: { spec: ModelSpec; weights: Float32Array; z: Float32Array; labels: Uint8Array | null };
    answer: Coverage;
  };
}

export type AnalysisType = keyof AnalysisRequests;
export type AnalysisCommand = {
  [T in AnalysisType]: { type: T; requestId: number } & AnalysisRequests[T]['body'];
}[AnalysisType];

export type AnalysisEvent =
  | { type: 'ready' }
  | { type: 'reply'; requestId: number; ok: true; value: unknown }
  | { type: 'reply'; requestId: number; ok: false; problem: Problem };
