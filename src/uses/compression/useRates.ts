/**
 * The cost of each rate, for one digit and on average, with the present model: decoded on the UI thread from
 * the published weights, some milliseconds at a time, and again when the model has changed.
 */
import { useEffect, useRef, useState } from 'react';
import { live } from '../../state/live';
import { decodePublished } from '../../state/published';
import { useStore } from '../../state/store';
import { createDrawer, type Drawer } from '../../ui/frame';
import { createPass, type Likeness, materialOf, type Pass } from './meter';
import { BITS, rangesOf } from './quantise';

/** Rates at which the digit is shown. */
export const SHOWN_BITS = [1, 2, 3, 4, 6, 8, 32] as const;
/** Test images that similarity is averaged over. */
export const AVERAGED = 100;
/** Time per frame, interval between frames, and interval between updates of the digit. */
const BUDGET_MS = 6;
const EVERY_MS = 40;
const FOLLOW_MS = 250;

export interface Rates {
  /** By bits per number: the digit's pixels, and their similarity to the original. */
  digit: ReadonlyMap<number, Likeness & { pixels: Float32Array }>;
  /** The same on average over the first test images. */
  mean: ReadonlyMap<number, Likeness>;
  /** The averages of the latest complete round over all rates, with the step of its codes; null before the first. */
  round: { step: number; mean: ReadonlyMap<number, Likeness> } | null;
}

const nothing: Rates = { digit: new Map(), mean: new Map(), round: null };

export function useRates(index: number, bits: number): Rates {
  const [rates, setRates] = useState(nothing);
  const drawer = useRef<Drawer>(null);
  const latest = useRef({ index, bits });
  latest.current = { index, bits };

  useEffect(() => {
    let digit: Pass[] = [];
    let mean: Pass[] = [];
    let round: { step: number; mean: Map<number, Likeness> } = { step: 0, mean: new Map() };
    /** Whether the present results belong to an older model, or to another digit. */
    let [digitIsOld, meanIsOld] = [true, true];
    let followed = Number.NEGATIVE_INFINITY;

    function begin(indices: readonly number[], rates: readonly number[]): Pass[] {
      const { test } = useStore.getState().data;
      const { spec } = useStore.getState().run;
      const { points } = live.get();
      if (!test || !points || points.mu.length !== points.count * spec.latent) return [];
      const within = indices.filter((i) => i < Math.min(points.count, test.count));
      if (within.length === 0) return [];
      const material = materialOf(test, within, points.mu, rangesOf(points.mu, spec.latent));
      return rates.map((rate) =>
        createPass(material, rate, (z, out, label) => decodePublished(z, out, 1, label)),
      );
    }

    /** Works on the passes from the first on as long as there is time. Returns the finished ones. */
    function work(passes: Pass[], until: number): Pass[] {
      const done: Pass[] = [];
      while (passes.length > 0 && performance.now() < until) {
        const through = passes[0].next();
        // Without weights, all passes in progress are dropped.
        if (through === null) passes.length = 0;
        else if (through) done.push(...passes.splice(0, 1));
      }
      return done;
    }

    const made = createDrawer(() => {
      const now = performance.now();
      const until = now + BUDGET_MS;
      const { index, bits } = latest.current;
      if (digitIsOld && digit.length === 0 && now - followed >= FOLLOW_MS) {
        digit = begin([index], [...new Set([bits, ...SHOWN_BITS])]);
        digitIsOld = false;
        followed = now;
      }
      const pictures = work(digit, until);
      if (meanIsOld && mean.length === 0) {
        mean = begin(
          Array.from({ length: AVERAGED }, (_, i) => i),
          [...new Set([bits, ...BITS])],
        );
        round = { step: live.get().points?.step ?? 0, mean: new Map() };
        meanIsOld = false;
      }
      const means = work(mean, until);
      for (const pass of means) round.mean.set(pass.bits, pass.likeness());
      const complete = mean.length === 0 && round.mean.size > 0 ? round : null;
      if (pictures.length + means.length > 0)
        setRates((before) => ({
          digit: new Map([
            ...before.digit,
            ...pictures.map((p) => [p.bits, { ...p.likeness(), pixels: p.pixels }] as const),
          ]),
          mean: new Map([...before.mean, ...means.map((p) => [p.bits, p.likeness()] as const)]),
          round: complete ?? before.round,
        }));
      return digitIsOld || meanIsOld || digit.length + mean.length > 0;
    }, EVERY_MS);
    drawer.current = {
      ...made,
      hurry() {
        digitIsOld = true;
        digit = [];
        followed = Number.NEGATIVE_INFINITY;
        made.hurry();
      },
    };
    function renew(): void {
      digitIsOld = true;
      meanIsOld = true;
      made.mark();
    }
    /** Another run has other codes: the present results are removed. */
    function forget(): void {
      digit = [];
      mean = [];
      round.mean.clear();
      setRates(nothing);
    }
    renew();
    const stops = [
      made.stop,
      live.subscribe('weights', () => {
        if (!live.get().weights) forget();
        renew();
      }),
      live.subscribe('points', renew),
      useStore.subscribe((s, before) => {
        if (s.data.test !== before.data.test) renew();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader has chosen another digit or rate
  useEffect(() => drawer.current?.hurry(), [index, bits]);
  return rates;
}
