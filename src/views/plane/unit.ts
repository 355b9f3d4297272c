/**
 * The unit in which the plane is drawn: a sixteenth of the page's font size. It is one CSS pixel on most screens, and
 * more where text is larger, so that dots, numerals and tiles keep their size relative to the text around them.
 */
import { placeIn, sizeOf } from '../../ui/pointer';

/** CSS pixels per unit. Makes the browser compute a style, so keep the result until the plane is measured again. */
export const unitNow = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

/** A length in units as a CSS length. */
export const toCss = (units: number): string => `${units / 16}rem`;

/** Width and height of the plot in units. */
export function sizeInUnits(plot: HTMLElement, unit: number): { width: number; height: number } {
  const { width, height } = sizeOf(plot);
  return { width: width / unit, height: height / unit };
}

/** The position of a pointer in the plot, in units from its upper left corner. */
export function placeInUnits(plot: HTMLElement, event: { clientX: number; clientY: number }, unit: number) {
  const { x, y } = placeIn(plot, event);
  return { x: x / unit, y: y / unit };
}
