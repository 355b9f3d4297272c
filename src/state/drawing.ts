/**
 * The code of the reader's drawing: requested from the worker at every stroke, for another label or model, and
 * repeatedly during training. The drawing is in the store, its code in `live`.
 */

import { hasEncoder } from '../model/predicates';
import { encode } from './actions';
import { takesDrawings } from './form';
import { latest } from './latest';
import { live } from './live';
import { useStore } from './store';

/** Interval at which the code is requested again during training, in milliseconds. */
const ANEW_MS = 150;

/** Keeps the code up to date with the drawing; returns a function that stops it. */
export function followDrawing(): () => void {
  const requestCode = latest(async () => {
    const { drawing, run, label, shownStep } = useStore.getState();
    // The worker has the latest model only.
    if (!drawing || !hasEncoder(run.spec) || !takesDrawings() || shownStep !== null) {
      if (live.get().drawing) live.set('drawing', null);
      return;
    }
    const labels = run.spec.condition === 'label' ? Uint8Array.of(label) : undefined;
    const code = await encode(drawing.slice(), 1, labels);
    const now = useStore.getState();
    if (code && now.drawing && now.run.id === run.id && now.shownStep === null)
      live.set('drawing', { image: drawing, label, ...code });
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stops = [
    useStore.subscribe((s, before) => {
      if (
        s.drawing !== before.drawing ||
        s.label !== before.label ||
        s.run.id !== before.run.id ||
        s.shownStep !== before.shownStep
      )
        requestCode();
    }),
    // Points are published whenever the model has learned something.
    live.subscribe('points', () => {
      if (!useStore.getState().drawing) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        requestCode();
      }, ANEW_MS);
    }),
  ];
  requestCode();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
