/**
 * The pinned run's own playhead: the earlier steps that were in memory when it was pinned, or for a pretrained model
 * those of its file, and the one of them that is shown.
 */
import { specOf } from '../experiment/specOf';
import { thinned } from '../math/snapshotSteps';
import type { Pinned, PinnedStep } from './pinnedRun';
import { readSteps } from './session';
import { type Snapshot, snapshotsBefore } from './snapshots';
import { useStore } from './store';

/** More steps than these are not kept: each has a copy of the decoder, about two megabytes. */
const MOST_STEPS = 16;

/** What a pinned run keeps of a step. `evaluationAt`: the latest measurement that is not after a step. */
function kept(
  { config, step, decoder, points }: Pick<Snapshot, 'config' | 'step' | 'decoder' | 'points'>,
  labels: Uint8Array | null,
  evaluationAt: (step: number) => Pinned['evaluation'],
): PinnedStep {
  return {
    config,
    step,
    // The array may be a part of all parameters, which need not be kept.
    decoder: decoder.slice(),
    points: points && {
      step,
      count: points.count,
      mu: points.mu,
      labels: labels?.slice(0, points.count) ?? null,
    },
    evaluation: evaluationAt(step),
  };
}

/** The steps of the run on the screen before `end`, the step that is pinned, evenly on a logarithmic axis. */
export function earlierThan(
  end: number,
  labels: Uint8Array | null,
  evaluationAt: (step: number) => Pinned['evaluation'],
): PinnedStep[] {
  const before = snapshotsBefore(end);
  const chosen = thinned([...before.map(({ step }) => step), end], MOST_STEPS);
  return chosen.slice(0, -1).map((i) => kept(before[i], labels, evaluationAt));
}

/** Shows one of the pinned run's steps. */
export function showPinned(step: number): void {
  const { pinned } = useStore.getState();
  const found = pinned?.past.find((one) => one.step === step);
  if (found) useStore.setState({ pinned: { ...pinned, ...found } as Pinned });
}

/** Loads the steps of the pinned model's file, if it has one and they are missing. `fetchFile` gets a preset's name. */
export async function loadPinnedSteps(
  fetchFile: (preset: string) => Promise<Uint8Array | null>,
): Promise<void> {
  const { pinned } = useStore.getState();
  const file = pinned?.file && pinned.past.length < 2 ? await fetchFile(pinned.file).catch(() => null) : null;
  if (!pinned || !file) return;
  const { latent } = specOf(pinned.config);
  const earlier = (await readSteps(file)).filter(({ step }) => step < pinned.end);
  const now = useStore.getState().pinned;
  if (now?.history !== pinned.history) return;
  const labels = now.points?.labels ?? null;
  const steps = earlier.map(({ step, decoder, codes }) => {
    const points = codes.length > 0 ? { count: codes.length / latent, mu: codes, logVar: null } : null;
    return kept({ config: now.config, step, decoder, points }, labels, (at) => testLossesAt(now.history, at));
  });
  useStore.setState({ pinned: { ...now, past: [...steps, ...now.past] } });
}

/** The losses on test images of a saved history that were measured last, not after `step`; null: none. */
export function testLossesAt({ test }: Pinned['history'], step: number): Pinned['evaluation'] {
  const { terms, entries } = test;
  const each = 2 + 3 * terms.length;
  for (let at = entries.length - each; at >= 0; at -= each) {
    // Neighbours that have been merged belong to no single step.
    if (entries[at] > step || entries[at + 1] !== 1) continue;
    const value = (term: string): number | undefined => {
      const i = terms.indexOf(term);
      return i < 0 ? undefined : entries[at + 2 + 3 * i];
    };
    const {
      total,
      kl = 0,
      penalty = 0,
    } = { total: value('total'), kl: value('kl'), penalty: value('penalty') };
    const recon = value('recon') ?? value('nll');
    if (recon === undefined) return null;
    return {
      step: entries[at],
      recon,
      kl,
      negElbo: recon + kl,
      knn: null,
      count: 0,
      objective: total === undefined ? null : { total, kl, penalty },
    };
  }
  return null;
}
