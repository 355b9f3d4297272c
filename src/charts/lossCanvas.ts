/** The canvas of the loss chart: its size, its colours, and the step under the pointer. */
import type { Term } from '../state/series';
import { token } from '../ui/palette';
import { densityOf, placeIn } from '../ui/pointer';
import type { Interval } from './domain';
import { type LossPicture, type Panel, stepAt } from './lossPicture';
import { TERM_COLOURS } from './lossTerms';

/** The step under the pointer; null outside of the panels. */
export function pointerStep(
  element: HTMLCanvasElement,
  panels: readonly Panel[],
  range: Interval,
  event: MouseEvent,
): number | null {
  const { x, y } = placeIn(element, event);
  return stepAt(panels, range, x, y);
}

export interface CanvasLook extends Pick<LossPicture, 'width' | 'height' | 'size' | 'colours'> {
  /** Device pixels per CSS pixel. */
  density: number;
}

/**
 * Resizes the canvas to the pixels of the screen, and reads what its style determines; sizes are CSS pixels. The browser
 * may have to compute styles and layout for it, so it is done once for each theme and size, not in every frame.
 */
export function lookOf(element: HTMLCanvasElement): CanvasLook {
  const { clientWidth: width, clientHeight: height } = element;
  const density = densityOf(element);
  const [w, h] = [Math.round(width * density), Math.round(height * density)];
  if (element.width !== w || element.height !== h) {
    element.width = w;
    element.height = h;
  }
  const style = getComputedStyle(element);
  return { width, height, density, size: Number.parseFloat(style.fontSize), colours: coloursOf(style) };
}

function coloursOf(style: CSSStyleDeclaration): LossPicture['colours'] {
  const terms = Object.entries(TERM_COLOURS).map(([term, name]) => [term, token(name)]);
  return {
    ...(Object.fromEntries(terms) as Record<Term, string>),
    text: token('--ink-2'),
    rule: token('--rule'),
    cursor: token('--rule-strong'),
    playhead: token('--latent'),
    font: style.fontFamily,
  };
}
