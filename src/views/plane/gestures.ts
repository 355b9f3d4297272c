/**
 * Hands on the plane: drag and arrows pan, wheel, pinch and plus/minus zoom, a double click sets a probe. Where the
 * page scrolls, a bare wheel and a single finger are the page's: whoever is on the way through it is let through.
 */
import { planeX, planeY } from '../../math/viewport';
import { isPalm } from '../../ui/palm';
import { capture, placeIn } from '../../ui/pointer';
import { onPageSize, pageScrolls, takesWheel } from '../../ui/scrolling';
import type { Camera } from './camera';

export interface GestureOptions {
  camera: Camera;
  /** After each change of the view. */
  changed(): void;
  /** The pointer rests or passes here (CSS pixels within the plot); null: it is gone or busy. */
  hover(place: { x: number; y: number; reach: number } | null): void;
  /** A double click at plane coordinates. */
  place(x: number, y: number): void;
  /** Back home. */
  reset(): void;
  /** The hand has moved the page instead: time to say how the plane is moved. */
  hint(hand: 'wheel' | 'touch'): void;
}

const ARROW_PX = 40;
const KEY_ZOOM = 1.25;
/** A pinch on a trackpad comes as small wheel steps with ctrl; a mouse has steps of a hundred, which are too much. */
const PINCH = { gain: 0.01, most: 30 };
const WHEEL_GAIN = 0.0015;
/** Finger and mouse: within how many CSS pixels a point counts as pointed at. */
const REACH = { mouse: 12, touch: 22 };
/** A press that moves less than this is a tap. */
const TAP_PX = 5;

/** What has hands of its own (a probe) carries this attribute; its events are not the plane's. */
export const OWN_GESTURES = 'data-own-gestures';
const isForeign = (event: Event) =>
  event.target instanceof Element && event.target.closest(`[${OWN_GESTURES}]`) !== null;

/** Attaches the gestures to the plot; returns a function that detaches them. */
export function attachGestures(plot: HTMLElement, options: GestureOptions): () => void {
  const { camera, changed } = options;
  const pointers = new Map<number, { x: number; y: number; touch: boolean }>();
  let travelled = 0;

  const placeOf = (event: MouseEvent) => placeIn(plot, event);
  const reachOf = (event: PointerEvent) => (event.pointerType === 'mouse' ? REACH.mouse : REACH.touch);

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || isForeign(event) || isPalm(event)) return;
    // What lay on the plane before the pen came was its palm.
    if (event.pointerType === 'pen') pointers.clear();
    capture(plot, event.pointerId);
    pointers.set(event.pointerId, { ...placeOf(event), touch: event.pointerType === 'touch' });
    travelled = 0;
    options.hover(null);
  };
  const move = (event: PointerEvent) => {
    const now = placeOf(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === 'mouse' && event.buttons === 0)
        options.hover({ ...now, reach: reachOf(event) });
      return;
    }
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(now.x - other.x, now.y - other.y);
      camera.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      if (was > 1 && is > 1) camera.zoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
      changed();
    } else if (travelled >= TAP_PX && !(before.touch && plot.dataset.shared === 'true')) {
      camera.pan(now.x - before.x, now.y - before.y);
      changed();
    }
    pointers.set(event.pointerId, { ...now, touch: before.touch });
  };
  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    if (travelled < TAP_PX) options.hover({ ...placeOf(event), reach: reachOf(event) });
  };
  /** The browser has taken the pointer for itself: a finger that scrolls. */
  const cancel = (event: PointerEvent) => {
    if (pointers.delete(event.pointerId) && event.pointerType === 'touch') options.hint('touch');
  };
  /** Two fingers are the plane's, also where one is the page's. */
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  };
  const leave = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') options.hover(null);
  };
  const wheel = (event: WheelEvent) => {
    if (!takesWheel(event)) {
      options.hint('wheel');
      return;
    }
    event.preventDefault();
    const { x, y } = placeOf(event);
    // Lines are some 16 pixels.
    const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    const pinch = PINCH.gain * Math.min(PINCH.most, Math.max(-PINCH.most, delta));
    camera.zoom(Math.exp(-(event.ctrlKey ? pinch : WHEEL_GAIN * delta)), x, y);
    options.hover(null);
    changed();
  };
  const double = (event: MouseEvent) => {
    if (isForeign(event)) return;
    const { x, y } = placeOf(event);
    options.place(planeX(camera.view, x), planeY(camera.view, y));
  };
  const key = (event: KeyboardEvent) => {
    if (event.target !== plot || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowLeft':
        camera.pan(ARROW_PX, 0);
        break;
      case 'ArrowRight':
        camera.pan(-ARROW_PX, 0);
        break;
      case 'ArrowUp':
        camera.pan(0, ARROW_PX);
        break;
      case 'ArrowDown':
        camera.pan(0, -ARROW_PX);
        break;
      case '+':
      case '=':
        camera.zoom(KEY_ZOOM);
        break;
      case '-':
        camera.zoom(1 / KEY_ZOOM);
        break;
      case '0':
        options.reset();
        break;
      default:
        return;
    }
    event.preventDefault();
    changed();
  };

  plot.addEventListener('pointerdown', down);
  plot.addEventListener('pointermove', move);
  plot.addEventListener('pointerup', up);
  plot.addEventListener('pointercancel', cancel);
  plot.addEventListener('pointerleave', leave);
  plot.addEventListener('wheel', wheel, { passive: false });
  plot.addEventListener('touchstart', touch, { passive: false });
  plot.addEventListener('touchmove', touch, { passive: false });
  plot.addEventListener('dblclick', double);
  plot.addEventListener('keydown', key);
  // Read by the style sheet: the browser decides what a finger does before it notifies the script.
  const leavePage = onPageSize(() => {
    plot.dataset.shared = String(pageScrolls());
  });
  return () => {
    leavePage();
    plot.removeEventListener('pointerdown', down);
    plot.removeEventListener('pointermove', move);
    plot.removeEventListener('pointerup', up);
    plot.removeEventListener('pointercancel', cancel);
    plot.removeEventListener('pointerleave', leave);
    plot.removeEventListener('wheel', wheel);
    plot.removeEventListener('touchstart', touch);
    plot.removeEventListener('touchmove', touch);
    plot.removeEventListener('dblclick', double);
    plot.removeEventListener('keydown', key);
  };
}
