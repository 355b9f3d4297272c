/**
 * The worker's end of the session: a handler for each command. It keeps the reader's settings and view, and
 * delegates the rest: training to `training.ts`, data to `datasetLoading.ts`, engines to `engines.ts`, runs
 * to `runManager.ts`. Everything it reports goes through `post`, so it works the same in a worker, in the
 * page, or in a test.
 */
import { stepsFor } from '../data/batches';
import { shapeOfData } from '../data/classes';
import { type Dataset, type ImageSet, imagesIn } from '../data/images';
import { loadTestImages } from '../data/source';
import { readCheckpoint, writeCheckpoint } from '../engine/checkpoint';
import { type Encoded, type EngineReader, freshState } from '../engine/engine';
import { readPretrained } from '../engine/pretrainedFile';
import { type EarlierStep, readSteps } from '../engine/pretrainedSteps';
import { scoreImages } from '../engine/score';
import { type Clock, createClock } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { problemOf, resolveConflicts } from '../experiment/conflicts';
import { fitsData, fitsNamed, misfit, sameForm, shapeOf, withDataShape } from '../experiment/dataShape';
import { trainsSameModel } from '../experiment/learned';
import { ProblemError } from '../experiment/problem';
import { changesBetween, changesImages, defaultConfig, pendingKeys, sameValue } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { compileModel, layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { hasEncoder, hasLatent } from '../model/predicates';
import { imageSize } from '../model/spec';
import { createSupply, fromParts } from './datasetLoading';
import { createEngines } from './engines';
import { createLifecycle } from './lifecycle';
import type { Post } from './post';
import { announcePretrained, pretrainedIn } from './pretrained';
import type { Evaluation, PretrainedRun, Requests, RunSummary } from './protocol';
import type { Requested, Run } from './run';
import { createRunManager } from './runManager';
import { createTraining } from './training';
import { DEFAULT_VIEW } from './view';

/** Images that are encoded or decoded at a time. */
const SLICE = 1000;
/** Enough images of another data set to compare with the run's own. */
const OTHER_IMAGES = 500;

export function createHandlers(post: Post, clock: Clock = createClock()) {
  const requested: Requested = { config: defaultConfig(), view: DEFAULT_VIEW, moving: false };
  let base = '';
  /** How often a data set has been chosen. */
  let datasetChoices = 0;
  const engines = createEngines(post);
  const lifecycle = createLifecycle();
  const { exclusively } = lifecycle;
  const manager = createRunManager({ post, clock, requested, engines, lifecycle });
  const supply = createSupply({
    post,
    wanted: () => requested.config.dataset,
    attach,
  });
  /** Uses the data, and the settings have the shape of it from now on. */
  async function attach(next: Dataset): Promise<void> {
    const before = requested.config;
    requested.config = withDataShape(before, shapeOfData(next));
    try {
      await manager.attach(next);
    } catch (error) {
      requested.config = withDataShape(requested.config, shapeOf(before));
      throw error;
    }
  }

  /** The settings, with the shape of the data that they name where it is loaded. */
  function fitted(config: Config): Config {
    const present = manager.present();
    return present?.id === config.dataset ? withDataShape(config, present.shape) : config;
  }

  const training = createTraining({ post, requested, lifecycle, manager, dataArrived: supply.arrived });
  const { current, withRun, withWeights } = manager;

  return {
    async open({ config, base: address, pretrained, resume, excluding }: Requests['open']['body']) {
      requested.config = config;
      base = address;
      for (const id of excluding) engines.exclude(id);
      await exclusively(async () => {
        const read = resume ? null : pretrained && pretrainedIn(pretrained, requested.config, post);
        // Weights are never shown under settings that they were not trained with.
        const shown = read && trainsSameModel(read.config, requested.config) ? read : null;
        const c = resume?.config ?? (shown ? shown.config : structuredClone(requested.config));
        const spec = specOf(c);
        if (shown) announcePretrained(post, shown, manager.nextId());
        const state =
          resume?.state ?? freshState(spec, shown ? shown.parameters : initialParameters(spec, c.seed));
        const origin = resume ? 'checkpoint' : shown ? 'pretrained' : 'fresh';
        const step = (resume ?? shown)?.step ?? 0;
        const run = await manager.open({ config: c, origin, step, state }, () => manager.chooseEngine(c));
        if (resume) {
          run.trainer.status = step > 0 ? 'paused' : 'idle';
          run.postStatus();
        }
        if (!shown) await manager.show(run);
      });
      void supply.load(base);
      return null;
    },

    async ping(): Promise<null> {
      return null;
    },

    async configure({ config }: Requests['configure']['body']): Promise<null> {
      const before = requested.config;
      const next = fitted(config);
      requested.config = next;
      manager.run()?.trainer.wake();
      if (!sameValue(before.dataset, next.dataset)) {
        datasetChoices++;
        const loading = supply.load(base);
        // Images of another form replace the run: those who wait for the change wait for that too.
        if (!sameForm(shapeOf(before), shapeOf(next))) await loading;
      } else if (changesImages(before, next)) await manager.reattach();
      if (!sameValue(before.engine, next.engine)) {
        engines.forgive();
        await manager.switchEngine();
      }
      // The corruption of its images changes, and so do their reconstructions.
      if (!sameValue(before.noise, next.noise))
        await withRun((run) => run.publisher.viewChanged(run.trainer.status !== 'running'));
      await exclusively(async () => {
        const run = manager.run();
        if (!run || !isUntouched(run)) return;
        run.learnWith(requested.config);
        // Nothing has been learned yet, so restarting at once loses nothing.
        const possible = manager.conflicts(requested.config).length === 0;
        if (
          possible &&
          manager.fits(requested.config) &&
          pendingKeys(run.config, requested.config).length > 0
        )
          await manager.fresh();
      });
      return null;
    },

    train({ steps, epochs }: Requests['train']['body']): Promise<RunSummary> {
      return training.train(
        (batch, count) => steps ?? (epochs ? stepsFor(epochs, batch, count) : Number.POSITIVE_INFINITY),
      );
    },

    pause: () => training.pause(),

    step: ({ count, turn }: Requests['step']['body']): Promise<RunSummary> => training.step(count, turn),

    async reset(): Promise<RunSummary> {
      await exclusively(manager.fresh);
      return current().summary();
    },

    async showPretrained({ bytes }: Requests['showPretrained']['body']): Promise<null> {
      await exclusively(async () => {
        const shown = pretrainedIn(bytes, requested.config, post);
        const before = manager.run();
        if (!before || !isUntouched(before) || !shown || !trainsSameModel(shown.config, requested.config))
          return;
        announcePretrained(post, shown, manager.nextId());
        const { config, step, parameters } = shown;
        const state = freshState(specOf(config), parameters);
        const run = await manager.open({ config, origin: 'pretrained', step, state });
        if (!shown.preview) await manager.show(run);
      });
      return null;
    },

    async pretrainedRun({ bytes }: Requests['pretrainedRun']['body']): Promise<PretrainedRun> {
      const { config, step, parameters, preview, losses } = readPretrained(bytes, current().config);
      const count = preview?.labels.length ?? 0;
      return {
        config,
        step,
        decoder: parameters.slice(layoutOf(specOf(config)).decoderStart),
        points: preview && count > 0 ? { count, mu: preview.points, labels: preview.labels } : null,
        history: losses?.history ?? null,
        evaluation: losses?.evaluation ?? null,
      };
    },

    async readSteps({ bytes }: Requests['readSteps']['body']): Promise<EarlierStep[]> {
      return readSteps(specOf(current().config), bytes);
    },

    async restoreLastGood(): Promise<RunSummary> {
      await training.stop();
      await exclusively(async () => {
        await current().trainer.pause();
        await manager.rewind();
        await manager.show(current());
      });
      return current().summary();
    },

    async evaluate(): Promise<Evaluation> {
      await supply.arrived();
      const result = await withRun((run) => run.publisher.evaluate(() => clock.nextTask()));
      if (!result) throw new ProblemError(manager.trainCount() > 0 ? 'run.noBound' : 'run.noData');
      return result;
    },

    trainingCodes: ({
      most,
    }: Requests['trainingCodes']['body']): Promise<Requests['trainingCodes']['result']> =>
      withRun(async (run) => {
        if (!hasEncoder(run.engine.spec)) throw new ProblemError('run.noEncoder');
        return { ...(await run.trainingCodes(most)), runId: run.id };
      }),

    encode: ({ images, count, labels }: Requests['encode']['body']): Promise<Encoded> =>
      withWeights(async ({ trainer: { reader } }) => {
        if (!hasEncoder(reader.spec)) throw new ProblemError('run.noEncoder');
        const { latent, data } = reader.spec;
        const size = imageSize(data);
        if (images.length !== count * size) throw new ProblemError('run.badInput', { what: 'images' });
        const mu = new Float32Array(count * latent);
        let logVar: Float32Array | null = null;
        await slices(count, async (from, n) => {
          const part = images.subarray(from * size, (from + n) * size);
          const codes = await reader.encode(part, n, labels?.subarray(from, from + n));
          mu.set(codes.mu, from * latent);
          if (!codes.logVar) return;
          logVar ??= new Float32Array(count * latent);
          logVar.set(codes.logVar, from * latent);
        });
        return { mu, logVar };
      }),

    decode: ({ z, count, labels }: Requests['decode']['body']): Promise<Float32Array> =>
      withWeights(async ({ trainer: { reader } }) => {
        const { latent, data } = reader.spec;
        const size = imageSize(data);
        if (!hasLatent(reader.spec)) throw new ProblemError('run.noLatent');
        if (z.length !== count * latent) throw new ProblemError('run.badInput', { what: 'z' });
        const pixels = new Float32Array(count * size);
        await slices(count, async (from, n) => {
          const part = z.subarray(from * latent, (from + n) * latent);
          pixels.set(await reader.decode(part, n, labels?.subarray(from, from + n)), from * size);
        });
        return pixels;
      }),

    score: (body: Requests['score']['body']): Promise<Requests['score']['result']> =>
      withWeights(async ({ trainer }) => ({ scores: await scoresOf(trainer.reader, body) })),

    pull: ({ images }: Requests['pull']['body']): Promise<Requests['pull']['result']> =>
      withRun(async (run) => {
        if (!hasEncoder(run.engine.spec)) throw new ProblemError('run.noEncoder');
        return { ...(await run.pull(images)), runId: run.id };
      }),

    oneStep: (body: Requests['oneStep']['body']): Promise<Requests['oneStep']['result']> =>
      withRun(async (run) => ({ ...(await run.oneStep(body)), runId: run.id })),

    async otherImages({ dataset }: Requests['otherImages']['body']): Promise<ImageSet> {
      const all = await loadTestImages(dataset, { base });
      const count = Math.min(all.count, OTHER_IMAGES);
      return {
        ...all,
        images: imagesIn(all, 0, count).slice(),
        labels: all.labels?.slice(0, count) ?? null,
        count,
      };
    },

    async allImages(): Promise<Pick<Dataset, 'train' | 'test'>> {
      const data = manager.images();
      if (!data) throw new ProblemError('run.noData');
      const plain = ({ first: _, images, ...set }: ImageSet): ImageSet => ({ ...set, images });
      return { train: plain(data.train), test: plain(data.test) };
    },

    exportCheckpoint: ({ history, probes }: Requests['exportCheckpoint']['body']): Promise<Uint8Array> =>
      withRun(async (run) => {
        const { step, state } = await run.trainer.whole();
        return writeCheckpoint({ config: run.configNow(), step, state, history, probes });
      }),

    async importCheckpoint({ bytes }: Requests['importCheckpoint']['body']) {
      // Read before anything changes: a damaged file leaves everything as it was.
      const before = requested.config;
      const checkpoint = readCheckpoint(bytes, before);
      const present = manager.present();
      const spec = specOf(checkpoint.config);
      const fits = !present || fitsData(spec, present.shape);
      if (!fits && !fitsNamed(checkpoint.config, spec)) throw misfit(spec.data, present.shape);
      const choicesBefore = datasetChoices;
      await exclusively(async () => {
        const dataset = checkpoint.config.dataset;
        const { config: resolved, conflicts } = resolveConflicts(checkpoint.config);
        for (const conflict of conflicts) post({ type: 'problem', problem: problemOf(conflict) });
        const wanted = fits ? { ...resolved, dataset: requested.config.dataset } : resolved;
        const config = structuredClone(wanted);
        const { step, state } = checkpoint;
        const run = await manager.open({ config, origin: 'checkpoint', step, state });
        // Settings changed while the model was being opened are later, and take precedence.
        requested.config = { ...wanted, ...changesBetween(before, requested.config) };
        if (checkpoint.mapped)
          post({ type: 'problem', problem: { code: 'checkpoint.mapped', params: checkpoint.mapped } });
        if (!checkpoint.complete && step > 0)
          post({ type: 'problem', problem: { code: 'checkpoint.noOptimiser', params: { step } } });
        await manager.show(run);
        if (!fits) void supply.load(base);
        else if (
          choicesBefore === datasetChoices &&
          dataset !== requested.config.dataset &&
          dataset !== 'own'
        ) {
          requested.config = { ...requested.config, dataset };
          void supply.load(base);
        }
      });
      // The model is trained on images with its own settings.
      if (changesImages(before, requested.config)) await manager.reattach();
      return { config: requested.config, history: checkpoint.history, probes: checkpoint.probes };
    },

    async continueFrom({ from }: Requests['continueFrom']['body']): Promise<RunSummary> {
      const before = requested.config;
      await exclusively(async () => {
        const { config, step, state } = from;
        const run = await manager.open({
          config: structuredClone(config),
          origin: 'checkpoint',
          step,
          state,
        });
        run.trainer.status = step > 0 ? 'paused' : 'idle';
        run.postStatus();
        requested.config = config;
        await manager.show(run);
      });
      if (changesImages(before, requested.config)) await manager.reattach();
      return current().summary();
    },

    async importDataset(body: Requests['importDataset']['body']): Promise<null> {
      const next = 'parts' in body ? await fromParts(body.parts) : body.dataset;
      const before = requested.config;
      datasetChoices++;
      requested.config = { ...requested.config, dataset: 'own' };
      try {
        await supply.take(next);
      } catch (error) {
        requested.config = withDataShape({ ...requested.config, dataset: before.dataset }, shapeOf(before));
        throw error;
      }
      return null;
    },

    async retryData(): Promise<null> {
      await supply.load(base);
      return null;
    },

    async movement({ moving }: Requests['movement']['body']): Promise<null> {
      requested.moving = moving;
      manager.run()?.engine.leaveCore?.(moving);
      return null;
    },

    async returnWeights({ decoder }: Requests['returnWeights']['body']): Promise<null> {
      manager.run()?.publisher.takeBack(decoder);
      return null;
    },

    async view({ view: next }: Requests['view']['body']): Promise<null> {
      requested.view = next;
      // The first run opens with the view requested by then.
      if (manager.run()) await withRun((run) => run.publisher.viewChanged(run.trainer.status !== 'running'));
      return null;
    },
  };

  function isUntouched({ origin, trainer }: Run): boolean {
    return origin === 'fresh' && trainer.step === 0 && trainer.status === 'idle';
  }

  /** In slices, so that other commands can be handled in between. */
  async function slices(count: number, work: (from: number, count: number) => Promise<void>): Promise<void> {
    for (let from = 0; from < count; from += SLICE) {
      await work(from, Math.min(SLICE, count - from));
      await clock.nextTask();
    }
  }

  async function scoresOf(reader: EngineReader, { images, count, labels }: Requests['score']['body']) {
    if (!compileModel(reader.spec).evaluate) throw new ProblemError('run.noBound');
    if (images.length !== count * imageSize(reader.spec.data))
      throw new ProblemError('run.badInput', { what: 'images' });
    return scoreImages(reader, images, count, labels);
  }
}
export type Handlers = ReturnType<typeof createHandlers>;
