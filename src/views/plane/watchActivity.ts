/** Detects whether the reader is using an element, so that nothing moves under the pointer. */

/** A pointer that has moved within this time, in ms, is about to do something. */
const RECENT_MS = 1000;

export interface Activity {
  /** A button or a finger is down on the element, or a pointer has moved over it recently. */
  readonly busy: boolean;
  stop(): void;
}

/** `released` is called when the last press has ended. */
export function watchActivity(element: HTMLElement, released: () => void): Activity {
  const down = new Set<number>();
  let moved = Number.NEGATIVE_INFINITY;
  const press = ({ pointerId }: PointerEvent) => void down.add(pointerId);
  const move = () => {
    moved = performance.now();
  };
  const lift = ({ pointerId }: PointerEvent) => {
    if (!down.delete(pointerId) || down.size > 0) return;
    moved = Number.NEGATIVE_INFINITY;
    released();
  };
  element.addEventListener('pointerdown', press, true);
  element.addEventListener('pointermove', move, true);
  window.addEventListener('pointerup', lift);
  window.addEventListener('pointercancel', lift);
  return {
    get busy() {
      return down.size > 0 || performance.now() - moved < RECENT_MS;
    },
    stop() {
      element.removeEventListener('pointerdown', press, true);
      element.removeEventListener('pointermove', move, true);
      window.removeEventListener('pointerup', lift);
      window.removeEventListener('pointercancel', lift);
    },
  };
}
