/**
 * The past of the run on the screen: snapshots in memory, each with everything that the page shows of its step and
 * everything needed to go on from it, and the step that is shown. In memory and on the page, so that the playhead needs
 * neither storage nor the worker, which may be training.
 */

import type { Config } from '../experiment/config';
import { changesBetween, schema } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { nearestStep, thinned } from '../math/snapshotSteps';
import { layoutOf } from '../model/compile';
import type { Past } from '../worker/protocol';
import { live } from './live';
import { hasLittleMemory } from './memory';
import { followImages } from './probes';
import { reconstructedHere } from './reconstructed';
import { useStore } from './store';

/** Bytes that all snapshots may take together. */
export const snapshotBudget = (): number => (hasLittleMemory() ? 64 : 256) * 2 ** 20;

/** A step that can be shown, and continued if it has a state. */
export interface Snapshot extends Omit<Past, 'state'> {
  /** The flat array of parameters from `layout.decoderStart` on. */
  decoder: Float32Array;
  state: Past['state'] | null;
}

let snapshots: Snapshot[] = [];
/** The settings of the controls when an earlier step was first shown: what is changed from then on is for a branch. */
let configBefore: Config | null = null;

/** The bytes of all arrays in a snapshot. */
function bytesOf({ decoder, state, points, reconstructions }: Snapshot): number {
  // With a state, the decoder is a part of its parameters.
  return [state ?? { decoder }, points ?? {}, reconstructions ?? {}]
    .flatMap((part): unknown[] => Object.values(part))
    .reduce((sum: number, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0);
}

function publish(): void {
  const bytes = snapshots.reduce((sum, one) => sum + bytesOf(one), 0);
  useStore.setState({ snapshots: { steps: snapshots.map(({ step }) => step), bytes } });
}

/** Adds a snapshot, in place of one of the same step and of later ones: the run has gone back. */
export function addSnapshot(past: Past, budget = snapshotBudget()): void {
  const { decoderStart } = layoutOf(specOf(past.config));
  const snapshot = { ...past, decoder: past.state.parameters.subarray(decoderStart) };
  snapshots = snapshots.filter(({ step }) => step < snapshot.step);
  snapshots.push(snapshot);
  const most = Math.floor(budget / bytesOf(snapshot));
  const steps = snapshots.map(({ step }) => step);
  const kept = new Set(thinned(steps, most).map((i) => steps[i]));
  const { shownStep } = useStore.getState();
  snapshots = snapshots.filter(({ step }) => kept.has(step) || step === shownStep);
  publish();
}

/** Adds steps of a training that has taken place elsewhere, before the one that the page shows. */
export function addEarlier(earlier: readonly Snapshot[]): void {
  snapshots = [...earlier];
  publish();
}

/** Another run is opened. */
export function forgetSnapshots(): void {
  snapshots = [];
  configBefore = null;
  publish();
  useStore.setState({ shownStep: null });
}

/** Those of the present run that are not after `step`, in ascending order. */
export const snapshotsUntil = (step: number): readonly Snapshot[] =>
  snapshots.filter((one) => one.step <= step);
export const snapshotAt = (step: number): Snapshot | null =>
  snapshots.find((one) => one.step === step) ?? null;
export const snapshotsBefore = (step: number): Snapshot[] => snapshots.filter((one) => one.step < step);

/** Puts the snapshots of the run that the present one goes on from before its own. */
export function precede(past: readonly Snapshot[]): void {
  snapshots = [...past, ...snapshots.filter(({ step }) => step > (past.at(-1)?.step ?? -1))];
  publish();
}

/** The settings that a snapshot was trained with, and those of the machine and the page as they are now. */
export function settingsOf({ config }: Snapshot): Config {
  const now = useStore.getState().config;
  const trained = schema.filter((row) => row.persists.checkpoint).map(({ key }) => [key, config[key]]);
  // The images that are loaded stay.
  return { ...now, ...Object.fromEntries(trained), dataset: now.dataset };
}

/** Shows the snapshot nearest to `step`. */
export function showNear(step: number): void {
  const nearest = nearestStep(
    snapshots.map((one) => one.step),
    step,
  );
  if (nearest >= 0) show(snapshots[nearest]);
}

/** Shows what the run has published last. */
export function showLive(): void {
  const { shownStep } = useStore.getState();
  if (shownStep === null) return;
  configBefore = null;
  useStore.setState({ shownStep: null });
  live.release();
  follow();
}

function show({ step, decoder, points, reconstructions }: Snapshot): void {
  const now = useStore.getState();
  if (now.shownStep === step) return;
  if (step === now.run.step) {
    showLive();
    return;
  }
  if (now.shownStep === null) configBefore = now.config;
  const labels = now.data.test?.labels ?? null;
  useStore.setState({ shownStep: step });
  live.hold({
    weights: { step, decoder },
    points: points && { step, labels: labels?.slice(0, points.count) ?? null, ...points },
    reconstructions: reconstructions && { step, ...reconstructions },
  });
  if (!reconstructions) live.complete(reconstructedHere(step));
  follow();
}

/** Probes of test images are at the images' codes of the step that is shown. */
function follow(): void {
  const { points } = live.get();
  if (points && useStore.getState().probes.some((p) => p.image !== undefined))
    useStore.setState(followImages(points.mu, points.count));
}

/** The settings that the reader has changed since an earlier step is shown. */
export const changesSinceShown = (): Partial<Config> =>
  configBefore ? changesBetween(configBefore, useStore.getState().config) : {};
