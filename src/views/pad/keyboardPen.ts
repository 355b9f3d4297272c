/** A pen that is moved with the keyboard: its position, in pixels of the image, and whether it is down. */
import { IMAGE_SIDE } from '../../model/spec';
import { ARROWS } from '../../ui/arrowKeys';
import type { Place } from './sheet';

export interface Pen extends Place {
  down: boolean;
}

/** Above the middle of the sheet, where most digits start. */
export const FIRST_PEN: Pen = { x: IMAGE_SIDE / 2, y: 8, down: false };

const STEP = 1;
const STRIDE = 4;

/** The pen after a key; larger steps with Shift. Null for keys without a meaning. */
export function penAfter(pen: Pen, key: string, shift: boolean): Pen | null {
  if (key === ' ') return { ...pen, down: !pen.down };
  const way = ARROWS[key];
  if (!way) return null;
  const step = shift ? STRIDE : STEP;
  const within = (at: number) => Math.min(IMAGE_SIDE - 1, Math.max(1, at));
  return { ...pen, x: within(pen.x + step * way[0]), y: within(pen.y + step * way[1]) };
}
