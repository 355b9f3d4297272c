/** The derivative of a pass along a direction of its given rows, by forward-mode differentiation, in float64. */
import { slope } from '../activations';
import type { DenseLayer } from '../layout';
import type { Op } from '../operations';
import { RowSum } from '../rowSum';
import { siluSlope } from '../silu';
import { joined } from './forward';
import { expectDefined, type GivenRows, type PassContext, valuesOf } from './passContext';

/**
 * After the forward pass: the derivative of each value, by its id, as the given rows change along `direction` (count × width
 * by name). Throws where an operation is none of those of given rows: dense layers, the SiLU and labels.
 */
export function tangents(
  context: PassContext,
  ops: readonly Op[],
  direction: GivenRows,
): ReadonlyMap<number, Float64Array> {
  const along: PassContext = { ...context, values: new Map() };
  for (const o of ops) along.values.set(o.out.id, tangent(context, along, o, direction));
  return along.values;
}

function tangent(context: PassContext, along: PassContext, o: Op, direction: GivenRows): Float64Array {
  switch (o.op) {
    case 'given':
      return expectDefined(direction[o.name]);
    case 'labels':
      return new Float64Array(context.count * o.out.width);
    case 'silu': {
      const x = valuesOf(context, o.from);
      return valuesOf(along, o.from).map((dx, i) => dx * siluSlope(x[i]));
    }
    case 'layer': {
      const { layer } = o;
      if (layer.kind !== 'dense') break;
      const { activation } = layer;
      const before = product(context.parameters, layer, joined(along, o.from));
      const y = valuesOf(context, o.out);
      return activation ? before.map((d, i) => d * slope(activation, y[i])) : before;
    }
  }
  throw new Error(`no derivative along a direction for ${o.op}`);
}

/** x W for every row of x. */
function product(p: Float64Array, { inputs, outputs, weight }: DenseLayer, x: Float64Array): Float64Array {
  const rows = x.length / inputs;
  const y = new Float64Array(rows * outputs);
  const sum = new RowSum(inputs);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < inputs; i++) sum.add(x[r * inputs + i], weight + i * outputs);
    sum.addTo(y, r * outputs, p, outputs);
  }
  return y;
}
