/** The places of a layer's parameters and of what the products need of them. */
import { isConvolutional, type Layer } from '../../model/layout';
import { type Windows, windowsOf } from '../../model/windows';
import type { Arena } from './arena';
import { ACTIVATION, NO_ACTIVATION } from './kernels';
import { reserveWindows, windowSize } from './windows';

/** A layer's parameters: their offsets in the flat arrays, in numbers, and their packed forms. */
export interface Weights {
  layer: Layer;
  /** Rows and columns of W; of a convolution, numbers of a window and channels of the smaller image. */
  inputs: number;
  outputs: number;
  activation: number;
  /** W in panels of eight outputs, valid until the weights change. */
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
  const inputs = windows ? windowSize(windows) : layer.inputs;
  const outputs = windows ? windows.smallChannels : layer.outputs;
  const { kind, activation } = layer;
  return {
    layer,
    inputs,
    outputs,
    activation: activation ? ACTIVATION[activation] : NO_ACTIVATION,
    panels: arena.panels(inputs, outputs),
    // A transposed convolution multiplies by Wᵀ.
    rowPanels: kind === 'transposedConvolution' ? arena.panels(outputs, inputs) : 0,
    reach: kind === 'masked' ? arena.floats(inputs) : 0,
    windows,
  };
}
