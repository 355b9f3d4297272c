/**
 * How the plane cuts through a latent of more than two numbers, as a link writes it: `slice=axes-1-4`,
 * `slice=principal` (or `principal-1-3`), `slice=probes-A-B-C`, `slice=classes-3-8`, `slice=slant`.
 */
import { MOST_CLASSES } from './labels';

/** Quantities of an image along which codes can be ordered. */
export const QUANTITIES = ['slant', 'thickness'] as const;
export type Quantity = (typeof QUANTITIES)[number];

export type SliceChoice =
  /** Two coordinates, counted from 0. */
  | { by: 'axes'; axes: readonly [number, number] }
  /** Two principal directions of the codes, counted from 0; usually the first two. */
  | { by: 'principal'; components: readonly [number, number] }
  /** Through three probes, by their names. */
  | { by: 'probes'; names: readonly [string, string, string] }
  /** From the mean of one class to that of another, and the best direction orthogonal to it. */
  | { by: 'classes'; classes: readonly [number, number] }
  /** Along which a quantity of the images increases, and the best direction orthogonal to it. */
  | { by: Quantity };

const LARGEST = 64;

export const PRINCIPAL = { by: 'principal', components: [0, 1] } as const satisfies SliceChoice;

export function writeSlice(choice: SliceChoice): string {
  if (choice.by === 'principal') {
    const [a, b] = choice.components;
    return a === 0 && b === 1 ? choice.by : [choice.by, a + 1, b + 1].join('-');
  }
  if (choice.by === 'axes') return ['axes', ...choice.axes.map((axis) => axis + 1)].join('-');
  if (choice.by === 'probes') return ['probes', ...choice.names].join('-');
  return choice.by === 'classes' ? ['classes', ...choice.classes].join('-') : choice.by;
}

/** Null for a text that names no slice. */
export function readSlice(text: string): SliceChoice | null {
  const [by, ...words] = text.split('-');
  const numbers = words.map((word) => (/^\d{1,2}$/.test(word) ? Number(word) : Number.NaN));
  const [a, b] = numbers;
  const two = words.length === 2 && a !== b;
  if (by === 'axes' || by === 'principal') {
    if (by === 'principal' && words.length === 0) return PRINCIPAL;
    if (!two || !numbers.every((n) => n >= 1 && n <= LARGEST)) return null;
    const chosen = [a - 1, b - 1] as const;
    return by === 'axes' ? { by, axes: chosen } : { by, components: chosen };
  }
  if (by === 'classes') {
    const known = two && numbers.every((n) => n >= 0 && n < MOST_CLASSES);
    return known ? { by, classes: [a, b] } : null;
  }
  if (by === 'probes') {
    const [first, second, third] = words;
    const known =
      words.length === 3 && new Set(words).size === 3 && words.every((word) => /^[A-Z]$/.test(word));
    return known ? { by, names: [first, second, third] } : null;
  }
  const quantity = words.length === 0 ? QUANTITIES.find((one) => one === by) : undefined;
  return quantity ? { by: quantity } : null;
}
