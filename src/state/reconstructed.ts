/** Reconstructions of test images from their codes, by the decoder on this thread. */
import { bernoulliNats, gaussianNats } from '../model/pixels';
import { imageSize } from '../model/spec';
import { type Live, live } from './live';
import { decodePublished } from './published';
import { useStore } from './store';

/**
 * Those of the images that the page shows, for the codes and weights that it shows; null where they need more than the
 * codes: a corrupted input, a label, or images that are not loaded.
 */
export function reconstructedHere(step: number): Live['reconstructions'] {
  const { run, data } = useStore.getState();
  const { latent, condition, likelihood } = run.spec;
  const size = imageSize(run.spec.data);
  const { points } = live.get();
  const shown = live.latest().reconstructions;
  const { test } = data;
  if (!points || !shown || !test || shown.corrupted || condition === 'label') return null;
  const { samples } = shown;
  if (samples.some((image) => image >= points.count || image >= test.count)) return null;
  const codes = samples.flatMap((image) => [...points.mu.subarray(image * latent, (image + 1) * latent)]);
  const decoded = new Float32Array(samples.length * size);
  if (!decodePublished(codes, decoded, samples.length)) return null;
  const nats = likelihood === 'bernoulli' ? bernoulliNats : gaussianNats;
  const part = <T extends Uint8Array | Float32Array>(all: T, i: number) =>
    all.subarray(i * size, (i + 1) * size) as T;
  return {
    step,
    samples: [...samples],
    corrupted: null,
    pixels: Uint8Array.from(decoded, (p) => 255 * p + 0.5),
    errors: Float32Array.from(samples, (image, i) => nats(part(test.images, image), part(decoded, i))),
  };
}
