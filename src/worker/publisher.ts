/**
 * What a run publishes during training: weights, points, manifold, reconstructions and test losses, each one
 * event, and each a task with its share of the machine's time.
 */
import { epochsAfter } from '../data/batches';
import { type Dataset, imagesAt } from '../data/images';
import { createBackgroundTasks } from '../engine/backgroundTasks';
import { createEmbedding } from '../engine/embed';
import { createEvaluation } from '../engine/evaluate';
import { manifoldGrid, toBytes } from '../engine/manifoldGrid';
import { Superseded, type Trainer } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { hyperOf } from '../experiment/specOf';
import { nextSnapshot } from '../math/snapshotSteps';
import { compileModel, layoutOf } from '../model/compile';
import { corruptedBytes } from '../model/corruption';
import { knownLabel } from '../model/layout';
import { bernoulliNats, gaussianNats } from '../model/pixels';
import { hasEncoder, hasLatent } from '../model/predicates';
import { imageSize } from '../model/spec';
import type { Past, View, WorkerEvent } from './protocol';

export interface PublisherOptions {
  trainer: Trainer;
  runId: number;
  dataset: Dataset | null;
  /** The latest view of the page. */
  view(): View;
  /** The reader is moving something on a machine that can hardly follow: all but the decoder can wait. */
  hurried?(): boolean;
  /** The present strength of the corruption, and the seed of its draws. */
  noise(): number;
  /** The settings of the run, as they are now. */
  config(): Config;
  /**
   * Whether it was opened at its first step: until it has learned something, only its settings need to be
   * kept.
   */
  untrained: boolean;
  post(event: WorkerEvent, transfer?: Transferable[]): void;
  now(): number;
}

export function createPublisher(options: PublisherOptions) {
  const { trainer, runId, dataset, view, hurried, noise, config, untrained, post, now } = options;
  const { reader } = trainer;
  const { spec } = reader;
  const { decoderStart, size } = layoutOf(spec);
  const test = dataset?.test ?? null;
  const encodes = hasEncoder(spec);
  const embedding = test && encodes ? createEmbedding(reader, test) : null;
  /**
   * Test losses after n steps are shown next to the training losses of the n-th, and have the same weights.
   */
  const objectiveWeights = () => ({ hyper: hyperOf(config()), step: Math.max(0, trainer.step - 1) });
  const evaluation =
    test && compileModel(spec).evaluate ? createEvaluation(reader, test, objectiveWeights) : null;
  const nats = spec.likelihood === 'bernoulli' ? bernoulliNats : gaussianNats;

  /** Two arrays go back and forth between worker and page, so that none is allocated during training. */
  const spare: Float32Array[] = [];

  /** What is published together is of one step, also when training begins meanwhile. */
  const ofOneStep = (publish: (step: number) => Promise<void>) => () =>
    trainer.hold(() => publish(trainer.step));

  const weights = ofOneStep(async (step) => {
    const decoder = await reader.readParameters(decoderStart, spare.pop());
    post({ type: 'run.weights', runId, step, decoder }, [decoder.buffer]);
  });

  const points = ofOneStep(async (step) => {
    if (!embedding) return;
    const { mu, logVar } = await embedding.renewAll();
    const labels = test?.labels?.slice(0, embedding.count) ?? null;
    post({ type: 'run.points', runId, step, count: embedding.count, mu, logVar, labels }, [
      mu.buffer,
      ...(logVar ? [logVar.buffer] : []),
    ]);
  });

  const manifold = ofOneStep(async (step) => {
    if (!hasLatent(spec)) return;
    const wanted = view();
    const z = manifoldGrid(wanted, spec.latent);
    const count = wanted.side * (wanted.rows ?? wanted.side);
    const tiles = toBytes(
      await reader.decode(z, count, new Uint8Array(count).fill(knownLabel(reader.spec, wanted.label))),
    );
    post({ type: 'run.manifold', runId, step, view: wanted, tiles }, [tiles.buffer]);
  });

  async function reconstructed(): Promise<Past['reconstructions']> {
    if (!test || !encodes) return null;
    const samples = view().samples.filter((i) => i < test.count);
    const count = samples.length;
    if (count === 0) return null;
    const images = imagesAt(test, samples);
    const pixels = imageSize(spec.data);
    const labels = test.labels && Uint8Array.from(samples, (s) => test.labels?.[s] ?? 0);
    const seen =
      spec.corruption === 'none' ? null : corruptedBytes(spec.corruption, images, noise(), config().seed);
    const { mu } = await reader.encode(seen ?? images, count, labels ?? undefined);
    const decoded = await reader.decode(mu, count, labels ?? undefined);
    const errors = Float32Array.from(samples, (_, i) => {
      const [from, to] = [i * pixels, (i + 1) * pixels];
      return nats(images.subarray(from, to), decoded.subarray(from, to));
    });
    return { samples, corrupted: seen, pixels: toBytes(decoded), errors };
  }

  const reconstructions = ofOneStep(async (step) => {
    const found = await reconstructed();
    if (found) post({ type: 'run.reconstructions', runId, step, ...found }, buffersOf(found));
  });

  /** The step of the last test losses. A run that opens has its own already, which a slice must not replace. */
  let tested = trainer.step;
  /**
   * From this step on, test losses are due whatever their share, after twice as many steps each time: the first steps
   * take most of the chart's logarithmic axis, and a line across them would show losses that never were.
   */
  let nextTest = 4;

  const testSlice = ofOneStep(async (step) => {
    if (!evaluation) return;
    tested = step;
    post({ type: 'run.test', runId, step, evaluation: await evaluation.nextSlice() });
  });

  /** A copy of everything needed to continue, which the page keeps in case the worker dies. */
  async function snapshot(): Promise<void> {
    await trainer.keep();
    const { step, state } = trainer.lastGood;
    const copy = structuredClone(state);
    post(
      { type: 'run.snapshot', runId, config: structuredClone(config()), step, state: copy },
      buffersOf(copy),
    );
  }

  /** The step, and the epoch, from which on the history of the run needs another snapshot. */
  let nextPast = 0;
  let nextEpoch = 0;
  const epoch = () =>
    dataset ? Math.floor(epochsAfter(trainer.step, config().batch, dataset.train.count)) : 0;

  /** A snapshot for the history of the run; `renewed`: the run has stopped, and all codes are those of its step. */
  const past = (renewed = false) => trainer.hold(() => keepPast(renewed));
  async function keepPast(renewed: boolean): Promise<void> {
    nextPast = nextSnapshot(trainer.step);
    nextEpoch = epoch() + 1;
    const present = await trainer.finiteState();
    if (!present) return;
    const points = embedding && (renewed ? embedding.all() : await embedding.renewFirst(FEWER_POINTS));
    const shown = await reconstructed();
    const facts = { ...present, config: structuredClone(config()), points, reconstructions: shown };
    post({ type: 'run.past', runId, ...facts }, [present.state, points, shown].flatMap(buffersOf));
  }

  // At most a fifteenth of the time in total, since the reader waits for training; dots and tiles move on their own
  // meanwhile. Later, all but dots and decoder take less: what ten steps change at first takes hundreds then, as on the
  // logarithmic axis of the losses.
  const declining = (share: number) => () =>
    share * Math.max(LEAST_PART, Math.min(1, LIVELY_STEPS / trainer.step));
  const tasks = createBackgroundTasks(
    {
      weights: { run: weights, every: 250, share: 0.01 },
      points: {
        run: points,
        every: 250,
        share: () => Math.max(POINTS.later, POINTS.first * Math.min(1, POINTS.steps / trainer.step)),
      },
      manifold: { run: manifold, every: 150, share: declining(0.015) },
      reconstructions: { run: reconstructions, every: 250, share: declining(0.01) },
      test: { run: testSlice, every: 400, share: declining(0.015) },
    },
    now,
    () => (view().lighter ? LIGHTER_FACTOR : 1),
  );
  /**
   * Separate from the others: however many they are and however long a step takes, at most two seconds are
   * lost.
   */
  const keeping = createBackgroundTasks({ snapshot: { run: snapshot, every: 1800, share: 0.1 } }, now);
  /** Few: the steps are spread on a logarithmic axis. */
  const history = createBackgroundTasks({ past: { run: () => past(), every: 0, share: 0.1 } }, now);

  /** For so long, a reader who moves something is spared everything that can wait. */
  let sparedUntil = 0;
  let weightsAt = 0;

  return {
    /** Takes back an array of weights that the page no longer needs. */
    takeBack(decoder: Float32Array): void {
      if (decoder.length === size - decoderStart && spare.length < 2) spare.push(decoder);
    },
    /** Runs one task, if one is due. */
    async between(): Promise<void> {
      const busy = hurried?.() ?? false;
      if (!busy || now() > sparedUntil + CATCHES_UP_MS) sparedUntil = now() + SPARED_MS;
      if (busy && now() < sparedUntil) {
        if (now() >= weightsAt) {
          weightsAt = now() + SPARED_WEIGHTS_MS;
          await tasks.runOne(['weights']);
        }
        return;
      }
      if (trainer.step >= nextPast || epoch() >= nextEpoch) await history.runOne();
      await keeping.runOne();
      if (trainer.step >= nextTest) {
        nextTest = 2 * trainer.step;
        tasks.runSoon('test');
      }
      await tasks.runOne();
    },
    /** Lets the history of the run have a snapshot at the next opportunity: something has changed. */
    keepPastSoon(): void {
      nextPast = 0;
    },
    /** Publishes everything when the run has stopped. */
    async refresh(): Promise<void> {
      await tasks.runAll(['weights', 'manifold', 'reconstructions']);
      await points();
      // Those of a run that has stopped are not older than what else is shown.
      if (tested !== trainer.step) await tasks.runAll(['test']);
      if (trainer.step === 0 && untrained) return;
      await keeping.runAll(['snapshot']);
      await past(true);
    },
    /** Publishes what depends on the view again; at once if `still`, else at the next opportunity. */
    async viewChanged(still: boolean): Promise<void> {
      if (still)
        await tasks.runAll(['manifold', 'reconstructions']).catch((error) => {
          // Its successor publishes the view requested by then.
          if (!(error instanceof Superseded)) throw error;
        });
      else {
        tasks.runSoon('manifold');
        tasks.runSoon('reconstructions');
      }
    },
    /** Losses and kNN on the whole test set. */
    evaluate: (nextTask: () => Promise<void>) =>
      trainer.hold(async () => {
        if (!evaluation) return null;
        const { step } = trainer;
        const whole = await evaluation.whole(nextTask);
        post({ type: 'run.test', runId, step, evaluation: whole });
        return whole;
      }),
  };
}
/** Up to this step, everything is published as often as its share allows; then most of it ever less, down to this part. */
const LIVELY_STEPS = 500;
const LEAST_PART = 0.2;
/** The share of the dots: in the first steps the clouds part, later they hardly move. */
const POINTS = { first: 0.04, steps: 200, later: 0.015 };
/** During a longer movement, the page gets the rest once in such a while, within the second time. */
const SPARED_MS = 10_000;
/** And the weights of the decoder, two megabytes in the default model, as often as this. */
const SPARED_WEIGHTS_MS = 2000;
const CATCHES_UP_MS = 500;
/** For a page that is late with drawing, everything but copies of the run is published this many times less often. */
const LIGHTER_FACTOR = 3;

/** During training, a snapshot has the codes of fewer images, since encoding them keeps the reader waiting. */
const FEWER_POINTS = 500;

/** The buffers of the arrays among the values of an object, to transfer. */
const buffersOf = (given: object | null | undefined): ArrayBuffer[] =>
  Object.values(given ?? {}).flatMap((value) =>
    ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
  );

export type Publisher = ReturnType<typeof createPublisher>;
