/**
 * The page's end of its one session with the worker: one function per command (`worker/handlers.ts` is the other end),
 * and what must be kept to continue after the worker has died. Every function here rejects with a ProblemError when it
 * fails; `actions.ts` turns that into notices, `app/automation.ts` passes it to the script.
 */

import type { RemoteId } from '../data/registry';
import type { Config } from '../experiment/config';
import { sameForm, shapeOf } from '../experiment/dataShape';
import { ProblemError, toProblem } from '../experiment/problem';
import { restore } from '../experiment/restore';
import type { Turn } from '../model/spec';
import { type Client, createClient, type WorkerLike } from '../worker/client';
import type {
  Evaluation,
  LossHistory,
  RecoveryState,
  Requests,
  RequestType,
  RunSummary,
} from '../worker/protocol';
import { spawnWorker, workersBarred } from '../worker/spawn';
import { stepTimeout } from '../worker/stepTimeout';
import { recordChange, recordChanges } from './changesDuringLoad';
import { expectNewWorker, type PageEvent, patchEngine, patchRun, receive } from './connect';
import { writeLink } from './link';
import { watchMovement } from './movement';
import { clearProblems, notify } from './notices';
import { createOwnData } from './ownData';
import { afterReplacement, forgetReplaced, keeping, replacedRun, replacing } from './replacedRun';
import { probesFrom, probesText } from './savedProbes';
import { series } from './series';
import { warnIfSlow } from './slowModel';
import { precede, settingsOf, showLive, snapshotAt, snapshotsBefore } from './snapshots';
import { useStore } from './store';
import { createViewSender } from './viewSender';

export interface SessionOptions {
  /**
   * The folder of the page's files: an absolute address ending in a slash, since a worker has another base.
   */
  base: string;
  /** A checkpoint to open with. */
  pretrained: Promise<Uint8Array | null>;
  spawn?: () => WorkerLike;
  /** Called when a newer copy of the run is there. */
  onCopy?: () => void;
}

let options: SessionOptions | null = null;
let client: Client | null = null;
/** The latest copy of the run, so that a dead worker costs two seconds and not the run. */
let kept: RecoveryState | null = null;
/** The step up to which the run is saved in a file, or was loaded from one. */
let savedStep = 0;
/** Whether the present worker has opened a run. */
let hasRun = false;
/** When a worker last died, in ms since the page was opened. */
let diedAt = Number.NEGATIVE_INFINITY;
/** After a second death this soon only the reader can restart: the next worker might die of the same cause. */
const AGAIN_WITHIN_MS = 60_000;

let resolveOpened: () => void = () => {};
/** Resolves once, when a model can be decoded for the first time. */
export const opened = new Promise<void>((resolve) => {
  resolveOpened = resolve;
});

/** Whether there is a worker. */
export const hasWorker = () => client !== null;

/** The latest copy of the run, unless it is the pretrained one or untrained. */
export const copyOfProgress = (): RecoveryState | null =>
  useStore.getState().run.origin !== 'pretrained' && kept && kept.step > 0 ? kept : null;

/** Whether leaving the page would lose training progress. */
export function hasUnsaved(): boolean {
  const { run } = useStore.getState();
  return run.origin !== 'pretrained' && run.step > savedStep;
}

export async function openSession(opening: SessionOptions): Promise<void> {
  options = opening;
  kept = null;
  own.forget();
  forgetReplaced();
  warnIfSlow(useStore.getState().config);
  beginning = opening.pretrained.then(
    () => {},
    () => {},
  );
  await connect(await opening.pretrained);
}

/** Pending until there is a worker. */
let beginning: Promise<void> | null = null;

/** Replaces a dead worker by a new one: same settings, same data, last good parameters, paused. */
export async function reopenSession(): Promise<void> {
  if (!options) throw new ProblemError('worker.died');
  const resume = kept;
  const saved = savedStep;
  const history = resume && series.save();
  const past = resume ? snapshotsBefore(resume.step) : [];
  try {
    await connect(resume ? null : await options.pretrained, resume);
    if (useStore.getState().config.dataset === 'own') await own.bringAgain();
    if (resume && history) series.load(history, resume.step);
    precede(past);
    if (resume) savedStep = saved;
    clearProblems('worker.died', 'engine.failed');
  } finally {
    kept ??= resume;
  }
}

/** The first worker that dies is replaced at once; if the new one cannot start or dies too soon, a notice says so. */
function onCrash({ problem }: ProblemError): void {
  client = null;
  patchEngine({ status: 'failed' });
  if (useStore.getState().run.status === 'running') patchRun({ status: 'paused', stepsPerSecond: 0 });
  const now = performance.now();
  const again = !hasRun || now - diedAt < AGAIN_WITHIN_MS;
  diedAt = now;
  if (again) notify(problem);
  else
    beginning = reopenSession().then(
      () => notify({ code: 'worker.restarted', params: { step: useStore.getState().run.step } }),
      (error) => notify(toProblem(error)),
    );
}

async function connect(pretrained: Uint8Array | null, resume: RecoveryState | null = null): Promise<void> {
  client?.terminate();
  client = null;
  hasRun = false;
  expectNewWorker();
  try {
    client = createClient({
      spawn: options?.spawn ?? spawnWorker,
      blocked: workersBarred,
      onEvent,
      onCrash,
      heartbeat: { ping: 'ping', silentForMs },
    });
  } catch (error) {
    patchEngine({ status: 'failed' });
    throw error;
  }
  setView({});
  await send('open', {
    config: useStore.getState().config,
    base: options?.base ?? './',
    pretrained: pretrained?.slice() ?? null,
    resume,
    excluding: [],
  });
  resolveOpened();
}

/**
 * While an engine compiles for a GPU it may be silent for longer than during steps of the model. WebAssembly compiles in
 * the background and then runs a few steps, much faster than the slowest engine; Firefox, when automated, sometimes
 * never returns from starting a thread of it.
 */
function silentForMs(): number {
  const { engine, run } = useStore.getState();
  const step = stepTimeout(run.spec, run.config.batch);
  if (engine.status === 'ready') return step;
  return engine.trying === 'simd' ? Math.max(step / 4, TRYING_MS) : Math.max(step, CHOOSING_MS);
}
const TRYING_MS = 10_000;
const CHOOSING_MS = 60_000;

export function endSession(): void {
  client?.terminate();
  client = null;
  options = null;
  view.forget();
  diedAt = Number.NEGATIVE_INFINITY;
}

async function send<T extends RequestType>(
  type: T,
  body: Requests[T]['body'],
  transfer?: Transferable[],
): Promise<Requests[T]['result']> {
  if (!client && beginning) await beginning;
  if (!client) throw new ProblemError('worker.died');
  return client.request(type, body, transfer);
}

function onEvent(event: PageEvent): void {
  receive(event);
  const { id } = useStore.getState().run;
  switch (event.type) {
    case 'run.opened':
      kept = null;
      hasRun = true;
      savedStep = event.step;
      return;
    case 'run.snapshot':
      if (event.runId !== id) return;
      kept = { config: event.config, step: event.step, state: event.state };
      options?.onCopy?.();
      return;
    case 'run.weights':
      giveBack(event.decoder);
      return;
    default:
  }
}

/** The weights are in the store. A dead worker does not need the array back. */
function giveBack(decoder: Float32Array): void {
  send('returnWeights', { decoder }, [decoder.buffer]).catch(() => {});
}

/** Applies `config` to the store, to the link and to the worker. */
export async function applyConfig(config: Config): Promise<void> {
  const before = useStore.getState().config;
  const bring = config.dataset === 'own' && before.dataset !== 'own';
  if (bring && !own.known()) throw new ProblemError('data.noFiles');
  recordChange(before, config);
  useStore.setState({ config });
  writeLink(config);
  warnIfSlow(config);
  const apply = () => send('configure', { config });
  // Images of another form need another model: the present one can be brought back.
  await (sameForm(shapeOf(before), shapeOf(config)) ? apply() : replacing(copyOfRun, apply));
  // Another set may have replaced it meanwhile.
  if (bring) await own.bringAgain();
}

/** Applies all of `patch`; or none of it, and rejects with the first invalid key. */
export async function configure(patch: unknown): Promise<void> {
  const { config, problems } = restore(useStore.getState().config, patch);
  if (problems.length > 0) throw ProblemError.of(problems[0]);
  await applyConfig(config);
}

export async function train(limits: { steps?: number; epochs?: number } = {}): Promise<RunSummary> {
  // Shown at once: a busy worker replies later, and the first step of a large model takes long.
  patchRun({ starting: true });
  showLive();
  const pausesBefore = pauses;
  try {
    return await startingAnew(() => (pausesBefore === pauses ? send('train', limits) : send('pause', {})));
  } finally {
    patchRun({ starting: false });
  }
}
/** Training does not continue a pretrained model: it starts a run of its own. It does not overtake a reset either. */
const startingAnew = <T>(command: () => Promise<T>): Promise<T> =>
  afterReplacement(() =>
    useStore.getState().run.origin === 'pretrained' ? keeping(copyOfRun, command) : command(),
  );
/** Without probes: those on the plane stay where they are when a run is brought back. */
const copyOfRun = async () => ({ savedStep, bytes: await fileOf(series.save()) });

/** Number of pauses requested so far: they must also apply to a run that is about to start by itself. */
let pauses = 0;
export const pauseCount = () => pauses;
export function pause(): Promise<RunSummary> {
  pauses++;
  patchRun({ starting: false });
  return send('pause', {});
}
/** `turn`: which network of an adversarial model learns. */
export function step(count = 1, turn: Turn = 'both'): Promise<RunSummary> {
  showLive();
  return startingAnew(() => send('step', { count, turn }));
}
export const restoreLastGood = (): Promise<RunSummary> => send('restoreLastGood', {});
export const retryData = (): Promise<null> => send('retryData', {});

/** A new run with the present settings; with `seed`, with that seed. */
export async function reset(seed?: number): Promise<RunSummary> {
  return replacing(copyOfRun, async () => {
    if (seed !== undefined) await configure({ seed });
    const summary = await send('reset', {});
    clearProblems('setting.conflict');
    return summary;
  });
}

/** Shows a pretrained model in place of an untrained run. The array is transferred. */
export const showPretrained = (bytes: Uint8Array) => send('showPretrained', { bytes }, [bytes.buffer]);

/** A pretrained model to look at beside the run. The array is transferred. */
export const pretrainedRun = (bytes: Uint8Array) => send('pretrainedRun', { bytes }, [bytes.buffer]);

/** Earlier steps of the pretrained model that is shown. The array is transferred. */
export const readSteps = (bytes: Uint8Array) => send('readSteps', { bytes }, [bytes.buffer]);

/** Restores the run that was replaced last, in exchange for the present one. Does nothing without one. */
export async function bringBack(): Promise<void> {
  const copy = replacedRun();
  if (!copy) return;
  await importCheckpoint(copy.bytes);
  savedStep = copy.savedStep;
  // A run without steps was not kept in its place.
  if (replacedRun() === copy) forgetReplaced();
}

/**
 * Opens a run that goes on from an earlier step of the present one, which can be brought back; `changes`: the settings
 * that it has from there on.
 */
export async function continueFrom(step: number, changes: Partial<Config> = {}): Promise<RunSummary> {
  const from = snapshotAt(step);
  if (!from?.state) throw new ProblemError('run.badInput', { what: 'step' });
  const config = settingsOf(from);
  const { state } = from;
  const history = series.save();
  const past = snapshotsBefore(step);
  const summary = await replacing(copyOfRun, () => send('continueFrom', { from: { config, step, state } }));
  series.load(history, step);
  precede(past);
  await applyConfig({ ...config, ...changes });
  return summary;
}

/** Evaluates the whole test set; the result also arrives as an event, and so on the screen. */
export const evaluate = (): Promise<Evaluation> => send('evaluate', {});

/** Called when the reader moves something. A dead worker is reported elsewhere. */
export const reportMovement = watchMovement((moving) => void send('movement', { moving }).catch(() => {}));

/** The arrays are transferred: pass copies if they are still needed. */
export const encode = (images: Uint8Array, count: number, labels?: Uint8Array) =>
  send('encode', { images, count, labels }, [images.buffer]);
export const decode = (z: Float32Array, count: number, labels?: Uint8Array) =>
  send('decode', { z, count, labels }, [z.buffer]);

/** An anomaly score for each image, in nats. The array is transferred. */
export async function score(images: Uint8Array, count: number, labels?: Uint8Array): Promise<Float32Array> {
  return (await send('score', { images, count, labels }, [images.buffer])).scores;
}
/** The codes of at most so many training images, all at the present step. */
export const trainingCodes = (most: number) => send('trainingCodes', { most });
/** Where the next step of the run would move the codes of these test images. */
export const pull = (images: Uint32Array) => send('pull', { images });
/** The run's next step, if its batch were this image. */
export const oneStep = (image: Uint8Array, label: number) => send('oneStep', { image, label });
/** Test images of a data set other than the run's. */
export const otherImages = (dataset: RemoteId) => send('otherImages', { dataset });
/** Copies of all images of the data set. */
export const allImages = () => send('allImages', {});

/**
 * The model as a file, with its losses and the probes; with a dead worker, from the kept copy. Rejects where there is none.
 */
export async function exportCheckpoint(): Promise<Uint8Array> {
  const { step } = useStore.getState().run;
  const bytes = await fileOf(series.save(), probesText(useStore.getState()));
  savedStep = step;
  return bytes;
}

async function fileOf(history: LossHistory, probes?: string): Promise<Uint8Array> {
  if (client || !kept) return send('exportCheckpoint', { history, probes });
  const { recoveryFile } = await import('../worker/recoveryFile');
  return recoveryFile(kept, history, probes);
}

/** Loads the model of a checkpoint, with its losses, its settings and its probes. */
export async function importCheckpoint(bytes: Uint8Array): Promise<void> {
  const since = recordChanges();
  try {
    const {
      config: loaded,
      history,
      probes,
    } = await replacing(copyOfRun, () => send('importCheckpoint', { bytes }));
    const { run } = useStore.getState();
    // A run that was saved during training has losses of later steps too.
    if (history) series.load(history, run.step);
    if (probes) useStore.setState(probesFrom(probes, run.spec.latent));
    const config = { ...loaded, ...since.changed };
    useStore.setState({ config });
    writeLink(config);
    if (Object.keys(since.changed).length > 0) await send('configure', { config });
  } finally {
    since.end();
  }
}

const own = createOwnData((type, body, transfer) =>
  type === 'importDataset'
    ? replacing(copyOfRun, () => send(type, body, transfer))
    : send(type, body, transfer),
);
export const { importParts, importDataset } = own;

const view = createViewSender((view) => send('view', { view }), hasWorker);
export const setView = view.set;
