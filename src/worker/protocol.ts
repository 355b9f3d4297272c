/**
 * All messages between the page and the worker, in one typed file: commands go in, events come out, and a
 * command with a `requestId` gets exactly one `reply`. Types only. Every event of a run carries its `runId`;
 * the page drops those of a run that is over. Arrays are transferred, not copied, wherever the sender no
 * longer needs them.
 */
import type { Dataset, ImageSet } from '../data/images';
import type { RemoteId } from '../data/registry';
import type { Encoded, TrainingState } from '../engine/engine';
import type { TestLosses as Evaluation } from '../engine/evaluate';
import type { LossHistory } from '../engine/history';
import type { OneImage } from '../engine/oneStep';
import type { EarlierStep } from '../engine/pretrainedSteps';
import type { Pull } from '../engine/pull';
import type { Reason, Rung } from '../engine/select';
import type { TrainingCodes } from '../engine/trainingCodes';
import type { Config, DatasetId, EngineId } from '../experiment/config';
import type { Problem } from '../experiment/problem';
import type { Slice } from '../latent/slice';
import type { OneStep } from '../model/oneStep';
import type { ModelSpec, Turn } from '../model/spec';

export type { TestLosses as Evaluation } from '../engine/evaluate';
export type { LossHistory, MergedHistory } from '../engine/history';
export type { EarlierStep } from '../engine/pretrainedSteps';

/**
 * idle: nothing learned since the run was opened; running; paused; finished: `stopAfter` was reached;
 * diverged: the losses are NaN or have exploded.
 */
export type RunStatus = 'idle' | 'running' | 'paused' | 'finished' | 'diverged';
/** Where the run's first parameters came from. */
export type RunOrigin = 'fresh' | 'pretrained' | 'checkpoint';

/** What the plane shows; the latest view wins. */
export interface View {
  /** Coordinates that it lacks count as 0. */
  slice: Slice;
  /** Half width of the rectangle that the manifold covers, around `centre`, in latent units. */
  extent: number;
  centre: readonly [number, number];
  /** Tiles from left to right, which divide the width evenly. */
  side: number;
  /** Tiles from top to bottom, as high as they are wide; by default as many as from left to right. */
  rows?: number;
  /** The class that a conditional model generates. */
  label: number;
  /** Test images shown in the row of reconstructions. */
  samples: readonly number[];
  /** The page is late with drawing: during training, a third as much is published. */
  lighter?: boolean;
}

export interface RunSummary {
  status: RunStatus;
  step: number;
  epoch: number;
  /** Means over the last steps (at most 100) by term, in nats per image; null before the first step. */
  last: Record<string, number> | null;
}

/** The bodies of a script's own files, in any format that the page opens. */
export interface DatasetParts {
  images: Uint8Array;
  labels?: Uint8Array;
  testImages?: Uint8Array;
  testLabels?: Uint8Array;
}

/** Everything needed to continue a run elsewhere: its settings, and the state after `step` steps. */
export interface RecoveryState {
  config: Config;
  step: number;
  state: TrainingState;
}

/** Everything needed to show a step again, or to continue from it. */
export interface Past extends RecoveryState {
  /** As in `run.points`, perhaps of fewer test images; null where there are no codes. */
  points: { count: number; mu: Float32Array; logVar: Float32Array | null } | null;
  /** As in `run.reconstructions`; null where there are none. */
  reconstructions: {
    samples: number[];
    corrupted: Uint8Array | null;
    pixels: Uint8Array;
    errors: Float32Array;
  } | null;
}

/** A pretrained model, as far as it can be looked at. */
export interface PretrainedRun {
  config: Config;
  step: number;
  /** The decoder's parameters, as in `run.weights`. */
  decoder: Float32Array;
  /** Codes of the first `count` test images, and their classes; null for a model without an encoder. */
  points: { count: number; mu: Float32Array; labels: Uint8Array } | null;
  history: LossHistory | null;
  evaluation: Evaluation | null;
}

/** The requests, with the types of their replies. */
export interface Requests {
  /**
   * Chooses an engine, starts to load data, and continues the run of a worker that has died, or shows the
   * pretrained model, if one is given. Replies when decode works.
   */
  open: {
    body: {
      config: Config;
      base: string;
      pretrained: Uint8Array | null;
      resume?: RecoveryState | null;
      excluding: EngineId[];
    };
    result: null;
  };
  /** Replies as soon as the worker is free between two batches, as a sign of life. */
  ping: { body: object; result: null };
  /** The whole new configuration. Live settings act within one batch; the others at reset. */
  configure: { body: { config: Config }; result: null };
  /** Replies when the run stops again, for whatever reason. */
  train: { body: { steps?: number; epochs?: number }; result: RunSummary };
  pause: { body: object; result: RunSummary };
  /** `turn`: which network of an adversarial model learns; both by default. */
  step: { body: { count: number; turn?: Turn }; result: RunSummary };
  /** A new run with the configuration sent last. */
  reset: { body: object; result: RunSummary };
  /** Shows a pretrained model in place of an untrained run; otherwise, or under other settings, does nothing. */
  showPretrained: { body: { bytes: Uint8Array }; result: null };
  /** Reads earlier steps of the training of the pretrained model that the run shows; see `pretrainedSteps.ts`. */
  readSteps: { body: { bytes: Uint8Array }; result: EarlierStep[] };
  /** Reads a pretrained model that is compared with the run; see `pretrainedFile.ts`. */
  pretrainedRun: { body: { bytes: Uint8Array }; result: PretrainedRun };
  /** Restores the last good parameters after a divergence. */
  restoreLastGood: { body: object; result: RunSummary };
  evaluate: { body: object; result: Evaluation };
  /** Codes of at most `most` training images, in random order, all at the present step. */
  trainingCodes: { body: { most: number }; result: TrainingCodes & { runId: number } };
  /** Labels, one byte each, for a conditional model. */
  encode: { body: { images: Uint8Array; count: number; labels?: Uint8Array }; result: Encoded };
  decode: { body: { z: Float32Array; count: number; labels?: Uint8Array }; result: Float32Array };
  /** An anomaly score for each image, in nats (engine/score.ts). */
  score: {
    body: { images: Uint8Array; count: number; labels?: Uint8Array };
    result: { scores: Float32Array };
  };
  /** Where the run's next step would move the codes of these test images; the run stays as it is. */
  pull: { body: { images: Uint32Array }; result: Pull & { runId: number } };
  /** The run's next step, if its batch were this one image; the run stays as it is. */
  oneStep: { body: OneImage; result: OneStep & { runId: number } };
  /** The first test images of a data set other than the run's. */
  otherImages: { body: { dataset: RemoteId }; result: ImageSet };
  /** Copies of all images of the data set, whatever part of them the run learns from. */
  allImages: { body: object; result: Pick<Dataset, 'train' | 'test'> };
  /** `history`, `probes`: the losses and the probes to put into the file, which only the page has. */
  exportCheckpoint: { body: { history?: LossHistory; probes?: string }; result: Uint8Array };
  /** Replies with the settings, the losses and the probes of the file. */
  importCheckpoint: {
    body: { bytes: Uint8Array };
    result: { config: Config; history: LossHistory | null; probes: string | null };
  };
  /** Opens a run that goes on from an earlier state of the present one. */
  continueFrom: { body: { from: RecoveryState }; result: RunSummary };
  importDataset: { body: { parts: DatasetParts } | { dataset: Dataset }; result: null };
  /** Tries again to load the data set of the configuration. */
  retryData: { body: object; result: null };
  view: { body: { view: View }; result: null };
  /** Whether the reader is moving something on the page: meanwhile, the page needs a core. */
  movement: { body: { moving: boolean }; result: null };
  /** Returns the array of a `run.weights`, to be filled again. */
  returnWeights: { body: { decoder: Float32Array }; result: null };
}

export type RequestType = keyof Requests;
export type Command = {
  [T in RequestType]: { type: T; requestId: number } & Requests[T]['body'];
}[RequestType];

export interface DatasetInfo {
  id: DatasetId;
  origin: Dataset['origin'];
  /** Images that are learned from, and those that were loaded. */
  trainCount: number;
  trainTotal: number;
  /** Labels are 0 … classes − 1. */
  classes: number;
  /** What the reader's files call them, where that is not just their numbers. */
  names: readonly string[] | null;
  /** A copy of the test set, for hover, reconstructions and class colours. */
  test: ImageSet;
}

export type WorkerEvent =
  /** The worker has loaded and listens. */
  | { type: 'ready' }
  | { type: 'engine.choosing' }
  /** A rung of the ladder is tried from now on. */
  | { type: 'engine.trying'; id: EngineId }
  /** Progress of the engine that is being prepared. */
  | { type: 'engine.progress'; done: number; total: number }
  | { type: 'engine.ready'; id: EngineId; device: string; reason: Reason; ladder: Rung[] }
  | { type: 'data.progress'; dataset: DatasetId; received: number; total: number }
  | { type: 'data.ready'; info: DatasetInfo }
  | { type: 'run.opened'; runId: number; config: Config; spec: ModelSpec; origin: RunOrigin; step: number }
  /** The run learns with other settings from here on. */
  | { type: 'run.config'; runId: number; config: Config }
  | {
      type: 'run.status';
      runId: number;
      status: RunStatus;
      step: number;
      epoch: number;
      stepsPerSecond: number;
    }
  /**
   * The terms of the model (`termsOf`) of steps `first` …, counted from 1: for each step's batch, before its
   * update.
   */
  | { type: 'run.losses'; runId: number; first: number; values: Float32Array }
  /** The losses of the training of a pretrained model, and those of the whole test set after it, if it has any. */
  | { type: 'run.history'; runId: number; step: number; history: LossHistory; evaluation: Evaluation | null }
  /** A copy to keep, at least every two seconds during training, which limits the loss if the worker dies. */
  | ({ type: 'run.snapshot'; runId: number } & RecoveryState)
  /** A step of the run's history, at steps spread on a logarithmic axis, at changes, epochs and pauses. */
  | ({ type: 'run.past'; runId: number } & Past)
  /** The decoder's parameters: the flat array from `layout.decoderStart` on. */
  | { type: 'run.weights'; runId: number; step: number; decoder: Float32Array }
  /**
   * μ of the first `count` test images, count × latent; log σ² where codes are distributions (null also for
   * the pretrained model), and their classes where known.
   */
  | {
      type: 'run.points';
      runId: number;
      step: number;
      count: number;
      mu: Float32Array;
      logVar: Float32Array | null;
      labels: Uint8Array | null;
    }
  /** rows × side tiles of 784 bytes, row by row from the top left (largest second coordinate first). */
  | { type: 'run.manifold'; runId: number; step: number; view: View; tiles: Uint8Array }
  /**
   * Bytes of each sample's reconstruction (of μ), and its error: recon in nats. `corrupted` is the input of a
   * denoising model.
   */
  | {
      type: 'run.reconstructions';
      runId: number;
      step: number;
      samples: number[];
      corrupted: Uint8Array | null;
      pixels: Uint8Array;
      errors: Float32Array;
    }
  /** Losses on the test slices so far, and kNN when a whole pass is complete. */
  | { type: 'run.test'; runId: number; step: number; evaluation: Evaluation }
  /** Something went wrong and the session continues; the problem says what. */
  | { type: 'problem'; problem: Problem }
  | { type: 'reply'; requestId: number; ok: true; value: unknown }
  | { type: 'reply'; requestId: number; ok: false; problem: Problem };
