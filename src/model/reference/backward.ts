/** The backward operations of a pass, one number at a time. */
import { slope } from '../activations';
import type { Backward } from '../backward';
import type { Pass } from '../compile';
import { convolveBack } from '../convolution';
import { flushed } from '../flush';
import { isConvolutional, type Layer, reachOf } from '../layout';
import { normaliseBack } from '../normalisation';
import { RowSum } from '../rowSum';
import { weightAt } from '../schedule';
import { siluSlope } from '../silu';
import { joined } from './forward';
import { lossBackward } from './losses';
import { numbersOf, type PassContext, valuesOf, writeGradient } from './passContext';

/** Propagates the losses back to the parameters that learn, and adds their gradients to `into`. */
export function backward(context: PassContext, { back }: Pass, into: Float64Array): void {
  for (const gradient of back.losses) {
    const weight = weightAt(context.hyper, gradient.loss.weight, context.batch.step);
    lossBackward(context, gradient, weight / context.count, into);
  }
  for (const step of back.operations) propagate(context, step, into);
}

/** Propagates the gradient of an operation's result to its inputs, and to its layer. */
function propagate(context: PassContext, { of: o, learns, writes }: Backward, into: Float64Array): void {
  const delta = numbersOf(context.gradients, o.out);
  switch (o.op) {
    case 'layer': {
      const y = valuesOf(context, o.out);
      const { activation } = o.layer;
      const before = delta.map((d, i) => flushed(activation ? d * slope(activation, y[i]) : d));
      const dx = layerBackward(
        context.parameters,
        o.layer,
        joined(context, o.from),
        before,
        learns ? into : null,
        writes.some((write) => write !== null),
      );
      let column = 0;
      writes.forEach((write, k) => {
        const { width } = o.from[k];
        const first = column;
        writeGradient(
          context,
          write,
          (i) => dx[Math.floor(i / width) * o.layer.inputs + first + (i % width)],
        );
        column += width;
      });
      return;
    }
    case 'sample': {
      const [logVar, epsilon] = [valuesOf(context, o.logVar), valuesOf(context, o.epsilon)];
      const [toMu, toLogVar] = writes;
      writeGradient(context, toMu, (i) => delta[i]);
      writeGradient(context, toLogVar, (i) => (delta[i] * Math.exp(logVar[i] / 2) * epsilon[i]) / 2);
      return;
    }
    case 'pixels': {
      const p = valuesOf(context, o.out);
      const bernoulli = context.spec.likelihood === 'bernoulli';
      writeGradient(context, writes[0], (i) => (bernoulli ? delta[i] * p[i] * (1 - p[i]) : delta[i]));
      return;
    }
    case 'silu': {
      const x = valuesOf(context, o.from);
      writeGradient(context, writes[0], (i) => delta[i] * siluSlope(x[i]));
      return;
    }
    case 'stack': {
      let row = 0;
      writes.forEach((write, k) => {
        const first = row;
        writeGradient(context, write, (i) => delta[first + i]);
        row += o.from[k].stack * context.count * o.from[k].width;
      });
      return;
    }
    default:
      // Draws and data depend on nothing that learns.
      throw new Error(`no backward operation for ${o.op}`);
  }
}

/**
 * From δ before the activation: adds ∂W and ∂b to `into` if given, and returns ∂x, zeros if not `further`.
 */
function layerBackward(
  p: Float64Array,
  layer: Layer,
  x: Float64Array,
  delta: Float64Array,
  into: Float64Array | null,
  further: boolean,
): Float64Array {
  const { inputs, outputs, weight, bias } = layer;
  const rows = x.length / inputs;
  const dx = new Float64Array(x.length);
  if (isConvolutional(layer) || layer.kind === 'groupNormalisation') {
    for (let r = 0; r < rows; r++) {
      const [input, dInput] = [x, dx].map((all) => all.subarray(r * inputs, (r + 1) * inputs));
      const d = delta.subarray(r * outputs, (r + 1) * outputs);
      if (isConvolutional(layer)) convolveBack(p, layer, input, d, dInput, into);
      else normaliseBack(p, layer, input, d, dInput, into);
    }
    return dx;
  }
  if (into) {
    const reach = reachOf(layer);
    const sum = new RowSum(rows);
    for (let r = 0; r < rows; r++) sum.add(1, r * outputs);
    sum.addTo(into, bias, delta, outputs);
    for (let i = 0; i < inputs; i++) {
      // Masked weights stay zero.
      const first = reach ? reach[i] : 0;
      for (let r = 0; r < rows; r++) sum.add(x[r * inputs + i], r * outputs + first);
      sum.addTo(into, weight + i * outputs + first, delta, outputs - first);
    }
  }
  if (further) {
    const sum = new RowSum(outputs);
    const turned = transposed(p.subarray(weight, bias), inputs, outputs);
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < outputs; j++) sum.add(delta[r * outputs + j], j * inputs);
      sum.addTo(dx, r * inputs, turned, inputs);
    }
  }
  return dx;
}

/** [rows × columns] transposed to [columns × rows]. */
function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) out[c * rows + r] = a[r * columns + c];
  }
  return out;
}
