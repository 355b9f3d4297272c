/** How well a model restores test images of which half of the pixels are masked. */
import { corruptedBytes } from '../model/corruption';
import { sizeNow } from '../state/form';
import { useResults } from '../state/results';
import { decode, encode } from '../state/session';
import { useStore } from '../state/store';

/** Test images, and the share of their pixels that is masked. */
const IMAGES = 500;
const MASKED = 0.5;

/**
 * −log p(x | z) per image in nats, with z the code of the masked x: measured over the first 500 test images, whose masks
 * are the same every time. Does nothing if it is known. Rejects as `session` does.
 */
export async function measureRestoration(): Promise<void> {
  const { run, data } = useStore.getState();
  const { restored } = useResults.getState();
  if (!data.test || (restored?.run === run.id && restored.step === run.step)) return;
  const count = Math.min(IMAGES, data.test.count);
  const clean = data.test.images.slice(0, count * sizeNow());
  const masked = corruptedBytes('masking', clean, MASKED, 0);
  const { mu } = await encode(masked, count);
  const pixels = await decode(mu, count);
  const { id, step } = run;
  if (useStore.getState().run.id === id)
    useResults.setState({ restored: { run: id, step, nats: crossEntropy(clean, pixels) / count } });
}

/** −Σ x log p + (1 − x) log(1 − p), over all pixels; p is kept away from 0 and 1 by 1e-7. */
export function crossEntropy(images: Uint8Array, pixels: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < images.length; i++) {
    const x = images[i] / 255;
    const p = Math.min(1 - 1e-7, Math.max(1e-7, pixels[i]));
    sum -= x * Math.log(p) + (1 - x) * Math.log1p(-p);
  }
  return sum;
}
