/** What a decoder draws on a square of the plane, as a picture. */
import type { Decoder } from '../decode/decoder';
import { isFlat } from '../latent/slice';
import type { Square } from '../math/viewport';
import { imageSize } from '../model/spec';
import { codesAt } from '../state/slice';
import type { PlaygroundState } from '../state/store';
import { isDark } from '../ui/palette';

/** Decoded images a side. */
const TILES = 20;
/** Work on the page's thread between two tasks, in ms: decoders with convolutions take seconds for all tiles. */
const PIECE_MS = 30;

/**
 * The square as a PNG's address, by a decoder with the parameters of one step, on the plane and with the label of `state`:
 * whatever the run publishes meanwhile.
 */
export async function decodedSquare(
  state: PlaygroundState,
  decoder: Decoder,
  { centre, extent }: Square,
): Promise<string | null> {
  const at = (k: number) => ((2 * k + 1) / TILES - 1) * extent;
  const flat = isFlat(state.slice);
  const { side, channels } = state.run.spec.data;
  const size = imageSize({ side, channels });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = TILES * side;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const pixels = new Float32Array(TILES * size);
  const dark = isDark();
  let startedAt = performance.now();
  for (let row = 0; row < TILES; row++) {
    if (performance.now() - startedAt > PIECE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      startedAt = performance.now();
    }
    const y = flat ? 0 : centre[1] - at(row);
    const places = Array.from({ length: TILES }, (_, k) => [centre[0] + at(k), y] as const);
    decoder.decode(codesAt(state, places), TILES, pixels, state.label);
    for (let k = 0; k < TILES; k++) {
      const image = context.createImageData(side, side);
      for (let i = 0; i < side * side; i++) {
        const at = k * size + channels * i;
        const grey = Math.round(255 * (dark ? pixels[at] : 1 - pixels[at]));
        const light = (c: number) => Math.round(255 * pixels[at + c]);
        image.data.set(channels === 1 ? [grey, grey, grey, 255] : [light(0), light(1), light(2), 255], 4 * i);
      }
      context.putImageData(image, side * k, side * row);
    }
  }
  return canvas.toDataURL('image/png');
}
