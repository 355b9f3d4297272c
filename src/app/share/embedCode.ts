/** The HTML of a frame that shows this page in another one. Pure. */

/** The smallest width and height in which an embedded page is usable, in CSS pixels. */
export const LEAST_SIDE = 320;
const MOST_SIDE = 4000;

export interface Frame {
  /** The address, with the settings and the parts. */
  src: string;
  /** In CSS pixels. */
  width: number;
  height: number;
  /** What screen readers call the frame. */
  title: string;
}

const attribute = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export const embedCode = ({ src, width, height, title }: Frame): string =>
  `<iframe
  src="${attribute(src)}"
  title="${attribute(title)}"
  width="${width}"
  height="${height}"
  loading="lazy"
  style="border: 0; max-width: 100%"
></iframe>
`;

/** The side that a reader has written; null where it is none, or one that is too small or absurdly large. */
export function sideIn(text: string): number | null {
  const side = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return side >= LEAST_SIDE && side <= MOST_SIDE ? side : null;
}
