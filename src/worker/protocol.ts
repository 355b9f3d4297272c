/**
 * All that passes between the page and the worker, in one typed file: commands go in, events come
 * out, and a command with a `requestId` is answered by exactly one `reply`. Types only.
 * Every event of a run carries its `runId`; those of a run that is over are dropped by the reader.
 * Arrays are transferred, not copied, wherever the sender has no more use for them.
 */
import type { Dataset, ImageSet } from '../data/images';
import type { RemoteId } from '../data/registry';
import type { Encoded, TrainingState } from '../engine/engine';
import type { LossHistory } from '../engine/history';
import type { Reason, Rung } from '../engine/select';
import type { Config, DatasetId, EngineId } from '../experiment/config';
import type { Problem } from '../experiment/problem';
import type { Objective } from '../model/objective';
import type { ModelSpec, Turn } from '../model/spec';

export type { LossHistory, MergedHistory } from '../engine/history';

/** idle: nothing learned since the run was opened; running; paused; finished: `stopAfter` was reached; diverged: losses are no numbers. */
export type RunStatus = 'idle' | 'running' | 'paused' | 'finished' | 'diverged';
/** Where the run's first parameters came from. */
export type RunOrigin = 'fresh' | 'pretrained' | 'checkpoint';

/** What the plane wants to see; latest wins. */
export interface View {
  /** The two latent axes that are shown. With a latent of size 1 both are 0. */
  axes: readonly [number, number];
  /** Values of all latent coordinates where the plane cuts; those of the axes are ignored. */
  rest: readonly number[];
  /** Half width of the square that the manifold covers, around `centre`, in latent units. */
  extent: number;
  centre: readonly [number, number];
  /** Tiles along each side of the manifold. */
  side: number;
  /** The class that a conditional model draws. */
  label: number;
  /** Test images shown in the row of reconstructions. */
  samples: readonly number[];
}

export interface RunSummary {
  status: RunStatus;
  step: number;
  epoch: number;
  /** Means over the last steps (at most 100) by term, in nats per image; null before the first step. */
  last: Record<string, number> | null;
}

export interface Evaluation {
  negElbo: number;
  recon: number;
  kl: number;
  /** kNN accuracy on μ (k = 10, first half of the test set as reference, the rest as queries); null without labels. */
  knn: number | null;
  count: number;
  /**
   * What the run makes small, on the same images, and its KL and penalty as they count in it, before their
   * weights; null of a model that has no objective of its own, or several.
   */
  objective: Objective | null;
}

/** The bodies of the reader's own files; IDX, gzipped or not. */
export interface DatasetParts {
  images: Uint8Array;
  labels?: Uint8Array;
  testImages?: Uint8Array;
  testLabels?: Uint8Array;
}

export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

/** All that it takes to go on with a run elsewhere: its settings, and the state after `step` steps. */
export interface Kept {
  config: Config;
  step: number;
  state: TrainingState;
}

/** What each request is answered with. */
export interface Requests {
  /**
   * Chooses an engine, begins to load data, and takes up the run of a worker that has died, or the pretrained model,
   * if one is given. Answered when decode works.
   */
  open: {
    body: {
      config: Config;
      base: string;
      pretrained: Uint8Array | null;
      resume?: Kept | null;
      excluding: EngineId[];
    };
    answer: null;
  };
  /** Answered as soon as the worker has a moment between two batches: it is alive. */
  ping: { body: object; answer: null };
  /** The whole new configuration. Live keys act within one batch; the rest wait for reset. */
  configure: { body: { config: Config }; answer: null };
  /** Answered when the run stops again, for whatever reason. */
  train: { body: { steps?: number; epochs?: number }; answer: RunSummary };
  pause: { body: object; answer: RunSummary };
  /** `turn`: who learns in them, of an adversarial model; both, where it is not said. */
  step: { body: { count: number; turn?: Turn }; answer: RunSummary };
  /** A new run of the configuration last sent. */
  reset: { body: object; answer: RunSummary };
  /** Puts the last good parameters in place after a divergence. */
  restoreLastGood: { body: object; answer: RunSummary };
  evaluate: { body: object; answer: Evaluation };
  /** Labels, a byte each, for a conditional model. */
  encode: { body: { images: Uint8Array; count: number; labels?: Uint8Array }; answer: Encoded };
  decode: { body: { z: Float32Array; count: number; labels?: Uint8Array }; answer: Float32Array };
  /** How unusual the model finds each image, in nats (engine/score.ts). */
  score: {
    body: { images: Uint8Array; count: number; labels?: Uint8Array };
    answer: { scores: Float32Array };
  };
  /** The first test images of a data set that the run does not learn from. */
  otherImages: { body: { dataset: RemoteId }; answer: ImageSet };
  /** `history`: the losses that go into the file, which only the page has. */
  exportCheckpoint: { body: { history?: LossHistory }; answer: Uint8Array };
  /** Answered with the settings and the losses that came with it. */
  importCheckpoint: { body: { bytes: Uint8Array }; answer: { config: Config; history: LossHistory | null } };
  importDataset: { body: { parts: DatasetParts } | { files: NamedFile[] }; answer: null };
  /** Tries again to get the data set of the configuration. */
  retryData: { body: object; answer: null };
  view: { body: { view: View }; answer: null };
  /** A hand begins to move something on the page, or comes to rest: while it moves, the page needs a core. */
  hand: { body: { moving: boolean }; answer: null };
  /** Gives the array of a `run.weights` back, to be filled again. */
  returnWeights: { body: { decoder: Float32Array }; answer: null };
}

export type RequestType = keyof Requests;
export type Command = {
  [T in RequestType]: { type: T; requestId: number } & Requests[T]['body'];
}[RequestType];

export interface DatasetInfo {
  id: DatasetId;
  origin: Dataset['origin'];
  /** Images that are learned from, and those that came. */
  trainCount: number;
  trainTotal: number;
  /** A copy of the test set, for hover, reconstructions and class colours. */
  test: ImageSet;
}

export type WorkerEvent =
  /** The worker has loaded and listens. */
  | { type: 'ready' }
  | { type: 'engine.choosing' }
  /** The engine that is being tried prepares itself. */
  | { type: 'engine.progress'; done: number; total: number }
  | { type: 'engine.ready'; id: EngineId; device: string; reason: Reason; ladder: Rung[] }
  | { type: 'data.progress'; dataset: DatasetId; received: number; total: number }
  | { type: 'data.ready'; info: DatasetInfo }
  | { type: 'run.opened'; runId: number; config: Config; spec: ModelSpec; origin: RunOrigin; step: number }
  /** From here on it learns with other settings than so far. */
  | { type: 'run.config'; runId: number; config: Config }
  | {
      type: 'run.status';
      runId: number;
      status: RunStatus;
      step: number;
      epoch: number;
      stepsPerSecond: number;
    }
  /** The terms of the model (`termsOf`) of steps `first` …, counted from 1: of each step's batch, before its update. */
  | { type: 'run.losses'; runId: number; first: number; values: Float32Array }
  /** A copy to keep, at least every two seconds while it learns, so that a dead worker costs no more than that. */
  | ({ type: 'run.snapshot'; runId: number } & Kept)
  /** The decoder's parameters: the flat array from `layout.decoderStart` on. */
  | { type: 'run.weights'; runId: number; step: number; decoder: Float32Array }
  /**
   * μ of the first `count` test images, count × latent, log σ² where codes are distributions (null too of the model
   * that the page opens with), and their classes where known.
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
  /** side × side tiles of 784 bytes, row by row from the top left (largest second coordinate first). */
  | { type: 'run.manifold'; runId: number; step: number; view: View; tiles: Uint8Array }
  /**
   * Bytes of each sample's reconstruction (of μ), and its error: recon in nats. A denoising model is shown the
   * `corrupted` ones.
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
  /** Losses on a slice of the test set, so far as it goes, and kNN when a whole pass has come round. */
  | { type: 'run.test'; runId: number; step: number; evaluation: Evaluation }
  /** Something went wrong and the session goes on; the problem says how. */
  | { type: 'problem'; problem: Problem }
  | { type: 'reply'; requestId: number; ok: true; value: unknown }
  | { type: 'reply'; requestId: number; ok: false; problem: Problem };
