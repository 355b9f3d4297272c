/** The digit to restore: the original, its damaged version, and the model's restoration. */

import { create } from 'zustand';
import { imageAt } from '../../data/images';
import { hasEncoder } from '../../model/predicates';
import { encode } from '../../state/actions';
import { sizeNow } from '../../state/form';
import { latest } from '../../state/latest';
import { live } from '../../state/live';
import { decodePublished } from '../../state/published';
import { useStore } from '../../state/store';
import { createSheet } from '../../views/pad/sheet';
import { noisy, patched } from './damage';
import { passThrough, type Restored } from './passes';

interface DamagedDigit {
  clean: Uint8Array | null;
  /** Its class, if known. */
  label: number | null;
  damaged: Uint8Array | null;
  restored: Restored | null;
  /** The step of the decoder that restored it. */
  step: number | null;
}

const EMPTY: DamagedDigit = { clean: null, label: null, damaged: null, restored: null, step: null };
export const useDamagedDigit = create<DamagedDigit>()(() => EMPTY);
/** The damaged digit. */
export const sheet = createSheet(1);
sheet.subscribe(() => {
  if (useDamagedDigit.getState().clean) useDamagedDigit.setState({ damaged: sheet.ink.slice() });
});

let seed = 0;
/** The images from which the digit was chosen. */
let source: Uint8Array | null = null;

/** Noise over the whole image: the kind that the model has learned to remove, if any. */
function withNoise(image: Uint8Array): Uint8Array {
  const { spec, config } = useStore.getState().run;
  return noisy(image, { kind: spec.corruption, noise: config.noise }, ++seed);
}
export const damageAll = () => sheet.put(withNoise(sheet.ink));
export const damagePatch = () => sheet.put(patched(sheet.ink, ++seed));

export function undoDamage(): void {
  const { clean } = useDamagedDigit.getState();
  if (clean) sheet.put(clean);
}

/** Chooses another test digit, damaged already, so that there is something to restore. */
export function takeDigit(): void {
  const { test } = useStore.getState().data;
  if (!test) return;
  const index = Math.floor(Math.random() * test.count);
  const clean = imageAt(test, index).slice();
  source = test.images;
  useDamagedDigit.setState({ clean, label: test.labels?.[index] ?? null, restored: null });
  sheet.put(withNoise(clean));
}

/** Interval between restorations during training, in ms. */
const INTERVAL_MS = 400;

/** Keeps a digit chosen, and its restoration up to date; returns a function that stops it. */
export function followDamagedDigit(): () => void {
  let stopped = false;
  const restoreAgain = latest(async () => {
    const { damaged, label: own } = useDamagedDigit.getState();
    const { run, label: chosen, shownStep } = useStore.getState();
    if (stopped || !damaged || !hasEncoder(run.spec)) return;
    if (shownStep !== null) {
      // The worker encodes with the latest model only.
      live.set('passes', null);
      return;
    }
    const label = own ?? chosen;
    const labels = run.spec.condition === 'label' ? Uint8Array.of(label) : undefined;
    const step = live.get().weights?.step ?? null;
    const pixels = new Float32Array(sizeNow());
    const restored = await passThrough(damaged, {
      encode: async (image) => (await encode(image.slice(), 1, labels?.slice()))?.mu ?? null,
      decode: (code) => (decodePublished(code, pixels, 1, label) ? pixels : null),
    });
    const now = useStore.getState();
    if (stopped || now.run.id !== run.id || now.shownStep !== null) return;
    useDamagedDigit.setState({ restored, step });
    live.set('passes', restored?.codes ?? null);
  });
  const keepDigit = () => {
    if (useStore.getState().data.test?.images !== source) takeDigit();
  };
  keepDigit();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      restoreAgain();
    }, INTERVAL_MS);
  };
  const stops = [
    useDamagedDigit.subscribe((s, before) => {
      if (s.damaged !== before.damaged) restoreAgain();
    }),
    useStore.subscribe((s, before) => {
      if (s.data.test !== before.data.test) keepDigit();
      if (s.run.id !== before.run.id) useDamagedDigit.setState({ restored: null });
    }),
    live.subscribe('points', soon),
    live.subscribe('weights', soon),
  ];
  restoreAgain();
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
    live.set('passes', null);
  };
}
