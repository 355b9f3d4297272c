import { afterEach, beforeEach, expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { layoutOf } from '../../model/compile';
import * as actions from '../../state/actions';
import { live } from '../../state/live';
import { initialState, useStore } from '../../state/store';
import { FakeWorker, settled } from '../../state/testing';
import { damagePatch, followDamagedDigit, sheet, undoDamage, useDamagedDigit } from './damagedDigit';

let worker: FakeWorker;
let stop = () => {};
const digits = new Uint8Array(2 * 784).fill(200);

/** A decoder of zeros: every pixel has the probability ½. */
function publish(): void {
  const layout = layoutOf(useStore.getState().run.spec);
  live.set('weights', { step: 1, decoder: new Float32Array(layout.size - layout.decoderStart) });
}

beforeEach(async () => {
  useStore.setState(initialState(), true);
  const spawn = () => {
    worker = new FakeWorker();
    return worker;
  };
  await actions.start({ base: '/', spawn, fetch: async () => new Response(null, { status: 404 }) });
  worker.openRun(1, { condition: 'label' });
  publish();
  const { data } = useStore.getState();
  const images = digits.slice();
  useStore.setState({
    label: 1,
    data: { ...data, test: { ...GREY_28, images, labels: new Uint8Array([3, 3]), count: 2 } },
  });
  stop = followDamagedDigit();
});
afterEach(() => {
  stop();
  actions.stop();
  live.open(0);
});
const untilIdle = async () => {
  for (let i = 0; i < 40; i++) await settled();
};

test('chooses a digit, damages it, and passes it through the model with its own label', async () => {
  await untilIdle();
  const { clean, damaged, restored } = useDamagedDigit.getState();
  expect(clean).toEqual(digits.slice(0, 784));
  expect(damaged).not.toEqual(clean);
  expect(damaged).toEqual(sheet.ink);
  const encoded = worker.sent('encode');
  expect(encoded).toHaveLength(17);
  expect(encoded.every(({ labels }) => labels?.[0] === 3)).toBe(true);
  expect(encoded[0].images).toEqual(damaged);
  expect(encoded[1].images).toEqual(new Uint8Array(784).fill(128));
  expect(restored?.images.map((image) => image[0])).toEqual([128, 128, 128, 128, 128]);
  expect(live.get().passes).toHaveLength(17);
});

test('further damage leads to a new restoration, and undoing it gives the clean digit', async () => {
  await untilIdle();
  damagePatch();
  await untilIdle();
  expect(worker.sent('encode')).toHaveLength(34);
  undoDamage();
  expect(useDamagedDigit.getState().damaged).toEqual(useDamagedDigit.getState().clean);
  await untilIdle();
  expect(worker.sent('encode')[34].images).toEqual(useDamagedDigit.getState().clean);
});

test('a restoration by one model is not shown for another', async () => {
  await untilIdle();
  worker.openRun(2, { model: 'ae' });
  expect(useDamagedDigit.getState().restored).toBeNull();
  expect(live.get().passes).toBeNull();
});

test('once stopped, requests nothing and shows nothing on the plane', async () => {
  await untilIdle();
  stop();
  expect(live.get().passes).toBeNull();
  damagePatch();
  await untilIdle();
  expect(worker.sent('encode')).toHaveLength(17);
});

test('other images lead to another digit', async () => {
  await untilIdle();
  const { data } = useStore.getState();
  const images = new Uint8Array(784).fill(90);
  useStore.setState({ data: { ...data, test: { ...GREY_28, images, labels: null, count: 1 } } });
  expect(useDamagedDigit.getState().clean).toEqual(images);
  expect(useDamagedDigit.getState().label).toBeNull();
});
