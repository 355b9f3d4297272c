/**
 * How runs begin, move and end: the one run of the session, its engine, and the data it learns from.
 *
 * Replacing any of them goes through the lifecycle, one after another, and each reads what is there when its turn
 * comes. Nothing is given up before its successor works: an engine that cannot be made leaves the run where it is.
 * Whoever used an engine that is replaced is refused with `Superseded`, and `withRun` asks the successor.
 */

import { applyDataSettings } from '../data/applyDataSettings';
import type { Dataset } from '../data/images';
import { type Engine, type EngineSetup, freshState, type TrainingState } from '../engine/engine';
import { type Clock, EngineFailed, EngineLost, Superseded } from '../engine/trainer';
import type { Config, EngineId } from '../experiment/config';
import { conflictsOf, problemOf } from '../experiment/conflicts';
import { within } from '../experiment/deadline';
import { type Problem, ProblemError, toProblem } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { INPUT_SIZE } from '../model/spec';
import { type Engines, isLost } from './engines';
import type { Lifecycle } from './lifecycle';
import type { Post } from './post';
import type { RunOrigin } from './protocol';
import { createRun, type Run, type Wishes } from './run';

export interface RunManagerOptions {
  post: Post;
  clock: Clock;
  wishes: Readonly<Wishes>;
  engines: Engines;
  lifecycle: Lifecycle;
}

/** What a run begins with. */
export interface Opening {
  config: Config;
  origin: RunOrigin;
  step: number;
  state: TrainingState;
}

/** An engine that has not taken a state in after so long will not do so. */
const LOAD_WITHIN_MS = 60_000;

export function createRunManager({ post, clock, wishes, engines, lifecycle }: RunManagerOptions) {
  /** As it came, and as the settings want it. */
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

  const setupFor = (c: Config, data = dataset): EngineSetup => ({
    spec: specOf(c),
    seed: c.seed,
    batch: c.batch,
    // One blank page until the data has come (an engine is measured before), and where the settings leave none of it.
    images: data?.train.count ? data.train.images : new Uint8Array(INPUT_SIZE),
    labels: data?.train.labels ?? undefined,
    test: data?.test.images,
    onProgress: (done, total) => post({ type: 'engine.progress', done, total }),
  });
  /** Climbs the ladder for the engine that the settings name. */
  const chooseEngine = (c: Config) => engines.choose(wishes.config.engine, setupFor(c));

  // — beginning, moving, ending —

  /** Puts `state` on the engine that `make` makes; on one that breaks under it, on the next of the ladder. */
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
    const next = createRun({ id, ...opening, engine, dataset, wishes, clock, post });
    void engine.lost.then(() => {
      if (run === next && next.trainer.status !== 'running') void recover(next, new EngineLost('lost'));
    });
    run = next;
    return next;
  }

  /** Nobody uses the engine of a run that has a successor; then it is given up. */
  async function retire(old: Run, successor: Engine): Promise<void> {
    old.over = true;
    await old.trainer.retire();
    if (old.engine !== successor) old.engine.dispose();
  }

  /** Puts a model on an engine and begins a run with it. */
  async function open(opening: Opening, make?: () => Promise<Engine>): Promise<Run> {
    const { config, origin, step, state } = opening;
    const setup = setupFor(config);
    const engine = await prepare(setup, state, make ?? (() => engines.another(setup)));
    if (run) await retire(run, engine);
    const next = put(++opened, opening, engine);
    const facts = structuredClone({ config, spec: specOf(config), origin, step });
    post({ type: 'run.opened', runId: next.id, ...facts });
    next.sayStatus();
    return next;
  }

  /** The same run on another engine, or with other data: parameters and moments move over. */
  async function move(from: Run, make: () => Promise<Engine>, data = dataset): Promise<Run> {
    await from.halt();
    const { step, state } = await from.whole();
    const { config, origin } = from;
    const engine = await prepare(setupFor(config, data), state, make);
    await retire(from, engine);
    dataset = data;
    const moved = put(from.id, { config, origin, step, state }, engine);
    const { status } = from.trainer;
    moved.trainer.status = status === 'running' ? 'paused' : status;
    const { limit, finished, turn, interrupted } = from;
    Object.assign(moved, { limit, finished, turn, interrupted });
    moved.sayStatus();
    return moved;
  }

  /** Everything that a run has to show; what breaks meanwhile is for `recover`, or for its successor. */
  async function show(shown: Run): Promise<void> {
    try {
      await shown.publisher.refresh();
    } catch (error) {
      if (shown.over || error instanceof Superseded) return;
      // Not awaited: it waits for the replacement of the run in progress, which may be the caller.
      void recover(shown, error);
    }
  }

  /** What of the settings cannot go together, here and now. */
  const conflicts = (c: Config) =>
    conflictsOf(c, { labels: dataset ? dataset.train.labels !== null : undefined });

  function refuseConflicts(c: Config): void {
    const [first] = conflicts(c);
    if (!first) return;
    throw ProblemError.of(problemOf(first));
  }

  /** A run of the settings from its first step; where they cannot go together all stays as it is. */
  async function fresh(): Promise<void> {
    const config = structuredClone(wishes.config);
    refuseConflicts(config);
    const spec = specOf(config);
    const state = freshState(spec, initialParameters(spec, config.seed));
    await show(await open({ config, origin: 'fresh', step: 0, state }));
  }

  async function rewind(): Promise<void> {
    const r = current();
    await r.trainer.rewind();
    r.sayStatus();
  }

  // — engines that break, engines and data that change —

  /** The next engine takes over from the last good state. False when none is left. */
  function recover(broken: Run, error: unknown): Promise<boolean> {
    broken.recovery ??= replaceEngine(broken, error);
    return broken.recovery;
  }

  async function replaceEngine(broken: Run, error: unknown): Promise<boolean> {
    const failed = broken.engine.id;
    const lost = await isLost(broken.engine, error);
    engines.exclude(failed);
    return exclusively(async () => {
      // Whoever replaced it meanwhile has found an engine that works.
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

  /** Carries the run over to the engine that the settings name now. */
  function switchEngine(): Promise<void> {
    return exclusively(async () => {
      if (!run) return;
      const { config } = run;
      await show(await move(run, () => chooseEngine(config)));
    });
  }

  /** Puts a data set in place; the run goes on with it, and the plane shows its test images. */
  const attach = (given: Dataset): Promise<void> => exclusively(() => putInPlace(given));

  /** The same data again, whichever it is by then, as the settings want it now. */
  const reattach = (): Promise<void> =>
    exclusively(async () => {
      if (raw) await putInPlace(raw);
    });

  async function putInPlace(given: Dataset): Promise<void> {
    const next = applyDataSettings(given, wishes.config);
    const old = run;
    const moved = old && (await move(old, () => engines.another(setupFor(old.config, next)), next));
    raw = given;
    dataset = next;
    const test = { ...next.test, images: next.test.images.slice() };
    const { id, origin } = next;
    post(
      {
        type: 'data.ready',
        info: { id, origin, trainCount: next.train.count, trainTotal: given.train.count, test },
      },
      [test.images.buffer],
    );
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

  return {
    /** The run as it is, if there is one. */
    run: () => run,
    current,
    /** The number that the next run will have. */
    nextId: () => opened + 1,
    /** Training images in place; 0: there are none yet. */
    trainCount: () => dataset?.train.count ?? 0,
    /** Throws where there is nothing to learn from: no data yet, or none that the settings leave. */
    expectImages(): void {
      if (!dataset?.train.count) throw new ProblemError(dataset ? 'run.noneLeft' : 'run.noData');
    },
    reattach,
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
