/**
 * The unit that the plane is drawn in: a sixteenth of the page's font size. It is a CSS pixel on most screens and more
 * where the page's text is larger, so that dots, numerals and tiles keep their size relative to the text beside them.
 */
import { placeIn, sizeOf } from '../../ui/pointer';

/** CSS pixels of a unit. Asks the browser for a style: to be kept, and asked anew when the plane is measured. */
export const unitNow = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

/** A length of the plane in units as a CSS length. */
export const toCss = (units: number): string => `${units / 16}rem`;

/** Width and height of the plot in units. */
export function sizeInUnits(plot: HTMLElement, unit: number): { width: number; height: number } {
  const { width, height } = sizeOf(plot);
  return { width: width / unit, height: height / unit };
}

/** Where a pointer is in the plot, in units from its upper left corner. */
export function placeInUnits(plot: HTMLElement, event: { clientX: number; clientY: number }, unit: number) {
  const { x, y } = placeIn(plot, event);
  return { x: x / unit, y: y / unit };
}
