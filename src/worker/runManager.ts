/**
 * Opens, moves and ends runs: the one run of the session, its engine, and the data it learns from.
 *
 * Replacements go through the lifecycle, one after another, and each reads the present state when its turn
 * comes. Nothing is disposed of before its successor works: if an engine cannot be created, the run stays
 * where it is. Calls to an engine that is replaced reject with `Superseded`, and `withRun` repeats them on
 * the successor.
 */

import { applyDataSettings } from '../data/applyDataSettings';
import { classCountOf, shapeOfData } from '../data/classes';
import type { Dataset } from '../data/images';
import { type Engine, type EngineSetup, freshState, type TrainingState } from '../engine/engine';
import { type Clock, EngineFailed, EngineLost, Superseded } from '../engine/trainer';
import type { Config, EngineId } from '../experiment/config';
import { conflictsOf, problemOf, resolveConflicts } from '../experiment/conflicts';
import { fitsData, withDataShape } from '../experiment/dataShape';
import { within } from '../experiment/deadline';
import { type Problem, ProblemError, toProblem } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { imageSize, type ModelSpec } from '../model/spec';
import { type Engines, isLost } from './engines';
import type { Lifecycle } from './lifecycle';
import type { Post } from './post';
import type { RunOrigin } from './protocol';
import { createRun, type Requested, type Run } from './run';

export interface RunManagerOptions {
  post: Post;
  clock: Clock;
  requested: Readonly<Requested>;
  engines: Engines;
  lifecycle: Lifecycle;
}

/** What a run is opened with. */
export interface Opening {
  config: Config;
  origin: RunOrigin;
  step: number;
  state: TrainingState;
}

/** An engine that has not loaded a state after this time is given up. */
const LOAD_WITHIN_MS = 60_000;

export function createRunManager({ post, clock, requested, engines, lifecycle }: RunManagerOptions) {
  /** As loaded, and as changed by the settings. */
  let raw: Dataset | null = null;
  let dataset: Dataset | null = null;
  let run: Run | null = null;
  let opened = 0;
  const { exclusively } = lifecycle;

  const problem = (p: Problem) => post({ type: 'problem', problem: p });

  function current(): Run {
    if (!run) throw new ProblemError('engine.none');
    return run;
  }

  /** The data, if the model is for images of their form. */
  const fitting = (spec: ModelSpec, data = dataset) =>
    data && fitsData(spec, shapeOfData(data)) ? data : null;

  function setupFor(c: Config, present = dataset): EngineSetup {
    const spec = specOf(c);
    const data = fitting(spec, present);
    return {
      spec,
      seed: c.seed,
      batch: c.batch,
      // One blank image until the data has arrived (an engine is measured before), and where the settings leave
      // no image.
      images: data?.train.count ? data.train.images : new Uint8Array(imageSize(spec.data)),
      labels: data?.train.labels ?? undefined,
      test: data?.test.images,
      onProgress: (done, total) => post({ type: 'engine.progress', done, total }),
    };
  }
  /** Runs the ladder for the engine that the settings name. */
  const chooseEngine = (c: Config) => engines.choose(requested.config.engine, setupFor(c));

  // — opening, moving, ending —

  /** Loads `state` into the engine that `make` creates; if that engine fails, into the next of the ladder. */
  async function prepare(
    setup: EngineSetup,
    state: TrainingState,
    make: () => Promise<Engine>,
  ): Promise<Engine> {
    const engine = await make();
    try {
      await load(engine, state);
      return engine;
    } catch (error) {
      engine.dispose();
      const next = await engines.instead(engine.id, setup, error);
      await load(next, state).catch((again) => {
        next.dispose();
        throw again;
      });
      return next;
    }
  }

  function put(id: number, opening: Opening, engine: Engine): Run {
    const own = fitting(engine.spec);
    const next = createRun({ id, ...opening, engine, dataset: own, requested, clock, post });
    void engine.lost.then(() => {
      if (run === next && next.trainer.status !== 'running') void recover(next, new EngineLost('lost'));
    });
    run = next;
    return next;
  }

  /** Disposes of the engine of a run that has a successor, once nothing uses it. */
  async function retire(old: Run, successor: Engine): Promise<void> {
    old.over = true;
    await old.trainer.retire();
    if (old.engine !== successor) old.engine.dispose();
  }

  /** Creates an engine with a model and opens a run on it. */
  async function open(opening: Opening, make?: () => Promise<Engine>): Promise<Run> {
    const { config, origin, step, state } = opening;
    const setup = setupFor(config);
    const engine = await prepare(setup, state, make ?? (() => engines.another(setup)));
    if (run) await retire(run, engine);
    const next = put(++opened, opening, engine);
    const facts = structuredClone({ config, spec: specOf(config), origin, step });
    post({ type: 'run.opened', runId: next.id, ...facts });
    next.postStatus();
    return next;
  }

  /** Moves the run to another engine, or to other data, with its parameters and moments. */
  async function move(from: Run, make: () => Promise<Engine>, data = dataset): Promise<Run> {
    await from.halt();
    const { step, state } = await from.whole();
    const { origin } = from;
    // Other data may have other classes, which this model does not know.
    const config = data ? withDataShape(from.config, shapeOfData(data)) : from.config;
    const engine = await prepare(setupFor(config, data), state, make);
    await retire(from, engine);
    dataset = data;
    const moved = put(from.id, { config, origin, step, state }, engine);
    const { status } = from.trainer;
    moved.trainer.status = status === 'running' ? 'paused' : status;
    const { limit, finished, turn, interrupted } = from;
    Object.assign(moved, { limit, finished, turn, interrupted });
    moved.postStatus();
    if (config.classCount !== from.config.classCount)
      post({ type: 'run.config', runId: moved.id, config: structuredClone(config) });
    return moved;
  }

  /** Publishes everything of a run; failures meanwhile are left to `recover`, or to its successor. */
  async function show(shown: Run): Promise<void> {
    try {
      await shown.publisher.refresh();
    } catch (error) {
      if (shown.over || error instanceof Superseded) return;
      // Not awaited: it waits for the replacement of the run in progress, which may be the caller.
      void recover(shown, error);
    }
  }

  /** The conflicts between the settings, with the present data. */
  const conflicts = (c: Config) =>
    conflictsOf(c, { labels: dataset ? dataset.train.labels !== null : undefined });

  function refuseConflicts(c: Config): void {
    const [first] = conflicts(c);
    if (!first) return;
    throw ProblemError.of(problemOf(first));
  }

  /** Opens a run of the settings from its first step; with conflicts, everything stays as it is. */
  async function fresh(): Promise<void> {
    const { config } = requested;
    await show(
      await openFresh(structuredClone(dataset ? withDataShape(config, shapeOfData(dataset)) : config)),
    );
  }

  function openFresh(config: Config): Promise<Run> {
    refuseConflicts(config);
    const spec = specOf(config);
    const state = freshState(spec, initialParameters(spec, config.seed));
    return open({ config, origin: 'fresh', step: 0, state });
  }

  async function rewind(): Promise<void> {
    const r = current();
    await r.trainer.rewind();
    r.postStatus();
  }

  // — failing engines, changes of engine and data —

  /** Continues from the last good state on the next engine. False when none is left. */
  function recover(broken: Run, error: unknown): Promise<boolean> {
    broken.recovery ??= replaceEngine(broken, error);
    return broken.recovery;
  }

  async function replaceEngine(broken: Run, error: unknown): Promise<boolean> {
    const failed = broken.engine.id;
    const lost = await isLost(broken.engine, error);
    engines.exclude(failed);
    return exclusively(async () => {
      // Whatever replaced the run meanwhile has found an engine that works.
      if (run !== broken) return run !== null;
      broken.broken = true;
      try {
        const moved = await move(broken, () => chooseEngine(broken.config));
        problem(
          lost
            ? { code: 'engine.lost', params: { engine: failed, next: moved.engine.id } }
            : failureOf(failed, error),
        );
        await show(moved);
        return true;
      } catch (none) {
        problem(toProblem(none, 'engine.none'));
        return false;
      }
    });
  }

  /** Moves the run to the engine that the settings name now. */
  function switchEngine(): Promise<void> {
    return exclusively(async () => {
      if (!run) return;
      const { config } = run;
      await show(await move(run, () => chooseEngine(config)));
    });
  }

  const moveTo = (old: Run, next: Dataset) =>
    move(old, () => engines.another(setupFor(old.config, next)), next);

  /** A model for other images cannot learn from these: a run of the present settings takes its place. */
  async function replaceFor(next: Dataset): Promise<Run> {
    const before = dataset;
    dataset = next;
    try {
      const { config } = resolveConflicts(withDataShape(requested.config, shapeOfData(next)));
      return await openFresh(structuredClone(config));
    } catch (error) {
      dataset = before;
      throw error;
    }
  }

  /** Uses a data set from now on; the run continues with it, and the plane shows its test images. */
  const attach = (given: Dataset): Promise<void> => exclusively(() => putInPlace(given));

  /** Applies the present settings to the present data again. */
  const reattach = (): Promise<void> =>
    exclusively(async () => {
      if (raw) await putInPlace(raw);
    });

  async function putInPlace(given: Dataset): Promise<void> {
    const next = applyDataSettings(given, requested.config);
    const old = run;
    const moved = old && (await (fitting(old.engine.spec, next) ? moveTo(old, next) : replaceFor(next)));
    raw = given;
    dataset = next;
    const test = { ...next.test, images: next.test.images.slice() };
    const { id, origin, names = null } = next;
    const [trainCount, trainTotal] = [next.train.count, given.train.count];
    const info = { id, origin, trainCount, trainTotal, classes: classCountOf(given), names, test };
    post({ type: 'data.ready', info }, [test.images.buffer]);
    if (moved) await show(moved);
  }

  /**
   * Calls `work` with the run when no replacement is in progress. If the run is replaced or its device lost
   * meanwhile, `work` is called again with its successor.
   */
  async function withRun<T>(work: (run: Run) => Promise<T>): Promise<T> {
    for (;;) {
      while (lifecycle.busy()) await lifecycle.idle();
      const r = current();
      try {
        return await work(r);
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        if (r.over || error instanceof Superseded) continue;
        if ((await isLost(r.engine, error)) && (await recover(r, error))) continue;
        throw error instanceof EngineFailed ? ProblemError.of(failureOf(r.engine.id, error)) : error;
      }
    }
  }

  /** The same, all with one step's weights: training waits meanwhile. */
  const withWeights = <T>(work: (run: Run) => Promise<T>): Promise<T> =>
    withRun((r) => r.trainer.hold(() => work(r)));

  return {
    /** The present run, if there is one. */
    run: () => run,
    current,
    /** The id of the next run. */
    nextId: () => opened + 1,
    /** Number of training images; 0 before any are loaded. */
    trainCount: () => (run && fitting(run.engine.spec)?.train.count) ?? 0,
    /** Throws where there are no training images: none loaded yet, or none left by the settings. */
    expectImages(): void {
      const data = run && fitting(run.engine.spec);
      if (!data?.train.count) throw new ProblemError(data ? 'run.noneLeft' : 'run.noData');
    },
    reattach,
    /** Whether a model of these settings can learn from the data that is loaded; true while none is. */
    fits: (c: Config): boolean => dataset === null || fitting(specOf(c)) !== null,
    /** The loaded data's shape, and what it is called. */
    present: () => raw && { id: raw.id, shape: shapeOfData(raw) },
    /** The loaded data, whole. */
    images: () => raw,
    conflicts,
    refuseConflicts,
    chooseEngine,
    open,
    fresh,
    rewind,
    show,
    recover,
    switchEngine,
    attach,
    withRun,
    withWeights,
  };
}
export type RunManager = ReturnType<typeof createRunManager>;

const load = (engine: Engine, state: TrainingState) =>
  within(
    LOAD_WITHIN_MS,
    engine.load(state),
    () => new EngineLost(`took no parameters within ${LOAD_WITHIN_MS / 1000} s`),
  );

const failureOf = (engine: EngineId, error: unknown): Problem =>
  toProblem(error, (message) => ({ code: 'engine.failed', params: { engine, message } }));
