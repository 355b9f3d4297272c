/** Counts samples by class, again whenever the decoder has changed. */
import type { Coverage } from '../../analysis/coverage';
import type { OpenAnalysis } from '../../state/analysis';
import { latest } from '../../state/latest';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { afterInteraction } from '../../ui/frame';
import { COUNTED, type Draw } from './sampler';

export interface Counted {
  /** The run and the step of the decoder. */
  run: number;
  step: number;
  /** The draw that was counted. */
  draw: Draw;
  coverage: Coverage;
}

/** Codes of test images by the present model of the plane. */
export function codesNow() {
  const { points } = live.get();
  const { latent } = useStore.getState().run.spec;
  return points && points.mu.length === points.count * latent ? points : null;
}

/** Calls `show` with each count; returns a function that stops it. */
export function createCounting(
  { request, sendImages }: Pick<OpenAnalysis, 'request' | 'sendImages'>,
  draw: Draw,
  show: (counted: Counted) => void,
): () => void {
  let stopped = false;

  const count = latest(async () => {
    const { run, data } = useStore.getState();
    const { weights } = live.get();
    const { test } = data;
    const samples = draw(COUNTED, codesNow());
    if (stopped || !weights || !test?.labels || !samples) return;
    const { step } = weights;
    sendImages();
    const coverage = await request('draws', { spec: run.spec, weights: weights.decoder, ...samples });
    if (!stopped && coverage && useStore.getState().run.id === run.id)
      show({ run: run.id, step, draw, coverage });
  });

  count();
  const stops = [
    live.subscribe('weights', afterInteraction(count)),
    live.subscribe('points', afterInteraction(count)),
    useStore.subscribe((s, before) => {
      if (s.data.test !== before.data.test) count();
    }),
  ];
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
