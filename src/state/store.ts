/**
 * The slow state of the page, in zustand slices. Data that changes every frame is in `live.ts` and
 * `series.ts`; events of the worker become state only in `connect.ts`.
 */
import { create } from 'zustand';
import type { SavedInfo } from '../autosave/runStore';
import type { Report } from '../data/formats/examine';
import type { ImageSet } from '../data/images';
import type { Config, DatasetId, EngineId } from '../experiment/config';
import { defaultLook, type Look } from '../experiment/look';
import type { Problem } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import type { SliceChoice } from '../experiment/sliceChoice';
import { specOf } from '../experiment/specOf';
import { FALLBACK, type Locale } from '../i18n/languages';
import { axisDirections, type Directions } from '../latent/slice';
import type { ModelSpec } from '../model/spec';
import type { DatasetInfo, Evaluation, RunOrigin, RunStatus, WorkerEvent } from '../worker/protocol';
import type { Pinned } from './pinnedRun';

type EngineReady = Extract<WorkerEvent, { type: 'engine.ready' }>;

export interface EngineState {
  status: 'starting' | 'choosing' | 'ready' | 'failed';
  /** Number of compiled parts and their total, while an engine takes long to compile. */
  progress: { done: number; total: number } | null;
  /** While engines are chosen: the one that is tried. */
  trying: EngineId | null;
  id: EngineId | null;
  device: string;
  reason: EngineReady['reason'] | null;
  ladder: EngineReady['ladder'];
}

export interface DataState {
  status: 'waiting' | 'loading' | 'ready' | 'failed';
  id: DatasetId | null;
  origin: DatasetInfo['origin'] | null;
  /** Bytes. */
  received: number;
  total: number;
  /** Images that are learned from, and those that were loaded. */
  trainCount: number;
  trainTotal: number;
  /** Labels are 0 … classes − 1. */
  classes: number;
  /** What the reader's files call them; null: by their numbers, or as `namedClasses.ts` says. */
  names: readonly string[] | null;
  test: ImageSet | null;
}

export interface RunState {
  id: number;
  status: RunStatus;
  origin: RunOrigin;
  step: number;
  epoch: number;
  stepsPerSecond: number;
  /** Train was pressed, and its first batch is not finished yet. */
  starting: boolean;
  /** The model on the plane; may differ from the settings, which apply to the next one. */
  spec: ModelSpec;
  /**
   * The settings that the model on the plane was trained with; if untrained, those that it would be trained
   * with.
   */
  config: Config;
  evaluation: (Evaluation & { step: number }) | null;
}

/** A message on the screen until it is dismissed or its cause is gone. */
export interface Notice {
  id: number;
  problem: Problem;
  /** Actions, shown as buttons. */
  actions: NoticeAction[];
}
export type NoticeAction =
  | 'restoreLastGood'
  | 'retryData'
  | 'openFiles'
  | 'restartWorker'
  | 'openTab'
  | 'openUpdate'
  | 'reset';

export interface Probe {
  /** A, B, C … */
  name: string;
  z: number[];
  /** Whether the reader has placed it, on the plane of this model; others follow the model's codes. */
  placed: boolean;
  /** The index of the test image whose code it is: the probe follows that code. */
  image?: number;
}

/** How the reader goes along the path. */
export interface Walk {
  playing: boolean;
  /** Back and forth, until stopped. */
  loop: boolean;
  /** 1: from end to end in four seconds. */
  speed: number;
  /** Whether the cross-fade in pixel space is shown beside the path. */
  crossFade: boolean;
  /** Whether the next stroke on the plane draws the free-hand path. */
  drawing: boolean;
}

/**
 * Why the plane cannot be cut as chosen. probes: fewer than three; line: they lie on one line; codes, images: not there
 * yet; class: without images or labels; same: the codes are the same for all images.
 */
export type SliceProblem = 'probes' | 'line' | 'codes' | 'images' | 'class' | 'same';

/** See `slice.ts`. */
export interface ShownSlice extends Directions {
  /** What is in force, and what the plane shows: not the same if there is a problem. */
  choice: SliceChoice;
  shown: SliceChoice;
  /** Null: the plane goes through the selected probe. */
  origin: readonly number[] | null;
  /** The share of the variance of the codes that the plane shows; null: two numbers or fewer, or no codes. */
  share: number | null;
  problem: SliceProblem | null;
}

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  locale: Locale;
  /** never: the screen is not lighter during training even if frames are late. */
  lighter?: 'never';
}

export interface PlaygroundState {
  /** The settings of the controls; the run may still have others (see `pendingKeys`). */
  config: Config;
  engine: EngineState;
  data: DataState;
  run: RunState;
  /** The run that can be restored (see `replacedRun.ts`); null: none. */
  replaced: { step: number; config: Config } | null;
  /** The steps of the run that can be shown again, and the memory that they take in bytes (see `snapshots.ts`). */
  snapshots: { steps: number[]; bytes: number };
  /** The earlier step that the page shows; null: the latest. */
  shownStep: number | null;
  /** The training is being shown again (see `playback.ts`). */
  playing: boolean;
  /** The run that the present one is compared with (see `pinned.ts`); null: none. */
  pinned: Pinned | null;
  /**
   * How the two planes are aligned (`latent/align.ts`), over how many test images, and at which step of the present run;
   * null: they are not.
   */
  alignment: { residual: number; count: number; step: number } | null;
  /** The run that an earlier page has saved, while it is offered (see `autosave.ts`). */
  saved: SavedInfo | null;
  notices: Notice[];
  /** Files of the reader's that are being opened, or are shown before they are used (see `ownFiles.ts`). */
  ownFiles: ({ opening: number } & ({ status: 'reading' } | { status: 'shown'; report: Report })) | null;
  /** A photographed sheet that was opened among the files, while it is cut into signs. */
  photograph: File | null;
  probes: Probe[];
  /** The probe whose digit is shown large. */
  selectedProbe: string;
  /** The probes that the path passes through, in order, two or more; null when fewer than two probes. */
  path: string[] | null;
  /**
   * The position on the path that is shown, counted in stops from 0: the stop under the pointer, on the plane or in the
   * filmstrip, or while the path is played any place.
   */
  pathStep: number | null;
  walk: Walk;
  /** What links say of the screen: layers, visible classes, view and use. */
  look: Look;
  /** The plane's slice through the latent space. */
  slice: ShownSlice;
  /** The class that a conditional model generates. */
  label: number;
  /** The test image under the pointer. */
  hovered: number | null;
  /** The pointer's place in plane coordinates; null while it is elsewhere or pans the plane. */
  pointer: readonly [number, number] | null;
  /** The reader's drawing, centred and scaled like MNIST: 784 bytes; null: empty. */
  drawing: Uint8Array | null;
  preferences: Preferences;
  /** Less is drawn at present: a model trains, and frames are late (see `app/lighterScreen.ts`). */
  lighter: boolean;
  /** The language of the page: the preferred one, once its dictionary is loaded. */
  language: Locale;
}

export function initialState(): PlaygroundState {
  const config = defaultConfig();
  return {
    config,
    engine: {
      status: 'starting',
      progress: null,
      trying: null,
      id: null,
      device: '',
      reason: null,
      ladder: [],
    },
    data: {
      status: 'waiting',
      id: null,
      origin: null,
      received: 0,
      total: 0,
      trainCount: 0,
      trainTotal: 0,
      classes: 10,
      names: null,
      test: null,
    },
    run: {
      id: 0,
      status: 'idle',
      origin: 'fresh',
      step: 0,
      epoch: 0,
      stepsPerSecond: 0,
      starting: false,
      spec: specOf(config),
      config,
      evaluation: null,
    },
    replaced: null,
    snapshots: { steps: [], bytes: 0 },
    shownStep: null,
    playing: false,
    pinned: null,
    alignment: null,
    saved: null,
    notices: [],
    ownFiles: null,
    photograph: null,
    probes: [
      { name: 'A', z: [-1, 0.5], placed: false },
      { name: 'B', z: [1, -0.5], placed: false },
    ],
    selectedProbe: 'A',
    path: ['A', 'B'],
    pathStep: null,
    walk: { playing: false, loop: false, speed: 1, crossFade: false, drawing: false },
    look: defaultLook(),
    slice: {
      choice: { by: 'axes', axes: [0, 1] },
      shown: { by: 'axes', axes: [0, 1] },
      ...axisDirections(2, 0, 1),
      origin: null,
      share: null,
      problem: null,
    },
    label: 0,
    hovered: null,
    pointer: null,
    drawing: null,
    preferences: { theme: 'system', locale: FALLBACK },
    lighter: false,
    language: FALLBACK,
  };
}

export const useStore = create<PlaygroundState>()(() => initialState());
