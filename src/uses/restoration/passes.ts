/** Passes an image through a model repeatedly: each output, rounded to bytes, is the next input. */

/** The numbers of passes after which the image is shown. */
export const SHOWN = [1, 2, 4, 8, 16] as const;
export const PASSES = SHOWN[SHOWN.length - 1];

/** The model's encoder and decoder; null: not available now. */
export interface Model {
  encode(image: Uint8Array): Promise<Float32Array | null>;
  /** Pixels in [0, 1] at a code. */
  decode(code: Float32Array): Float32Array | null;
}

export interface Restored {
  /** 784 bytes after each number of passes in `SHOWN`. */
  images: Uint8Array[];
  /** The code of the original image, and after each of the passes. */
  codes: Float32Array[];
}

export async function passThrough(image: Uint8Array, model: Model): Promise<Restored | null> {
  const codes: Float32Array[] = [];
  const images: Uint8Array[] = [image];
  for (let pass = 0; pass <= PASSES; pass++) {
    const code = await model.encode(images[pass]);
    if (!code) return null;
    codes.push(code);
    const pixels = model.decode(code);
    if (!pixels) return null;
    images.push(Uint8Array.from(pixels, (p) => Math.round(255 * p)));
  }
  return { images: SHOWN.map((pass) => images[pass]), codes };
}

/** Σ (a − b)² over pixels in [0, 1]. */
export function squaredError(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, i) => sum + ((byte - b[i]) / 255) ** 2, 0);
}
