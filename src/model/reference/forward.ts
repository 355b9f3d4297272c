/** The forward operations of a pass, one number at a time. */
import { fillNormal } from '../../math/random';
import { activate, sigmoid } from '../activations';
import { convolve } from '../convolution';
import { corrupted } from '../corruption';
import { flushed } from '../flush';
import { isConvolutional, type Layer } from '../layout';
import { normalise } from '../normalisation';
import type { Op, Value } from '../operations';
import { RowSum } from '../rowSum';
import { silu } from '../silu';
import { expectDefined, type PassContext, valuesOf } from './passContext';

export function forward(context: PassContext, ops: readonly Op[]): void {
  for (const o of ops) context.values.set(o.out.id, compute(context, o));
}

function compute(context: PassContext, o: Op): Float64Array {
  const { spec, batch, count, hyper } = context;
  switch (o.op) {
    case 'images':
      return new Float64Array(batch.images).map((byte) => byte / 255);
    case 'labels': {
      const { classes } = spec.data;
      const hot = new Float64Array(count * classes);
      for (let n = 0; n < count; n++) {
        const label = batch.labels?.[n] ?? 0;
        if (label < classes) hot[n * classes + label] = 1;
      }
      return hot;
    }
    case 'codes':
      return expectDefined(context.codes);
    case 'given':
      return expectDefined(batch.given?.rows[o.name]);
    case 'corrupt':
      return corrupted(spec.corruption, valuesOf(context, o.from), hyper.noise, batch, o.from.width);
    case 'normal': {
      const draws = new Float64Array(count * o.out.width);
      const first = (o.draw * count + (batch.first ?? 0)) * o.out.width;
      fillNormal(draws, batch.seed, o.purpose, batch.step, first);
      return draws;
    }
    case 'layer':
      return layerForward(context.parameters, o.layer, joined(context, o.from));
    case 'sample': {
      const [mu, logVar, epsilon] = [o.mu, o.logVar, o.epsilon].map((v) => valuesOf(context, v));
      return mu.map((m, i) => m + Math.exp(logVar[i] / 2) * epsilon[i]);
    }
    case 'pixels': {
      const outputs = valuesOf(context, o.from);
      return spec.likelihood === 'bernoulli' ? outputs.map((o) => flushed(sigmoid(o))) : outputs.slice();
    }
    case 'silu':
      return valuesOf(context, o.from).map(silu);
    case 'stack': {
      const parts = o.from.map((v) => valuesOf(context, v));
      const out = new Float64Array(parts.reduce((size, part) => size + part.length, 0));
      let at = 0;
      for (const part of parts) {
        out.set(part, at);
        at += part.length;
      }
      return out;
    }
    default:
      return o satisfies never;
  }
}

/** Values side by side. */
export function joined(context: PassContext, from: readonly Value[]): Float64Array {
  if (from.length === 1) return valuesOf(context, from[0]);
  const width = from.reduce((sum, v) => sum + v.width, 0);
  const rows = from[0].stack * context.count;
  const out = new Float64Array(rows * width);
  let column = 0;
  for (const v of from) {
    const part = valuesOf(context, v);
    for (let r = 0; r < rows; r++) {
      out.set(part.subarray(r * v.width, (r + 1) * v.width), r * width + column);
    }
    column += v.width;
  }
  return out;
}

/** f(x W + b) for every row of x. */
function layerForward(p: Float64Array, layer: Layer, x: Float64Array): Float64Array {
  const { inputs, outputs, weight, bias, activation } = layer;
  const rows = x.length / inputs;
  const y = new Float64Array(rows * outputs);
  const sum = new RowSum(inputs);
  for (let r = 0; r < rows; r++) {
    const [input, output] = [
      x.subarray(r * inputs, (r + 1) * inputs),
      y.subarray(r * outputs, (r + 1) * outputs),
    ];
    if (isConvolutional(layer)) {
      convolve(p, layer, input, output);
      continue;
    }
    if (layer.kind === 'groupNormalisation') {
      normalise(p, layer, input, output);
      continue;
    }
    y.set(p.subarray(bias, bias + outputs), r * outputs);
    for (let i = 0; i < inputs; i++) sum.add(x[r * inputs + i], weight + i * outputs);
    sum.addTo(y, r * outputs, p, outputs);
  }
  return activation ? y.map((a) => activate(activation, a)) : y;
}
