/** Keeps the part of the plane that a hand has chosen in the page's state, and shows the part that a link names. */
import { roundedView } from '../../experiment/look';
import type { Square, Viewport } from '../../math/viewport';
import { useStore } from '../../state/store';
import { prefersStillness } from '../../ui/frame';
import type { Camera } from './camera';

/** A view is kept when it has rested so long, in ms. */
const RESTED_MS = 300;

/** What is seen, so that it is the same on a screen of another shape: half of the shorter side. */
const squareOf = ({ cx, cy, scale, width, height }: Viewport): Square =>
  roundedView({ centre: [cx, cy], extent: Math.min(width, height) / 2 / scale });

/** `moved` is called with each change of the view; `changed` is called when the view comes from elsewhere. */
export function keepView(camera: Camera, changed: () => void): { moved(): void; stop(): void } {
  let kept = useStore.getState().look.view;
  let timer: ReturnType<typeof setTimeout> | undefined;
  if (kept) camera.show(kept);
  const keep = () => {
    const view = camera.byHand ? squareOf(camera.view) : null;
    if (JSON.stringify(view) === JSON.stringify(kept)) return;
    kept = view;
    useStore.setState(({ look }) => ({ look: { ...look, view } }));
  };
  const leave = useStore.subscribe(({ look: { view } }, before) => {
    if (view === before.look.view || view === kept) return;
    kept = view;
    if (view) camera.show(view);
    else camera.reset(!prefersStillness());
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
