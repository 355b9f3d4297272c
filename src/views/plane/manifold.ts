/**
 * The decoded manifold behind the points: combines tiles decoded from the published weights with those from the worker,
 * and determines which tiles the worker should send.
 */

import { isFlat } from '../../latent/slice';
import type { Square, Viewport } from '../../math/viewport';
import { hasPrior } from '../../model/predicates';
import { formNow, sizeNow } from '../../state/form';
import { live } from '../../state/live';
import { decodePublished } from '../../state/published';
import { codesAt, sliceNow } from '../../state/slice';
import { type PlaygroundState, useStore } from '../../state/store';
import { channels, type Palette } from '../../ui/palette';
import type { View } from '../../worker/protocol';
import { type Backdrop, createBackdrop } from './backdrop';
import { type Density, dataFade, densityAt, densityOfCodes, priorFade } from './fade';
import { createFadeMask } from './fadeMask';
import type { PlanePoints } from './planePoints';

/** The part of a `View` that the plane determines. */
export type PlaneView = Pick<View, 'slice' | 'extent' | 'centre' | 'side' | 'rows'>;

/** Time per frame for decoding, in ms; more while an earlier step is shown, so that all digits are those of the step. */
const BUDGET_MS = { present: 4, past: 6 };
/** The worker gets a new view after the view has not changed for this time, in ms. */
const VIEW_DELAY_MS = 120;

/** Missing numbers count as 0. */
const sameNumbers = (a: readonly number[], b: readonly number[]) =>
  b.every((value, d) => value === (a[d] ?? 0));

export interface Manifold {
  /** Call for another model, or none: removes everything. */
  clear(): void;
  /** Takes the tiles that the worker has sent. */
  take(): void;
  /** Call when codes have changed: digits fade where there are few. */
  measureCodes(planePoints: PlanePoints, home: Square): void;
  /** Call when the view has changed. */
  setView(v: Viewport): void;
  /** Decodes for a few milliseconds. */
  fill(): { decoded: number; more: boolean };
  draw(context: CanvasRenderingContext2D, v: Viewport, opacity: number): void;
  setColours(colours: Palette): void;
  stop(): void;
}

export function createManifold(
  colours: Palette,
  onView: (view: PlaneView) => void,
  changed: () => void,
): Manifold {
  const inkOf = ({ ink }: Palette) => {
    const [r, g, b] = channels(ink);
    return (b << 16) | (g << 8) | r;
  };
  let backdrop: Backdrop = createBackdrop(inkOf(colours), formNow);
  let seen: Viewport | null = null;
  let density: Density | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = '';
  /** Identifies the slice through the latent space, and the label. */
  let cut = '';
  const fade = createFadeMask();
  let floats = new Float32Array(0);

  const cutOf = (state: PlaygroundState) => JSON.stringify([sliceNow(state), state.label]);
  /** Whether the worker sends the tiles of the model that is shown. */
  const running = () => {
    const { run, shownStep } = useStore.getState();
    return run.status === 'running' && shownStep === null;
  };

  function decode(places: readonly (readonly [number, number])[], out: Uint8Array): boolean {
    const z = codesAt(useStore.getState(), places);
    const size = places.length * sizeNow();
    if (floats.length < size) floats = new Float32Array(size);
    if (!decodePublished(z, floats, places.length)) return false;
    for (let i = 0; i < size; i++) out[i] = floats[i] * 255 + 0.5;
    return true;
  }

  /** Tells the worker which tiles are in view. */
  function sendView(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!seen) return;
      const state = useStore.getState();
      const { column, row, columns, rows, cell } = backdrop.setView(seen);
      const view: PlaneView = {
        slice: sliceNow(state),
        extent: (columns * cell) / 2,
        centre: [(column + columns / 2) * cell, (row + rows / 2) * cell],
        side: columns,
        rows,
      };
      const text = JSON.stringify(view);
      if (text === sent) return;
      sent = text;
      onView(view);
    }, VIEW_DELAY_MS);
  }

  /** The present tiles are outdated. */
  function invalidate(): void {
    backdrop.invalidate();
    changed();
  }

  /** How clear digits are: less where the prior, or the density of codes, is low. */
  function clearNow(): (x: number, y: number) => number {
    const state = useStore.getState();
    const flat = isFlat(state.slice);
    if (hasPrior(state.run.spec)) return (x, y) => priorFade(flat ? Math.abs(x) : Math.hypot(x, y));
    const known = density;
    return known ? (x, y) => dataFade(densityAt(known, x, flat ? 0 : y), known.mean) : () => 1;
  }

  cut = cutOf(useStore.getState());
  const stops = [
    live.subscribe('weights', () => {
      // During training, the worker sends the tiles in view as often as it has time.
      if (live.get().weights === null) return;
      if (running()) changed();
      else invalidate();
    }),
    useStore.subscribe((state, before) => {
      if (state.run.status !== before.run.status && before.run.status === 'running') invalidate();
      if (state.shownStep === null && before.shownStep !== null) invalidate();
      if (state.slice === before.slice && state.probes === before.probes && state.label === before.label) {
        if (state.selectedProbe === before.selectedProbe) return;
      }
      const now = cutOf(state);
      if (now === cut) return;
      cut = now;
      invalidate();
      sendView();
    }),
  ];

  function clear(): void {
    backdrop.clear();
    if (seen) backdrop.setView(seen);
    changed();
  }

  return {
    clear,
    take() {
      const { manifold, weights } = live.get();
      if (!manifold) {
        clear();
        return;
      }
      const state = useStore.getState();
      // An earlier step is decoded from its weights; what the worker sent last, and what still waits to be taken, is not
      // of that step.
      if (state.shownStep !== null) return;
      const { view, step, tiles } = manifold;
      const now = sliceNow(state);
      // Tiles in other directions are skipped; those in the present ones will follow.
      if (!sameNumbers(view.slice.u, now.u) || !sameNumbers(view.slice.v, now.v)) return;
      const same = sameNumbers(view.slice.origin, now.origin);
      const current = same && view.label === state.label && (running() || step === weights?.step);
      backdrop.take(view, tiles, current);
    },
    measureCodes(planePoints, home) {
      density = planePoints.count > 0 ? densityOfCodes(planePoints.target, planePoints.count, home) : null;
    },
    setView(v) {
      seen = v;
      backdrop.setView(v);
      sendView();
    },
    fill() {
      const { present, past } = BUDGET_MS;
      const scrubbing = useStore.getState().shownStep !== null;
      return backdrop.fill(decode, scrubbing ? past : present, () => performance.now(), scrubbing);
    },
    draw(context, v, opacity) {
      if (!backdrop.some) return;
      backdrop.draw(context, v);
      fade(context, v, opacity, clearNow());
    },
    setColours(next) {
      backdrop = createBackdrop(inkOf(next), formNow);
      if (seen) backdrop.setView(seen);
    },
    stop() {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
