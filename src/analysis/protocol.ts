/**
 * All messages between the page and the analysis worker, which measures codes and draws. Types only; in the
 * form of worker/protocol.ts, and used by the same client.
 */
import type { ImageForm } from '../experiment/dataShape';
import type { Problem } from '../experiment/problem';
import type { CodesToLearn } from '../latent/flow/training';
import type { FlowData } from '../latent/flow/velocity';
import type { ModelSpec } from '../model/spec';
import type { Coverage } from './coverage';
import type { Measured } from './features';
import type { FlowPaths, StepQuality } from './flowPaths';
import type { Verdicts } from './verdicts';

/** What a prior has learned so far. */
export interface Learned {
  /** Its training steps. */
  step: number;
  /** The mean loss of the last of them (`latent/flow/training.ts`). */
  loss: number;
  flow: FlowData;
}

export interface AnalysisRequests {
  /** Replies as a sign of life. */
  ping: { body: object; result: null };
  /** The images that all measures use from now on, in their form, and for each one of `classes` (10) where known. */
  images: {
    body: { images: Uint8Array; form: ImageForm; labels: Uint8Array | null; classes?: number };
    result: null;
  };
  /** The share of the time that it may work, in (0, 1]. */
  share: { body: { share: number }; result: null };
  /** Measures the model's codes of those images, count × width; null where they are NaN or infinite. */
  code: { body: { codes: Float32Array; width: number }; result: Measured | null };
  /** Measures their codes by PCA with `width` components. */
  pca: { body: { width: number }; result: Measured | null };
  /** Measures their pixels. */
  pixels: { body: object; result: Measured | null };
  /**
   * Decodes the codes z, count × latent, by the published weights, and classifies the images by the nearest
   * of those images; `labels` has the label of each, for a conditional model.
   */
  draws: {
    body: { spec: ModelSpec; weights: Float32Array; z: Float32Array; labels: Uint8Array | null };
    result: Coverage;
  };
  /**
   * Decodes the codes z, count × latent, by the published weights, for a conditional model with one label, and
   * classifies each image; null where a later request of this type came meanwhile.
   */
  verdicts: {
    body: { spec: ModelSpec; weights: Float32Array; z: Float32Array; label: number };
    result: Verdicts | null;
  };
  /**
   * The reconstruction loss of those images, in nats, as decoded from their codes `mu`, count × latent, each with its own
   * label by a conditional model; of at most 1,000; null where a later request of this type came meanwhile.
   */
  errors: {
    body: { spec: ModelSpec; weights: Float32Array; mu: Float32Array };
    result: Float32Array | null;
  };
  /** Begins to learn a prior from these codes, in place of any before; false where they are not finite. */
  flowBegin: { body: { codes: CodesToLearn; seed: number }; result: boolean };
  /** Takes so many training steps; null where none has begun. */
  flowTrain: { body: { steps: number }; result: Learned | null };
  /**
   * How draws of N(0, I) move to codes: `label` is the class that they are conditioned on, null for none. `codes`: those
   * of test images, with their classes, to name the draws by.
   */
  flowPaths: {
    body: {
      flow: FlowData;
      label: number | null;
      seed: number;
      round: number;
      count: number;
      codes: { mu: Float32Array; labels: Uint8Array } | null;
    };
    result: FlowPaths;
  };
  /**
   * The energy distance of draws from codes (count × latent) after so many evaluations of the network, by each way to draw; null
   * where a later request of this type came meanwhile.
   */
  flowSteps: { body: { flow: FlowData; seed: number; codes: Float32Array }; result: StepQuality[] | null };
  /** The energy distance of two samples, rows of `width` numbers. */
  distance: { body: { a: Float32Array; b: Float32Array; width: number }; result: number };
}

export type AnalysisType = keyof AnalysisRequests;
export type AnalysisCommand = {
  [T in AnalysisType]: { type: T; requestId: number } & AnalysisRequests[T]['body'];
}[AnalysisType];

export type AnalysisEvent =
  | { type: 'ready' }
  | { type: 'reply'; requestId: number; ok: true; value: unknown }
  | { type: 'reply'; requestId: number; ok: false; problem: Problem };
