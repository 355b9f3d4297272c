/** The digit to restore: the original, its damaged version, and the model's restoration. */
import { create } from 'zustand';
import { hasEncoder } from '../../model/predicates';
import { INPUT_SIZE } from '../../model/spec';
import { encode } from '../../state/actions';
import { latest } from '../../state/latest';
import { live } from '../../state/live';
import { decodePublished } from '../../state/published';
import { useStore } from '../../state/store';
import { createSheet } from '../../views/pad/sheet';
import { noisy, patched } from './damage';
import { passThrough, type Restored } from './passes';

interface Bench {
  clean: Uint8Array | null;
  /** Its class, where that is known. */
  label: number | null;
  damaged: Uint8Array | null;
  restored: Restored | null;
  /** The step of the decoder that restored it. */
  step: number | null;
}

const EMPTY: Bench = { clean: null, label: null, damaged: null, restored: null, step: null };
export const useBench = create<Bench>()(() => EMPTY);
/** The damaged digit. */
export const sheet = createSheet(1);
sheet.subscribe(() => {
  if (useBench.getState().clean) useBench.setState({ damaged: sheet.ink.slice() });
});

let seed = 0;
/** The images that the digit was chosen from. */
let source: Uint8Array | null = null;

/** Noise over the whole image: the kind that the model has learned to remove, if any. */
function withNoise(image: Uint8Array): Uint8Array {
  const { spec, config } = useStore.getState().run;
  return noisy(image, { kind: spec.corruption, noise: config.noise }, ++seed);
}
export const damageAll = () => sheet.put(withNoise(sheet.ink));
export const damagePatch = () => sheet.put(patched(sheet.ink, ++seed));

export function mend(): void {
  const { clean } = useBench.getState();
  if (clean) sheet.put(clean);
}

/** Chooses another test digit, damaged already, so that there is something to restore. */
export function takeDigit(): void {
  const { test } = useStore.getState().data;
  if (!test) return;
  const index = Math.floor(Math.random() * test.count);
  const clean = test.images.slice(index * INPUT_SIZE, (index + 1) * INPUT_SIZE);
  source = test.images;
  useBench.setState({ clean, label: test.labels?.[index] ?? null, restored: null });
  sheet.put(withNoise(clean));
}

/** Interval of restorations during training, in milliseconds. */
const ANEW_MS = 400;

/** Keeps a digit chosen, and its restoration up to date; returns a function that stops it. */
export function followBench(): () => void {
  let stopped = false;
  const restoreAnew = latest(async () => {
    const { damaged, label: own } = useBench.getState();
    const { run, label: chosen } = useStore.getState();
    if (stopped || !damaged || !hasEncoder(run.spec)) return;
    const label = own ?? chosen;
    const labels = run.spec.condition === 'label' ? Uint8Array.of(label) : undefined;
    const step = live.get().weights?.step ?? null;
    const pixels = new Float32Array(INPUT_SIZE);
    const restored = await passThrough(damaged, {
      encode: async (image) => (await encode(image.slice(), 1, labels?.slice()))?.mu ?? null,
      decode: (code) => (decodePublished(code, pixels, 1, label) ? pixels : null),
    });
    if (stopped || useStore.getState().run.id !== run.id) return;
    useBench.setState({ restored, step });
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
      restoreAnew();
    }, ANEW_MS);
  };
  const stops = [
    useBench.subscribe((s, before) => {
      if (s.damaged !== before.damaged) restoreAnew();
    }),
    useStore.subscribe((s, before) => {
      if (s.data.test !== before.data.test) keepDigit();
      if (s.run.id !== before.run.id) useBench.setState({ restored: null });
    }),
    live.subscribe('points', soon),
    live.subscribe('weights', soon),
  ];
  restoreAnew();
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
    live.set('passes', null);
  };
}
