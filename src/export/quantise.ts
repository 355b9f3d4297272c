/**
 * Pictures in 256 colours: median cut (Heckbert, "Color image quantization for frame buffer display", 1982) over a
 * histogram of 32 levels a channel.
 */

const BITS = 5;
const LEVELS = 1 << BITS;
const MOST = 256;

/** The bin of a colour: its upper bits, red first. */
const binOf = (r: number, g: number, b: number): number =>
  ((r >> (8 - BITS)) << (2 * BITS)) | ((g >> (8 - BITS)) << BITS) | (b >> (8 - BITS));
const levelOf = (bin: number, channel: number): number => (bin >> ((2 - channel) * BITS)) & (LEVELS - 1);

export interface Colours {
  /** 256 × red, green, blue. */
  palette: Uint8Array;
  /** The index in the palette of each pixel of a picture (RGBA). */
  indices(rgba: Uint8ClampedArray): Uint8Array;
}

/** A palette for these pictures (RGBA each), and for others that are like them. Colours that are rare may be merged. */
export function coloursOf(pictures: readonly Uint8ClampedArray[]): Colours {
  const counts = new Float64Array(LEVELS ** 3);
  const sums = new Float64Array(3 * LEVELS ** 3);
  for (const rgba of pictures)
    for (let at = 0; at < rgba.length; at += 4) {
      const bin = binOf(rgba[at], rgba[at + 1], rgba[at + 2]);
      counts[bin]++;
      for (let c = 0; c < 3; c++) sums[3 * bin + c] += rgba[at + c];
    }
  const boxes = [boxOf([...counts.keys()].filter((bin) => counts[bin] > 0))];
  while (boxes.length < MOST) {
    const widest = boxes.reduce((best, box) => (weightOf(box) > weightOf(best) ? box : best), boxes[0]);
    if (widest === undefined || widest.range === 0) break;
    boxes.splice(boxes.indexOf(widest), 1, ...halves(widest).map(boxOf));
  }

  const palette = new Uint8Array(3 * MOST);
  const known = new Int16Array(LEVELS ** 3).fill(-1);
  boxes.forEach(({ bins }, i) => {
    const total = bins.reduce((sum, bin) => sum + counts[bin], 0);
    for (let c = 0; c < 3; c++)
      palette[3 * i + c] = Math.round(
        bins.reduce((sum, bin) => sum + sums[3 * bin + c], 0) / Math.max(1, total),
      );
    for (const bin of bins) known[bin] = i;
  });

  return {
    palette,
    indices(rgba) {
      const out = new Uint8Array(rgba.length / 4);
      for (let i = 0; i < out.length; i++) {
        const [r, g, b] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]];
        const bin = binOf(r, g, b);
        if (known[bin] < 0) known[bin] = nearest(palette, boxes.length, r, g, b);
        out[i] = known[bin];
      }
      return out;
    },
  };

  /** The channel in which the bins differ most, and by how many levels. */
  function boxOf(bins: number[]) {
    const ranges = [0, 1, 2].map((channel) => {
      const levels = bins.map((bin) => levelOf(bin, channel));
      return levels.reduce((a, b) => Math.max(a, b), 0) - levels.reduce((a, b) => Math.min(a, b), LEVELS);
    });
    const range = Math.max(0, ...ranges);
    return {
      bins,
      range,
      channel: ranges.indexOf(range),
      count: bins.reduce((sum, bin) => sum + counts[bin], 0),
    };
  }

  /** Colours of small things count too, so that a few dots keep theirs. */
  function weightOf({ range, count }: ReturnType<typeof boxOf>): number {
    return range * count ** 0.25;
  }

  /** Split where half of the pixels are on either side, and at least one bin. */
  function halves({ bins, channel, count }: ReturnType<typeof boxOf>): [number[], number[]] {
    const sorted = [...bins].sort((a, b) => levelOf(a, channel) - levelOf(b, channel));
    let below = 0;
    let at = 0;
    while (at < sorted.length - 1 && below < count / 2) below += counts[sorted[at++]];
    return [sorted.slice(0, at), sorted.slice(at)];
  }
}

function nearest(palette: Uint8Array, size: number, r: number, g: number, b: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < size; i++) {
    const far = (palette[3 * i] - r) ** 2 + (palette[3 * i + 1] - g) ** 2 + (palette[3 * i + 2] - b) ** 2;
    if (far < least) [least, best] = [far, i];
  }
  return best;
}
