/** Group normalisation against the plain loops of the model in float64, for awkward numbers of pixels and channels. */
import { it } from 'vitest';
import { activate, slope } from '../../model/activations';
import type { NormalisationLayer } from '../../model/layout';
import { normalise, normaliseBack } from '../../model/normalisation';
import type { Matrix } from './arena';
import { ACTIVATION, type Build } from './kernels';
import { expectClose, random, workshop } from './kernels.testing';
import { statisticsSize, sumsSize } from './normalisation';

const PIXELS = [1, 4, 49, 169, 784];
const CHANNELS: [channels: number, groups: number][] = [
  [1, 1],
  [3, 1],
  [3, 3],
  [7, 1],
  [16, 4],
  [33, 3],
  [100, 1],
];
const IMAGES = 3;
const KIND = 'leakyRelu';

export function checkNormalisation(build: Build): void {
  it('normalise groups of channels, and their gradients, for every number of pixels and channels', async () => {
    for (const pixels of PIXELS)
      for (const [channels, groups] of CHANNELS) await checkLayer(layerOf(pixels, channels, groups));
  });

  async function checkLayer(layer: NormalisationLayer) {
    const { pixels, channels, groups } = layer.normalised;
    const size = pixels * channels;
    const what = `${pixels} pixels, ${channels} channels, ${groups} groups`;
    let [x, y, delta, dx]: Matrix[] = [];
    let [scale, statistics, sums] = [0, 0, 0];
    const { kernels, at, write, read } = await workshop(build, (arena) => {
      [x, y, delta, dx] = [0, 1, 2, 3].map(() => arena.matrix(IMAGES, size));
      scale = arena.floats(2 * channels);
      statistics = arena.floats(IMAGES * statisticsSize(layer));
      sums = arena.floats(IMAGES * sumsSize(layer));
    });
    const [xs, ds] = [random(IMAGES * size).map((one) => one + 2), random(IMAGES * size)];
    const p = random(2 * channels);
    write(x, xs);
    at(scale, 2 * channels).set(p);
    const shape = [IMAGES, pixels, channels, groups] as const;
    const shift = scale + 4 * channels;
    kernels.normalise(ACTIVATION[KIND], x.at, y.at, y.ld, ...shape, scale, shift, statistics);

    const wide = Float64Array.from(p);
    const [outputs, inputs, own] = [0, 1, 2].map((): number[] => []);
    for (let image = 0; image < IMAGES; image++) {
      const part = (all: Float32Array) => Float64Array.from(all.subarray(image * size, (image + 1) * size));
      const [out, back, sum] = [
        new Float64Array(size),
        new Float64Array(size),
        new Float64Array(2 * channels),
      ];
      normalise(wide, layer, part(xs), out);
      // At the kink of the activation, rounding decides which slope a number has: no gradient comes from there.
      out.forEach((one, i) => {
        if (Math.abs(one) < 1e-5) ds[image * size + i] = 0;
      });
      const activated = out.map((one) => activate(KIND, one));
      const before = part(ds).map((d, i) => d * slope(KIND, activated[i]));
      normaliseBack(wide, layer, part(xs), before, back, sum);
      outputs.push(...activated);
      inputs.push(...back);
      own.push(...sum);
    }
    expectClose(read(y, IMAGES), outputs, 1e-4, what);
    write(delta, ds);
    const places = [delta.at, x.at, y.at, y.ld, ...shape, scale, statistics] as const;
    kernels.throughNormalisation(ACTIVATION[KIND], ...places, sums, true, dx.at);
    // A group of one number has no deviation at all: its rate is 1 / √ε, which multiplies rounding.
    const least = size === groups ? 1e-3 : 1e-4;
    expectClose(read(dx, IMAGES), inputs, least, `∂x, ${what}`);
    expectClose(at(sums, IMAGES * 2 * channels), own, 1e-5 * (pixels + 10), `∂γ and ∂β, ${what}`);

    // What does not learn writes its sums of all images to one place, and what nothing reads, no ∂x.
    at(sums, IMAGES * 2 * channels).fill(Number.NaN);
    write(dx, new Float32Array(IMAGES * size).fill(7));
    write(delta, ds);
    kernels.throughNormalisation(ACTIVATION[KIND], ...places, sums, false, 0);
    expectClose(read(dx, IMAGES), new Array(IMAGES * size).fill(7), 0, `untouched, ${what}`);
    const last = own.slice((IMAGES - 1) * 2 * channels);
    expectClose(at(sums, 2 * channels), last, 1e-5 * (pixels + 10), `the last image's, ${what}`);
    const rest = [...at(sums + 8 * channels, (IMAGES - 1) * 2 * channels)].map((one) =>
      Number(Number.isNaN(one)),
    );
    expectClose(rest, new Array(rest.length).fill(1), 0, `nothing more, ${what}`);
  }
}

function layerOf(pixels: number, channels: number, groups: number): NormalisationLayer {
  const size = pixels * channels;
  return {
    kind: 'groupNormalisation',
    ...{ name: 'a layer', learner: 'encoder', inputs: size, outputs: size, weight: 0, bias: channels },
    ...{ weightShape: [channels], biasSize: channels, activation: KIND },
    normalised: { pixels, channels, groups },
  };
}
