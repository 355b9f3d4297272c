/**
 * The pinned run: what was on the screen when it was pinned, beside the run that goes on. It stays whatever happens to
 * that run, until the reader stops comparing; it is stored in the browser, so that a link to the comparison finds it
 * again.
 */

import { checksumOf } from '../autosave/checksum';
import { readPin, writePin } from '../autosave/pinStore';
import { imagesIn } from '../data/images';
import { type Compared, decodeCompared, encodeCompared } from '../experiment/compareLink';
import type { Config, DatasetId } from '../experiment/config';
import { nearest } from '../experiment/members';
import { ProblemError } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { axisDirections } from '../latent/slice';
import { termsOf } from '../model/compile';
import { hasLatent } from '../model/predicates';
import { sameSpec } from '../model/spec';
import type { LossHistory } from '../worker/protocol';
import { WITH_STEPS } from './fetchPretrained';
import { live } from './live';
import { notify } from './notices';
import { earlierThan, testLossesAt } from './pinnedPast';
import { isPinned, type Pinned, type PinnedEnd, wholeOf } from './pinnedRun';
import { createSeries, series } from './series';
import { evaluate, opened, pretrainedRun } from './session';
import { sliceNow } from './slice';
import { snapshotAt } from './snapshots';
import { useStore } from './store';

/** The test images whose checksum stands for all. */
const SUMMED = 100;
let summed: { images: Uint8Array; sum: number } | null = null;

/** The data set of the codes on the screen, and the checksum of its test images; null before they are loaded. */
export function imagesNow(): { dataset: DatasetId; images: number | null } {
  const { data, run } = useStore.getState();
  const images = data.test?.images;
  if (data.test && images && summed?.images !== images)
    summed = { images, sum: checksumOf(imagesIn(data.test, 0, SUMMED)) };
  return {
    dataset: data.id ?? run.config.dataset,
    images: images && summed ? summed.sum : null,
  };
}

/** The losses up to a step. */
function historyUntil(step: number): LossHistory {
  const { spec } = useStore.getState().run;
  const until = createSeries(undefined, termsOf(spec));
  until.load(series.save(), step);
  // What is drawn and read out is in the merged series.
  return { ...until.save(), steps: new Float64Array(), losses: new Float32Array() };
}

/** What is on the screen: the shown earlier step, or the latest. Throws `compare.nothing` before there is a model. */
function onScreen(): Pinned {
  const state = useStore.getState();
  const { run, shownStep, data } = state;
  const { weights, points } = live.get();
  const past = shownStep === null ? null : snapshotAt(shownStep);
  const { config } = past ?? run;
  const latent = hasLatent(run.spec);
  if (latent && !weights) throw new ProblemError('compare.nothing');
  const step = latent && weights ? weights.step : (shownStep ?? run.step);
  const history = historyUntil(step);
  const evaluationAt = (at: number) => {
    const { evaluation } = run;
    return evaluation && evaluation.step <= at ? evaluation : testLossesAt(history, at);
  };
  const { id } = nearest(run.config).preset;
  const end: PinnedEnd = {
    config: structuredClone(config),
    step,
    ...imagesNow(),
    // The array of the live weights is filled again and again.
    decoder: latent && weights ? weights.decoder.slice() : null,
    points:
      points && points.mu.length === points.count * run.spec.latent && latent
        ? { step: points.step, count: points.count, mu: points.mu.slice(), labels: points.labels }
        : null,
    slice: { ...sliceNow(state), shown: state.slice.shown },
    history,
    evaluation: evaluationAt(step),
    file: run.origin === 'pretrained' && shownStep === null && WITH_STEPS.includes(id) ? id : null,
  };
  const earlier = latent ? earlierThan(step, data.test?.labels ?? null, evaluationAt) : [];
  return wholeOf(end, earlier);
}

/** What stands for it in links. */
const keyOf = ({ past }: Pick<Pinned, 'past'>) => encodeCompared(past[past.length - 1]);

function take(pinned: Pinned): void {
  const compare = keyOf(pinned);
  useStore.setState(({ look }) => ({ pinned, look: { ...look, compare, use: 'comparison' } }));
}

/** Storage that is denied or full costs the comparison only its link. */
const store = ({ end, past, ...rest }: Pinned) => {
  // Without its earlier steps, which are large.
  const kept: PinnedEnd = { ...rest, ...past[past.length - 1] };
  return writePin(keyOf({ past }), kept).catch(() => {});
};

/**
 * Pins what is on the screen, in place of an earlier pinned run. Its test losses are completed afterwards, if the run
 * has stopped.
 */
export async function pin(): Promise<void> {
  const pinned = onScreen();
  take(pinned);
  void store(pinned);
  const before = useStore.getState();
  const { run, shownStep, data } = before;
  const whole = pinned.evaluation?.step === pinned.step && pinned.evaluation.count === data.test?.count;
  if (whole || shownStep !== null || run.status === 'running' || run.starting || data.status !== 'ready')
    return;
  // Without it, the numbers of a slice of the test images stay.
  const evaluation = await evaluate().catch(() => null);
  const now = useStore.getState();
  if (!evaluation || now.pinned?.history !== pinned.history) return;
  if (now.run.id !== run.id || now.run.step !== run.step) return;
  const complete = completed(now.pinned, { ...evaluation, step: pinned.end });
  useStore.setState({ pinned: complete });
  void store(complete);
}

/** With an evaluation of the step that was pinned. */
function completed(pinned: Pinned, evaluation: NonNullable<Pinned['evaluation']>): Pinned {
  const { past, step, end } = pinned;
  return {
    ...pinned,
    ...(step === end && { evaluation }),
    past: [...past.slice(0, -1), { ...past[past.length - 1], evaluation }],
  };
}

/** The pretrained model of these settings, if it was trained for this step; null otherwise. */
async function pretrained(
  { config, step }: Compared,
  fetchPretrained: (config: Config) => Promise<Uint8Array | null>,
): Promise<PinnedEnd | null> {
  const file = await fetchPretrained(config);
  if (!file) return null;
  await opened;
  const run = await pretrainedRun(file);
  if (run.step !== step || !run.history) return null;
  const { latent } = specOf(config);
  return {
    config,
    step,
    dataset: config.dataset,
    images: null,
    decoder: hasLatent(specOf(config)) ? run.decoder : null,
    points: run.points && { step, ...run.points },
    slice: {
      origin: new Array<number>(latent).fill(0),
      ...axisDirections(latent, 0, latent === 1 ? 0 : 1),
      shown: { by: 'axes', axes: [0, latent === 1 ? 0 : 1] },
    },
    history: run.history,
    evaluation: run.evaluation && { ...run.evaluation, step },
    file: WITH_STEPS.find((preset) => preset === nearest(config).preset.id) ?? null,
  };
}

/**
 * Shows the comparison of a link: the run that this browser has stored for it, or the pretrained model that it is, or
 * else a problem that says which run has to be trained first.
 */
export async function followCompared(
  text: string | null,
  fetchPretrained: (config: Config) => Promise<Uint8Array | null>,
): Promise<void> {
  const { pinned } = useStore.getState();
  if (text === (pinned && keyOf(pinned))) return;
  useStore.setState({ pinned: null });
  if (text === null) return;
  const named = decodeCompared(text);
  const stored = named && (await readPin(text).catch(() => null));
  const found =
    named && isPinned(stored) && sameSpec(specOf(stored.config), specOf(named.config))
      ? stored
      : named && (await pretrained(named, fetchPretrained).catch(() => null));
  // The reader has pinned another, or gone to another link.
  if (useStore.getState().look.compare !== text) return;
  if (isPinned(found)) {
    useStore.setState({ pinned: wholeOf(found) });
    return;
  }
  useStore.setState(({ look }) => ({
    look: { ...look, compare: null, use: look.use === 'comparison' ? null : look.use },
  }));
  notify(
    named
      ? { code: 'compare.missing', params: { preset: nearest(named.config).preset.id, step: named.step } }
      : { code: 'setting.invalid', params: { key: 'compare', value: text.slice(0, 40) } },
  );
}
