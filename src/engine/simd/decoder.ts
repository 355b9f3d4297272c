/**
 * The decoder alone on the SIMD kernels, for the UI thread: one point or one filmstrip at a time. The only
 * part of an engine that the page loads itself.
 */

import { layoutOf } from '../../model/compile';
import { codeSize } from '../../model/layout';
import { INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { Arena, roundUp } from './arena';
import {
  ACTIVATION,
  BLOCK,
  compileKernels,
  LIKELIHOOD,
  NO_ACTIVATION,
  openKernels,
  PANEL,
  TILE,
} from './kernels';

export interface SimdDecoder {
  /** Takes a copy of the parameters from `layout.decoderStart` on. */
  load(weights: Float32Array): void;
  /**
   * Writes the pixels of `count` codes (count × latent), in [0, 1], to `out` (count × 784). A conditional
   * decoder gets `label` with each code.
   */
  decode(z: ArrayLike<number>, count: number, out: Float32Array, label?: number): void;
}

/** Codes at once. */
const ROWS = 16;

/** For decoders of dense layers. Throws ProblemError where the browser has no SIMD. */
export async function createSimdDecoder(spec: ModelSpec): Promise<SimdDecoder> {
  const layout = layoutOf(spec);
  const { latent, condition } = spec;
  const likelihood = LIKELIHOOD[spec.likelihood];
  const arena = new Arena();
  const start = layout.decoderStart;
  const parameters = arena.floats(layout.size - start);
  const codes = arena.matrix(ROWS, codeSize(spec));
  const layers = layout.decoder.map(({ inputs, outputs, weight, bias, activation }) => ({
    inputs,
    outputs,
    weight: parameters + 4 * (weight - start),
    bias: parameters + 4 * (bias - start),
    activation: activation ? ACTIVATION[activation] : NO_ACTIVATION,
    panels: arena.panels(inputs, outputs),
    output: arena.matrix(ROWS, outputs),
  }));
  const widest = roundUp(Math.max(...layout.decoder.map((l) => l.inputs)), PANEL);
  const tiles = arena.floats(roundUp(ROWS, TILE) * Math.min(widest, BLOCK));
  const { output } = layers[layers.length - 1];

  const memory = arena.open();
  const kernels = await openKernels(await compileKernels(), memory);
  const floats = new Float32Array(memory.buffer);

  return {
    load(weights) {
      floats.set(weights, parameters / 4);
      for (const { inputs, outputs, weight, panels } of layers) {
        kernels.packColumns(weight, inputs, outputs, 4 * outputs, panels, inputs);
      }
    },

    decode(z, count, out, label = 0) {
      for (let first = 0; first < count; first += ROWS) {
        const rows = Math.min(ROWS, count - first);
        for (let row = 0; row < rows; row++) {
          const at = (codes.at + row * codes.ld) / 4;
          for (let d = 0; d < latent; d++) floats[at + d] = z[(first + row) * latent + d];
          if (condition === 'none') continue;
          floats.fill(0, at + latent, at + codes.columns);
          floats[at + latent + label] = 1;
        }
        let x = codes;
        for (const { inputs, outputs, bias, activation, panels, output: y } of layers) {
          kernels.product(x.at, x.ld, rows, inputs, panels, outputs, bias, 0, y.at, y.ld, tiles);
          if (activation !== NO_ACTIVATION)
            kernels.activate(activation, y.at, y.ld, rows, roundUp(outputs, 4));
          x = y;
        }
        kernels.toPixels(likelihood, output.at, output.ld, rows, INPUT_SIZE);
        // 784 is a whole number of panels, so the rows have no padding.
        out.set(floats.subarray(output.at / 4, output.at / 4 + rows * INPUT_SIZE), first * INPUT_SIZE);
      }
    },
  };
}
