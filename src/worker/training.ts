/**
 * How runs begin, learn, move and end: the one run of the session and the data it learns from.
 * Whatever replaces the run, its engine or its data waits for what does so already; training that
 * was interrupted by such a change goes on after it, unless it was paused meanwhile.
 */
import { stepsFor } from '../data/batches';
import { inDepth } from '../data/binary';
import type { Dataset } from '../data/images';
import { hasClosedForm } from '../engine/closed-form';
import { type Engine, type EngineSetup, freshState, type TrainingState } from '../engine/engine';
import { type Clock, EngineLost } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { conflictsOf, problemOf } from '../experiment/conflicts';
import { type Problem, ProblemError, toProblem } from '../experiment/problem';
import { initialParameters } from '../model/init';
import { INPUT_SIZE, specOf, type Turn } from '../model/spec';
import { type Engines, isLost } from './engines';
import type { Post } from './post';
import type { RunOrigin, RunSummary } from './protocol';
import { createRun, type Run, type Wishes } from './run';

export interface TrainingOptions {
  post: Post;
  clock: Clock;
  wishes: Readonly<Wishes>;
  engines: Engines;
  /** Resolves when the data that was asked for is in place. */
  dataArrived(): Promise<void>;
}

export function createTraining({ post, clock, wishes, engines, dataArrived }: TrainingOptions) {
  /** As it came, and as the settings want its pixels. */
  let raw: Dataset | null = null;
  let dataset: Dataset | null = null;
  let run: Run | null = null;
  let runs = 0;
  /** Pauses asked for so far: a run that is still being prepared must hear of them too. */
  let pauses = 0;
  /** Whatever replaces the run, the engine or the data waits here for what does so already. */
  let lifecycle: Promise<unknown> = Promise.resolve();

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = lifecycle.then(work);
    lifecycle = result.catch(() => {});
    return result;
  }

  const problem = (p: Problem) => post({ type: 'problem', problem: p });

  function current(): Run {
    if (!run) throw new ProblemError('engine.none');
    return run;
  }

  const setupFor = (c: Config): EngineSetup => ({
    spec: specOf(c),
    seed: c.seed,
    batch: c.batch,
    // One blank page until the data has come: an engine is measured before.
    images: dataset?.train.images ?? new Uint8Array(INPUT_SIZE),
    labels: dataset?.train.labels ?? undefined,
    test: dataset?.test.images,
    onProgress: (done, total) => post({ type: 'engine.progress', done, total }),
  });
  const chooseEngine = (c: Config) => engines.choose(wishes.config.engine, setupFor(c));

  // — beginning and moving —

  function put(id: number, c: Config, origin: RunOrigin, step: number, state: TrainingState, engine: Engine) {
    const next = createRun({ id, config: c, origin, step, state, engine, dataset, wishes, clock, post });
    void engine.lost.then(() => {
      if (run === next && next.trainer.status !== 'running') void recover(next, new EngineLost('lost'));
    });
    run = next;
    return next;
  }

  /** Puts a model on an engine and begins a run with it; the old run and its engine are gone. */
  async function open(c: Config, origin: RunOrigin, step: number, state: TrainingState, made?: Engine) {
    const old = run;
    if (old) {
      old.over = true;
      await old.trainer.pause();
      // An engine holds GPU memory: the old one goes before the new one comes.
      if (old.engine !== made) old.engine.dispose();
    }
    const engine = made ?? (await engines.another(setupFor(c)));
    await engine.load(state);
    const next = put(++runs, c, origin, step, state, engine);
    const opened = structuredClone({ config: c, spec: specOf(c), origin, step });
    post({ type: 'run.opened', runId: next.id, ...opened });
    next.sayStatus();
    return next;
  }

  /** The same run on another engine, or with other data: parameters and moments move over. */
  async function move(from: Run, state: TrainingState, step: number, made?: Engine): Promise<Run> {
    from.over = true;
    if (from.engine !== made) from.engine.dispose();
    const engine = made ?? (await engines.another(setupFor(from.config)));
    await engine.load(state);
    const moved = put(from.id, from.config, from.origin, step, state, engine);
    moved.trainer.status = from.trainer.status === 'running' ? 'paused' : from.trainer.status;
    moved.sayStatus();
    return moved;
  }

  /** What of the settings cannot go together, here and now. */
  const conflicts = (c: Config) =>
    conflictsOf(c, { labels: dataset ? dataset.train.labels !== null : undefined });

  function refuseConflicts(c: Config): void {
    const [first] = conflicts(c);
    if (!first) return;
    const { code, params } = problemOf(first);
    throw new ProblemError(code, params);
  }

  /** A run of the settings from its first step; where they cannot go together all stays as it is. */
  async function fresh(): Promise<void> {
    const c = structuredClone(wishes.config);
    refuseConflicts(c);
    const spec = specOf(c);
    const next = await open(c, 'fresh', 0, freshState(spec, initialParameters(spec, c.seed)));
    await next.publisher.refresh();
  }

  async function rewind(): Promise<void> {
    const r = current();
    await r.trainer.rewind();
    r.sayStatus();
  }

  // — learning —

  /** Trains until a limit, a pause or a failure; on a failure it goes on with the next engine. */
  async function train(
    steps: (batch: number, count: number) => number,
    turn: Turn = 'both',
    asked = pauses,
  ): Promise<RunSummary> {
    await dataArrived();
    if (!dataset) throw new ProblemError('run.noData');
    await exclusively(async () => {
      if (current().origin === 'pretrained') await fresh();
      if (current().trainer.status === 'diverged') await rewind();
    });
    if (pauses !== asked) return current().summary();
    const started = current();
    refuseConflicts(started.config);
    const { trainer, config: c } = started;
    const { count } = dataset.train;
    // Where one step is all there is, it is taken anew: the images may have changed.
    const once = hasClosedForm(started.engine.spec);
    if (once) trainer.step = 0;
    started.limit = trainer.step + steps(c.batch, count);
    started.finished = false;
    started.turn = turn;
    const epochAtStart = started.epoch();
    /** `stopAfter` counts from the epochs already learned: Train after a stop runs as many again. */
    const stop = () => {
      if (once) return 1;
      const n = wishes.config.stopAfter;
      return n > 0
        ? stepsFor((Math.floor(epochAtStart / n + 1e-9) + 1) * n, c.batch, count)
        : Number.POSITIVE_INFINITY;
    };
    const running = trainer.run(() => Math.min(started.limit, stop()));
    started.sayStatus();
    try {
      await running;
    } catch (error) {
      started.flushLosses();
      const left = started.limit - trainer.lastGood.step;
      const ours = run === started || started.recovery !== null;
      if (ours && (await recover(started, error))) return train(() => left, turn, asked);
      return current().summary();
    }
    started.flushLosses();
    started.finished = trainer.step >= stop();
    if (run !== started || started.over) return current().summary();
    started.sayStatus();
    if (trainer.status === 'diverged') problem({ code: 'run.diverged', params: { step: trainer.step } });
    else await started.publisher.refresh();
    return current().summary();
  }

  /** Goes on with a run that was interrupted by a change of engine or data, unless it was paused since. */
  function resume({ limit, turn, trainer: { step } }: Run, asked: number): void {
    train(() => limit - step, turn, asked).catch((error) => problem(toProblem(error)));
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
      if (run !== broken) return false;
      const { step, state } = broken.trainer.lastGood;
      try {
        const next = await chooseEngine(broken.config);
        const moved = await move(broken, state, step, next);
        problem(
          lost
            ? { code: 'engine.lost', params: { engine: failed, next: next.id } }
            : { code: 'engine.failed', params: { engine: failed, message: messageOf(error) } },
        );
        await moved.publisher.refresh();
        return true;
      } catch (none) {
        problem(toProblem(none, 'engine.none'));
        return false;
      }
    });
  }

  /** Carries the run over to the engine that the settings name now. */
  async function switchEngine(): Promise<void> {
    const r = run;
    if (!r) return;
    const wasRunning = r.trainer.status === 'running';
    const asked = pauses;
    await r.trainer.pause();
    await exclusively(async () => {
      const state = await r.trainer.use((e) => e.save());
      const next = await chooseEngine(r.config);
      const moved = await move(r, state, r.trainer.step, next);
      await moved.publisher.refresh();
    });
    if (wasRunning) resume(r, asked);
  }

  /** Puts a data set in place; the run goes on with it, and the plane shows its test images. */
  function attach(given: Dataset): Promise<void> {
    return exclusively(async () => {
      const r = run;
      const wasRunning = r?.trainer.status === 'running';
      const asked = pauses;
      await r?.trainer.pause();
      raw = given;
      const next = inDepth(given, wishes.config.pixels);
      dataset = next;
      const test = { ...next.test, images: next.test.images.slice() };
      const { id, origin } = next;
      post({ type: 'data.ready', info: { id, origin, trainCount: next.train.count, test } }, [
        test.images.buffer,
      ]);
      if (!r) return;
      const state = await r.trainer.use((e) => e.save());
      const moved = await move(r, state, r.trainer.step);
      await moved.publisher.refresh();
      if (wasRunning) resume(r, asked);
    });
  }

  return {
    /** The run as it is, if there is one. */
    run: () => run,
    current,
    /** The number that the next run will have. */
    nextId: () => runs + 1,
    hasData: () => dataset !== null,
    /** The same data again, with its pixels as the settings want them now. */
    reattach: () => (raw ? attach(raw) : Promise.resolve()),
    conflicts,
    exclusively,
    chooseEngine,
    open,
    fresh,
    rewind,
    train,
    switchEngine,
    attach,
    async pause(): Promise<RunSummary> {
      pauses++;
      await lifecycle;
      await current().trainer.pause();
      return current().summary();
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 200);
