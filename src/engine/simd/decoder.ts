/**
 * The decoder alone on the SIMD kernels, for the UI thread: one point or one filmstrip at a time. The only
 * part of an engine that the page loads itself.
 */

import { layoutOf } from '../../model/compile';
import { codeSize } from '../../model/layout';
import { imageSize, type ModelSpec } from '../../model/spec';
import { Arena, roundUp } from './arena';
import { BLOCK, compileKernels, LIKELIHOOD, NO_ACTIVATION, openKernels, PANEL, TILE } from './kernels';
import { statisticsSize } from './normalisation';
import { enlarge, enlargedSize } from './upsampling';
import { layWeights } from './weights';
import { scratchSize, writeWindows, zerosSize } from './windows';

export interface SimdDecoder {
  /** Takes a copy of the parameters from `layout.decoderStart` on. */
  load(weights: Float32Array): void;
  /**
   * Writes the pixels of `count` codes (count × latent), in [0, 1], to `out` (count × pixels). A conditional
   * decoder gets `label` with each code.
   */
  decode(z: ArrayLike<number>, count: number, out: Float32Array, label?: number): void;
}

/** Codes at once. */
const ROWS = 16;

/** Throws ProblemError where the browser has no SIMD. */
export async function createSimdDecoder(spec: ModelSpec): Promise<SimdDecoder> {
  const layout = layoutOf(spec);
  const { latent, condition } = spec;
  const likelihood = LIKELIHOOD[spec.likelihood];
  const arena = new Arena();
  const start = layout.decoderStart;
  const parameters = arena.floats(layout.size - start);
  const codes = arena.matrix(ROWS, codeSize(spec));
  const layers = layout.decoder.map((layer) => {
    const weights = layWeights(arena, layer);
    const { weight, bias, outputs } = layer;
    const places = { weight: parameters + 4 * (weight - start), bias: parameters + 4 * (bias - start) };
    const enlarging = layer.kind === 'upsampledConvolution' ? layer.shape : null;
    const enlarged = enlarging && { enlarging, image: arena.matrix(ROWS, enlargedSize(enlarging)) };
    const normalises = layer.kind === 'groupNormalisation' ? layer : null;
    const statistics = normalises ? arena.floats(ROWS * statisticsSize(normalises)) : 0;
    return { ...weights, ...places, enlarged, normalises, statistics, output: arena.matrix(ROWS, outputs) };
  });
  const convolutions = layers.flatMap(({ windows }) => windows ?? []);
  const widest = roundUp(Math.max(...layout.decoder.map((l) => l.inputs)), PANEL);
  const tiles = arena.floats(
    Math.max(roundUp(ROWS, TILE) * Math.min(widest, BLOCK), ...convolutions.map(scratchSize)),
  );
  const zeros = arena.floats(Math.max(1, ...convolutions.map(zerosSize)));
  const { output } = layers[layers.length - 1];
  const pixels = imageSize(spec.data);

  const memory = arena.open();
  const kernels = await openKernels(await compileKernels(), memory);
  const floats = new Float32Array(memory.buffer);
  for (const windows of convolutions) writeWindows(memory.buffer, windows.at, windows);

  return {
    load(weights) {
      floats.set(weights, parameters / 4);
      for (const { inputs, outputs, weight, panels, rowPanels } of layers) {
        if (panels !== 0) kernels.packColumns(weight, inputs, outputs, 4 * outputs, panels, inputs);
        if (rowPanels !== 0)
          kernels.packRows(weight, inputs, outputs, rowPanels, 0, Math.ceil(inputs / PANEL));
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
        for (const {
          layer,
          inputs,
          outputs,
          weight,
          bias,
          activation,
          panels,
          rowPanels,
          windows,
          enlarged,
          normalises,
          statistics,
          output: y,
        } of layers) {
          if (normalises) {
            const { pixels, channels, groups } = normalises.normalised;
            const shape = [rows, pixels, channels, groups] as const;
            kernels.normalise(activation, x.at, y.at, y.ld, ...shape, weight, bias, statistics);
            x = y;
            continue;
          }
          if (enlarged) {
            enlarge(floats, x, enlarged.image, { from: 0, rows }, enlarged.enlarging);
            x = enlarged.image;
          }
          if (windows && layer.kind !== 'transposedConvolution')
            kernels.down(x.at, x.ld, rows, windows.at, panels, bias, false, y.at, y.ld, tiles);
          else if (windows)
            kernels.up(x.at, x.ld, rows, windows.at, rowPanels, bias, false, y.at, y.ld, zeros, tiles);
          else kernels.product(x.at, x.ld, rows, inputs, panels, outputs, bias, 0, y.at, y.ld, tiles);
          if (activation !== NO_ACTIVATION)
            kernels.activate(activation, y.at, y.ld, rows, roundUp(layer.outputs, 4));
          x = y;
        }
        kernels.toPixels(likelihood, output.at, output.ld, rows, pixels);
        // Pixels are a whole number of panels (`imageSide`), so the rows have no padding.
        out.set(floats.subarray(output.at / 4, output.at / 4 + rows * pixels), first * pixels);
      }
    },
  };
}
