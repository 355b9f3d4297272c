/**
 * What the code of the model knows of the classes, measured again whenever there are new codes, beside PCA of the
 * same size and the pixels themselves, which are measured once for each data set.
 */
import { type Measured, measureNothing } from '../../analysis/features';
import type { ImageSet } from '../../data/images';
import { INPUT_SIZE } from '../../model/spec';
import { latest } from '../../state/latest';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { atLeisure } from '../../ui/frame';
import type { TabAnalyst } from '../tabAnalyst';

export interface Reading {
  /** Images, and the numbers that the code has for each. */
  count: number;
  width: number;
  /** That `code` belongs to. */
  step: number;
  /** Null: not measured yet, or nothing that could be. */
  code: Measured | null;
  pca: Measured | null;
  pixels: Measured | null;
  /** What comes of knowing nothing. */
  nothing: Measured;
}

interface Baselines {
  pixels: Measured | null;
  /** By size. */
  pca: Map<number, Measured>;
}

/** They outlive the tab. */
const baselinesOf = new WeakMap<ImageSet, Baselines>();

/** The images whose codes are at hand, with their labels; null while something is missing. */
function atHand() {
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

/** Tells `show` of everything new until it is stopped. */
export function createMeasuring(ask: TabAnalyst['ask'], show: (reading: Reading | null) => void) {
  let told: { test: ImageSet; count: number } | null = null;
  let shown: { run: number; step: number; code: Measured | null } | null = null;
  let stopped = false;

  function tell(): void {
    if (stopped) return;
    const now = atHand();
    if (!now) {
      show(null);
      return;
    }
    const { run, width, count, labels, baselines, points } = now;
    const mine = shown?.run === run ? shown : null;
    show({
      count,
      width,
      step: mine?.step ?? points.step,
      code: mine?.code ?? null,
      pca: baselines.pca.get(width) ?? null,
      pixels: baselines.pixels,
      nothing: measureNothing(labels),
    });
  }

  /** The worker judges by the images that it was told of last. */
  async function introduce({ test, count, labels }: { test: ImageSet; count: number; labels: Uint8Array }) {
    if (told?.test === test && told.count === count) return;
    told = { test, count };
    await ask('images', { images: test.images.subarray(0, count * INPUT_SIZE), labels });
  }

  const measureCode = latest(async () => {
    const now = atHand();
    if (!now || stopped) return;
    const { run, width, points, count } = now;
    await introduce(now);
    const code = await ask('code', { codes: points.mu.subarray(0, count * width), width });
    shown = { run, step: points.step, code };
    tell();
    measureBaselines();
  });

  /** One after another; a code that changes is measured between. */
  const measureBaselines = latest(async () => {
    const now = atHand();
    if (!now || stopped) return;
    const { width, baselines } = now;
    await introduce(now);
    if (!baselines.pca.has(width)) {
      const pca = await ask('pca', { width });
      if (pca) baselines.pca.set(width, pca);
      tell();
    }
    if (!baselines.pixels) {
      baselines.pixels = await ask('pixels', {});
      tell();
    }
  });

  tell();
  measureCode();
  const stops = [
    live.subscribe(
      'points',
      atLeisure(() => {
        if (!live.get().points) tell();
        measureCode();
      }),
    ),
    useStore.subscribe((s, before) => {
      if (s.data.test !== before.data.test) {
        tell();
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
