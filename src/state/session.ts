/**
 * The page's one session with the worker: what can be asked of it, and what must be remembered to
 * go on after it has died. Every function here rejects with a ProblemError when it fails;
 * `actions.ts` turns that into sentences on the screen, `app/automation.ts` hands it to the script.
 */
import type { RemoteId } from '../data/registry';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { restore } from '../experiment/restore';
import { encodeUrl } from '../experiment/url';
import type { Turn } from '../model/spec';
import { type Client, createClient, type WorkerLike } from '../worker/client';
import type {
  DatasetParts,
  Evaluation,
  NamedFile,
  Requests,
  RequestType,
  RunSummary,
  View,
} from '../worker/protocol';
import { spawnWorker } from '../worker/spawn';
import { expectNewWorker, type PageEvent, patchEngine, patchRun, receive } from './connect';
import { notify, settle } from './notices';
import { useStore } from './store';

export interface SessionOptions {
  /** Where the page's files are: an absolute address with a slash at the end, since a worker has another base. */
  base: string;
  /** A checkpoint to open with. */
  pretrained: Promise<Uint8Array | null>;
  spawn?: () => WorkerLike;
}

let options: SessionOptions | null = null;
let client: Client | null = null;
/** The last good parameters, so that a dead worker costs seconds and not the run. */
let kept: Uint8Array | null = null;
/** The reader's own data lives in the worker; this brings it again. */
let ownData: (() => Promise<Requests['importDataset']['body']>) | null = null;

let resolveOpened: () => void = () => {};
/** Resolves once, when a model can be decoded for the first time. */
export const opened = new Promise<void>((resolve) => {
  resolveOpened = resolve;
});

/** Whether there is a worker to speak to. */
export const isAlive = () => client !== null;
export const keptCheckpoint = () => kept;

export async function openSession(opening: SessionOptions): Promise<void> {
  options = opening;
  kept = null;
  ownData = null;
  await connect(await opening.pretrained);
}

/** A new worker in the place of a dead one: same settings, same data, last good parameters, paused. */
export async function reopenSession(): Promise<void> {
  if (!options) throw new ProblemError('worker.died');
  const checkpoint = kept;
  const { config } = useStore.getState();
  try {
    await connect(checkpoint ? null : await options.pretrained);
    if (ownData && useStore.getState().config.dataset === 'own') await ask('importDataset', await ownData());
    if (checkpoint) {
      await importCheckpoint(checkpoint);
      // It holds what the model was trained with; the controls go on asking for what they asked for.
      await applyConfig(config);
    }
    settle('worker.died', 'engine.failed');
  } finally {
    // The fresh run that a worker opens first must not cost us what we keep.
    kept ??= checkpoint;
  }
}

async function connect(pretrained: Uint8Array | null): Promise<void> {
  client?.terminate();
  client = null;
  expectNewWorker();
  try {
    client = createClient({
      spawn: options?.spawn ?? spawnWorker,
      onEvent,
      onDeath: ({ problem }) => {
        client = null;
        patchEngine({ status: 'failed' });
        if (useStore.getState().run.status === 'running') patchRun({ status: 'paused', stepsPerSecond: 0 });
        notify(problem);
      },
    });
  } catch (error) {
    patchEngine({ status: 'failed' });
    throw error;
  }
  setView({});
  await ask('open', {
    config: useStore.getState().config,
    base: options?.base ?? './',
    pretrained: pretrained?.slice() ?? null,
    excluding: [],
  });
  resolveOpened();
}

export function endSession(): void {
  client?.terminate();
  client = null;
  options = null;
  viewWanted = null;
  viewSent = null;
}

function ask<T extends RequestType>(
  type: T,
  body: Requests[T]['body'],
  transfer?: Transferable[],
): Promise<Requests[T]['answer']> {
  return client ? client.request(type, body, transfer) : Promise.reject(new ProblemError('worker.died'));
}

function onEvent(event: PageEvent): void {
  const before = useStore.getState().run.status;
  receive(event);
  if (event.type === 'run.opened') kept = null;
  if (event.type === 'run.weights') giveBack(event.decoder);
  if (event.type === 'run.status') {
    const { status } = useStore.getState().run;
    if (status === 'running') {
      if (performance.now() >= keepAfter) keep();
    } else if (before === 'running' && status !== 'diverged') keep();
  }
}

/** Its contents are in the store. A worker that has died needs it no more. */
function giveBack(decoder: Float32Array): void {
  ask('returnWeights', { decoder }, [decoder.buffer]).catch(() => {});
}

const KEEP_EVERY_MS = 10_000;
let keepAfter = 0;
let keeping = false;

/** Asks quietly for a copy of the parameters. What takes long is done more rarely: at most 5% of the time. */
function keep(): void {
  if (keeping) return;
  keeping = true;
  const asked = performance.now();
  const { id } = useStore.getState().run;
  ask('exportCheckpoint', {})
    .then((bytes) => {
      if (useStore.getState().run.id === id) kept = bytes;
    })
    .catch(() => {
      // Nothing new to keep; a worker that has died says so by itself.
    })
    .finally(() => {
      keeping = false;
      const took = performance.now() - asked;
      keepAfter = performance.now() + Math.max(KEEP_EVERY_MS, 20 * took);
    });
}

/** What the controls show becomes `config`, in the store, in the link and in the worker. */
export async function applyConfig(config: Config): Promise<void> {
  useStore.setState({ config });
  writeLink(config);
  await ask('configure', { config });
}

/** All of `patch`, or nothing of it and a rejection that names the first key that is wrong. */
export async function configure(patch: unknown): Promise<void> {
  const { config, problems } = restore(useStore.getState().config, patch);
  if (problems.length > 0) throw new ProblemError(problems[0].code, problems[0].params);
  await applyConfig(config);
}

function writeLink(config: Config): void {
  if (typeof history === 'undefined') return;
  try {
    history.replaceState(history.state, '', encodeUrl(config));
  } catch {
    // Some frames forbid it, and Safari a hundred a half minute: the settings hold without a link.
  }
}

export const train = (limits: { steps?: number; epochs?: number } = {}): Promise<RunSummary> =>
  ask('train', limits);
export const pause = (): Promise<RunSummary> => ask('pause', {});
/** `turn`: who learns in them, of an adversarial model. */
export const step = (count = 1, turn: Turn = 'both'): Promise<RunSummary> => ask('step', { count, turn });
export const restoreLastGood = (): Promise<RunSummary> => ask('restoreLastGood', {});
export const retryData = (): Promise<null> => ask('retryData', {});

/** A new run of the settings; with `seed`, of that seed. */
export async function reset(seed?: number): Promise<RunSummary> {
  if (seed !== undefined) await configure({ seed });
  const summary = await ask('reset', {});
  settle('setting.conflict');
  return summary;
}

/** On the whole test set; it comes as an event too, and so to the screen. */
export const evaluate = (): Promise<Evaluation> => ask('evaluate', {});

/** A hand that has not moved for so long has come to rest. */
const HAND_RESTS_MS = 300;
let handRests: ReturnType<typeof setTimeout> | undefined;

/** A hand is moving something: the worker leaves the page a core until it has come to rest. */
export function handMoves(): void {
  if (handRests === undefined) tellHand(true);
  clearTimeout(handRests);
  handRests = setTimeout(() => {
    handRests = undefined;
    tellHand(false);
  }, HAND_RESTS_MS);
}

function tellHand(moving: boolean): void {
  // A worker that has died says so by itself.
  ask('hand', { moving }).catch(() => {});
}

/** The arrays are handed over: give copies of what is still needed. */
export const encode = (images: Uint8Array, count: number, labels?: Uint8Array) =>
  ask('encode', { images, count, labels }, [images.buffer]);
export const decode = (z: Float32Array, count: number, labels?: Uint8Array) =>
  ask('decode', { z, count, labels }, [z.buffer]);

/** How unusual the model finds each image, in nats. The array is handed over. */
export async function score(images: Uint8Array, count: number, labels?: Uint8Array): Promise<Float32Array> {
  return (await ask('score', { images, count, labels }, [images.buffer])).scores;
}
/** Test images of another data set than the run's. */
export const otherImages = (dataset: RemoteId) => ask('otherImages', { dataset });

export const exportCheckpoint = (): Promise<Uint8Array> => ask('exportCheckpoint', {});

/** Takes up the model and the settings that came with it. */
export async function importCheckpoint(bytes: Uint8Array): Promise<void> {
  const { config } = await ask('importCheckpoint', { bytes });
  kept = bytes;
  useStore.setState({ config });
  writeLink(config);
}

/** `bring` is called again if the worker has to be replaced. */
async function importDataset(bring: () => Promise<Requests['importDataset']['body']>): Promise<void> {
  await ask('importDataset', await bring());
  ownData = bring;
  const config: Config = { ...useStore.getState().config, dataset: 'own' };
  useStore.setState({ config });
  writeLink(config);
}

export const importParts = (parts: DatasetParts) => importDataset(async () => ({ parts }));

export const importFiles = (files: readonly File[]) =>
  importDataset(async () => ({
    files: await Promise.all(
      files.map(
        async (file): Promise<NamedFile> => ({
          name: file.name,
          bytes: new Uint8Array(await file.arrayBuffer()),
        }),
      ),
    ),
  }));

let viewWanted: View | null = null;
let viewSent: Promise<unknown> | null = null;

function defaultView(): View {
  const { run, axes, label } = useStore.getState();
  const { latent } = run.spec;
  return {
    axes: latent > 1 ? axes : [0, 0],
    rest: new Array<number>(latent).fill(0),
    extent: 3,
    centre: [0, 0],
    side: 20,
    label,
    samples: Array.from({ length: 10 }, (_, i) => i),
  };
}

/**
 * What the pictures should show. Each caller gives its part of the view, the rest stays. Latest
 * wins: while one view is on its way, only the newest of those that follow is remembered.
 */
export function setView(part: Partial<View>): void {
  viewWanted = { ...(viewWanted ?? defaultView()), ...part };
  if (viewSent) return;
  const view = viewWanted;
  viewSent = ask('view', { view })
    .catch(() => {
      // A worker that has died says so by itself, and the next one is sent the view anew.
    })
    .finally(() => {
      viewSent = null;
      if (viewWanted !== view && viewWanted && client) setView(viewWanted);
    });
}
