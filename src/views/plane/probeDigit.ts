/** The place of the small digit beside a probe's handle. */
import { onPlane } from '../../latent/slice';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import { useStore } from '../../state/store';
import type { Room } from './numerals';

/** Size of the small digit with its frame and the gap to the handle, in units (see `unit.ts`). */
const DIGIT_SPACE = 68;
/** Distance from the centre of the handle to the digit, and size of the digit, in units (see `Probes.module.css`). */
const DIGIT = { gap: 8, below: 2, size: 46 };

/** On which side the digit is: right, unless it would leave the plane or cover another handle. */
export function sideOf(px: number, py: number, name: string, v: Viewport): 'left' | 'right' {
  if (px + DIGIT_SPACE > v.left + v.width) return 'left';
  if (px - DIGIT_SPACE < v.left) return 'right';
  const state = useStore.getState();
  const taken = state.probes.some((other) => {
    const [x, y] = onPlane(other.z, state.slice);
    const dx = screenX(v, x) - px;
    return other.name !== name && dx > 0 && dx < DIGIT_SPACE && Math.abs(screenY(v, y) - py) < DIGIT_SPACE;
  });
  return taken ? 'left' : 'right';
}

/** The box of the digit of a probe at this position on the screen. */
export function digitBox(px: number, py: number, name: string, v: Viewport): Room {
  const { gap, below, size } = DIGIT;
  const left = sideOf(px, py, name, v) === 'right' ? px + gap : px - gap - size;
  return { left, top: py - below - size, right: left + size, bottom: py - below };
}
