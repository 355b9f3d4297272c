/**
 * Whoever writes with a pen rests the hand on the screen, and to the browser that is a finger. While a pen is down,
 * and for a moment after it was last seen (it hovers between two strokes), touches are nobody's.
 */

const AFTER_MS = 500;

const down = new Set<number>();
let seen = Number.NEGATIVE_INFINITY;

function note(event: PointerEvent): void {
  if (event.pointerType !== 'pen') return;
  seen = performance.now();
  if (event.type === 'pointerdown') down.add(event.pointerId);
  else if (event.type !== 'pointermove') down.delete(event.pointerId);
}

if (typeof window !== 'undefined') {
  for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
    window.addEventListener(type, note, { capture: true, passive: true });
}

/** Whether this touch is to be passed over because a pen writes. */
export const isPalm = (event: { pointerType: string }): boolean =>
  event.pointerType === 'touch' && (down.size > 0 || performance.now() - seen < AFTER_MS);
