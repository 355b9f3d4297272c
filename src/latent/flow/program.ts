/**
 * The velocity network as a program in the vocabulary of compiled models (`model/operations.ts`): its backward operations
 * are derived like theirs, and the same engines execute it.
 *
 *   h₀ = [given numbers, one-hot label];  hₗ₊₁ = φ(hₗ Wₗ + bₗ);  f = h_L W_L + b_L;  φ(a) = a σ(a) (the SiLU)
 *
 * The rows of W₀ that the labels select are a table, an embedding of the class. The loss, ½ ‖f − target‖², is that of a
 * Gaussian likelihood with σ = 1.
 */
import { fillUniform, Purpose } from '../../math/random';
import { backwardPass } from '../../model/backward';
import { compilePhase, type Pass, type Program, type Traits } from '../../model/compile';
import type { DenseLayer } from '../../model/layout';
import type { Op, Value } from '../../model/operations';

export interface VelocityShape {
  /** Numbers of a row that the caller gives as `inputs`. */
  inputs: number;
  /** Numbers of an output, and of a row that the caller gives as `targets`. */
  outputs: number;
  /** Units of each hidden layer. */
  hidden: readonly number[];
  /** Labels are 0 … labels − 1; 0: there are none. */
  labels: number;
}

export interface VelocityProgram extends Program {
  readonly shape: VelocityShape;
  readonly apply: Pass & { outputs: Value };
}

export function velocityProgram(shape: VelocityShape): VelocityProgram {
  const { inputs, outputs, hidden, labels } = shape;
  const layers = layersOf([inputs + labels, ...hidden, outputs]);
  const last = layers[layers.length - 1];
  const layout = { layers, size: last.bias + last.biasSize };
  const spec: Traits = {
    // There are no images.
    data: { side: 0, channels: 1, classes: labels },
    latent: outputs,
    likelihood: 'gaussian',
    corruption: 'none',
    penalty: 'none',
  };

  const ops: Op[] = [];
  const add = (width: number, op: (out: Value) => Op): Value => {
    const out: Value = { id: ops.length, stack: 1, width };
    ops.push(op(out));
    return out;
  };
  let from = [add(inputs, (out) => ({ op: 'given', name: 'inputs', out }))];
  if (labels > 0) from.push(add(labels, (out) => ({ op: 'labels', out })));
  for (const layer of layers) {
    const linear = add(layer.outputs, (out) => ({ op: 'layer', layer, from, out }));
    from = [layer === last ? linear : add(layer.outputs, (out) => ({ op: 'silu', from: linear, out }))];
  }
  const [output] = from;
  const apply = {
    ops: [...ops],
    losses: [],
    discriminatorMeans: [],
    back: backwardPass(ops, [], []),
    outputs: output,
  };
  const target = add(outputs, (out) => ({ op: 'given', name: 'targets', out }));
  const phase = compilePhase({
    turn: 'generator',
    ops,
    losses: [{ loss: 'recon', weight: 'one', term: null, output, target }],
    discriminatorMeans: [],
    learners: ['decoder'],
  });
  return {
    shape,
    spec,
    layout,
    terms: ['total'],
    phases: [phase],
    encode: null,
    decode: null,
    evaluate: null,
    apply,
  };
}

/** Dense layers of these widths; without an activation, since the SiLU is an operation of its own. */
function layersOf(widths: readonly number[]): DenseLayer[] {
  let at = 0;
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l];
    const weight = at;
    const bias = weight + inputs * outputs;
    at = bias + outputs;
    return {
      kind: 'dense',
      name: `velocity.${l}`,
      // Codes are generated from noise, as images are by a decoder.
      learner: 'decoder',
      inputs,
      outputs,
      weight,
      bias,
      weightShape: [inputs, outputs],
      biasSize: outputs,
      activation: null,
    };
  });
}

/**
 * Uniform weights of variance 1 / inputs for the hidden layers (LeCun et al. 1998), the same for the same seed. The
 * last layer and the table of labels are 0, so that the network begins as the function 0.
 */
export function initialParameters({ layout, shape }: VelocityProgram, seed: number): Float64Array {
  const parameters = new Float64Array(layout.size);
  let first = 0;
  layout.layers.slice(0, -1).forEach(({ inputs: all, outputs, weight }, l) => {
    const inputs = l === 0 ? shape.inputs : all;
    const view = parameters.subarray(weight, weight + inputs * outputs);
    fillUniform(view, seed, Purpose.flow, 0, first);
    const most = Math.sqrt(3 / inputs);
    for (let i = 0; i < view.length; i++) view[i] = (2 * view[i] - 1) * most;
    // Draws are numbered as if there were no table: the same weights with labels and without.
    first += (inputs + 1) * outputs;
  });
  return parameters;
}
