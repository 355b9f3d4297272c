/**
 * How much a decoder stretches the latent space: √det(JᵀJ) with J = ∂pixels/∂(u, v) along the directions of the plane, the
 * area in pixel space (one pixel from paper to ink counts 1) per unit of latent area; along one axis, the length. Known
 * as the magnification factor (Bishop, Svensén & Williams 1997) and as the measure of the pulled-back metric
 * (Arvanitidis, Hansen & Hauberg 2018).
 */
import { type Decode, pixelsOf } from './pixelMetric';

/** Of the central differences, in latent units: small against details of the decoder, large against float32's rounding. */
const STEP = 0.01;
/** Codes at a time. */
const BATCH = 4;

/** Writes the stretch at each of the codes `z` (count × latent) to `out`, in one direction or two, which are orthonormal. */
export function stretchAt(
  decode: Decode,
  z: Float64Array,
  latent: number,
  directions: readonly (readonly number[])[],
  out: Float32Array,
): void {
  const count = z.length / latent;
  const each = 2 * directions.length;
  const moved = new Float64Array(BATCH * each * latent);
  const pixels = pixelsOf(decode);
  const images = new Float32Array(BATCH * each * pixels);
  for (let first = 0; first < count; first += BATCH) {
    const some = Math.min(BATCH, count - first);
    for (let i = 0; i < some; i++)
      for (let k = 0; k < each; k++) {
        const at = (i * each + k) * latent;
        moved.set(z.subarray((first + i) * latent, (first + i + 1) * latent), at);
        const direction = directions[k >> 1];
        for (let d = 0; d < latent; d++) moved[at + d] += (k & 1 ? -STEP : STEP) * direction[d];
      }
    decode(moved.subarray(0, some * each * latent), some * each, images);
    for (let i = 0; i < some; i++) out[first + i] = areaElement(images, pixels, i * each, directions.length);
  }
}

/** From the images `at`, `at` + 1, … on both sides of a code, along one axis or two. */
function areaElement(images: Float32Array, pixels: number, at: number, axes: number): number {
  let [uu, uv, vv] = [0, 0, 0];
  const base = at * pixels;
  for (let p = base; p < base + pixels; p++) {
    const u = images[p] - images[p + pixels];
    uu += u * u;
    if (axes === 1) continue;
    const v = images[p + 2 * pixels] - images[p + 3 * pixels];
    uv += u * v;
    vv += v * v;
  }
  const scale = 1 / (2 * STEP);
  if (axes === 1) return scale * Math.sqrt(uu);
  // Rounding can make it negative where both directions change the image in the same way.
  return scale * scale * Math.sqrt(Math.max(0, uu * vv - uv * uv));
}
