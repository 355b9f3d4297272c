/**
 * A small dense network in float64, with its backward pass and its derivative along a direction:
 *
 *   h₀ = input;  hₗ₊₁ = φ(hₗ Wₗ + bₗ);  output = h_L W_L + b_L;  φ(a) = a σ(a) (SiLU, Elfwing et al. 2018)
 *
 * To the first layer a row of a table is added, chosen by the label of the example (an embedding of the condition). All
 * parameters are one flat array. Matrices are row by row: rows are examples or inputs, columns are units.
 */
import { fillUniform, Purpose } from '../../math/random';

export interface NetworkShape {
  inputs: number;
  outputs: number;
  /** Units of each hidden layer. */
  hidden: readonly number[];
  /** Rows of the table of labels; 0: without condition. */
  labels: number;
}

export interface Layer {
  inputs: number;
  outputs: number;
  /** Where its weights (inputs × outputs) and its biases begin. */
  weight: number;
  bias: number;
}

export interface Network extends NetworkShape {
  layers: readonly Layer[];
  /** Where the table of labels begins (labels × the first layer's outputs). */
  table: number;
  /** Number of parameters. */
  size: number;
}

export function networkOf(shape: NetworkShape): Network {
  const widths = [shape.inputs, ...shape.hidden, shape.outputs];
  let at = 0;
  const layers = widths.slice(1).map((outputs, l) => {
    const inputs = widths[l];
    const layer = { inputs, outputs, weight: at, bias: at + inputs * outputs };
    at = layer.bias + outputs;
    return layer;
  });
  return { ...shape, layers, table: at, size: at + shape.labels * widths[1] };
}

/**
 * Uniform weights of variance 1 / inputs for the hidden layers (LeCun et al. 1998), the same for the same seed. The
 * last layer and the table are 0, so that the network begins as the function 0.
 */
export function initialParameters({ layers, size }: Network, seed: number): Float64Array {
  const parameters = new Float64Array(size);
  for (const { weight, bias, inputs } of layers.slice(0, -1)) {
    const view = parameters.subarray(weight, bias);
    fillUniform(view, seed, Purpose.flow, 0, weight);
    const most = Math.sqrt(3 / inputs);
    for (let i = 0; i < view.length; i++) view[i] = (2 * view[i] - 1) * most;
  }
  return parameters;
}

/** What a pass keeps: of each layer its inputs, and of hidden ones the slope φ′ of each unit. */
export interface Tape {
  /** Most examples of a pass. */
  rows: number;
  /** The inputs of each layer, rows × inputs; the first is written by the caller. */
  inputs: Float64Array[];
  slopes: Float64Array[];
  /** rows × outputs. */
  output: Float64Array;
}

export function createTape({ layers, outputs }: Network, rows: number): Tape {
  return {
    rows,
    inputs: layers.map((layer) => new Float64Array(rows * layer.inputs)),
    slopes: layers.slice(0, -1).map((layer) => new Float64Array(rows * layer.outputs)),
    output: new Float64Array(rows * outputs),
  };
}

/** Computes `tape.output` of the first `rows` examples in `tape.inputs[0]`; `labels`: the row of the table of each. */
export function forward(
  { layers, table }: Network,
  parameters: Float64Array,
  tape: Tape,
  rows: number,
  labels: ArrayLike<number> | null,
): void {
  layers.forEach(({ inputs, outputs, weight, bias }, l) => {
    const last = l === layers.length - 1;
    const out = last ? tape.output : tape.inputs[l + 1];
    for (let r = 0; r < rows; r++) {
      const to = r * outputs;
      const added = l === 0 && labels ? table + labels[r] * outputs : -1;
      for (let j = 0; j < outputs; j++)
        out[to + j] = parameters[bias + j] + (added < 0 ? 0 : parameters[added + j]);
    }
    addProduct(out, tape.inputs[l], parameters, weight, rows, inputs, outputs);
    if (!last) activate(out, tape.slopes[l], rows * outputs);
  });
}

/**
 * The gradient of Σ output · `slope` (rows × outputs) with regard to the parameters, added to `gradient`, after the
 * forward pass of these rows. `slope` is overwritten where the network has one layer only.
 */
export function backward(
  { layers, table }: Network,
  parameters: Float64Array,
  tape: Tape,
  rows: number,
  labels: ArrayLike<number> | null,
  slope: Float64Array,
  gradient: Float64Array,
): void {
  let back = slope;
  for (let l = layers.length - 1; l >= 0; l--) {
    const { inputs, outputs, weight, bias } = layers[l];
    for (let r = 0; r < rows; r++) {
      const from = r * outputs;
      for (let j = 0; j < outputs; j++) gradient[bias + j] += back[from + j];
      if (l > 0 || !labels) continue;
      const row = table + labels[r] * outputs;
      for (let j = 0; j < outputs; j++) gradient[row + j] += back[from + j];
    }
    addOuter(gradient, weight, tape.inputs[l], back, rows, inputs, outputs);
    if (l === 0) return;
    const below = new Float64Array(rows * inputs);
    const slopes = tape.slopes[l - 1];
    for (let r = 0; r < rows; r++)
      for (let i = 0; i < inputs; i++) {
        const row = weight + i * outputs;
        let sum = 0;
        for (let j = 0; j < outputs; j++) sum += back[r * outputs + j] * parameters[row + j];
        below[r * inputs + i] = sum * slopes[r * inputs + i];
      }
    back = below;
  }
}

/**
 * The derivative of the output along a direction of the input (both rows × their width), by forward-mode differentiation
 * at the rows of the last forward pass. Returns rows × outputs.
 */
export function directional(
  { layers }: Network,
  parameters: Float64Array,
  tape: Tape,
  rows: number,
  direction: Float64Array,
): Float64Array {
  let tangent = direction;
  layers.forEach(({ inputs, outputs, weight }, l) => {
    const next = new Float64Array(rows * outputs);
    addProduct(next, tangent, parameters, weight, rows, inputs, outputs);
    if (l < layers.length - 1) for (let i = 0; i < next.length; i++) next[i] *= tape.slopes[l][i];
    tangent = next;
  });
  return tangent;
}

/** In place: a becomes φ(a), and `slopes` φ′(a) = σ (1 + a (1 − σ)). */
function activate(values: Float64Array, slopes: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const a = values[i];
    const s = 1 / (1 + Math.exp(-a));
    values[i] = a * s;
    slopes[i] = s * (1 + a * (1 - s));
  }
}

/** out += x W. Four inputs at a time, so that each output is read and written a quarter as often. */
function addProduct(
  out: Float64Array,
  x: Float64Array,
  w: Float64Array,
  weight: number,
  rows: number,
  inputs: number,
  outputs: number,
): void {
  const whole = inputs - (inputs % 4);
  for (let r = 0; r < rows; r++) {
    const [from, to] = [r * inputs, r * outputs];
    for (let i = 0; i < whole; i += 4) {
      const at = weight + i * outputs;
      const [a, b, c, d] = [x[from + i], x[from + i + 1], x[from + i + 2], x[from + i + 3]];
      for (let j = 0; j < outputs; j++)
        out[to + j] +=
          a * w[at + j] + b * w[at + outputs + j] + c * w[at + 2 * outputs + j] + d * w[at + 3 * outputs + j];
    }
    for (let i = whole; i < inputs; i++) {
      const at = weight + i * outputs;
      const a = x[from + i];
      for (let j = 0; j < outputs; j++) out[to + j] += a * w[at + j];
    }
  }
}

/** gradient += xᵀ back, four rows at a time. */
function addOuter(
  gradient: Float64Array,
  weight: number,
  x: Float64Array,
  back: Float64Array,
  rows: number,
  inputs: number,
  outputs: number,
): void {
  const whole = rows - (rows % 4);
  for (let r = 0; r < whole; r += 4)
    for (let i = 0; i < inputs; i++) {
      const from = r * inputs + i;
      const [a, b, c, d] = [x[from], x[from + inputs], x[from + 2 * inputs], x[from + 3 * inputs]];
      const at = weight + i * outputs;
      const row = r * outputs;
      for (let j = 0; j < outputs; j++)
        gradient[at + j] +=
          a * back[row + j] +
          b * back[row + outputs + j] +
          c * back[row + 2 * outputs + j] +
          d * back[row + 3 * outputs + j];
    }
  for (let r = whole; r < rows; r++)
    for (let i = 0; i < inputs; i++) {
      const a = x[r * inputs + i];
      const at = weight + i * outputs;
      for (let j = 0; j < outputs; j++) gradient[at + j] += a * back[r * outputs + j];
    }
}
