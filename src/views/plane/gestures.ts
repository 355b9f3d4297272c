/**
 * User input on the plane: drag and arrow keys pan; wheel, pinch and +/− zoom; a click adds a probe; after Enter, the
 * arrow keys move from point to point. Where the page scrolls, a plain wheel and a single finger scroll the page
 * instead.
 */
import { isPalm } from '../../ui/palm';
import { capture } from '../../ui/pointer';
import { onPageSize, pageScrolls, takesWheel } from '../../ui/scrolling';
import type { Camera } from './camera';

/** A place within the plot, in units (see `unit.ts`), and the distance within which a point counts as hit. */
export interface Place {
  x: number;
  y: number;
  reach: number;
}

export interface GestureOptions {
  camera: Camera;
  /** The position of a pointer within the plot, in units. */
  placeOf(event: { clientX: number; clientY: number }): { x: number; y: number };
  /** Called after each change of the view. */
  changed(): void;
  /** Called with the position of the pointer; null when it has left or is pressed. */
  hover(place: Place | null): void;
  /** Called on a click, or a tap. */
  click(place: Place): void;
  /** Keyboard navigation from point to point, active while `walks` is true. */
  walk: {
    readonly walks: boolean;
    /** Starts the navigation, or chooses the current point. */
    enter(): void;
    /** Moves on to a point in this direction of the plane. */
    go(dx: number, dy: number): void;
    end(): void;
  };
  /** Resets the view. */
  reset(): void;
  /** Called when a gesture moved the page instead of the plane. */
  hint(kind: 'wheel' | 'touch'): void;
}

const ARROW_PX = 40;
const KEY_ZOOM = 1.25;
/** Trackpads report a pinch as small wheel steps with Ctrl; the steps of a mouse, of about a hundred, are limited. */
const PINCH = { gain: 0.01, most: 30 };
const WHEEL_GAIN = 0.0015;
/** Distances within which a point counts as hit, in units. */
const REACH = { mouse: 12, touch: 22 };
/** A press that moves less than this, in units, is a click; fingers are less steady. */
const CLICK_PX = { mouse: 4, touch: 8 };

/** Elements with this attribute, such as probes, handle their own events. */
export const OWN_GESTURES = 'data-own-gestures';
const isForeign = (event: Event) =>
  event.target instanceof Element && event.target.closest(`[${OWN_GESTURES}]`) !== null;

/** Attaches the event listeners to the plot; returns a function that detaches them. */
export function attachGestures(plot: HTMLElement, options: GestureOptions): () => void {
  const { camera, changed, placeOf } = options;
  const pointers = new Map<number, { x: number; y: number; touch: boolean }>();
  let travelled = 0;

  const reachOf = (event: PointerEvent) => (event.pointerType === 'mouse' ? REACH.mouse : REACH.touch);

  const steady = (touch: boolean) => travelled < (touch ? CLICK_PX.touch : CLICK_PX.mouse);

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || isForeign(event) || isPalm(event)) return;
    // Touches before the pen were the palm.
    if (event.pointerType === 'pen') pointers.clear();
    capture(plot, event.pointerId);
    // With a second finger, it is no longer a tap.
    travelled = pointers.size > 0 ? Number.POSITIVE_INFINITY : 0;
    pointers.set(event.pointerId, { ...placeOf(event), touch: event.pointerType === 'touch' });
    options.walk.end();
    options.hover(null);
  };
  const move = (event: PointerEvent) => {
    const now = placeOf(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === 'mouse' && event.buttons === 0)
        options.hover(isForeign(event) ? null : { ...now, reach: reachOf(event) });
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
    } else if (!steady(before.touch) && !(before.touch && plot.dataset.shared === 'true')) {
      camera.pan(now.x - before.x, now.y - before.y);
      changed();
    }
    pointers.set(event.pointerId, { ...now, touch: before.touch });
  };
  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    const place = { ...placeOf(event), reach: reachOf(event) };
    if (steady(event.pointerType === 'touch')) options.click(place);
    else if (event.pointerType === 'mouse') options.hover(place);
  };
  /** The browser has taken over: the finger scrolls the page. */
  const cancel = (event: PointerEvent) => {
    if (pointers.delete(event.pointerId) && event.pointerType === 'touch') options.hint('touch');
  };
  /** Two fingers always move the plane, even where one finger scrolls the page. */
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
    // A line is about 16 pixels.
    const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    const pinch = PINCH.gain * Math.min(PINCH.most, Math.max(-PINCH.most, delta));
    camera.zoom(Math.exp(-(event.ctrlKey ? pinch : WHEEL_GAIN * delta)), x, y);
    options.hover(null);
    changed();
  };
  const walkKey = (event: KeyboardEvent): boolean => {
    switch (event.key) {
      case 'Enter':
        options.walk.enter();
        return true;
      case 'ArrowLeft':
        options.walk.go(-1, 0);
        return true;
      case 'ArrowRight':
        options.walk.go(1, 0);
        return true;
      case 'ArrowUp':
        options.walk.go(0, 1);
        return true;
      case 'ArrowDown':
        options.walk.go(0, -1);
        return true;
      case 'Escape':
        options.walk.end();
        return true;
      default:
        return false;
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.target !== plot || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((options.walk.walks || event.key === 'Enter') && walkKey(event)) {
      event.preventDefault();
      return;
    }
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
  plot.addEventListener('blur', options.walk.end);
  plot.addEventListener('keydown', key);
  // Used by the style sheet, since the browser decides what a finger does before scripts are notified.
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
    plot.removeEventListener('blur', options.walk.end);
    plot.removeEventListener('keydown', key);
  };
}
