/** The stretch of a decoder against differences of the reference in float64, and where it is known exactly. */
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../decode/decoder';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { referenceDecode } from '../model/reference';
import { stretchAt } from './stretch';
import { unit } from './vector';

const spec = specWith({ model: 'vae', encoder: [5], decoder: [7, 9], latent: 3, activation: 'tanh' });
const parameters = initialParameters(spec, 7).map((v, i) => 2 * v + 0.1 * Math.sin(i));
const CODES = [0, 0, 0, 1, -2, 0.5, -1, 0.3, 2, 0.1, 0.2, 0.3, 2, -1, 0];
const { latent } = spec;

/** Differences of another order and step than those of the code, in float64. */
function referenceStretch(z: readonly number[], directions: readonly (readonly number[])[]): number {
  const h = 1e-3;
  const image = (direction: readonly number[], by: number) =>
    referenceDecode(
      spec,
      Float64Array.from(parameters),
      Float64Array.from(z, (v, d) => v + by * direction[d]),
    );
  const columns = directions.map((direction) => {
    const [a, b, c, d] = [-2, -1, 1, 2].map((k) => image(direction, k * h));
    return Array.from(a, (_, p) => (a[p] - 8 * b[p] + 8 * c[p] - d[p]) / (12 * h));
  });
  const dot = (a: number[], b: number[]) => a.reduce((sum, v, p) => sum + v * b[p], 0);
  const [u, v] = columns;
  return Math.sqrt(v ? dot(u, u) * dot(v, v) - dot(u, v) ** 2 : dot(u, u));
}

describe('stretch', () => {
  it.each([
    [[unit(3, 0), unit(3, 1)]],
    [[unit(3, 2), unit(3, 0)]],
    [[unit(3, 1)]],
    [
      [
        [0.6, 0, 0.8],
        [0.8, 0, -0.6],
      ],
    ],
  ])('is that of the reference in directions %j', async (directions) => {
    const decoder = createDecoder(spec);
    await decoder.upgraded;
    decoder.load(Float32Array.from(parameters.slice(layoutOf(spec).decoderStart)));
    const out = new Float32Array(CODES.length / latent);
    stretchAt(decoder.decode, Float64Array.from(CODES), latent, directions, out);
    out.forEach((found, i) => {
      const expected = referenceStretch(CODES.slice(i * latent, (i + 1) * latent), directions);
      expect(expected).toBeGreaterThan(0.01);
      expect(Math.abs(found / expected - 1)).toBeLessThan(2e-3);
    });
  });

  it('is the area of the parallelogram of a linear decoder, and nothing where both axes do the same', () => {
    /** Pixel 0 is 0.3 x + 0.1 y, pixel 1 is −0.2 x + `y1` y. */
    const linear = (y1: number, sign: number) => {
      const out = new Float32Array(1);
      stretchAt(
        (z, count, images) => {
          images.fill(0);
          for (let i = 0; i < count; i++) {
            images[784 * i] = 0.3 * z[2 * i] + 0.1 * sign * z[2 * i + 1];
            images[784 * i + 1] = -0.2 * z[2 * i] + y1 * z[2 * i + 1];
          }
        },
        Float64Array.of(0.5, -1),
        2,
        [unit(2, 0), unit(2, 1)],
        out,
      );
      return out[0];
    };
    expect(linear(0.4, 1)).toBeCloseTo(0.3 * 0.4 + 0.1 * 0.2, 4);
    expect(linear(-0.2, 3)).toBeCloseTo(0, 3);
  });
});
