import { beforeEach, expect, it } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { live } from '../../state/live';
import { initialState, useStore } from '../../state/store';
import type { PlaneRequests } from './planeRequests';
import { regionMiddles, requestRegions } from './regions';

const AREA = { left: -1, bottom: 2, cell: 0.5, columns: 3, rows: 2 };

beforeEach(() => {
  useStore.setState(initialState(), true);
  const { data, run } = useStore.getState();
  const test = { ...GREY_28, images: new Uint8Array(784), labels: Uint8Array.of(3), count: 1 };
  useStore.setState({ data: { ...data, test }, run: { ...run, id: 1 } });
  live.open(1);
  live.set('weights', { step: 1, decoder: new Float32Array(1) });
});

it('regions are requested for the centres of the cells, row by row from the bottom', () => {
  const codes: Float32Array[] = [];
  const found = { classes: new Uint8Array(6), confidence: new Float32Array(6) };
  const shown: unknown[] = [];
  const request: PlaneRequests['request'] = (_, send, show) => {
    void send({
      request: async (_type, body) => {
        codes.push((body as { z: Float32Array }).z);
        return null;
      },
      sendImages() {},
      close() {},
    });
    show(found as never);
  };
  requestRegions({ request, close() {} }, AREA, (one) => shown.push(one));
  expect([...codes[0]]).toEqual([
    ...[-0.75, 2.25, -0.25, 2.25, 0.25, 2.25],
    ...[-0.75, 2.75, -0.25, 2.75, 0.25, 2.75],
  ]);
  expect(shown).toEqual([{ ...AREA, ...found, step: 1 }]);
  const { data } = useStore.getState();
  useStore.setState({ data: { ...data, test: { ...data.test!, labels: null } } });
  requestRegions({ request, close() {} }, AREA, (one) => shown.push(one));
  expect(codes).toHaveLength(1);
});

it('the middle of a region is in the region, where it is bent too', () => {
  const picture = ['1110', '1000', '1112'];
  const classes = Uint8Array.from(picture.toReversed().join(''), Number);
  const regions = {
    ...{ left: 0, bottom: 0, cell: 1, columns: 4, rows: 3 },
    classes,
    confidence: new Float32Array(12).fill(0.5),
    step: 1,
  };
  const middles = regionMiddles(regions, (label) => label !== 0);
  // A single cell of class 2 is too little, and class 0 is hidden.
  expect([...middles.keys()]).toEqual([1]);
  expect(middles.get(1)).toEqual({ x: 0.5, y: 1.5 });
  regions.confidence.fill(0);
  expect(regionMiddles(regions, () => true).size).toBe(0);
});
