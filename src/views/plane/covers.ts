/** Elements that overlap the plane: its caption and the controls in its corners. */
import { createDrawer } from '../../ui/frame';
import type { Room } from './numerals';

/** Free space around each of them, in CSS pixels. */
const GAP = 2;

/**
 * Calls `changed` with the boxes of the elements of the plot's section that match `selector` and overlap the plot, in
 * CSS pixels of the plot: once, and whenever they change. Returns a function that stops it.
 */
export function watchCovers(
  plot: HTMLElement,
  selector: string,
  changed: (boxes: readonly Room[]) => void,
): () => void {
  const around = plot.closest('section');
  if (!around) return () => {};
  let covers: readonly Element[] | null = null;
  const measure = () => {
    const whole = plot.getBoundingClientRect();
    const boxes: Room[] = [];
    for (const element of covers ?? []) {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      if (left >= whole.right || right <= whole.left || top >= whole.bottom || bottom <= whole.top) continue;
      boxes.push({
        left: left - whole.left - GAP,
        top: top - whole.top - GAP,
        right: right - whole.left + GAP,
        bottom: bottom - whole.top + GAP,
      });
    }
    changed(boxes);
  };
  // In a frame: probes may move with the view's home, and what is written of them would change sizes while sizes are
  // being observed.
  const drawer = createDrawer(() => {
    measure();
    return false;
  });
  const sizes = new ResizeObserver(drawer.hurry);
  const watch = () => {
    const found = [...around.querySelectorAll(selector)];
    if (found.length === covers?.length && found.every((element, i) => element === covers?.[i])) return;
    covers = found;
    sizes.disconnect();
    sizes.observe(plot);
    for (const element of covers) sizes.observe(element);
  };
  // Controls appear and disappear with the model.
  const elements = new MutationObserver(watch);
  elements.observe(around, { childList: true, subtree: true });
  watch();
  return () => {
    drawer.stop();
    sizes.disconnect();
    elements.disconnect();
  };
}
