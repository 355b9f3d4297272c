/** A dense layer in the arena: where its packed weights and its outputs lie, and its way forward. */
import type { Activation } from '../../experiment/config';
import type { LayerLayout } from '../../model/layout';
import { type Arena, type Matrix, roundUp } from './arena';
import { ACTIVATION, type Kernels, NO_ACTIVATION } from './kernels';
import type { Rows } from './share';

export interface Layer {
  inputs: number;
  outputs: number;
  /** Offsets in the flat parameters, in numbers. */
  weight: number;
  bias: number;
  activation: number;
  /** W in panels of eight outputs, good until the weights change. */
  panels: number;
  output: Matrix;
}

/** `start` is the offset of the first parameter that is held: the decoder alone may be. */
export function layLayer(
  arena: Arena,
  layout: LayerLayout,
  activation: Activation,
  rows: number,
  start = 0,
): Layer {
  const { inputs, outputs, activated } = layout;
  return {
    inputs,
    outputs,
    weight: layout.weight - start,
    bias: layout.bias - start,
    activation: activated ? ACTIVATION[activation] : NO_ACTIVATION,
    panels: arena.panels(inputs, outputs),
    output: arena.matrix(rows, outputs),
  };
}

export function packLayer(kernels: Kernels, parameters: number, layer: Layer): void {
  const { inputs, outputs, weight, panels } = layer;
  kernels.packColumns(parameters + 4 * weight, inputs, outputs, 4 * outputs, panels, inputs);
}

/** Where a row of a matrix begins. */
export const rowAt = ({ at, ld }: Matrix, row: number): number => at + row * ld;

/** output = f(x W + b) for some rows of x. `tiles` is scratch for them, `BLOCK` deep. */
export function forward(
  kernels: Kernels,
  parameters: number,
  layer: Layer,
  x: Matrix,
  mine: Rows,
  tiles: number,
): void {
  const { inputs, outputs, panels, output } = layer;
  const { from, rows } = mine;
  const bias = parameters + 4 * layer.bias;
  const y = rowAt(output, from);
  kernels.product(rowAt(x, from), x.ld, rows, inputs, panels, outputs, bias, 0, y, output.ld, tiles);
  finish(kernels, layer, mine);
}

/** The same for the same rows of an x that `packSparseRows` has packed. */
export function forwardSparse(
  kernels: Kernels,
  parameters: number,
  layer: Layer,
  sparse: number,
  mine: Rows,
): void {
  const { inputs, outputs, panels, output } = layer;
  const bias = parameters + 4 * layer.bias;
  kernels.sparseProduct(
    sparse,
    mine.rows,
    inputs,
    panels,
    outputs,
    bias,
    0,
    rowAt(output, mine.from),
    output.ld,
  );
  finish(kernels, layer, mine);
}

function finish(kernels: Kernels, { activation, output }: Layer, { from, rows }: Rows): void {
  if (activation !== NO_ACTIVATION) {
    kernels.activate(activation, rowAt(output, from), output.ld, rows, roundUp(output.columns, 4));
  }
}
