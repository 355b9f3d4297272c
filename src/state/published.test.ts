import { beforeEach, describe, expect, it } from 'vitest';
import { createDecoder } from '../decode/decoder';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { live } from './live';
import { createDecoded, decodePublished } from './published';
import { initialState, useStore } from './store';

const { spec } = initialState().run;
const size = createDecoder(spec).size;
const weights = (value: number) => new Float32Array(size).fill(value);

describe('decoding published weights', () => {
  beforeEach(() => {
    useStore.setState(initialState());
    live.open(1);
  });

  it('returns nothing without weights, or with those of another model', () => {
    const out = new Float32Array(784).fill(7);
    expect(decodePublished([0, 0], out)).toBe(false);
    live.set('weights', { step: 0, decoder: new Float32Array(3) });
    expect(decodePublished([0, 0], out)).toBe(false);
    live.set('weights', { step: 0, decoder: weights(0) });
    expect(decodePublished([0, 0, 0], out)).toBe(false);
    expect(out.every((v) => v === 7)).toBe(true);
    expect(decodePublished([0, 0], out)).toBe(true);
    expect(out.every((v) => v === 0.5)).toBe(true);
  });

  it('decodes again only for another point or other weights', () => {
    const decoded = createDecoded();
    expect(decoded.at([0, 0])).toBe(false);
    live.set('weights', { step: 0, decoder: weights(0) });
    expect(decoded.at([0, 0])).toBe(true);
    expect(decoded.at([0, 0])).toBe(true);
    expect(decoded.version).toBe(1);
    decoded.at([0, 1]);
    expect(decoded.version).toBe(2);
    live.set('weights', { step: 1, decoder: weights(0.001) });
    decoded.at([0, 1]);
    expect(decoded.version).toBe(3);
    expect(decoded.pixels[0]).toBeGreaterThan(0.5);
    live.open(2);
    expect(decoded.at([0, 1])).toBe(false);
  });

  it('decodes the class that the reader has chosen, or the given one', () => {
    const conditional = specWith({ condition: 'label', decoder: [5] });
    useStore.setState({ run: { ...initialState().run, spec: conditional }, label: 3 });
    const decoder = initialParameters(conditional, 1).slice(layoutOf(conditional).decoderStart);
    live.set('weights', { step: 0, decoder });
    const [chosen, requested, other] = [3, 3, 7].map(() => new Float32Array(784));
    decodePublished([1, 0], chosen);
    decodePublished([1, 0], requested, 1, 3);
    decodePublished([1, 0], other, 1, 7);
    expect(requested).toEqual(chosen);
    expect(other).not.toEqual(chosen);
    const decoded = createDecoded();
    decoded.at([1, 0]);
    expect(decoded.pixels).toEqual(chosen);
    useStore.setState({ label: 7 });
    decoded.at([1, 0]);
    expect(decoded.pixels).toEqual(other);
    expect(decoded.version).toBe(2);
  });

  it('returns nothing for a model that has no plane', () => {
    const made = specWith({ model: 'made', encoder: [5] });
    useStore.setState({ run: { ...initialState().run, spec: made } });
    live.set('weights', { step: 0, decoder: initialParameters(made, 1) });
    expect(decodePublished([], new Float32Array(784))).toBe(false);
    expect(decodePublished([0, 0], new Float32Array(784))).toBe(false);
  });
});
