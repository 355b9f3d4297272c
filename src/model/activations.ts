/** The activation functions: value and derivative of single numbers. */

import { flushed } from './flush';
import { type Activation, LEAKY_SLOPE } from './spec';

/** The activation of a layer: one of the settings, or the sigmoid that codes may have. */
export type LayerActivation = Activation | 'sigmoid';

/** f(x), flushed. */
export function activate(kind: LayerActivation, x: number): number {
  return flushed(exactly(kind, x));
}

function exactly(kind: LayerActivation, x: number): number {
  switch (kind) {
    case 'relu':
      return Math.max(x, 0);
    case 'leakyRelu':
      return x > 0 ? x : LEAKY_SLOPE * x;
    case 'tanh':
      return Math.tanh(x);
    case 'elu':
      return x > 0 ? x : Math.expm1(x);
    case 'sigmoid':
      return sigmoid(x);
    default:
      return kind satisfies never;
  }
}

/** The derivative, computed from the output y alone; at a kink, that of the left side. */
export function slope(kind: LayerActivation, y: number): number {
  switch (kind) {
    case 'relu':
      return y > 0 ? 1 : 0;
    case 'leakyRelu':
      return y > 0 ? 1 : LEAKY_SLOPE;
    case 'tanh':
      return 1 - y * y;
    case 'elu':
      return y > 0 ? 1 : y + 1;
    case 'sigmoid':
      return y * (1 - y);
    default:
      return kind satisfies never;
  }
}

/** The derivative of `slope` by the output y, computed from y alone: f″ / f′ where f′ is not zero. */
export function slopeOfSlope(kind: LayerActivation, y: number): number {
  switch (kind) {
    case 'relu':
    case 'leakyRelu':
      return 0;
    case 'tanh':
      return -2 * y;
    case 'elu':
      return y > 0 ? 0 : 1;
    case 'sigmoid':
      return 1 - 2 * y;
    default:
      return kind satisfies never;
  }
}

/** 1 / (1 + e⁻ˣ), with no overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** log(1 + eˣ), with no overflow and no loss of small values. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
