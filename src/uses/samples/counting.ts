/** Samples counted by class, again whenever the decoder has learned. */
import type { Coverage } from '../../analysis/coverage';
import type { ImageSet } from '../../data/images';
import { INPUT_SIZE } from '../../model/spec';
import { latest } from '../../state/latest';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { atLeisure } from '../../ui/frame';
import type { TabAnalyst } from '../tabAnalyst';
import { COUNTED, type Draw } from './sampler';

export interface Counted {
  /** The run and the step that the decoder was at. */
  run: number;
  step: number;
  /** What was counted. */
  draw: Draw;
  coverage: Coverage;
}

/** Codes of test images, of the model that is on the plane. */
export function codesNow() {
  const { points } = live.get();
  const { latent } = useStore.getState().run.spec;
  return points && points.mu.length === points.count * latent ? points : null;
}

/** Test images that are asked, at most: twice as many take twice as long, and know little more. */
const ASKED = 5000;

/** Test images that a worker has been told of. */
const toldOf = new WeakMap<TabAnalyst['ask'], ImageSet>();

/** Tells `show` of each count until it is stopped by the function that it answers with. */
export function createCounting(
  ask: TabAnalyst['ask'],
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
    if (toldOf.get(ask) !== test) {
      toldOf.set(ask, test);
      const images = test.images.subarray(0, ASKED * INPUT_SIZE);
      void ask('images', { images, labels: test.labels.subarray(0, ASKED) });
    }
    const coverage = await ask('draws', { spec: run.spec, weights: weights.decoder, ...samples });
    if (!stopped && coverage && useStore.getState().run.id === run.id)
      show({ run: run.id, step, draw, coverage });
  });

  count();
  const stops = [
    live.subscribe('weights', atLeisure(count)),
    live.subscribe('points', atLeisure(count)),
    useStore.subscribe((s, before) => {
      if (s.data.test !== before.data.test) count();
    }),
  ];
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
