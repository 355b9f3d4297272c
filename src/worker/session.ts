/**
 * What the worker does with a command: the reader's settings and view, and which part of the session
 * answers. Learning is `training.ts`', data `supply.ts`', engines `engines.ts`', one run `run.ts`'.
 * What it says goes through `post`, so it runs the same in a worker, in the page, or in a test.
 */
import { stepsFor } from '../data/batches';
import type { ImageSet } from '../data/images';
import { ownDataset } from '../data/own';
import { loadTestImages } from '../data/source';
import { readCheckpoint, writeCheckpoint } from '../engine/checkpoint';
import { type EngineReader, freshState } from '../engine/engine';
import { type Pretrained, readPretrained } from '../engine/pretrained';
import { scoreImages } from '../engine/score';
import { type Clock, createClock } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { problemOf, settle } from '../experiment/conflicts';
import { learnsTheSame } from '../experiment/learned';
import { ProblemError, toProblem } from '../experiment/problem';
import { defaultConfig, pendingKeys, sameValue, schema } from '../experiment/schema';
import { initialParameters } from '../model/init';
import { layoutOf } from '../model/layout';
import { programOf } from '../model/program';
import { hasEncoder, hasLatent, INPUT_SIZE, specOf } from '../model/spec';
import { createEngines } from './engines';
import type { Post } from './post';
import type { Evaluation, Requests, RunSummary, View } from './protocol';
import type { Wishes } from './run';
import { createSupply } from './supply';
import { createTraining } from './training';

const defaultView: View = {
  axes: [0, 1],
  rest: [],
  extent: 3,
  centre: [0, 0],
  side: 20,
  label: 0,
  samples: [],
};

/** Enough of another data set to set beside the run's own. */
const OTHER_IMAGES = 500;

export function createSession(post: Post, clock: Clock = createClock()) {
  const wishes: Wishes = { config: defaultConfig(), view: defaultView };
  let base = '';
  const engines = createEngines(post);
  const training = createTraining({
    post,
    clock,
    wishes,
    engines,
    dataArrived: () => supply.arrived(),
  });
  const supply = createSupply({
    post,
    wanted: () => wishes.config.dataset,
    has: training.hasData,
    attach: training.attach,
  });
  const { current, exclusively } = training;

  return {
    async open(body: Requests['open']['body']): Promise<null> {
      wishes.config = body.config;
      base = body.base;
      for (const id of body.excluding) engines.exclude(id);
      await exclusively(async () => {
        const read = body.pretrained && tryPretrained(body.pretrained);
        // Weights are never shown under settings that they were not trained with.
        const shown = read && learnsTheSame(read.config, wishes.config) ? read : null;
        const c = shown ? shown.config : structuredClone(wishes.config);
        const spec = specOf(c);
        if (shown) announce(shown, training.nextId());
        const engine = await training.chooseEngine(c);
        const state = freshState(spec, shown ? shown.parameters : initialParameters(spec, c.seed));
        const run = await training.open(
          c,
          shown ? 'pretrained' : 'fresh',
          shown ? shown.step : 0,
          state,
          engine,
        );
        if (!shown) await run.publisher.refresh();
      });
      void supply.load(base);
      return null;
    },

    async configure({ config: next }: Requests['configure']['body']): Promise<null> {
      const before = wishes.config;
      wishes.config = next;
      training.run()?.trainer.wake();
      if (!sameValue(before.dataset, next.dataset)) void supply.load(base);
      else if (!sameValue(before.pixels, next.pixels)) await training.reattach();
      if (!sameValue(before.engine, next.engine)) {
        engines.forgive();
        await training.switchEngine();
      }
      const run = training.run();
      // Its images are corrupted anew, and what is made of them.
      if (run && !sameValue(before.noise, next.noise))
        await run.publisher.viewChanged(run.trainer.status !== 'running');
      const untouched =
        run && run.origin === 'fresh' && run.trainer.step === 0 && run.trainer.status === 'idle';
      // Nothing has been learned yet, so nothing is lost by beginning anew at once.
      if (untouched) run.learnWith(next);
      const possible = training.conflicts(next).length === 0;
      if (untouched && possible && pendingKeys(run.config, next).length > 0)
        await exclusively(training.fresh);
      return null;
    },

    train({ steps, epochs }: Requests['train']['body']): Promise<RunSummary> {
      return training.train(
        (batch, count) => steps ?? (epochs ? stepsFor(epochs, batch, count) : Number.POSITIVE_INFINITY),
      );
    },

    pause: () => training.pause(),

    step: ({ count, turn = 'both' }: Requests['step']['body']): Promise<RunSummary> =>
      training.train(() => count, turn),

    async reset(): Promise<RunSummary> {
      await exclusively(training.fresh);
      return current().summary();
    },

    async restoreLastGood(): Promise<RunSummary> {
      await exclusively(async () => {
        await current().trainer.pause();
        await training.rewind();
        await current().publisher.refresh();
      });
      return current().summary();
    },

    async evaluate(): Promise<Evaluation> {
      await supply.arrived();
      const result = await current().publisher.evaluate(() => clock.turn());
      if (!result) throw new ProblemError(training.hasData() ? 'run.noBound' : 'run.noData');
      return result;
    },

    encode({ images, count, labels }: Requests['encode']['body']) {
      if (!hasEncoder(current().engine.spec)) throw new ProblemError('run.noEncoder');
      if (images.length !== count * INPUT_SIZE) throw new ProblemError('run.badInput', { what: 'images' });
      return current().trainer.reader.encode(images, count, labels);
    },

    decode({ z, count, labels }: Requests['decode']['body']) {
      const { reader } = current().trainer;
      if (!hasLatent(reader.spec)) throw new ProblemError('run.noLatent');
      if (z.length !== count * reader.spec.latent) throw new ProblemError('run.badInput', { what: 'z' });
      return reader.decode(z, count, labels);
    },

    async score(body: Requests['score']['body']): Promise<Requests['score']['answer']> {
      const run = current();
      try {
        return { scores: await scoresOf(run.trainer.reader, body) };
      } catch (error) {
        if (!run.over) throw error;
        // It moved to another engine meanwhile, or went: whoever is there then has an answer.
        await exclusively(async () => {});
        return { scores: await scoresOf(current().trainer.reader, body) };
      }
    },

    async otherImages({ dataset }: Requests['otherImages']['body']): Promise<ImageSet> {
      const { images, labels, count: all } = await loadTestImages(dataset, { base });
      const count = Math.min(all, OTHER_IMAGES);
      return {
        images: images.slice(0, count * INPUT_SIZE),
        labels: labels?.slice(0, count) ?? null,
        count,
      };
    },

    async exportCheckpoint(): Promise<Uint8Array> {
      const { trainer, config: c } = current();
      // What it has learned with; only how long it is to learn is as the controls say.
      const pace = schema.filter((row) => row.paces).map(({ key }) => [key, wishes.config[key]]);
      const parameters = await trainer.reader.readParameters();
      return writeCheckpoint({
        config: { ...c, ...Object.fromEntries(pace) },
        step: trainer.step,
        parameters,
      });
    },

    async importCheckpoint({ bytes }: Requests['importCheckpoint']['body']): Promise<{ config: Config }> {
      // Read before anything is touched: a broken file leaves all as it was.
      const checkpoint = readCheckpoint(bytes, wishes.config);
      await exclusively(async () => {
        const asked = checkpoint.config.dataset;
        const { config: settled, conflicts } = settle(checkpoint.config);
        for (const conflict of conflicts) post({ type: 'problem', problem: problemOf(conflict) });
        wishes.config = { ...settled, dataset: wishes.config.dataset };
        const c = structuredClone(wishes.config);
        const state = freshState(specOf(c), checkpoint.parameters);
        const run = await training.open(c, 'checkpoint', checkpoint.step, state);
        await run.publisher.refresh();
        if (asked !== wishes.config.dataset && asked !== 'own') {
          wishes.config = { ...wishes.config, dataset: asked };
          void supply.load(base);
        }
      });
      return { config: wishes.config };
    },

    async importDataset(body: Requests['importDataset']['body']): Promise<null> {
      const next = await ownDataset('parts' in body ? body.parts : body.files);
      wishes.config = { ...wishes.config, dataset: 'own' };
      await supply.take(next);
      return null;
    },

    async retryData(): Promise<null> {
      await supply.load(base);
      return null;
    },

    async hand({ moving }: Requests['hand']['body']): Promise<null> {
      training.run()?.engine.leaveCore?.(moving);
      return null;
    },

    async returnWeights({ decoder }: Requests['returnWeights']['body']): Promise<null> {
      training.run()?.publisher.takeBack(decoder);
      return null;
    },

    async view({ view: next }: Requests['view']['body']): Promise<null> {
      wishes.view = next;
      const run = training.run();
      if (run) await run.publisher.viewChanged(run.trainer.status !== 'running');
      return null;
    },
  };

  async function scoresOf(reader: EngineReader, { images, count, labels }: Requests['score']['body']) {
    if (!programOf(reader.spec).evaluate) throw new ProblemError('run.noBound');
    if (images.length !== count * INPUT_SIZE) throw new ProblemError('run.badInput', { what: 'images' });
    return scoreImages(reader, images, count, labels);
  }

  /** Shows the pretrained model before any engine is ready to decode. */
  function announce(shown: Pretrained, runId: number): void {
    const spec = specOf(shown.config);
    const { step, points, labels, manifold } = shown;
    const opened = structuredClone({ config: shown.config, spec });
    post({ type: 'run.opened', runId, ...opened, origin: 'pretrained', step });
    const decoder = shown.parameters.slice(layoutOf(spec).decoderStart);
    post({ type: 'run.weights', runId, step, decoder }, [decoder.buffer]);
    post({ type: 'run.points', runId, step, count: labels.length, mu: points, logVar: null, labels });
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
      return readPretrained(bytes, wishes.config);
    } catch (error) {
      post({ type: 'problem', problem: toProblem(error, 'checkpoint.unreadable') });
      return null;
    }
  }
}
export type Session = ReturnType<typeof createSession>;
