/**
 * The encoder and the decoder of a model as ONNX files (https://onnx.ai, opset 13), which Python, C++, phones and
 * browsers run without this page. An encoder maps images x (count × pixels numbers in [0, 1]) to mu and log_var; a decoder
 * maps codes z to pixels in [0, 1]; both take labels y, one-hot, where the model is conditional.
 */
import type { CompiledModel } from '../model/compile';
import {
  type ConvolutionalLayer,
  isConvolutional,
  type Layer,
  type NormalisationLayer,
} from '../model/layout';
import { NORMALISATION_EPSILON } from '../model/normalisation';
import { imageSize, LEAKY_SLOPE } from '../model/spec';
import { imagesOf, paddingOf } from './code/convolution';
import { type Network, programOf } from './code/program';
import { encode, type Field, type Message } from './protobuf';
import { type FileTensor, tensorsIn } from './tensors';

export interface OnnxFile {
  /** `encoder`, or `decoder`: of MADE, all of it. */
  part: 'encoder' | 'decoder';
  bytes: Uint8Array<ArrayBuffer>;
}

/** All files of a model. `checkpoint` has its weights; `about` is a text for the files. */
export function onnxFiles(model: CompiledModel, checkpoint: Uint8Array, about: string): OnnxFile[] {
  const tensors = tensorsIn(checkpoint);
  return programOf(model).networks.flatMap((network): OnnxFile[] => {
    if (network.name === 'discriminate') return [];
    const part = network.name === 'encode' ? 'encoder' : 'decoder';
    return [{ part, bytes: onnxOf(network, model, tensors, about) }];
  });
}

// Numbers of the enumerations in onnx.proto.
const FLOAT = 1;
const INT64 = 7;
const OPSET = 13;
const IR_VERSION = 8;

type Attributes = Record<string, number | { float: number } | readonly number[]>;

/** Collects the nodes and constants of a graph. */
class Graph {
  readonly nodes: Message[] = [];
  readonly constants: Message[] = [];
  #count = 0;

  /** A node with one result, whose name it returns. */
  node(
    op: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    name = `t${++this.#count}`,
  ): string {
    this.nodes.push({
      fields: [
        ...inputs.map((input): Field => [1, input]),
        [2, name],
        [3, `${op}_${this.nodes.length}`],
        [4, op],
        ...Object.entries(attributes).map(([key, value]): Field => [5, attribute(key, value)]),
      ],
    });
    return name;
  }

  floats(name: string, shape: readonly number[], bytes: Uint8Array): string {
    return this.#constant(name, FLOAT, shape, bytes);
  }

  integers(values: readonly number[]): string {
    const bytes = new Uint8Array(new BigInt64Array(values.map(BigInt)).buffer);
    return this.#constant(`shape${++this.#count}`, INT64, [values.length], bytes);
  }

  #constant(name: string, type: number, shape: readonly number[], bytes: Uint8Array): string {
    this.constants.push({ fields: [...shape.map((n): Field => [1, n]), [2, type], [8, name], [9, bytes]] });
    return name;
  }
}

const scalar = (value: number): Uint8Array => new Uint8Array(Float32Array.of(value).buffer);

function attribute(name: string, value: Attributes[string]): Message {
  if (typeof value === 'number')
    return {
      fields: [
        [1, name],
        [3, value],
        [20, 2],
      ],
    };
  if ('float' in value)
    return {
      fields: [
        [1, name],
        [2, value],
        [20, 1],
      ],
    };
  return { fields: [[1, name], ...value.map((n): Field => [8, n]), [20, 7]] };
}

/** A float tensor of `width` numbers an image. */
const tensorInfo = (name: string, width: number): Message => ({
  fields: [
    [1, name],
    [
      2,
      {
        fields: [
          [
            1,
            {
              fields: [
                [1, FLOAT],
                [
                  2,
                  {
                    fields: [
                      [1, { fields: [[2, 'count']] }],
                      [1, { fields: [[1, width]] }],
                    ],
                  },
                ],
              ],
            },
          ],
        ],
      },
    ],
  ],
});

function onnxOf(
  network: Network,
  model: CompiledModel,
  tensors: ReadonlyMap<string, FileTensor>,
  about: string,
): Uint8Array<ArrayBuffer> {
  const { spec } = model;
  const size = imageSize(spec.data);
  const graph = new Graph();
  const constant = (name: string): string => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`no tensor ${name}`);
    return graph.floats(name, tensor.shape, tensor.bytes);
  };
  const [input] = network.inputs;
  const inputs = network.inputs.length > 1 ? graph.node('Concat', network.inputs, { axis: 1 }) : input;
  /** The tensor of each variable, and whether it is images, which ONNX has with the channels first. */
  const values = new Map<string, { tensor: string; images: boolean }>();
  for (const { layer, from, to } of network.steps) {
    const read = (from !== null && values.get(from)) || { tensor: inputs, images: false };
    let { tensor } = read;
    const images = imagesOf(layer);
    if (images && !read.images) tensor = toImages(graph, images, tensor);
    if (!images && read.images) tensor = toRows(graph, tensor, layer.inputs);
    const weights = [tensor, constant(`${layer.name}.weight`), constant(`${layer.name}.bias`)];
    const result = activated(graph, layer, apply(graph, layer, weights));
    values.set(to, { tensor: result, images: images !== null });
  }
  const decodes = network.name !== 'encode';
  const outputs = network.outputs.map((name) => {
    const { tensor, images } = values.get(name) ?? { tensor: name, images: false };
    const rows = images ? toRows(graph, tensor, size) : tensor;
    if (!decodes) return tensorInfo(graph.node('Identity', [rows], {}, name), spec.latent);
    const pixels =
      spec.likelihood === 'bernoulli'
        ? graph.node('Sigmoid', [rows], {}, 'pixels')
        : graph.node(
            'Clip',
            [rows, graph.floats('paper', [], scalar(0)), graph.floats('ink', [], scalar(1))],
            {},
            'pixels',
          );
    return tensorInfo(pixels, size);
  });
  const widthOf = (name: string) => (name === 'y' ? spec.data.classes : name === 'z' ? spec.latent : size);
  return encode([
    [1, IR_VERSION],
    [2, 'Latent Playground'],
    [6, about],
    [
      7,
      {
        fields: [
          ...graph.nodes.map((node): Field => [1, node]),
          [2, network.name],
          ...graph.constants.map((one): Field => [5, one]),
          ...network.inputs.map((name): Field => [11, tensorInfo(name, widthOf(name))]),
          ...outputs.map((output): Field => [12, output]),
        ],
      },
    ],
    [
      8,
      {
        fields: [
          [1, ''],
          [2, OPSET],
        ],
      },
    ],
  ]);
}

function apply(graph: Graph, layer: Layer, weights: readonly string[]): string {
  if (layer.kind === 'groupNormalisation') return normalised(graph, layer, weights);
  if (!isConvolutional(layer)) return graph.node('Gemm', weights, { transB: 1 });
  const { before, after } = paddingOf(layer);
  const { kernel, stride } = layer.shape;
  const [x, ...own] = weights;
  const read = layer.kind === 'upsampledConvolution' ? enlarged(graph, layer, x) : x;
  return graph.node(layer.kind === 'transposedConvolution' ? 'ConvTranspose' : 'Conv', [read, ...own], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [before, before, after, after],
  });
}

/** By instance normalisation, of groups as if they were channels: this version has no node for groups. */
function normalised(graph: Graph, layer: NormalisationLayer, [x, scale, shift]: readonly string[]): string {
  const { channels, groups } = layer.normalised;
  const same = (of: string, value: number) =>
    graph.floats(
      `${layer.name}.${of}`,
      [groups],
      new Uint8Array(new Float32Array(groups).fill(value).buffer),
    );
  const grouped = graph.node('Reshape', [x, graph.integers([0, groups, -1])]);
  const normal = graph.node('InstanceNormalization', [grouped, same('ones', 1), same('zeros', 0)], {
    epsilon: { float: NORMALISATION_EPSILON },
  });
  const images = imagesOf(layer);
  const shape = images ? [-1, channels, images.side, images.side] : [-1, channels];
  const back = graph.node('Reshape', [normal, graph.integers(shape)]);
  const own = graph.integers(images ? [channels, 1, 1] : [channels]);
  const scaled = graph.node('Mul', [back, graph.node('Reshape', [scale, own])]);
  return graph.node('Add', [scaled, graph.node('Reshape', [shift, own])]);
}

/** Repeats each pixel, but for the last of an odd side: a transposed convolution of each channel with ones. */
function enlarged(graph: Graph, { name, shape }: ConvolutionalLayer, x: string): string {
  const { side, outSide, channels } = shape;
  const ones = new Uint8Array(new Float32Array(4 * channels).fill(1).buffer);
  const less = 2 * side - outSide;
  return graph.node('ConvTranspose', [x, graph.floats(`${name}.ones`, [channels, 1, 2, 2], ones)], {
    kernel_shape: [2, 2],
    strides: [2, 2],
    pads: [0, 0, less, less],
    group: channels,
  });
}

function activated(graph: Graph, { activation }: Layer, x: string): string {
  switch (activation) {
    case null:
      return x;
    case 'relu':
      return graph.node('Relu', [x]);
    case 'leakyRelu':
      return graph.node('LeakyRelu', [x], { alpha: { float: LEAKY_SLOPE } });
    case 'tanh':
      return graph.node('Tanh', [x]);
    case 'elu':
      return graph.node('Elu', [x], { alpha: { float: 1 } });
    case 'sigmoid':
      return graph.node('Sigmoid', [x]);
    default:
      return activation satisfies never;
  }
}

/** Rows of numbers, channels last, to images with the channels first, and back. */
function toImages(graph: Graph, { side, channels }: { side: number; channels: number }, x: string): string {
  const last = graph.node('Reshape', [x, graph.integers([-1, side, side, channels])]);
  return graph.node('Transpose', [last], { perm: [0, 3, 1, 2] });
}

function toRows(graph: Graph, x: string, width: number): string {
  const last = graph.node('Transpose', [x], { perm: [0, 2, 3, 1] });
  return graph.node('Reshape', [last, graph.integers([-1, width])]);
}
