/**
 * One run: a model on an engine, with its trainer and its publisher, and the events that it posts during
 * training. `runManager.ts` decides when a run starts, moves or ends.
 */

import { epochsAfter } from '../data/batches';
import { type Dataset, imagesAt } from '../data/images';
import { closedForm } from '../engine/closedForm';
import type { Engine, TrainingState } from '../engine/engine';
import { type OneImage, oneStepOf } from '../engine/oneStep';
import { type Pull, pullOf } from '../engine/pull';
import { type Clock, type Snapshot, Trainer } from '../engine/trainer';
import { type TrainingCodes, trainingCodesOf } from '../engine/trainingCodes';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { learningWith } from '../experiment/learned';
import { ProblemError } from '../experiment/problem';
import { schema } from '../experiment/schema';
import { hyperOf } from '../experiment/specOf';
import { termsOf } from '../model/compile';
import type { OneStep } from '../model/oneStep';
import { hasClosedForm } from '../model/predicates';
import { imageSize, type Turn } from '../model/spec';
import type { Post } from './post';
import type { RunOrigin, RunStatus, RunSummary, View } from './protocol';
import { createPublisher, type Publisher } from './publisher';
import { stepTimeout } from './stepTimeout';

/** The reader's present settings and view: the session writes them, a run reads them before every batch. */
export interface Requested {
  config: Config;
  view: View;
  /** The reader is moving something. */
  moving: boolean;
}

export interface RunOptions {
  id: number;
  /** The settings that the run was opened with. */
  config: Config;
  origin: RunOrigin;
  step: number;
  state: TrainingState;
  engine: Engine;
  dataset: Dataset | null;
  requested: Readonly<Requested>;
  clock: Clock;
  post: Post;
}

export interface Run extends Pick<RunOptions, 'id' | 'origin' | 'engine'> {
  /** The settings it was opened with, except that live ones are those it last learned with. */
  readonly config: Config;
  readonly trainer: Trainer;
  readonly publisher: Publisher;
  /** Remaining steps where a limit was given with `train` or `step`. */
  limit: number;
  finished: boolean;
  /** Its engine is disposed of or lost, and must not be called any more. */
  over: boolean;
  /** The state of its engine must not be used. */
  broken: boolean;
  /** Its training was halted so that something could be replaced, and is about to continue. */
  interrupted: boolean;
  /** Which networks learn in the present steps. */
  turn: Turn;
  /**
   * The recovery in progress since its engine failed: a failed batch and the lost device both start it, in
   * either order.
   */
  recovery: Promise<boolean> | null;
  /** Halts the training in progress; sets `interrupted` if there was any. */
  halt(): Promise<void>;
  /**
   * Everything needed to continue elsewhere: the present state, or the last good one where the engine has
   * lost it.
   */
  whole(): Promise<Snapshot>;
  /** The settings that it learns with now. */
  configNow(): Config;
  epoch(): number;
  summary(): RunSummary;
  /** Posts the status. */
  postStatus(): void;
  /** Collects the terms of the steps from `first` on, to be posted with their frame. */
  collectLosses(first: number, values: Float32Array): void;
  /** Posts the losses that wait for their frame. */
  flushLosses(): void;
  /** Where its next step would move the codes of these test images. */
  pull(images: Uint32Array): Promise<Pull>;
  /** The codes of at most so many training images at the present step. */
  trainingCodes(most: number): Promise<TrainingCodes>;
  /** Its next step, if its batch were this image. */
  oneStep(image: OneImage): Promise<OneStep>;
  /** From here on it learns with the live settings of `now`. */
  learnWith(now: Config): void;
}

/** Losses are sent in batches, since curves are not drawn more often. */
const FRAME_MS = { usual: 50, lighter: 250, spared: 2000 };
const STATUS_MS = { usual: 200, lighter: 500, spared: 2000 };
/** The page, its compositor and the worker share them: what the reader moves would wait for the training. */
const FEW_CORES = (globalThis.navigator?.hardwareConcurrency ?? Number.POSITIVE_INFINITY) <= 2;
/** Steps that a summary averages over. */
const SUMMARY_STEPS = 100;

export function createRun(options: RunOptions): Run {
  const { id, config, origin, engine, dataset, requested, clock, post } = options;
  const terms = termsOf(engine.spec);
  let learned = config;
  let held: { first: number; values: number[] } | null = null;
  let heldSince = 0;
  let recent: number[] = [];
  let statusPostedAt = 0;
  const hurried = () => requested.moving && requested.view.lighter === true;

  const trainer: Trainer = new Trainer({
    engine:
      dataset && hasClosedForm(engine.spec)
        ? closedForm(engine, dataset.train.images, async () => {
            await clock.nextTask();
            trainer.restartTimeout();
            return trainer.wanted;
          })
        : engine,
    snapshot: { step: options.step, state: options.state },
    clock,
    hyper() {
      learnWith(requested.config);
      return hyperOf(requested.config, run.turn);
    },
    speed: () => requested.config.speed,
    yields: () => requested.moving && (requested.view.lighter === true || FEW_CORES),
    onLosses: (first, values) => run.collectLosses(first, values),
    onProgress() {
      const pace = hurried() ? 'spared' : requested.view.lighter ? 'lighter' : 'usual';
      if (clock.now() - heldSince >= FRAME_MS[pace]) flushLosses();
      if (clock.now() - statusPostedAt >= STATUS_MS[pace]) postStatus();
    },
    between: () => publisher.between(),
    timeoutMs: stepTimeout(engine.spec, config.batch),
  });
  const publisher = createPublisher({
    trainer,
    runId: id,
    dataset,
    view: () => requested.view,
    hurried,
    noise: () => requested.config.noise,
    config: configNow,
    untrained: origin === 'fresh' && options.step === 0,
    post,
    now: clock.now,
  });

  const status = (): RunStatus => {
    if (trainer.status !== 'paused') return trainer.status;
    return run.interrupted ? 'running' : run.finished ? 'finished' : 'paused';
  };
  const epoch = () => (dataset ? epochsAfter(trainer.step, config.batch, dataset.train.count) : 0);

  function configNow(): Config {
    const pace = schema.filter((row) => row.paces).map(({ key }) => [key, requested.config[key]]);
    return { ...learned, ...Object.fromEntries(pace) };
  }

  async function halt(): Promise<void> {
    run.interrupted ||= trainer.status === 'running';
    await trainer.pause();
  }

  async function whole(): Promise<Snapshot> {
    if (run.broken) return trainer.lastGood;
    try {
      return await trainer.whole();
    } catch {
      return trainer.lastGood;
    }
  }

  function flushLosses(): void {
    if (!held) return;
    const values = Float32Array.from(held.values);
    // The engine counts the updates before a step; the protocol counts steps from 1.
    post({ type: 'run.losses', runId: id, first: held.first + 1, values }, [values.buffer]);
    held = null;
  }

  function postStatus(): void {
    statusPostedAt = clock.now();
    const { step, stepsPerSecond } = trainer;
    post({ type: 'run.status', runId: id, status: status(), step, epoch: epoch(), stepsPerSecond });
  }

  function summary(): RunSummary {
    const n = recent.length / terms.length;
    const mean = (k: number) => recent.reduce((sum, v, i) => (i % terms.length === k ? sum + v : sum), 0) / n;
    return {
      status: status(),
      step: trainer.step,
      epoch: epoch(),
      last: n > 0 ? Object.fromEntries(terms.map((term, k) => [term, mean(k)])) : null,
    };
  }

  /** Losses wait for their frame. */
  function collectLosses(first: number, values: Float32Array): void {
    if (!held) {
      held = { first, values: [] };
      heldSince = clock.now();
    }
    for (const v of values) held.values.push(v);
    recent = [...recent, ...values].slice(-terms.length * SUMMARY_STEPS);
  }

  function learnWith(now: Config): void {
    const next = learningWith(learned, now);
    if (next === learned) return;
    const { step } = trainer;
    if (next.optimiser !== learned.optimiser && step > 0 && applies('optimiser', next))
      post({ type: 'problem', problem: { code: 'run.optimiser', params: { step } } });
    learned = next;
    publisher.keepPastSoon();
    post({ type: 'run.config', runId: id, config: structuredClone(next) });
  }

  async function pull(indices: Uint32Array): Promise<Pull> {
    // A pretrained model has no next step: training starts anew. One that has diverged goes back first.
    const goesOn = origin !== 'pretrained' && trainer.status !== 'diverged' && !hasClosedForm(engine.spec);
    const test = dataset?.test;
    if (!goesOn || !dataset?.train.count || !test || indices.some((i) => i >= test.count))
      throw new ProblemError('run.badInput', { what: 'images' });
    const images = imagesAt(test, indices);
    const { labels } = test;
    const own = labels ? Uint8Array.from(indices, (i) => labels[i]) : undefined;
    // The settings that the next step would be taken with.
    const hyper = hyperOf(requested.config, trainer.status === 'running' ? run.turn : 'both');
    return pullOf(trainer, hyper, images, indices.length, own, clock.now);
  }

  async function trainingCodes(most: number): Promise<TrainingCodes> {
    if (!dataset?.train.count) throw new ProblemError(dataset ? 'run.noneLeft' : 'run.noData');
    return trainingCodesOf(trainer, dataset.train, most, () => clock.nextTask());
  }

  async function oneStep(one: OneImage): Promise<OneStep> {
    if (
      one.image.length !== imageSize(engine.spec.data) ||
      trainer.status === 'diverged' ||
      hasClosedForm(engine.spec)
    )
      throw new ProblemError('run.badInput', { what: 'images' });
    // The settings of the next step; a pretrained model has none of its own, and would start anew.
    return oneStepOf(trainer, hyperOf(requested.config), config.seed, one, dataset?.test ?? null);
  }

  const run: Run = {
    id,
    get config() {
      return learned;
    },
    origin,
    engine,
    trainer,
    publisher,
    limit: Number.POSITIVE_INFINITY,
    finished: false,
    over: false,
    broken: false,
    interrupted: false,
    turn: 'both',
    recovery: null,
    halt,
    whole,
    configNow,
    epoch,
    summary,
    postStatus,
    collectLosses,
    flushLosses,
    pull,
    trainingCodes,
    oneStep,
    learnWith,
  };
  return run;
}
