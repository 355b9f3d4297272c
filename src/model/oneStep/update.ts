/** What a step changes: each layer as a whole, the units that move most, and one weight in full. */
import { layoutOf } from '../compile';
import { isConvolutional, type Layer } from '../layout';
import { BETA2, beta1Of, EPSILON, RMS_DECAY } from '../optimiser';
import type { ReferenceState, TracedPhase } from '../reference';
import { type DataShape, imageSize, type ModelSpec } from '../spec';

export interface LayerChange {
  layer: string;
  network: Layer['learner'];
  /** Weights and biases. */
  parameters: number;
  /** Euclidean norms: of the gradient by its parameters, of these, and of their change. */
  gradient: number;
  size: number;
  change: number;
}

/** The units of a layer whose weights to or from pixels move most, as pictures of side × side × channels weights. */
export interface Units {
  layer: string;
  network: Layer['learner'];
  /** Whether the pictures are of what comes in, or of what goes out to the pixels. */
  towards: 'unit' | 'pixels';
  side: number;
  channels: DataShape['channels'];
  units: readonly { unit: number; gradient: Float64Array; change: Float64Array }[];
  /** Among them, the weight with the largest gradient: its index among the parameters. */
  largest: number | null;
}

/** One weight, with every number of its update, in the notation of `optimiser.ts`. */
export interface OneWeight {
  layer: string;
  /** From which input of the layer to which output; of a filter, its channels, and the place in it. */
  from: number;
  to: number;
  place: readonly [row: number, column: number] | null;
  /** Whether the input is a pixel, or the output. */
  pixel: 'from' | 'to' | null;
  before: number;
  after: number;
  gradient: number;
  m: readonly [before: number, after: number];
  v: readonly [before: number, after: number];
  /** The number of this update of its network since the moments were zero, counted from 1. */
  t: number;
  learningRate: number;
  beta1: number;
  /** β₂ of Adam, ρ of RMSProp. */
  beta2: number;
  rho: number;
  epsilon: number;
  /** λ, the weight decay. */
  decay: number;
}

/** Pictures of a layer, at most. */
const UNITS = 6;

export function layerChanges(
  { layers, gradient }: TracedPhase,
  before: Float64Array,
  after: Float64Array,
): LayerChange[] {
  return layers.map(({ name, learner, weight, bias, biasSize }) => {
    const to = bias + biasSize;
    return {
      layer: name,
      network: learner,
      parameters: to - weight,
      gradient: norm(weight, to, (i) => gradient[i]),
      size: norm(weight, to, (i) => before[i]),
      change: norm(weight, to, (i) => after[i] - before[i]),
    };
  });
}

/** First layers from pixels, and last layers to pixels. */
export function unitsOf(
  { data }: ModelSpec,
  { layers, gradient }: TracedPhase,
  before: Float64Array,
  after: Float64Array,
): Units[] {
  return layers.flatMap((layer): Units[] => {
    const window = windowOf(layer, data);
    if (!window) return [];
    const { side, channels, count, towards, index } = window;
    const size = side ** 2 * channels;
    const ranked = Array.from({ length: count }, (_, unit) => ({
      unit,
      moved: squares(size, (k) => after[index(unit, k)] - before[index(unit, k)]),
      pulled: squares(size, (k) => gradient[index(unit, k)]),
    }))
      .filter(({ pulled }) => pulled > 0)
      // After the first step of Adam all have moved alike; then the gradient decides.
      .sort((a, b) => b.moved - a.moved || b.pulled - a.pulled)
      .slice(0, UNITS);
    const numbers = (unit: number, of: (i: number) => number) =>
      Float64Array.from({ length: size }, (_, k) => of(index(unit, k)));
    const all = ranked.flatMap(({ unit }) => Array.from({ length: size }, (_, k) => index(unit, k)));
    return [
      {
        layer: layer.name,
        network: layer.learner,
        towards,
        side,
        channels,
        units: ranked.map(({ unit }) => ({
          unit,
          gradient: numbers(unit, (i) => gradient[i]),
          change: numbers(unit, (i) => after[i] - before[i]),
        })),
        largest: largestOf(all, gradient),
      },
    ];
  });
}

interface Window {
  side: number;
  channels: DataShape['channels'];
  count: number;
  towards: Units['towards'];
  /** The index among the parameters of weight k of a unit's picture. */
  index(unit: number, k: number): number;
}

/** How the weights of a layer are pictures; null where neither its inputs nor its outputs are pixels. */
function windowOf(layer: Layer, data: DataShape): Window | null {
  const { weight, inputs, outputs } = layer;
  const pixels = imageSize(data);
  if (layer.kind === 'groupNormalisation') return null;
  if (isConvolutional(layer)) {
    const { channels, outChannels } = layer.shape;
    const forward = layer.kind === 'convolution';
    if ((forward ? inputs : outputs) !== pixels) return null;
    const count = forward ? outChannels : channels;
    // Filters are [kernel, kernel, in, out], transposed ones [kernel, kernel, out, in].
    const unitsInside = layer.kind === 'upsampledConvolution' ? data.channels : 1;
    return {
      side: layer.shape.kernel,
      channels: data.channels,
      count,
      towards: forward ? 'unit' : 'pixels',
      index: (unit, k) =>
        weight + (Math.floor(k / unitsInside) * count + unit) * unitsInside + (k % unitsInside),
    };
  }
  const picture = { side: data.side, channels: data.channels };
  // A label may follow the image.
  if (inputs >= pixels && outputs !== pixels)
    return { ...picture, count: outputs, towards: 'unit', index: (unit, k) => weight + k * outputs + unit };
  if (outputs === pixels)
    return { ...picture, count: inputs, towards: 'pixels', index: (unit, k) => weight + unit * outputs + k };
  return null;
}

/** `at`: the weight, by its index; otherwise that with the largest gradient of all that learn. */
export function oneWeight(
  spec: ModelSpec,
  { layers: all, gradient, rate, context: { hyper } }: TracedPhase,
  before: { parameters: Float64Array; m: Float64Array; v: Float64Array },
  { parameters, m, v, updates }: ReferenceState,
  at: number | null,
): OneWeight {
  // Scales of a normalisation connect no units.
  const layers = all.filter(({ kind }) => kind !== 'groupNormalisation');
  const weights = layers.flatMap(({ weight, bias }) =>
    Array.from({ length: bias - weight }, (_, k) => weight + k),
  );
  const i = at ?? largestOf(weights, gradient) ?? layers[0].weight;
  const layer = layers.find(({ weight, bias }) => i >= weight && i < bias) ?? layers[0];
  return {
    layer: layer.name,
    ...placeOf(layer, i - layer.weight, imageSize(spec.data)),
    before: before.parameters[i],
    after: parameters[i],
    gradient: gradient[i],
    m: [before.m[i], m[i]],
    v: [before.v[i], v[i]],
    t: updates[layer.learner],
    learningRate: rate,
    beta1: beta1Of(layoutOf(spec)),
    beta2: BETA2,
    rho: RMS_DECAY,
    epsilon: EPSILON,
    decay: hyper.weightDecay,
  };
}

function placeOf(
  layer: Layer,
  k: number,
  pixels: number,
): Pick<OneWeight, 'from' | 'to' | 'place' | 'pixel'> {
  if (!isConvolutional(layer)) {
    const { inputs, outputs } = layer;
    const [from, to] = [Math.floor(k / outputs), k % outputs];
    const pixel = outputs === pixels ? 'to' : inputs >= pixels && from < pixels ? 'from' : null;
    return { from, to, place: null, pixel };
  }
  const { channels, outChannels } = layer.shape;
  const pairs = channels * outChannels;
  const at = Math.floor(k / pairs);
  const forward = layer.kind !== 'transposedConvolution';
  const inner = forward ? outChannels : channels;
  const [a, b] = [Math.floor((k % pairs) / inner), k % inner];
  return {
    from: forward ? a : b,
    to: forward ? b : a,
    place: [Math.floor(at / layer.shape.kernel), at % layer.shape.kernel],
    pixel: null,
  };
}

const norm = (from: number, to: number, of: (i: number) => number): number =>
  Math.sqrt(squares(to - from, (k) => of(from + k)));

function squares(size: number, of: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += of(k) ** 2;
  return sum;
}

/** The one with the largest gradient; null where all are zero. */
function largestOf(indices: readonly number[], gradient: Float64Array): number | null {
  let found: number | null = null;
  let most = 0;
  for (const i of indices) {
    if (Math.abs(gradient[i]) <= most) continue;
    most = Math.abs(gradient[i]);
    found = i;
  }
  return found;
}
