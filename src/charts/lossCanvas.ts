/** The canvas of the loss chart: its size, its colours, and the step under the pointer. */
import type { Term } from '../state/series';
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

/** Resizes the canvas to the pixels of the screen; the returned sizes are CSS pixels. */
export function sized(element: HTMLCanvasElement, context: CanvasRenderingContext2D) {
  const { clientWidth: width, clientHeight: height } = element;
  const ratio = densityOf(element);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w || element.height !== h) {
    element.width = w;
    element.height = h;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

export function coloursOf(element: HTMLElement): LossPicture['colours'] {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
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
