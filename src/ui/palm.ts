/**
 * Palm rejection: somebody who writes with a pen rests the hand on the screen, which the browser reports as a touch.
 * Touches are ignored while a pen is down, and for a moment after its last event (it hovers between two strokes).
 */

const AFTER_MS = 500;

const down = new Set<number>();
let lastSeen = Number.NEGATIVE_INFINITY;

function note(event: PointerEvent): void {
  if (event.pointerType !== 'pen') return;
  lastSeen = performance.now();
  if (event.type === 'pointerdown') down.add(event.pointerId);
  else if (event.type !== 'pointermove') down.delete(event.pointerId);
}

if (typeof window !== 'undefined') {
  for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
    window.addEventListener(type, note, { capture: true, passive: true });
}

/** Whether to ignore this touch because a pen is in use. */
export const isPalm = (event: { pointerType: string }): boolean =>
  event.pointerType === 'touch' && (down.size > 0 || performance.now() - lastSeen < AFTER_MS);
