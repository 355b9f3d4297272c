/**
 * The place of each parameter in the one flat Float32Array that every engine, snapshot, checkpoint and optimiser
 * shares.
 *
 * Order: discriminator.0 … discriminator.logit (adversarial models only), encoder.0 … encoder.n, mu, logVar (where
 * codes are distributions), decoder.0 … decoder.m, output; of each layer first the weight, then the bias. So the
 * decoder is one slice at the end. In memory the weight of a dense layer is [in, out], rows of outputs: a forward
 * product needs no transpose and a decode runs along contiguous rows. (A checkpoint stores [out, in], as
 * torch.nn.Linear does.)
 */

import type { Networks } from './families/definition';
import { maskedReach } from './masks';
import { groupsOf } from './normalisation';
import { type Activation, imageSize, type ModelSpec } from './spec';

/** The network that a layer belongs to; each has its own count of updates. */
export type Learner = 'encoder' | 'decoder' | 'discriminator';

/** Height and width of a filter, and the stride. */
export const FILTER_SIZE = 4;
const STRIDE = 2;
/** That of a filter over an enlarged image. */
const SMOOTHING_SIZE = 3;

/** A convolution that halves the side, rounded up. */
function halved(side: number) {
  const outSide = Math.ceil(side / STRIDE);
  const zeros = Math.max(0, (outSide - 1) * STRIDE + FILTER_SIZE - side);
  return { side, outSide, kernel: FILTER_SIZE, stride: STRIDE, padding: Math.floor(zeros / 2) };
}

interface LayerCommon {
  /** `encoder.0`, `mu`, `logVar`, `decoder.0`, `output`, `discriminator.0`, `discriminator.logit` … */
  name: string;
  learner: Learner;
  /** Numbers per image before and after the layer. */
  inputs: number;
  outputs: number;
  /** Offset of the weight and of the bias in the flat array. */
  weight: number;
  bias: number;
  /** As in memory: [in, out]; for a convolution [kernel, kernel, in, out], for a transposed one [kernel, kernel, out, in]. */
  weightShape: readonly number[];
  biasSize: number;
  /** Applied to the outputs; heads and outputs are linear, except for an AE's code. */
  activation: Activation | 'sigmoid' | null;
}

/** f(x W + b). */
export interface DenseLayer extends LayerCommon {
  kind: 'dense';
}

/**
 * A dense layer in which some weights are zero, and stay so because their gradient is zero by definition
 * (MADE).
 */
export interface MaskedLayer extends LayerCommon {
  kind: 'masked';
  /** Input i reaches the outputs from `reach[i]` on, and none before. */
  reach: Int32Array;
}

/**
 * Images before and after a convolution or its transpose, [side, side, channels], channels last, and its windows of
 * kernel × kernel pixels, which move by `stride` over the larger image with `padding` rows and columns of zeros before
 * its first, as PyTorch's Conv2d counts them. The smaller side says how many windows there are; the last may reach
 * into zeros further than `padding`.
 */
export interface ConvolutionShape {
  side: number;
  channels: number;
  outSide: number;
  outChannels: number;
  kernel: number;
  stride: number;
  padding: number;
}

/** Of stride 2, with a side that halves, rounded up. */
export interface ConvolutionLayer extends LayerCommon {
  kind: 'convolution';
  shape: ConvolutionShape;
}

/** The transpose of such a convolution. */
export interface TransposedConvolutionLayer extends LayerCommon {
  kind: 'transposedConvolution';
  shape: ConvolutionShape;
}

/**
 * A convolution of stride 1 over an image of twice the side, or one less, in which each pixel is repeated. `side` is
 * that of the image before. Each output is a sum of equally many inputs, so that a uniform image stays uniform, without
 * the checkerboards of a transposed convolution (Odena et al. 2016).
 */
export interface UpsampledConvolutionLayer extends LayerCommon {
  kind: 'upsampledConvolution';
  shape: ConvolutionShape;
}

/** Channels of images, or units of a dense layer, whose images have one pixel; adjacent channels are a group. */
export interface NormalisedShape {
  pixels: number;
  channels: number;
  groups: number;
}

/**
 * Group normalisation between a layer and its activation (`normalisation.ts`). Its weight is the scale of each channel,
 * its bias the shift.
 */
export interface NormalisationLayer extends LayerCommon {
  kind: 'groupNormalisation';
  normalised: NormalisedShape;
}

export type ConvolutionalLayer = ConvolutionLayer | TransposedConvolutionLayer | UpsampledConvolutionLayer;
export type Layer = DenseLayer | MaskedLayer | ConvolutionalLayer | NormalisationLayer;

export const isConvolutional = (layer: Layer): layer is ConvolutionalLayer => 'shape' in layer;

/** Whether weight decay applies to a layer's weight: not to scales, whose usual value is one. */
export const decays = ({ kind }: Layer): boolean => kind !== 'groupNormalisation';

/** For a masked layer, the first output that each input reaches; null where every input reaches all. */
export const reachOf = (layer: Layer): Int32Array | null => (layer.kind === 'masked' ? layer.reach : null);

export interface Layout {
  layers: readonly Layer[];
  /** Hidden layers of the encoder, then mu and logVar, which both read the last of them. */
  encoder: readonly Layer[];
  mu: Layer | null;
  logVar: Layer | null;
  /** Hidden layers of the decoder, then the output layer (logits, or means). */
  decoder: readonly Layer[];
  /** Hidden layers of the discriminator, then `discriminator.logit`, its output: the logit of "real". */
  discriminator: readonly Layer[];
  /** Count of all parameters. */
  size: number;
  /**
   * Offset of the first parameter of the decoder, or 0 for MADE; the decoding parameters extend to the end.
   */
  decoderStart: number;
}

export interface TensorLayout {
  /** `encoder.0.weight`, `encoder.0.bias`, … */
  name: string;
  offset: number;
  size: number;
  /** As in memory; a bias is [outputs], or [channels] for a convolution. */
  shape: readonly number[];
  layer: Layer;
}

/** Size of the extra input for the label: one-hot, or nothing. */
export const conditionSize = ({ condition, data }: ModelSpec): number =>
  condition === 'label' ? data.classes : 0;

/** The label, or 0 where another data set had more classes. */
export const knownLabel = ({ data }: ModelSpec, label: number): number => (label < data.classes ? label : 0);

/** Size of a decoder's input: the code, then the condition. */
export const codeSize = (spec: ModelSpec): number => spec.latent + conditionSize(spec);

/** Places the parameters of the given networks; `compile.ts` knows which a family has. */
export function layOut(spec: ModelSpec, networks: Networks): Layout {
  let offset = 0;
  const take = (count: number) => {
    offset += count;
    return offset - count;
  };
  const dense: MakeDense = (name, learner, inputs, outputs, activation) => ({
    kind: 'dense',
    name,
    learner,
    inputs,
    outputs,
    weight: take(inputs * outputs),
    bias: take(outputs),
    weightShape: [inputs, outputs],
    biasSize: outputs,
    activation,
  });
  const convolution = <K extends ConvolutionalLayer['kind']>(
    kind: K,
    name: string,
    learner: Learner,
    shape: ConvolutionShape,
    activation: Layer['activation'],
  ) => {
    const { side, channels, outSide, outChannels, kernel } = shape;
    return {
      kind,
      name,
      learner,
      inputs: side ** 2 * channels,
      outputs: outSide ** 2 * outChannels,
      weight: take(kernel ** 2 * channels * outChannels),
      bias: take(outChannels),
      weightShape:
        kind === 'transposedConvolution'
          ? [kernel, kernel, outChannels, channels]
          : [kernel, kernel, channels, outChannels],
      biasSize: outChannels,
      activation,
      shape,
    };
  };
  const condition = conditionSize(spec);
  const { activation, latent, data } = spec;
  const pixels = imageSize(data);
  /** Adds a hidden layer that `make` makes, and after it its normalisation, which then has the activation. */
  const hidden = (
    to: Layer[],
    learner: Learner,
    make: (name: string, activation: Layer['activation']) => Layer,
    shape: Omit<NormalisedShape, 'groups'>,
  ) => {
    const nameOf = () => `${learner}.${to.length}`;
    // A discriminator compares its inputs as they are (Radford et al. 2015).
    const bare = spec.normalisation === 'none' || (learner === 'discriminator' && to.length === 0);
    to.push(make(nameOf(), bare ? activation : null));
    if (!bare) to.push(normalisation(nameOf(), learner, shape, activation));
  };
  const normalisation = (
    name: string,
    learner: Learner,
    { pixels, channels }: Omit<NormalisedShape, 'groups'>,
    activation: Layer['activation'],
  ): NormalisationLayer => ({
    kind: 'groupNormalisation',
    name,
    learner,
    inputs: pixels * channels,
    outputs: pixels * channels,
    weight: take(channels),
    bias: take(channels),
    weightShape: [channels],
    biasSize: channels,
    activation,
    normalised: { pixels, channels, groups: groupsOf(channels, pixels) },
  });
  const hiddenDense = (to: Layer[], learner: Learner, inputs: number, outputs: number) =>
    hidden(to, learner, (name, f) => dense(name, learner, inputs, outputs, f), {
      pixels: 1,
      channels: outputs,
    });
  const conv = spec.architecture === 'conv';

  /** Convolutions that halve the side, from an image on; returns the size of their output. */
  const halving = (to: Layer[], learner: Learner, channels: readonly number[]): number => {
    let shape = { outSide: data.side, outChannels: data.channels as number };
    for (const w of channels) {
      const { outSide: side, outChannels: from } = shape;
      const next = { ...halved(side), channels: from, outChannels: w };
      const pixels = next.outSide ** 2;
      hidden(to, learner, (name, f) => convolution('convolution', name, learner, next, f), {
        pixels,
        channels: w,
      });
      shape = next;
    }
    return shape.outSide ** 2 * shape.outChannels;
  };

  const discriminator: Layer[] = [];
  if (networks.discriminator) {
    // Labels join at the first dense layer.
    let width = condition + (networks.discriminator === 'codes' ? latent : pixels);
    if (conv && networks.discriminator === 'images')
      width = condition + halving(discriminator, 'discriminator', spec.discriminator);
    else
      for (const w of spec.discriminator) {
        hiddenDense(discriminator, 'discriminator', width, w);
        width = w;
      }
    discriminator.push(dense('discriminator.logit', 'discriminator', width, 1, null));
  }

  const encoder: Layer[] = [];
  let mu: Layer | null = null;
  let logVar: Layer | null = null;
  const masked = networks.encoder === 'masked';
  if (masked) {
    encoder.push(...maskedLayers(spec, dense));
  } else if (networks.encoder) {
    let width = pixels + condition;
    if (conv) width = condition + halving(encoder, 'encoder', spec.encoder);
    else
      for (const w of spec.encoder) {
        hiddenDense(encoder, 'encoder', width, w);
        width = w;
      }
    mu = dense('mu', 'encoder', width, latent, spec.code === 'linear' ? null : spec.code);
    if (networks.encoder === 'gaussian') logVar = dense('logVar', 'encoder', width, latent, null);
  }

  // All layers of a masked encoder decode, so all of them are published.
  const decoderStart = masked ? 0 : offset;
  const decoder: Layer[] = [];
  if (networks.decoder) {
    let width = codeSize(spec);
    // Without any convolution, either network is a dense one without hidden layers.
    if (conv && spec.decoder.length > 0) {
      // From the outside in (28, 14, 7, 4): one more than there are convolutions.
      const sides = spec.decoder.reduce<number[]>(
        (s) => [...s, Math.ceil(s[s.length - 1] / STRIDE)],
        [data.side],
      );
      const { decoder: channels } = spec;
      let side = sides[channels.length];
      const first = { pixels: side ** 2, channels: channels[0] };
      const units = first.pixels * first.channels;
      hidden(decoder, 'decoder', (name, f) => dense(name, 'decoder', width, units, f), first);
      for (let i = 0; i < channels.length; i++) {
        const outSide = sides[channels.length - 1 - i];
        const last = i === channels.length - 1;
        const outChannels = last ? data.channels : channels[i + 1];
        const nearest = spec.upsampling === 'nearest';
        const windows = nearest
          ? { kernel: SMOOTHING_SIZE, stride: 1, padding: (SMOOTHING_SIZE - 1) / 2 }
          : halved(outSide);
        const shape = { ...windows, side, outSide, channels: channels[i], outChannels };
        const kind = nearest ? 'upsampledConvolution' : 'transposedConvolution';
        if (last) decoder.push(convolution(kind, 'output', 'decoder', shape, null));
        else {
          const normalised = { pixels: outSide ** 2, channels: outChannels };
          hidden(decoder, 'decoder', (name, f) => convolution(kind, name, 'decoder', shape, f), normalised);
        }
        side = outSide;
      }
    } else {
      for (const w of spec.decoder) {
        hiddenDense(decoder, 'decoder', width, w);
        width = w;
      }
      decoder.push(dense('output', 'decoder', width, pixels, null));
    }
  }
  const heads = [mu, logVar].filter((l) => l !== null);
  const layers = [...discriminator, ...encoder, ...heads, ...decoder];
  return { layers, encoder, mu, logVar, decoder, discriminator, size: offset, decoderStart };
}

/** Places a dense layer's parameters after those of the last layer. */
type MakeDense = (
  name: string,
  learner: Learner,
  inputs: number,
  outputs: number,
  activation: Layer['activation'],
) => DenseLayer;

/** The masked layers of a MADE, its output layer last. */
function maskedLayers(spec: ModelSpec, dense: MakeDense): MaskedLayer[] {
  const widths = spec.encoder;
  const pixels = imageSize(spec.data);
  return maskedReach(widths, pixels).map((reach, i) => ({
    ...(i < widths.length
      ? dense(`encoder.${i}`, 'encoder', reach.length, widths[i], spec.activation)
      : dense('output', 'encoder', reach.length, pixels, null)),
    kind: 'masked',
    reach,
  }));
}

/** The layer of μ. Throws where the model has no encoder. */
export function headOf({ mu }: Layout): Layer {
  if (!mu) throw new Error('the model has no encoder');
  return mu;
}

/** Every parameter tensor, in the order of the flat array. */
export function tensorsOf(layout: Layout): TensorLayout[] {
  return layout.layers.flatMap((layer) => {
    const { name, weight, bias, weightShape, biasSize } = layer;
    return [
      { name: `${name}.weight`, offset: weight, size: bias - weight, shape: weightShape, layer },
      { name: `${name}.bias`, offset: bias, size: biasSize, shape: [biasSize], layer },
    ];
  });
}
