/**
 * The functions that the controls call. None of them rejects: every error becomes a notice, a message on the
 * screen with possible actions, and no error is reported only in the console.
 */
import type { Config } from '../experiment/config';
import { toProblem } from '../experiment/problem';
import { restore } from '../experiment/restore';
import { pendingKeys, sameValue, schema } from '../experiment/schema';
import { decodeLook, decodeUrl, isOnlyEntry, settingsOf } from '../experiment/url';
import type { Turn } from '../model/spec';
import type { WorkerLike } from '../worker/client';
import { type Autosave, createAutosave } from './autosave';
import {
  followCompared as followComparedLink,
  loadPinnedSteps as loadStepsOfPinned,
  pin as pinShown,
} from './compare';
import { fetchPretrained, fetchSteps } from './fetchPretrained';
import { isOwnLink, keepLookInLink } from './link';
import { probesOfLink } from './linkedProbes';
import { notify } from './notices';
import { play, stopPlayback } from './playback';
import { addSavedSteps, loadSteps, offersSteps } from './pretrainedSteps';
import { series } from './series';
import * as session from './session';
import { changesSinceShown, showNear, snapshotsUntil } from './snapshots';
import { useStore } from './store';

export { dismiss } from './notices';

import { setView } from './session';

export { reportMovement } from './session';
export { setView };

export interface StartOptions {
  /** The folder of the page's files (`import.meta.env.BASE_URL`), ending in a slash. */
  base: string;
  spawn?: () => WorkerLike;
  fetch?: typeof fetch;
}

/** The result of `work`, or null after a notice. */
async function withNotice<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    notify(toProblem(error));
    return null;
  }
}

let started: Promise<boolean> | null = null;
let leaveLook = () => {};
let pretrainedOf = async (_: Config): Promise<Uint8Array | null> => null;
let stepsOf = async (_: string): Promise<Uint8Array | null> => null;
let autosave: Autosave | null = null;

/**
 * Opens the session with the settings of the link; resolves when decode works. False if it could not be
 * opened, after a notice. A second call returns the result of the first.
 */
export function start(options: StartOptions): Promise<boolean> {
  started ??= begin(options);
  return started;
}

async function begin({ base: relative, spawn, fetch = globalThis.fetch }: StartOptions): Promise<boolean> {
  watchForCrashes();
  const base = typeof document === 'undefined' ? relative : new URL(relative, document.baseURI).href;
  pretrainedOf = (settings) => fetchPretrained(base, settings, fetch);
  stepsOf = (preset) => fetchSteps(base, preset, fetch);
  const { config, autostart, problems } = decodeUrl(currentLink());
  const { look, problems: refused } = decodeLook(currentLink());
  for (const problem of [...problems, ...refused]) notify(problem);
  useStore.setState({ config, look, ...probesOfLink(look.probes, look.via) });
  leaveLook = keepLookInLink();
  if (typeof window !== 'undefined') {
    window.addEventListener('hashchange', followLink);
    window.addEventListener('beforeunload', warnOfLoss);
  }
  if (typeof document !== 'undefined')
    autosave = createAutosave({
      run: session.copyOfProgress,
      history: series.save,
      earlier: snapshotsUntil,
    });
  const paused = session.pauseCount();
  const opened = await withNotice(async () => {
    await session.openSession({
      base,
      spawn,
      pretrained: pretrainedOf(config),
      onCopy: autosave?.note,
    });
    return true;
  });
  void offerSaved();
  void followCompared(look.compare);
  if (opened && look.step !== null) void showLinked(look.step);
  if (opened && autostart && session.pauseCount() === paused) void train();
  return opened ?? false;
}

/** Ends the session; `start` may open another. */
export function stop(): void {
  started = null;
  leaveLook();
  autosave?.stop();
  autosave = null;
  session.endSession();
  if (typeof window === 'undefined') return;
  window.removeEventListener('hashchange', followLink);
  window.removeEventListener('beforeunload', warnOfLoss);
}

/** Offers the run that an earlier page has saved. Where storage is denied, there is none. */
async function offerSaved(): Promise<void> {
  const saved = await autosave?.find().catch(() => null);
  if (saved) useStore.setState({ saved });
}

/** Continues the run that an earlier page has saved. */
export async function continueSaved(): Promise<void> {
  const { saved } = useStore.getState();
  if (!saved) return;
  dismissSaved();
  await withNotice(async () => {
    const found = await autosave?.take(saved);
    if (!found) return;
    await session.importCheckpoint(found.bytes);
    await addSavedSteps(found.steps);
    // The reader's own images are not saved with the run.
    if (saved.config.dataset === 'own' && useStore.getState().config.dataset !== 'own')
      notify({ code: 'data.noFiles' });
  });
}

/**
 * Trains on from the earlier step that is shown, with the settings that have been changed since it is shown; without
 * any, exactly as the run has done.
 */
export async function continueFromShown(): Promise<void> {
  const { shownStep } = useStore.getState();
  if (shownStep === null) return;
  stopPlayback();
  const changes = changesSinceShown();
  if (await withNotice(() => session.continueFrom(shownStep, changes))) await train();
}

/** Pins what is on the screen, to be compared with what comes. */
export const pin = () => withNotice(pinShown);
const followCompared = (text: string | null) => withNotice(() => followComparedLink(text, pretrainedOf));

/** Saves the run in the browser's storage now, if it allows that. */
export const saveRun = async () => autosave?.flush();

/** Removes the offer; the run stays saved, for the next page. */
export const dismissSaved = () => useStore.setState({ saved: null });

/** Deletes the saved run that is offered; then an older one is, if there is any. */
export async function deleteSaved(): Promise<void> {
  const { saved } = useStore.getState();
  if (!saved) return;
  dismissSaved();
  await withNotice(async () => autosave?.delete(saved.id));
  await offerSaved();
}

/** Makes the browser ask the reader whether to leave. */
function warnOfLoss(event: Event): void {
  if (session.hasUnsaved()) event.preventDefault();
}

const currentLink = () => (typeof location === 'undefined' ? '' : settingsOf(location));

/** The reader edited the link, or went back to another one. */
async function followLink(): Promise<void> {
  // If both changed at the same moment, the page's own change came last.
  if (isOwnLink(currentLink()) || isOnlyEntry(currentLink())) return;
  const { config, autostart, problems } = decodeUrl(currentLink());
  const { look, problems: refused } = decodeLook(currentLink());
  for (const problem of [...problems, ...refused]) notify(problem);
  useStore.setState({ look, ...((look.probes || look.via) && probesOfLink(look.probes, look.via)) });
  void followCompared(look.compare);
  const { run, config: shown } = useStore.getState();
  if (schema.some(({ key }) => !sameValue(config[key], shown[key])))
    await withNotice(() => session.applyConfig(config));
  if (!autostart) return;
  if (pendingKeys(run.config, config).length > 0) await reset();
  await train();
}

/** Trains until a limit, the settings or `pause` stops it. */
export const train = (limits?: { steps?: number; epochs?: number }) =>
  withNotice(() => session.train(limits));
export const pause = () => withNotice(session.pause);
export const step = (count = 1, turn: Turn = 'both') => withNotice(() => session.step(count, turn));
/** The class that a conditional model generates, on the plane and under the pointer. */
export function chooseLabel(label: number): void {
  useStore.setState({ label });
  setView({ label });
}
/** A new run from the same first weights, or from those of another seed. */
export const reset = (seed?: number) => withNotice(() => session.reset(seed));
/** Shows the pretrained model of the settings, if there is one, unless the reader has trained meanwhile. */
export async function showPretrained(): Promise<void> {
  const { config } = useStore.getState();
  const bytes = await pretrainedOf(config);
  if (bytes && useStore.getState().config === config) await withNotice(() => session.showPretrained(bytes));
}
/** Shows the step of a link, which only a pretrained model has. */
async function showLinked(step: number): Promise<void> {
  if (!offersSteps(useStore.getState())) notify({ code: 'link.step', params: { step } });
  else if (await withNotice(loadedSteps)) showNear(step);
}

/** Shows the snapshot nearest to a step, as the reader's movement. */
export function showStep(step: number): void {
  stopPlayback();
  session.reportMovement();
  showNear(step);
}

async function loadedSteps(): Promise<true> {
  await loadSteps(stepsOf);
  return true;
}

/** Loads the earlier steps of the pretrained model on the screen; undefined if they cannot be loaded, after a notice. */
export const loadEarlier = () => withNotice(loadedSteps);

/** The earlier steps of a pretrained model that is pinned. */
export const loadPinnedSteps = () => withNotice(() => loadStepsOfPinned(stepsOf));

/** Shows the training again: that of the run, or that of the pretrained model, whose steps are loaded first. */
export async function replay(): Promise<void> {
  const offered = offersSteps(useStore.getState());
  if (!offered || (await withNotice(loadedSteps))) play();
}
export const newSeed = () => reset(Math.floor(2 ** 32 * Math.random()));
export const evaluate = () => withNotice(session.evaluate);
/** The result; null if it failed (after a notice) or if its run no longer exists. */
async function unlessGone<T>(work: () => Promise<T>): Promise<T | null> {
  const { id } = useStore.getState().run;
  try {
    return await work();
  } catch (error) {
    // A run that has ended need not reply; a dead worker or a missing engine has a notice of its own.
    const problem = toProblem(error);
    if (session.hasWorker() && useStore.getState().run.id === id && problem.code !== 'engine.none')
      notify(problem);
    return null;
  }
}

/** An anomaly score for each image, in nats. The array is transferred. */
export const score = (images: Uint8Array, count: number, labels?: Uint8Array) =>
  unlessGone(() => session.score(images, count, labels));
/** The codes of images by the present model of the plane. The array is transferred. */
export const encode = (images: Uint8Array, count: number, labels?: Uint8Array) =>
  unlessGone(() => session.encode(images, count, labels));
/** The run's next step, if its batch were this image; the run stays as it is. */
export const oneStep = (image: Uint8Array, label: number) => unlessGone(() => session.oneStep(image, label));
export { otherImages } from './session';
export const retryData = () => withNotice(session.retryData);
export const restoreLastGood = () => withNotice(session.restoreLastGood);
export const bringBack = () => withNotice(session.bringBack);
export const restartWorker = () => withNotice(session.reopenSession);

/** Applies the valid settings of `patch`; the others become notices. */
export async function configure(patch: Partial<Config>): Promise<void> {
  const { config, problems } = restore(useStore.getState().config, patch);
  for (const problem of problems) notify(problem);
  await withNotice(() => session.applyConfig(config));
}

/**
 * The model as a safetensors file; with a dead worker, from the kept copy. Null after a notice if there is
 * none.
 */
export async function saveCheckpoint(): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = await withNotice(session.exportCheckpoint);
  return bytes && new Uint8Array(bytes);
}

/**
 * Checkpoints and data of any format, distinguished by their content. `names`: with their folders, where files
 * came in some.
 */
export async function openFiles(files: readonly File[], names?: readonly string[]): Promise<void> {
  await withNotice(async () => (await import('./openFiles')).openFiles(files, names));
}

let watching = false;

/** Reports uncaught errors on the screen too. */
function watchForCrashes(): void {
  if (watching || typeof window === 'undefined') return;
  watching = true;
  window.addEventListener('error', (event) => {
    // Not an error: the browser reports it when a resize takes more than a frame to process.
    if (event.message.startsWith('ResizeObserver loop')) return;
    notify(toProblem(event.error ?? event.message));
  });
  window.addEventListener('unhandledrejection', (event) => notify(toProblem(event.reason)));
}
