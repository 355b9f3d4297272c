/** The places of a layer's parameters and of what the products need of them. */
import { isConvolutional, type Layer } from '../../model/layout';
import { type Windows, windowsOf } from '../../model/windows';
import type { Arena } from './arena';
import { ACTIVATION, NO_ACTIVATION } from './kernels';
import { reserveWindows, windowSize } from './windows';

/** A layer's parameters: their offsets in the flat arrays, in numbers, and their packed forms. */
export interface Weights {
  layer: Layer;
  /**
   * Rows and columns of W; of a convolution, numbers of a window and channels of the smaller image; of a normalisation
   * one, and channels.
   */
  inputs: number;
  outputs: number;
  activation: number;
  /** W in panels of eight outputs, valid until the weights change; 0 of a normalisation. */
  panels: number;
  /** Wᵀ in panels of eight inputs, likewise; 0 where ∂ of the input is not needed. */
  rowPanels: number;
  /** Address of `layer.reach`; 0 where there is no mask. */
  reach: number;
  /** Of a convolution, with their address. */
  windows: (Windows & { at: number }) | null;
}

export function layWeights(arena: Arena, layer: Layer): Weights {
  const windows = isConvolutional(layer) ? { ...windowsOf(layer), at: reserveWindows(arena) } : null;
  const { kind, activation } = layer;
  const normalises = kind === 'groupNormalisation';
  const inputs = windows ? windowSize(windows) : normalises ? 1 : layer.inputs;
  const outputs = windows ? windows.smallChannels : normalises ? layer.biasSize : layer.outputs;
  return {
    layer,
    inputs,
    outputs,
    activation: activation ? ACTIVATION[activation] : NO_ACTIVATION,
    panels: normalises ? 0 : arena.panels(inputs, outputs),
    // A transposed convolution multiplies by Wᵀ.
    rowPanels: kind === 'transposedConvolution' ? arena.panels(outputs, inputs) : 0,
    reach: kind === 'masked' ? arena.floats(inputs) : 0,
    windows,
  };
}
