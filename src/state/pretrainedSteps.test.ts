/** The training of a pretrained model is shown again from a file of earlier steps, and cannot be continued. */

import { expect, test } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { replay } from './actions';
import { live } from './live';
import { offersSteps } from './pretrainedSteps';
import { continueFrom } from './session';
import { showLive, showNear, snapshotAt } from './snapshots';
import { useStore } from './store';
import { none, testPage } from './testPage';

const { start, shown } = testPage();
const { size, decoderStart } = layoutOf(specOf(defaultConfig()));
const filled = (value: number) => new Float32Array(size - decoderStart).fill(value);
const earlier = [3, 40].map((step) => ({
  step,
  decoder: filled(step / 1000),
  codes: Float32Array.of(step, 0, 1, 1),
}));

/** The page with the pretrained model of the default preset at step 900. */
async function opened(get: () => Promise<Response>) {
  const { worker } = await start({ readSteps: () => earlier }, get);
  const { config, run } = useStore.getState();
  worker.emit({ type: 'run.opened', runId: 1, config, spec: run.spec, origin: 'pretrained', step: 900 });
  live.set('weights', { step: 900, decoder: filled(0.9) });
  live.set('points', { step: 900, count: 2, mu: Float32Array.of(9, 9, 8, 8), logVar: null, labels: null });
  live.set('reconstructions', {
    step: 900,
    samples: [1, 0],
    corrupted: null,
    pixels: new Uint8Array(2 * 784),
    errors: new Float32Array(2),
  });
  // The worker keeps the state that it has been given.
  useStore.setState({ snapshots: { steps: [900], bytes: 1 } });
  useStore.setState(({ data }) => ({
    data: { ...data, test: { ...GREY_28, images: new Uint8Array(2 * 784), labels: null, count: 2 } },
  }));
  return worker;
}
const file = async () => new Response(new Uint8Array(8));

test('Play loads the steps once, and each shows its weights, codes and reconstructions', async () => {
  const worker = await opened(file);
  expect(offersSteps(useStore.getState())).toBe(true);
  await replay();
  expect(useStore.getState()).toMatchObject({
    playing: true,
    snapshots: { steps: [3, 40, 900] },
    shownStep: 3,
  });
  expect(offersSteps(useStore.getState())).toBe(false);
  showNear(35);
  const { weights, points, reconstructions } = live.get();
  expect([weights?.step, weights?.decoder[5]]).toEqual([40, Math.fround(0.04)]);
  expect([...(points?.mu ?? [])]).toEqual([40, 0, 1, 1]);
  // Of the same images, in the same order; ink on paper costs nats.
  expect(reconstructions).toMatchObject({ step: 40, samples: [1, 0] });
  expect(reconstructions?.errors[0]).toBeGreaterThan(10);
  showNear(900);
  expect(useStore.getState().shownStep).toBeNull();
  expect(live.get().weights?.step).toBe(900);
  await replay();
  expect(worker.sent('readSteps')).toHaveLength(1);
});

test('they cannot be continued', async () => {
  await opened(file);
  await replay();
  showNear(3);
  expect(snapshotAt(3)?.state).toBeNull();
  await expect(continueFrom(3)).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
  showLive();
});

test('a file that is not there is one sentence, and changes nothing', async () => {
  await opened(none);
  await replay();
  expect(shown()).toEqual(['model.steps']);
  expect(useStore.getState()).toMatchObject({ playing: false, snapshots: { steps: [900] } });
});

test('a run of the reader’s own, and a model without the file, have no such offer', async () => {
  await opened(file);
  const state = useStore.getState();
  expect(offersSteps({ ...state, run: { ...state.run, origin: 'fresh' } })).toBe(false);
  const config = { ...state.run.config, model: 'ae' as const };
  expect(offersSteps({ ...state, run: { ...state.run, config, spec: specOf(config) } })).toBe(false);
});
