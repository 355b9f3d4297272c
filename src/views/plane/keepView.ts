/** Stores the view that the reader has chosen in the page's state, and shows the view that a link contains. */
import { roundedView } from '../../experiment/look';
import type { Square, Viewport } from '../../math/viewport';
import { useStore } from '../../state/store';
import { prefersReducedMotion } from '../../ui/frame';
import type { Camera } from './camera';

/** A view is stored once it has not changed for this time, in ms. */
const RESTED_MS = 300;

/** The view as a square, which does not depend on the shape of the screen: half the shorter side. */
const squareOf = ({ cx, cy, scale, width, height }: Viewport): Square =>
  roundedView({ centre: [cx, cy], extent: Math.min(width, height) / 2 / scale });

/** Call `moved` on each change of the view; `changed` is called when the view has been changed from outside. */
export function keepView(camera: Camera, changed: () => void): { moved(): void; stop(): void } {
  let kept = useStore.getState().look.view;
  let timer: ReturnType<typeof setTimeout> | undefined;
  if (kept) camera.show(kept);
  const keep = () => {
    const view = camera.movedByReader ? squareOf(camera.view) : null;
    if (JSON.stringify(view) === JSON.stringify(kept)) return;
    kept = view;
    useStore.setState(({ look }) => ({ look: { ...look, view } }));
  };
  const leave = useStore.subscribe(({ look: { view } }, before) => {
    if (view === before.look.view || view === kept) return;
    kept = view;
    if (view) camera.show(view);
    else camera.reset(!prefersReducedMotion());
    changed();
  });
  return {
    moved() {
      clearTimeout(timer);
      timer = setTimeout(keep, RESTED_MS);
    },
    stop() {
      clearTimeout(timer);
      leave();
    },
  };
}
