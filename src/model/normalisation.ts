/**
 * Group normalisation (Wu & He 2018) of one image, in plain loops, channels last: over the pixels and the channels of a
 * group, then a scale γ and a shift β of each channel,
 *
 *   y = γ (x − mean) / √(variance + ε) + β.
 *
 * Of a dense layer, whose units are one group, it is layer normalisation (Ba et al. 2016). It is here rather than batch
 * normalisation, because its statistics are those of one image: an image does not depend on the others of its batch,
 * learning and decoding compute the same, on the UI thread too, which decodes single images, and a checkpoint needs no
 * running means. Wu & He found it as good, and better with small batches.
 */
import type { NormalisationLayer } from './layout';

/** As in PyTorch; the variance is divided by the count. */
export const NORMALISATION_EPSILON = 1e-5;

/** Groups of images, at most, and their channels, at least. */
const MOST_GROUPS = 4;
const LEAST_CHANNELS = 4;

/** The most groups of equally many channels that the limits allow: four of 16 channels, one of 13. */
export function groupsOf(channels: number, pixels: number): number {
  // The units of a dense layer have no neighbours that belong together.
  if (pixels === 1) return 1;
  for (let groups = MOST_GROUPS; groups > 1; groups--)
    if (channels % groups === 0 && channels / groups >= LEAST_CHANNELS) return groups;
  return 1;
}

type Floats = Float32Array | Float64Array;

/** The mean of a group and 1 / √(variance + ε). */
function statistics(
  { pixels, channels, groups }: NormalisationLayer['normalised'],
  x: Floats,
  group: number,
) {
  const each = channels / groups;
  let sum = 0;
  for (let p = 0; p < pixels; p++)
    for (let c = group * each; c < (group + 1) * each; c++) sum += x[p * channels + c];
  const mean = sum / (pixels * each);
  let squares = 0;
  for (let p = 0; p < pixels; p++)
    for (let c = group * each; c < (group + 1) * each; c++) squares += (x[p * channels + c] - mean) ** 2;
  return { mean, rate: 1 / Math.sqrt(squares / (pixels * each) + NORMALISATION_EPSILON) };
}

/** y, before the activation, of one image; `y` may be `x` itself. */
export function normalise(p: Floats, layer: NormalisationLayer, x: Floats, y: Floats): void {
  const { weight, bias, normalised } = layer;
  const { pixels, channels, groups } = normalised;
  const each = channels / groups;
  for (let group = 0; group < groups; group++) {
    const { mean, rate } = statistics(normalised, x, group);
    for (let i = 0; i < pixels; i++)
      for (let c = group * each; c < (group + 1) * each; c++)
        y[i * channels + c] = (x[i * channels + c] - mean) * rate * p[weight + c] + p[bias + c];
  }
}

/**
 * From δ of the outputs before the activation: ∂x to `dInput`, and added to `into`, if given, ∂γ and ∂β. With
 * x̂ = (x − mean) · rate and d = γ δ, in each group ∂x = rate (d − mean of d − x̂ · mean of d x̂).
 */
export function normaliseBack(
  p: Floats,
  layer: NormalisationLayer,
  x: Floats,
  delta: Floats,
  dInput: Floats,
  into: Floats | null,
): void {
  const { weight, bias, normalised } = layer;
  const { pixels, channels, groups } = normalised;
  const each = channels / groups;
  for (let group = 0; group < groups; group++) {
    const { mean, rate } = statistics(normalised, x, group);
    const visit = (one: (at: number, c: number, normal: number) => void) => {
      for (let i = 0; i < pixels; i++)
        for (let c = group * each; c < (group + 1) * each; c++) {
          const at = i * channels + c;
          one(at, c, (x[at] - mean) * rate);
        }
    };
    let [sum, along] = [0, 0];
    visit((at, c, normal) => {
      const d = delta[at];
      if (into) {
        into[weight + c] += d * normal;
        into[bias + c] += d;
      }
      sum += d * p[weight + c];
      along += d * p[weight + c] * normal;
    });
    const count = pixels * each;
    visit((at, c, normal) => {
      dInput[at] = rate * (delta[at] * p[weight + c] - sum / count - (normal * along) / count);
    });
  }
}
