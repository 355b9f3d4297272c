/**
 * The probes in a link: `probes=A:0.5,-1_B_C:image17`, and with more than two of them, or in another order, the path as
 * `via=A-C-B`. A probe without a place is where the codes are; one of a test image is at the image's code.
 */

export interface LinkedProbe {
  name: string;
  /** Null: a place of its own accord, or the image's. */
  z: readonly number[] | null;
  image: number | null;
}

/** Letters, so at most 26; the page has fewer. */
const NAME = /^[A-Z]$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const IMAGE = /^image(\d{1,6})$/;
/** Coordinates that are further out are rejected. */
const FARTHEST = 1e5;
const MOST_NUMBERS = 64;

const plain = (value: number) => String(Math.round(1000 * value) / 1000 + 0);

export function writeProbes(probes: readonly LinkedProbe[]): string {
  return probes
    .map(({ name, z, image }) => {
      const place = image === null ? z?.map(plain).join() : `image${image}`;
      return place === undefined ? name : `${name}:${place}`;
    })
    .join('_');
}

/** Null for a text that `writeProbes` has not written. */
export function readProbes(text: string): LinkedProbe[] | null {
  const probes = text.split('_').map((part): LinkedProbe | null => {
    const [name, place, ...more] = part.split(':');
    if (!NAME.test(name) || more.length > 0) return null;
    if (place === undefined) return { name, z: null, image: null };
    const image = IMAGE.exec(place);
    if (image) return { name, z: null, image: Number(image[1]) };
    const numbers = place.split(',');
    if (numbers.length > MOST_NUMBERS || !numbers.every((one) => NUMBER.test(one))) return null;
    const z = numbers.map(Number);
    return z.every((value) => Math.abs(value) <= FARTHEST) ? { name, z, image: null } : null;
  });
  const known = probes.filter((one) => one !== null);
  return known.length === probes.length && new Set(known.map(({ name }) => name)).size === known.length
    ? known
    : null;
}

/** The names of a path, two or more, each once; null for another text. */
export function readVia(text: string): string[] | null {
  const names = text.split('-');
  return names.length >= 2 && names.every((name) => NAME.test(name)) && new Set(names).size === names.length
    ? names
    : null;
}
