/**
 * What the worker does with a command: one reader's configuration, data, engine and run, and how they
 * replace one another. Learning is the trainer's, publishing the publisher's; this file decides when.
 * What it says goes through `post`, so it runs the same in a worker, in the page, or in a test.
 */
import { epochsAfter, stepsFor } from '../data/batches';
import { drawnDataset } from '../data/glyphs';
import type { Dataset } from '../data/images';
import { ownDataset } from '../data/own';
import { loadDataset } from '../data/source';
import { readCheckpoint, writeCheckpoint } from '../engine/checkpoint';
import type { Engine, EngineSetup, TrainingState } from '../engine/engine';
import { type Pretrained, readPretrained } from '../engine/pretrained';
import { createEngine, selectEngine } from '../engine/select';
import { type Clock, createClock, EngineLost, Trainer } from '../engine/trainer';
import type { Config, EngineId } from '../experiment/config';
import { type Problem, ProblemError, toProblem } from '../experiment/problem';
import { pendingKeys, sameValue } from '../experiment/schema';
import { initialParameters } from '../model/init';
import { layoutOf } from '../model/layout';
import { INPUT_SIZE, type ModelSpec, specOf } from '../model/spec';
import type { Evaluation, Requests, RunOrigin, RunStatus, RunSummary, View, WorkerEvent } from './protocol';
import { createPublisher, type Publisher } from './publisher';

export type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;

interface Run {
  id: number;
  config: Config;
  origin: RunOrigin;
  trainer: Trainer;
  publisher: Publisher;
  engine: Engine;
  /** Steps still to go where a limit was given with `train` or `step`. */
  limit: number;
  finished: boolean;
  /** Under way since its engine broke: a failed batch and the lost device both call for it, in either order. */
  recovery: Promise<boolean> | null;
}

/** Losses are handed on once a frame at most. */
const FRAME_MS = 16;
const STATUS_MS = 200;
/** Steps that a summary averages over. */
const SUMMARY_STEPS = 100;

const defaultView: View = { axes: [0, 1], rest: [], extent: 3, centre: [0, 0], side: 20, samples: [] };

export function createSession(post: Post, clock: Clock = createClock()) {
  let config: Config;
  let base = '';
  let view = defaultView;
  let dataset: Dataset | null = null;
  let loading: Promise<void> = Promise.resolve();
  let engineId: EngineId;
  const excluded = new Set<EngineId>();
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

  // — engines —

  const setupFor = (c: Config): EngineSetup => ({
    spec: specOf(c),
    seed: c.seed,
    batch: c.batch,
    // One blank page until the data has come: an engine is measured before.
    images: dataset?.train.images ?? new Uint8Array(INPUT_SIZE),
  });

  /** Climbs the ladder for the wished engine and says what it came to. */
  async function choose(setup: EngineSetup): Promise<Engine> {
    post({ type: 'engine.choosing' });
    const { engine, ladder, reason } = await selectEngine(config.engine, setup, { excluding: [...excluded] });
    engineId = engine.id;
    post({ type: 'engine.ready', id: engine.id, device: engine.device, reason, ladder });
    // A choice that was lost in this session has had its sentence already.
    if (config.engine !== 'auto' && config.engine !== engine.id && !excluded.has(config.engine)) {
      problem({ code: 'engine.unavailable', params: { engine: config.engine } });
    }
    return engine;
  }

  // — runs —

  const freshState = (spec: ModelSpec, parameters: Float32Array): TrainingState => {
    const { size } = layoutOf(spec);
    return { parameters, m: new Float32Array(size), v: new Float32Array(size), updates: 0 };
  };

  /** Losses wait here for their frame. */
  let held: { first: number; values: number[] } | null = null;
  let heldSince = 0;
  let recent: number[] = [];
  let saidStatus = 0;

  function flushLosses(): void {
    if (!held || !run) return;
    const values = Float32Array.from(held.values);
    post({ type: 'run.losses', runId: run.id, first: held.first, values }, [values.buffer]);
    held = null;
  }

  function sayStatus(): void {
    if (!run) return;
    const { trainer } = run;
    saidStatus = clock.now();
    post({
      type: 'run.status',
      runId: run.id,
      status: statusOf(run),
      step: trainer.step,
      epoch: epochOf(run),
      stepsPerSecond: trainer.stepsPerSecond,
    });
  }

  const statusOf = ({ trainer, finished }: Run): RunStatus =>
    trainer.status === 'paused' && finished ? 'finished' : trainer.status;

  const epochOf = ({ trainer, config: c }: Run): number =>
    dataset ? epochsAfter(trainer.step, c.batch, dataset.train.count) : 0;

  /** Puts a model on an engine and begins a run with it; the old run and its engine are gone. */
  async function open(c: Config, origin: RunOrigin, step: number, state: TrainingState, made?: Engine) {
    const old = run;
    if (old) {
      await old.trainer.pause();
      // An engine holds GPU memory: the old one goes before the new one comes.
      if (old.engine !== made) old.engine.dispose();
    }
    const engine = made ?? (await createEngine(engineId, setupFor(c)));
    await engine.load(state);
    run = start(++runs, c, origin, step, state, engine);
    const opened = structuredClone({ config: c, spec: specOf(c), origin, step });
    post({ type: 'run.opened', runId: run.id, ...opened });
    sayStatus();
  }

  function start(
    id: number,
    c: Config,
    origin: RunOrigin,
    step: number,
    state: TrainingState,
    engine: Engine,
  ): Run {
    held = null;
    recent = [];
    const trainer = new Trainer({
      engine,
      snapshot: { step, state },
      clock,
      hyper: () => ({ learningRate: config.learningRate, beta: config.beta }),
      speed: () => config.speed,
      onLosses(first, values) {
        if (!held) {
          held = { first, values: [] };
          heldSince = clock.now();
        }
        for (const v of values) held.values.push(v);
        recent = [...recent, ...values].slice(-3 * SUMMARY_STEPS);
      },
      onProgress() {
        if (clock.now() - heldSince >= FRAME_MS) flushLosses();
        if (clock.now() - saidStatus >= STATUS_MS) sayStatus();
      },
      between: () => next.publisher.between(),
    });
    const next: Run = {
      id,
      config: c,
      origin,
      trainer,
      engine,
      publisher: publish(id, trainer),
      limit: Number.POSITIVE_INFINITY,
      finished: false,
      recovery: null,
    };
    void engine.lost.then(() => {
      if (run === next && trainer.status !== 'running') void recover(next, new EngineLost('lost'));
    });
    return next;
  }

  const publish = (runId: number, trainer: Trainer): Publisher =>
    createPublisher({ trainer, runId, dataset, view: () => view, post, now: clock.now });

  /** The same run on another engine, or with other data: parameters and moments move over. */
  async function move(from: Run, state: TrainingState, step: number, made?: Engine): Promise<Run> {
    if (from.engine !== made) from.engine.dispose();
    const engine = made ?? (await createEngine(engineId, setupFor(from.config)));
    await engine.load(state);
    const moved = start(from.id, from.config, from.origin, step, state, engine);
    moved.trainer.status = from.trainer.status === 'running' ? 'paused' : from.trainer.status;
    run = moved;
    sayStatus();
    return moved;
  }

  async function fresh(): Promise<void> {
    const c = structuredClone(config);
    const spec = specOf(c);
    await open(c, 'fresh', 0, freshState(spec, initialParameters(spec, c.seed)));
    await current().publisher.refresh();
  }

  // — training —

  /** Trains until a limit, a pause or a failure; on a failure it goes on with the next engine. */
  async function train(steps: (batch: number, count: number) => number, asked = pauses): Promise<RunSummary> {
    await loading;
    if (!dataset) throw new ProblemError('run.noData');
    await exclusively(async () => {
      if (current().origin === 'pretrained') await fresh();
      if (current().trainer.status === 'diverged') await rewind();
    });
    if (pauses !== asked) return summary();
    const started = current();
    const { trainer, config: c } = started;
    const { count } = dataset.train;
    started.limit = trainer.step + steps(c.batch, count);
    started.finished = false;
    const epochAtStart = epochOf(started);
    /** `stopAfter` counts from the epochs already learned: Train after a stop runs as many again. */
    const stop = () => {
      const n = config.stopAfter;
      return n > 0
        ? stepsFor((Math.floor(epochAtStart / n + 1e-9) + 1) * n, c.batch, count)
        : Number.POSITIVE_INFINITY;
    };
    const running = trainer.run(() => Math.min(started.limit, stop()));
    sayStatus();
    try {
      await running;
    } catch (error) {
      flushLosses();
      const left = started.limit - trainer.lastGood.step;
      const ours = run === started || started.recovery !== null;
      if (ours && (await recover(started, error))) return train(() => left, asked);
      return summary();
    }
    flushLosses();
    started.finished = trainer.step >= stop();
    if (run !== started) return summary();
    sayStatus();
    if (trainer.status === 'diverged') problem({ code: 'run.diverged', params: { step: trainer.step } });
    else await started.publisher.refresh();
    return summary();
  }

  /** Goes on with a run that was interrupted by a change of engine or data, unless it was paused since. */
  function resume({ limit, trainer: { step } }: Run, asked: number): void {
    train(() => limit - step, asked).catch((error) => problem(toProblem(error)));
  }

  /** The next engine takes over from the last good state. False when none is left. */
  function recover(broken: Run, error: unknown): Promise<boolean> {
    broken.recovery ??= replaceEngine(broken, error);
    return broken.recovery;
  }

  async function replaceEngine(broken: Run, error: unknown): Promise<boolean> {
    const failed = broken.engine.id;
    const lost = error instanceof EngineLost || (await isGone(broken.engine));
    excluded.add(failed);
    return exclusively(async () => {
      if (run !== broken) return false;
      const { step, state } = broken.trainer.lastGood;
      try {
        const next = await choose(setupFor(broken.config));
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

  async function rewind(): Promise<void> {
    await current().trainer.rewind();
    sayStatus();
  }

  function summary(): RunSummary {
    const r = current();
    const n = recent.length / 3;
    const mean = (k: number) => recent.reduce((sum, v, i) => (i % 3 === k ? sum + v : sum), 0) / n;
    return {
      status: statusOf(r),
      step: r.trainer.step,
      epoch: epochOf(r),
      last: n > 0 ? { total: mean(0), recon: mean(1), kl: mean(2) } : null,
    };
  }

  // — data —

  /** Puts a data set in place; the run goes on with it, and the plane shows its test images. */
  function attach(next: Dataset): Promise<void> {
    return exclusively(async () => {
      const r = run;
      const wasRunning = r?.trainer.status === 'running';
      const asked = pauses;
      await r?.trainer.pause();
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

  /** Fetches the data of the configuration; what cannot be had is said, and drawn digits step in. */
  function load(): Promise<void> {
    const id = config.dataset;
    if (id === 'own') return Promise.resolve();
    loading = (async () => {
      if (id === 'drawn') return attach(drawnDataset());
      try {
        const next = await loadDataset(id, {
          base,
          onProgress: ({ received, total }) => post({ type: 'data.progress', dataset: id, received, total }),
          onNotice: problem,
        });
        if (config.dataset === id) await attach(next);
      } catch (error) {
        problem(toProblem(error, 'data.unreachable'));
        if (!dataset) await attach(drawnDataset());
      }
    })();
    return loading;
  }

  // — what each command does —

  return {
    async open(body: Requests['open']['body']): Promise<null> {
      ({ config, base } = body);
      for (const id of body.excluding) excluded.add(id);
      await exclusively(async () => {
        const shown = body.pretrained && tryPretrained(body.pretrained);
        const c = shown ? shown.config : structuredClone(config);
        const spec = specOf(c);
        if (shown) announce(shown, runs + 1);
        const engine = await choose(setupFor(c));
        const state = freshState(spec, shown ? shown.parameters : initialParameters(spec, c.seed));
        await open(c, shown ? 'pretrained' : 'fresh', shown ? shown.step : 0, state, engine);
        if (!shown) await current().publisher.refresh();
      });
      void load();
      return null;
    },

    async configure({ config: next }: Requests['configure']['body']): Promise<null> {
      const before = config;
      config = next;
      run?.trainer.wake();
      if (!sameValue(before.dataset, next.dataset)) void load();
      if (!sameValue(before.engine, next.engine)) {
        excluded.clear();
        await switchEngine();
      }
      const untouched =
        run && run.origin === 'fresh' && run.trainer.step === 0 && run.trainer.status === 'idle';
      // Nothing has been learned yet, so nothing is lost by beginning anew at once.
      if (untouched && run && pendingKeys(run.config, next).length > 0) await exclusively(fresh);
      return null;
    },

    train({ steps, epochs }: Requests['train']['body']): Promise<RunSummary> {
      return train(
        (batch, count) => steps ?? (epochs ? stepsFor(epochs, batch, count) : Number.POSITIVE_INFINITY),
      );
    },

    async pause(): Promise<RunSummary> {
      pauses++;
      await lifecycle;
      await current().trainer.pause();
      return summary();
    },

    step: ({ count }: Requests['step']['body']): Promise<RunSummary> => train(() => count),

    async reset(): Promise<RunSummary> {
      await exclusively(fresh);
      return summary();
    },

    async restoreLastGood(): Promise<RunSummary> {
      await exclusively(async () => {
        await current().trainer.pause();
        await rewind();
        await current().publisher.refresh();
      });
      return summary();
    },

    async evaluate(): Promise<Evaluation> {
      await loading;
      const result = await current().publisher.evaluate(() => clock.turn());
      if (!result) throw new ProblemError('run.noData');
      return result;
    },

    encode({ images, count }: Requests['encode']['body']) {
      if (images.length !== count * INPUT_SIZE) throw new ProblemError('run.badInput', { what: 'images' });
      return current().trainer.reader.encode(images, count);
    },

    decode({ z, count }: Requests['decode']['body']) {
      const { reader } = current().trainer;
      if (z.length !== count * reader.spec.latent) throw new ProblemError('run.badInput', { what: 'z' });
      return reader.decode(z, count);
    },

    async exportCheckpoint(): Promise<Uint8Array> {
      const { trainer, config: c } = current();
      const { learningRate, beta, stopAfter } = config;
      const parameters = await trainer.reader.readParameters();
      return writeCheckpoint({
        config: { ...c, learningRate, beta, stopAfter },
        step: trainer.step,
        parameters,
      });
    },

    async importCheckpoint({ bytes }: Requests['importCheckpoint']['body']): Promise<{ config: Config }> {
      // Read before anything is touched: a broken file leaves all as it was.
      const checkpoint = readCheckpoint(bytes, config);
      await exclusively(async () => {
        const asked = checkpoint.config.dataset;
        config = { ...checkpoint.config, dataset: config.dataset };
        const c = structuredClone(config);
        await open(c, 'checkpoint', checkpoint.step, freshState(specOf(c), checkpoint.parameters));
        await current().publisher.refresh();
        if (asked !== config.dataset && asked !== 'own') {
          config = { ...config, dataset: asked };
          void load();
        }
      });
      return { config };
    },

    async importDataset(body: Requests['importDataset']['body']): Promise<null> {
      const next = await ownDataset('parts' in body ? body.parts : body.files);
      config = { ...config, dataset: 'own' };
      loading = attach(next);
      await loading;
      return null;
    },

    async retryData(): Promise<null> {
      await load();
      return null;
    },

    async view({ view: next }: Requests['view']['body']): Promise<null> {
      view = next;
      const r = run;
      if (r) await r.publisher.viewChanged(r.trainer.status !== 'running');
      return null;
    },
  };

  /** Shows the pretrained model before any engine is ready to decode. */
  function announce(shown: Pretrained, runId: number): void {
    const spec = specOf(shown.config);
    const { step, points, labels, manifold } = shown;
    const opened = structuredClone({ config: shown.config, spec });
    post({ type: 'run.opened', runId, ...opened, origin: 'pretrained', step });
    const decoder = shown.parameters.slice(layoutOf(spec).decoderStart);
    post({ type: 'run.weights', runId, step, decoder }, [decoder.buffer]);
    post({ type: 'run.points', runId, step, count: labels.length, mu: points, labels });
    post({
      type: 'run.manifold',
      runId,
      step,
      view: { ...defaultView, extent: manifold.extent, side: manifold.side },
      tiles: manifold.tiles,
    });
  }

  function tryPretrained(bytes: Uint8Array): Pretrained | null {
    try {
      return readPretrained(bytes, config);
    } catch (error) {
      problem(toProblem(error, 'checkpoint.unreadable'));
      return null;
    }
  }

  async function switchEngine(): Promise<void> {
    const r = run;
    if (!r) return;
    const wasRunning = r.trainer.status === 'running';
    const asked = pauses;
    await r.trainer.pause();
    await exclusively(async () => {
      const state = await r.trainer.use((e) => e.save());
      const next = await choose(setupFor(r.config));
      const moved = await move(r, state, r.trainer.step, next);
      await moved.publisher.refresh();
    });
    if (wasRunning) resume(r, asked);
  }
}
export type Session = ReturnType<typeof createSession>;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 200);

/** A browser may fail the work under way well before it says that the device is lost. */
const LOSS_PATIENCE_MS = 2000;

/** Whether the engine's device turns out to be lost. */
function isGone(engine: Engine): Promise<boolean> {
  return Promise.race([
    engine.lost.then(() => true),
    new Promise<boolean>((r) => setTimeout(() => r(false), LOSS_PATIENCE_MS)),
  ]);
}
