/**
 * How well the model's code separates the classes, measured again whenever there are new codes, next to PCA
 * of the same size and the pixels themselves, which are measured once per data set.
 */
import { type Measured, uninformativeMeasures } from '../../analysis/features';
import { formOf, type ImageSet, imagesIn } from '../../data/images';
import type { OpenAnalysis } from '../../state/analysis';
import { latest } from '../../state/latest';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { afterInteraction } from '../../ui/frame';

export interface Reading {
  /** Number of images, and numbers per code. */
  count: number;
  width: number;
  /** The step that `code` belongs to. */
  step: number;
  /** Null: not measured yet, or not measurable. */
  code: Measured | null;
  pca: Measured | null;
  pixels: Measured | null;
  /** The measures of a constant code. */
  nothing: Measured;
}

interface Baselines {
  pixels: Measured | null;
  /** By size. */
  pca: Map<number, Measured>;
}

/** Kept when the tab is closed. */
const baselinesOf = new WeakMap<ImageSet, Baselines>();

/** The images with known codes, with their labels; null while something is missing. */
function available() {
  const { run, data } = useStore.getState();
  const { points } = live.get();
  const { test } = data;
  const { latent: width } = run.spec;
  if (!points || !test?.labels || points.mu.length !== points.count * width) return null;
  const count = Math.min(points.count, test.count);
  if (count < 2) return null;
  const baselines = baselinesOf.get(test) ?? { pixels: null, pca: new Map<number, Measured>() };
  baselinesOf.set(test, baselines);
  const labels = test.labels.subarray(0, count);
  return { run: run.id, width, points, test, count, labels, baselines };
}

/** Calls `show` with every new result until it is stopped. */
export function createMeasuring(request: OpenAnalysis['request'], show: (reading: Reading | null) => void) {
  let sent: { test: ImageSet; count: number } | null = null;
  let shown: { run: number; step: number; code: Measured | null } | null = null;
  let stopped = false;

  function update(): void {
    if (stopped) return;
    const now = available();
    if (!now) {
      show(null);
      return;
    }
    const { run, width, count, labels, baselines, points } = now;
    const own = shown?.run === run ? shown : null;
    show({
      count,
      width,
      step: own?.step ?? points.step,
      code: own?.code ?? null,
      pca: baselines.pca.get(width) ?? null,
      pixels: baselines.pixels,
      nothing: uninformativeMeasures(labels),
    });
  }

  /** Sends the images to the worker, unless it has them already. */
  async function sendImages({ test, count, labels }: { test: ImageSet; count: number; labels: Uint8Array }) {
    if (sent?.test === test && sent.count === count) return;
    sent = { test, count };
    await request('images', {
      images: imagesIn(test, 0, count),
      form: formOf(test),
      labels,
      classes: useStore.getState().data.classes,
    });
  }

  const measureCode = latest(async () => {
    const now = available();
    if (!now || stopped) return;
    const { run, width, points, count } = now;
    await sendImages(now);
    const code = await request('code', { codes: points.mu.subarray(0, count * width), width });
    shown = { run, step: points.step, code };
    update();
    measureBaselines();
  });

  /** One after another; a changed code is measured in between. */
  const measureBaselines = latest(async () => {
    const now = available();
    if (!now || stopped) return;
    const { width, baselines } = now;
    await sendImages(now);
    if (!baselines.pca.has(width)) {
      const pca = await request('pca', { width });
      if (pca) baselines.pca.set(width, pca);
      update();
    }
    if (!baselines.pixels) {
      baselines.pixels = await request('pixels', {});
      update();
    }
  });

  update();
  measureCode();
  const stops = [
    live.subscribe(
      'points',
      afterInteraction(() => {
        if (!live.get().points) update();
        measureCode();
      }),
    ),
    useStore.subscribe((s, before) => {
      if (s.data.test !== before.data.test) {
        update();
        measureCode();
      }
    }),
  ];
  return {
    stop() {
      stopped = true;
      for (const stop of stops) stop();
    },
  };
}
