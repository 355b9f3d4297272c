/**
 * The one place where events of the worker become state. It sends no commands and decides nothing: commands
 * are in `session.ts`. Events of a run that is over are dropped here.
 */

import { formOf } from '../data/images';
import { sameForm, shapeOf, shapeSettings, withDataShape } from '../experiment/dataShape';
import { termsOf } from '../model/compile';
import { knownLabel } from '../model/layout';
import type { WorkerEvent } from '../worker/protocol';
import { withLaterChanges } from './changesDuringLoad';
import { live } from './live';
import { clearProblems, notify } from './notices';
import { fitProbes, followImages, forgetImages, releaseProbes } from './probes';
import { forgetResults } from './results';
import { series } from './series';
import { addSnapshot, forgetSnapshots } from './snapshots';
import { type DataState, type EngineState, type RunState, useStore } from './store';

export type PageEvent = Exclude<WorkerEvent, { type: 'reply' }>;

export const patchEngine = (patch: Partial<EngineState>) =>
  useStore.setState(({ engine }) => ({ engine: { ...engine, ...patch } }));
const patchData = (patch: Partial<DataState>) =>
  useStore.setState(({ data }) => ({ data: { ...data, ...patch } }));
export const patchRun = (patch: Partial<RunState>) =>
  useStore.setState(({ run }) => ({ run: { ...run, ...patch } }));

/**
 * The page's own copy of the weights; the array that they arrived in is returned to the worker (session.ts).
 */
let weights = new Float32Array(0);

function copied(decoder: Float32Array): Float32Array {
  if (weights.length !== decoder.length) weights = new Float32Array(decoder.length);
  weights.set(decoder);
  return weights;
}

/** The run on the screen; workers count their runs from 1. */
let runId = 0;

/**
 * A new worker sends the events from now on: any run that it opens is a new one. Until then the screen stays
 * as it is.
 */
export function expectNewWorker(): void {
  runId = 0;
  patchEngine({ status: 'starting', trying: null });
}

export function receive(event: PageEvent): void {
  if ('runId' in event && event.type !== 'run.opened' && event.runId !== runId) return;
  switch (event.type) {
    case 'ready':
      return;
    case 'engine.choosing':
      patchEngine({ status: 'choosing', progress: null, trying: null });
      return;
    case 'engine.trying':
      patchEngine({ trying: event.id });
      return;
    case 'engine.progress':
      patchEngine({ progress: { done: event.done, total: event.total } });
      return;
    case 'engine.ready': {
      const { id, device, reason, ladder } = event;
      clearProblems('engine.slow');
      patchEngine({ status: 'ready', progress: null, id, device, reason, ladder });
      return;
    }
    case 'data.progress':
      clearProblems('data.slow');
      patchData({ status: 'loading', received: event.received, total: event.total });
      return;
    case 'data.ready': {
      const { id, origin, trainCount, trainTotal, classes, names, test } = event.info;
      if (origin !== 'drawn') clearProblems('data.unreachable', 'data.kept', 'data.checksum');
      clearProblems('run.noData', 'data.slow');
      const before = useStore.getState().data.id;
      if (before !== null && before !== id) {
        // They belong to other images.
        forgetSnapshots();
        live.release();
        live.set('points', null);
        live.set('reconstructions', null);
        useStore.setState(forgetImages(useStore.getState()));
      }
      patchData({ status: 'ready', id, origin, trainCount, trainTotal, classes, names, test });
      const { config } = useStore.getState();
      // The reader may want others by now.
      const shape = { ...formOf(test), classes };
      if (
        config.dataset === id &&
        JSON.stringify(shapeSettings(shape)) !== JSON.stringify(shapeSettings(shapeOf(config)))
      )
        useStore.setState({ config: withDataShape(config, shape) });
      return;
    }
    case 'run.opened':
      openRun(event);
      forgetResults();
      return;
    case 'run.config':
      patchRun({ config: event.config });
      return;
    case 'run.status': {
      const { status, step, epoch, stepsPerSecond } = event;
      if (status !== 'diverged') clearProblems('run.diverged');
      patchRun({ status, step, epoch, stepsPerSecond });
      return;
    }
    case 'run.losses':
      // Its status follows a moment later, and the bar must not name an older step than the losses do.
      if (useStore.getState().run.starting) patchRun({ starting: false, status: 'running' });
      clearProblems('worker.restarted');
      series.append(event.first, event.values);
      return;
    case 'run.history':
      series.load(event.history);
      if (event.evaluation) patchRun({ evaluation: { ...event.evaluation, step: event.step } });
      return;
    case 'run.snapshot':
      // Kept by `session.ts`, for the next worker that may have to continue it.
      return;
    case 'run.past': {
      const { config, step, state, points, reconstructions } = event;
      addSnapshot({ config, step, state, points, reconstructions });
      return;
    }
    case 'run.weights':
      live.set('weights', { step: event.step, decoder: copied(event.decoder) });
      return;
    case 'run.points': {
      const { step, count, mu, logVar, labels } = event;
      live.set('points', { step, count, mu, logVar, labels });
      if (
        useStore.getState().shownStep === null &&
        useStore.getState().probes.some((p) => p.image !== undefined)
      )
        useStore.setState(followImages(mu, count));
      return;
    }
    case 'run.manifold':
      live.set('manifold', { step: event.step, view: event.view, tiles: event.tiles });
      return;
    case 'run.reconstructions': {
      const { step, corrupted, pixels, errors } = event;
      const before = live.latest().reconstructions?.samples;
      // Keeps the identity of the array for the same images, so that their sheet is not created again.
      const samples = before && String(before) === String(event.samples) ? before : event.samples;
      live.set('reconstructions', { step, samples, corrupted, pixels, errors });
      return;
    }
    case 'run.test': {
      const { step, evaluation } = event;
      series.appendTest(step, evaluation);
      const before = useStore.getState().run.evaluation;
      // A slice has no kNN accuracy: that of the last whole pass is kept until the next.
      patchRun({ evaluation: { ...evaluation, knn: evaluation.knn ?? before?.knn ?? null, step } });
      return;
    }
    case 'problem': {
      const { code } = event.problem;
      if (code === 'engine.none') {
        clearProblems('engine.slow');
        patchEngine({ status: 'failed' });
      }
      // Only the last change is shown.
      if (code === 'run.optimiser') clearProblems('run.optimiser');
      if (code !== 'data.slow' && (code.startsWith('data.') || code.startsWith('idx.')))
        patchData({ status: useStore.getState().data.test ? 'ready' : 'failed' });
      notify(event.problem);
      return;
    }
    default:
      event satisfies never;
  }
}

/**
 * Opens a new run: its losses start empty, and nothing of the old one stays on the screen. Old points over a
 * new manifold would show a model that does not exist; the new ones arrive moments later. A run may be
 * announced twice: as soon as there is something to show, and when it is ready for commands.
 */
function openRun(event: Extract<PageEvent, { type: 'run.opened' }>): void {
  const { config, spec, origin, step } = event;
  if (event.runId === runId) {
    patchRun({ config, spec, origin, step });
    return;
  }
  const before = useStore.getState().run.spec;
  runId = event.runId;
  series.open(termsOf(spec));
  // Before the new model is set: its subscribers must not find the old model's points.
  live.open(runId);
  forgetSnapshots();
  clearProblems('run.diverged');
  useStore.setState(releaseProbes(before, spec));
  useStore.setState(({ label }) => ({ label: knownLabel(spec, label) }));
  const { test } = useStore.getState().data;
  // Images of another form are not this model's; its own are announced when they are there.
  if (test && !sameForm(test, spec.data)) {
    patchData({ test: null });
    useStore.setState(forgetImages(useStore.getState()));
  }
  useStore.setState({
    run: {
      id: runId,
      status: 'idle',
      origin,
      step,
      epoch: 0,
      stepsPerSecond: 0,
      starting: useStore.getState().run.starting,
      spec,
      config,
      evaluation: null,
    },
  });
  // Its settings are set together with the model: the controls never show those of another.
  if (origin === 'checkpoint') useStore.setState({ config: withLaterChanges(config) });
  useStore.setState(fitProbes(spec.latent));
}
