/** MADE: the masks, and a likelihood that sums to one (Germain et al. 2015). */
import { describe, expect, it } from 'vitest';
import { hyperWith } from '../experiment/specOf';
import { fillUniform, Purpose } from '../math/random';
import { compileModel } from './compile';
import { reconTerm } from './losses';
import { maskedReach } from './masks';
import { referenceEvaluate, referenceValues } from './reference';
import { INPUT_SIZE, type ModelSpec } from './spec';
import { greyImages, randomParameters, tiny } from './testing';

/** The logits of every image, in rows. */
function logitsOf(spec: ModelSpec, p: Float64Array, images: Uint8Array): (n: number) => Float64Array {
  const { evaluate } = compileModel(spec);
  const [loss] = evaluate?.losses ?? [];
  if (!evaluate || loss?.loss !== 'recon') throw new Error('no likelihood');
  const values = referenceValues(spec, evaluate, p, { images, seed: 1, step: 0 }, hyperWith({}));
  const all = values.get(loss.output.id) ?? new Float64Array();
  return (n) => all.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE);
}

describe.each([[[]], [[1]], [[33]], [[51, 33]], [[29, 803, 17]]])('with hidden widths %j', (encoder) => {
  const spec = tiny({ model: 'made', encoder });
  const p = randomParameters(spec, 0.3);
  const pixels = [0, 1, 2, 15, 27, 28, 100, 301, 392, 555, 780, 781, 782, 783];
  // The image, then the image with one pixel inverted, for each pixel.
  const picture = greyImages(1);
  const images = new Uint8Array((pixels.length + 1) * INPUT_SIZE);
  images.set(picture);
  pixels.forEach((pixel, k) => {
    images.set(picture, (k + 1) * INPUT_SIZE);
    images[(k + 1) * INPUT_SIZE + pixel] = 255 - picture[pixel];
  });
  const logits = logitsOf(spec, p, images);

  it('no output depends on its own or a later pixel, to the last bit', () => {
    pixels.forEach((pixel, k) => {
      expect(logits(k + 1).slice(0, pixel + 1)).toEqual(logits(0).slice(0, pixel + 1));
    });
  });

  it('every output but the first depends on an earlier pixel', () => {
    // Even on the first pixel, through the first unit of each layer, which reads only that.
    const changed = logits(1).map((o, i) => Number(o !== logits(0)[i]));
    expect(changed).toEqual(Float64Array.from({ length: INPUT_SIZE }, (_, i) => Number(i > 0)));
  });

  it('the probabilities of all 2⁴ completions of an image add up to that of its beginning', () => {
    const ends = 4;
    const start = INPUT_SIZE - ends;
    const binary = picture.map((b) => (b > 30 ? 255 : 0));
    let sum = 0;
    for (let bits = 0; bits < 2 ** ends; bits++) {
      for (let k = 0; k < ends; k++) binary[start + k] = (bits >> k) & 1 ? 255 : 0;
      const { recon } = referenceEvaluate(spec, p, { images: binary, seed: 1, step: 0 });
      const beginning = logitsOf(
        spec,
        p,
        binary,
      )(0)
        .subarray(0, start)
        .reduce((all, o, i) => all + reconTerm('bernoulli', o, binary[i] / 255), 0);
      sum += Math.exp(beginning - recon);
    }
    // −log p is about 600 nats, accurate to 1e-13 of that.
    expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
  });
});

it('every unit of one hidden layer reads pixels, and is read', () => {
  const [first, second] = maskedReach([33], INPUT_SIZE);
  for (let unit = 0; unit < 33; unit++) {
    expect(first.some((from) => unit >= from)).toBe(true);
    expect(second[unit]).toBeLessThan(INPUT_SIZE);
  }
});

/** A tiny MADE with random weights, in plain loops: −log p(x) of a binary image. */
function tinyMade(widths: number[], pixels: number): (x: number[]) => number {
  const reaches = maskedReach(widths, pixels);
  const sizes = [...widths, pixels];
  const draws = new Float64Array(4096);
  fillUniform(draws, 4, Purpose.weights, 0);
  let next = 0;
  const draw = () => 4 * draws[next++] - 2;
  const layers = reaches.map((reach, l) => ({
    weights: Array.from(reach, (from) =>
      Array.from({ length: sizes[l] }, (_, j) => (j >= from ? draw() : 0)),
    ),
    biases: Array.from({ length: sizes[l] }, draw),
  }));
  return (x) => {
    let below = x;
    layers.forEach(({ weights, biases }, l) => {
      const sums = biases.map((b, j) => below.reduce((sum, v, i) => sum + v * weights[i][j], b));
      below = l < layers.length - 1 ? sums.map(Math.tanh) : sums;
    });
    return below.reduce((nats, logit, i) => nats + reconTerm('bernoulli', logit, x[i]), 0);
  };
}

describe.each([[[]], [[1]], [[5]], [[6, 4]], [[9, 16, 3]]])('of few pixels, with widths %j', (widths) => {
  it.each([1, 2, 6, 8])('the likelihood of all images of %i pixels sums to one', (pixels) => {
    const nll = tinyMade(widths, pixels);
    let sum = 0;
    const seen = new Set<number>();
    for (let bits = 0; bits < 2 ** pixels; bits++) {
      const nats = nll(Array.from({ length: pixels }, (_, i) => (bits >> i) & 1));
      seen.add(nats);
      sum += Math.exp(-nats);
    }
    expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
    expect(seen.size).toBe(2 ** pixels);
  });
});
