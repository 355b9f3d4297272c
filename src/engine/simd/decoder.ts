/**
 * The decoder alone on the SIMD kernels, for the thread that draws: a point or a filmstrip at a time.
 * The one part of an engine that the page loads itself.
 */
import { layoutOf } from '../../model/layout';
import { INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { Arena, roundUp } from './arena';
import { BLOCK, compileKernels, LIKELIHOOD, openKernels, PANEL, TILE } from './kernels';
import { forward, layLayer, packLayer } from './layer';

export interface SimdDecoder {
  /** Takes a copy of the parameters from `layout.decoderStart` on. */
  load(weights: Float32Array): void;
  /** Writes the pixels of `count` codes (count × latent), in [0, 1], to `out` (count × 784). */
  decode(z: ArrayLike<number>, count: number, out: Float32Array): void;
}

/** Codes at once. */
const ROWS = 16;

/** Throws ProblemError where the browser has no SIMD. */
export async function createSimdDecoder(spec: ModelSpec): Promise<SimdDecoder> {
  const layout = layoutOf(spec);
  const { latent } = spec;
  const likelihood = LIKELIHOOD[spec.likelihood];
  const arena = new Arena();
  const size = layout.size - layout.decoderStart;
  const parameters = arena.floats(size);
  const codes = arena.matrix(ROWS, latent);
  const layers = layout.decoder.map((l) => layLayer(arena, l, spec.activation, ROWS, layout.decoderStart));
  const widest = roundUp(Math.max(...layout.decoder.map((l) => l.inputs)), PANEL);
  const tiles = arena.floats(roundUp(ROWS, TILE) * Math.min(widest, BLOCK));
  const { output } = layers[layers.length - 1];

  const memory = arena.open();
  const kernels = await openKernels(await compileKernels(), memory);
  const floats = new Float32Array(memory.buffer);

  return {
    load(weights) {
      floats.set(weights, parameters / 4);
      for (const layer of layers) packLayer(kernels, parameters, layer);
    },

    decode(z, count, out) {
      for (let first = 0; first < count; first += ROWS) {
        const rows = Math.min(ROWS, count - first);
        for (let row = 0; row < rows; row++) {
          const at = (codes.at + row * codes.ld) / 4;
          for (let d = 0; d < latent; d++) floats[at + d] = z[(first + row) * latent + d];
        }
        let input = codes;
        for (const layer of layers) {
          forward(kernels, parameters, layer, input, { from: 0, rows }, tiles);
          input = layer.output;
        }
        kernels.toPixels(likelihood, output.at, output.ld, rows, INPUT_SIZE);
        // 784 is a whole number of panels, so the rows have no margins.
        out.set(floats.subarray(output.at / 4, output.at / 4 + rows * INPUT_SIZE), first * INPUT_SIZE);
      }
    },
  };
}
