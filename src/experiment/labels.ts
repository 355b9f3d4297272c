/**
 * Lists of class labels as links write them: numerals where all have one digit (`358`), otherwise labels and ranges
 * in a row (`3_10-35`). One label of two digits alone is a range too (`40-40`), because `40` is 4 and 0.
 */

/** Classes that a data set has at most: ten digits, and 26 letters twice. */
export const MOST_CLASSES = 62;

/** Stands for all classes of a data set, however many there are. */
export const ALL_CLASSES: readonly number[] = Array.from({ length: MOST_CLASSES }, (_, label) => label);

/** `labels`: ascending. */
export function writeLabels(labels: readonly number[]): string {
  if (labels.every((label) => label < 10)) return labels.join('');
  const ranges: [first: number, last: number][] = [];
  for (const label of labels) {
    const open = ranges.at(-1);
    if (open && open[1] === label - 1) open[1] = label;
    else ranges.push([label, label]);
  }
  const text = ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join('_');
  return NUMERALS.test(text) ? `${text}-${text}` : text;
}

const NUMERALS = /^\d+$/;
const RANGE = /^(\d{1,2})(?:-(\d{1,2}))?$/;

/** In the order of the text, perhaps some of them twice; null for a text that is no list. */
export function readLabels(text: string): number[] | null {
  if (NUMERALS.test(text)) return [...text].map(Number);
  const labels: number[] = [];
  for (const part of text.split('_')) {
    const [whole, from, to = from] = RANGE.exec(part) ?? [];
    if (whole === undefined || Number(from) > Number(to)) return null;
    for (let label = Number(from); label <= Number(to); label++) labels.push(label);
  }
  return labels;
}

/** `label` added to or removed from those of `count` classes that are chosen; ALL_CLASSES where all would be. */
export function toggledLabel(chosen: readonly number[], label: number, count: number): readonly number[] {
  const next = ALL_CLASSES.slice(0, count).filter((one) => chosen.includes(one) !== (one === label));
  return next.length === count ? ALL_CLASSES : next;
}

/** Latin letters and numerals, two of which have room in a mark, or one sign of another script. */
const SIGN = /^([\u0020-\u02ff]{1,2}|\P{Cc})$/u;

/** Whether the name of a class is short enough for a mark on the plane. */
export const isSign = (name: string): boolean => SIGN.test(name);

/** A class in a mark on the plane or in the legend: its name where that is short enough, otherwise its number. */
export function signOf(label: number, names: readonly string[] | null | undefined): string {
  const name = names?.[label];
  return name && isSign(name) ? name : String(label);
}
