/**
 * The kernels of convolutions against the plain loops of the model in float64, for awkward sides and channels, in both
 * forms of the product. All buffers that a kernel should write are full of NaN before.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convolve, convolveBack } from '../../model/convolution';
import type { ConvolutionalLayer, ConvolutionShape } from '../../model/layout';
import { distance } from '../conformance/checks';
import { VARIANTS } from './chooseVariant';
import { backwardConvolution, forwardConvolution } from './convolution';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import { createDispatches, type Dispatch } from './dispatch';
import { deviceWindows, filterRows, filterSegments, type ImageForm, placeWindows, type Tap } from './gather';
import { gridOf } from './grid';
import { type BufferName, createArenas, type Place, quads, type Segment } from './memory';
import { backwardOf, forwardOf, passageOf, productsOf } from './passage';
import { learnFilters } from './passUpdates';
import { type Variant, variantName } from './product';
import { compile } from './program';
import { type Stage, withGaps } from './stages';
import { createSlots, NO_STEP, SLOT_BYTES } from './steps';

/** Side, and that of the smaller or enlarged image by a kernel, a stride and a padding. */
type Sides = [large: number, small: number, kernel: number, stride: number, padding: number];
const SIDES: Sides[] = [
  [7, 4, 4, 2, 1],
  [13, 13, 3, 1, 1],
  [13, 7, 5, 2, 2],
  [7, 3, 5, 1, 0],
  [2, 1, 3, 2, 0],
  [2, 2, 5, 1, 2],
  [1, 1, 3, 1, 1],
];
/** Of the larger image, and of the smaller. */
const CHANNELS: [number, number][] = [
  [1, 16],
  [3, 1],
  [16, 33],
  [33, 3],
];
/** Images that are packed have one channel or three, and a side that is a multiple of four. */
const PACKED: Sides[] = [
  [12, 6, 4, 2, 1],
  [12, 6, 5, 2, 2],
  [8, 8, 3, 1, 1],
  [4, 2, 3, 2, 0],
  [4, 4, 5, 1, 2],
  [8, 4, 5, 1, 0],
  [4, 1, 3, 4, 0],
];
/** Of images in colour. */
const COLOUR: Sides[] = [
  [8, 4, 4, 2, 1],
  [8, 8, 3, 1, 1],
];
/** Of convolutions over repeated pixels: from sides of 1, 1, 4 and 7. */
const REPEATED: Sides[] = [
  [1, 1, 3, 1, 1],
  [2, 2, 3, 1, 1],
  [7, 7, 3, 1, 1],
  [13, 13, 5, 1, 2],
];
/** One and a part of four images at a time. */
const IMAGES = 5;
const ROWS = 8;

let device: WebgpuDevice;
beforeAll(async () => {
  device = await openWebgpuDevice({ binding: 0, total: 0 });
});
afterAll(() => device.close());

const random = (n: number) => Float32Array.from({ length: n }, () => 2 * Math.random() - 1);

describe.each(VARIANTS.map((variant) => ({ name: variantName(variant), variant })))(
  'convolutions, $name',
  ({ variant }) => {
    for (const kind of ['convolution', 'transposedConvolution'] as const) {
      it(`compute a ${kind}, its gradients and its update, for every side and number of channels`, async () => {
        for (const sides of SIDES)
          for (const channels of CHANNELS) await check(layerOf(kind, sides, channels), 'padded', variant);
      });

      it(`compute a ${kind} of images that are packed`, async () => {
        for (const sides of PACKED)
          for (const small of [1, 3, 16]) await check(layerOf(kind, sides, [1, small]), 'packed', variant);
      });
    }

    it('compute one over repeated pixels, to images in colour', async () => {
      for (const side of [4, 8])
        await check(layerOf('upsampledConvolution', [side, side, 3, 1, 1], [16, 3]), 'packed', variant);
    });

    it('read the bytes of the data set', async () => {
      for (const sides of PACKED.filter(([side]) => side === 12))
        await check(layerOf('convolution', sides, [1, 3]), 'packed', variant, true);
    });
  },
);

// What is gathered does not depend on the form of the product, so one is enough; the other takes longer to compile.
describe('convolutions in one form of the product', () => {
  const [, variant] = VARIANTS;

  it('compute one over repeated pixels', async () => {
    for (const [i, sides] of REPEATED.entries())
      for (const n of [i, i + 2])
        await check(layerOf('upsampledConvolution', sides, CHANNELS[n % 4]), 'padded', variant);
    await check(layerOf('upsampledConvolution', [8, 8, 5, 1, 2], [3, 1]), 'packed', variant);
  });

  it('compute those of images in colour, and their bytes', async () => {
    for (const sides of COLOUR) {
      for (const kind of ['convolution', 'transposedConvolution'] as const)
        await check(layerOf(kind, sides, [3, 5]), 'packed', variant);
      await check(layerOf('convolution', sides, [3, 5]), 'packed', variant, true);
    }
  });
});

function layerOf(
  kind: ConvolutionalLayer['kind'],
  [large, small, kernel, stride, padding]: Sides,
  [largeChannels, smallChannels]: [number, number],
): ConvolutionalLayer {
  const [big, little] = [
    { side: large, channels: largeChannels },
    { side: small, channels: smallChannels },
  ];
  const [from, to] = kind === 'transposedConvolution' ? [little, big] : [big, little];
  if (kind === 'upsampledConvolution') from.side = Math.ceil(small / 2);
  const shape: ConvolutionShape = {
    ...from,
    outSide: to.side,
    outChannels: to.channels,
    kernel,
    stride,
    padding,
  };
  return {
    kind,
    name: kind,
    learner: 'encoder',
    inputs: from.side ** 2 * from.channels,
    outputs: to.side ** 2 * to.channels,
    weight: 0,
    bias: kernel ** 2 * largeChannels * smallChannels,
    weightShape: [],
    biasSize: to.channels,
    activation: null,
    shape,
  };
}

/** The places of numbers one by one. */
const placesOf = (segments: readonly Segment[]) =>
  segments.flatMap(({ flat, rows, columns, at, rowStep, columnStep }) =>
    Array.from({ length: rows * columns }, (_, n) => {
      const [row, column] = [Math.floor(n / columns), n % columns];
      return { flat: flat + n, at: at + row * rowStep + column * columnStep };
    }),
  );

/** An image's numbers with the gaps between its pixels, at each of its rows. */
function spreadOut(
  flat: Float32Array,
  size: number,
  channels: number,
  form: ImageForm,
): Float32Array<ArrayBuffer> {
  const width = form === 'packed' ? size : withGaps(size, channels);
  const spread = new Float32Array(ROWS * width);
  const gap = width / (size / channels);
  for (let n = 0; n < flat.length; n++) {
    const [image, at] = [Math.floor(n / size), n % size];
    spread[image * width + Math.floor(at / channels) * gap + (at % channels)] = flat[n];
  }
  return spread;
}

function gathered(spread: Float32Array, size: number, channels: number, form: ImageForm): Float32Array {
  const width = form === 'packed' ? size : withGaps(size, channels);
  const gap = width / (size / channels);
  return Float32Array.from({ length: IMAGES * size }, (_, n) => {
    const [image, at] = [Math.floor(n / size), n % size];
    return spread[image * width + Math.floor(at / channels) * gap + (at % channels)];
  });
}

async function check(layer: ConvolutionalLayer, form: ImageForm, variant: Variant, bytes = false) {
  const { inputs, outputs, bias, biasSize, shape } = layer;
  const what = `${layer.kind} ${form} ${JSON.stringify(shape)}`;
  const taps: Tap[] = [];
  const windows = placeWindows(deviceWindows(layer), form, taps);
  const down = layer.kind === 'convolution';
  const [inForm, outForm]: ImageForm[] = down ? [form, 'padded'] : ['padded', form];
  const stride = quads(windows.smallChannels);
  const stage: Stage = {
    layer,
    learner: layer.learner,
    inputs: filterRows(windows, form),
    labels: 0,
    outputs: windows.smallChannels,
    stride,
    weights: 0,
    reach: 0,
    windows,
  };
  const widthOf = (size: number, channels: number, of: ImageForm) =>
    (of === 'packed' ? size : withGaps(size, channels)) / 4;
  const place = (buffer: BufferName, width: number): Place => ({ buffer, at: 0, stride: width });
  const x = place('activations0', widthOf(inputs, shape.channels, inForm));
  const y = place('activations1', widthOf(outputs, shape.outChannels, outForm));
  const dy = place('deltas0', y.stride);
  const dx = place('deltas1', x.stride);

  const dispatches = createDispatches(variant);
  const arenas = createArenas();
  const end = { end: 'values', activation: null, penalty: 'none' } as const;
  const common = { b: 0, bStride: stride, bias: stage.inputs * stride, stack: 1 };
  const forth = passageOf(windows, forwardOf(layer), bytes);
  const forward = dispatches.byPositions(
    forwardConvolution(forth, end, variant),
    {
      weights: 'weights',
      images: 'images',
      picks: 'picks',
      inputs: x.buffer,
      taps: 'taps',
      outputs: y.buffer,
    },
    productsOf(windows, forth, { ...common, a: x.at, aStride: x.stride, c: y.at, cStride: y.stride }),
  );
  const back = passageOf(windows, backwardOf(layer), false);
  const backward = dispatches.byPositions(
    backwardConvolution(back, { ...end, feature: null, adds: false }, variant),
    { weights: 'weights', deltas: dy.buffer, taps: 'taps', outputs: dx.buffer, inputs: x.buffer },
    productsOf(windows, back, {
      ...common,
      a: dy.at,
      aStride: dy.stride,
      c: dx.at,
      cStride: dx.stride,
    }),
  );
  const learning = learnFilters({ variant, dispatches, arenas, updateOf: () => 0 }, ROWS, [
    { layer, stack: 1, stage, windows, large: down ? (bytes ? null : x) : dy, small: down ? dy : x },
  ]);

  const parameters = random(bias + biasSize);
  const padded = new Float32Array(4 * (stage.inputs * stride + quads(biasSize)));
  const places = placesOf(filterSegments(windows, form));
  for (const { flat, at } of places) padded[at] = parameters[flat];
  padded.set(parameters.subarray(bias), 4 * stage.inputs * stride);

  // Images in the order of the picks, which is backwards; rows beyond the last are those of any image.
  const ink = Uint8Array.from({ length: IMAGES * inputs }, () => Math.floor(256 * Math.random()));
  const xs = bytes ? Float32Array.from(ink, (v) => v / 255) : random(IMAGES * inputs);
  const stored = new Uint8Array(4 * quads(ink.length));
  const picks = Uint32Array.from({ length: ROWS }, (_, n) => Math.max(0, IMAGES - 1 - n));
  if (bytes)
    for (let n = 0; n < IMAGES; n++)
      stored.set(ink.subarray(n * inputs, (n + 1) * inputs), (IMAGES - 1 - n) * inputs);
  const ds = random(IMAGES * outputs);

  const nan = (vec4s: number) => new Float32Array(4 * vec4s).fill(Number.NaN);
  const { bytes: slot, set } = createSlots(1);
  const moments = { beta1: 0, rest1: 1, beta2: 0, squares: 1 };
  set(0, { ...NO_STEP, rows: IMAGES, moments: [moments], moves: [{ rate: 0, epsilon: 1, keep: 1 }] });
  const content = {
    slots: slot,
    products: dispatches.content(),
    taps: Int32Array.from(taps.flat()),
    weights: padded,
    firstMoments: new Float32Array(padded.length),
    secondMoments: new Float32Array(padded.length),
    images: stored,
    picks,
    activations0: spreadOut(xs, inputs, shape.channels, inForm),
    activations1: nan(ROWS * y.stride),
    deltas0: spreadOut(ds, outputs, shape.outChannels, outForm),
    deltas1: nan(ROWS * dx.stride),
    gradients: nan(arenas.most.gradients),
  };
  const results = await run([forward, backward, ...learning], content, inputs / 4);

  const p64 = Float64Array.from(parameters);
  const [ys, dxs] = [new Float64Array(IMAGES * outputs), new Float64Array(IMAGES * inputs)];
  const gradient = new Float64Array(parameters.length);
  for (let n = 0; n < IMAGES; n++) {
    const [i, o] = [n * inputs, n * outputs];
    const input = Float64Array.from(xs.subarray(i, i + inputs));
    const d = Float64Array.from(ds.subarray(o, o + outputs));
    convolve(p64, layer, input, ys.subarray(o, o + outputs));
    convolveBack(p64, layer, input, d, dxs.subarray(i, i + inputs), gradient);
  }
  const near = (actual: ArrayLike<number>, expected: ArrayLike<number>, name: string) =>
    expect(distance(actual, expected), `${name} of ${what}`).toBeLessThan(3e-6);
  near(gathered(results('activations1'), outputs, shape.outChannels, outForm), ys, 'y');
  near(gathered(results('deltas1'), inputs, shape.channels, inForm), dxs, '∂x');
  const moment = results('firstMoments');
  const learned = new Float64Array(parameters.length);
  let found = 0;
  const biases = Array.from({ length: biasSize }, (_, c) => ({
    flat: bias + c,
    at: 4 * stage.inputs * stride + c,
  }));
  for (const { flat, at } of [...places, ...biases]) {
    learned[flat] = moment[at];
    if (moment[at] !== 0) found++;
  }
  near(learned.subarray(0, bias), gradient.subarray(0, bias), '∂W');
  // The terms of a bias may cancel, so its error is compared with the sum of their absolute values.
  const most = new Float64Array(biasSize);
  ds.forEach((d, i) => {
    most[i % biasSize] += Math.abs(d);
  });
  for (let c = 0; c < biasSize; c++)
    expect(Math.abs(learned[bias + c] - gradient[bias + c]), `∂b of ${what}`).toBeLessThan(1e-6 * most[c]);
  expect(moment.filter((g) => g !== 0).length, `padding of ${what}`).toBe(found);
}

/** Runs dispatches over buffers of this content, images of so many words, and reads some of them. */
async function run(
  dispatches: readonly Dispatch[],
  content: Readonly<Record<string, BufferSource>>,
  words: number,
): Promise<(name: 'activations1' | 'deltas1' | 'firstMoments') => Float32Array> {
  const { gpu } = device;
  const { STORAGE, UNIFORM, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const buffers = new Map<string, GPUBuffer>();
  for (const [name, data] of Object.entries(content)) {
    const uniform = name === 'slots' || name === 'products';
    const size = Math.max(16, data.byteLength);
    const usage = COPY_DST | COPY_SRC | (uniform ? UNIFORM : STORAGE);
    const buffer = gpu.createBuffer({ label: name, size, usage });
    gpu.queue.writeBuffer(buffer, 0, data);
    buffers.set(name, buffer);
  }
  const bufferOf = (name: string | undefined): GPUBuffer => {
    const found = buffers.get(name ?? '');
    if (!found) throw new Error(`no buffer ${name}`);
    return found;
  };
  const compiled = await Promise.all(dispatches.map(({ kernel }) => compile(gpu, kernel, words)));
  const encoder = gpu.createCommandEncoder();
  const pass = encoder.beginComputePass();
  dispatches.forEach(({ kernel, buffers: named, words, wordsAt, groups }, i) => {
    const entries = kernel.bindings.map(({ name, access }, binding): GPUBindGroupEntry => {
      if (access === 'step') return { binding, resource: { buffer: bufferOf('slots'), size: SLOT_BYTES } };
      if (access === 'uniform') {
        const resource = { buffer: bufferOf('products'), offset: wordsAt, size: 4 * words.length };
        return { binding, resource };
      }
      return { binding, resource: { buffer: bufferOf(named[name]) } };
    });
    pass.setPipeline(compiled[i].pipeline);
    pass.setBindGroup(0, gpu.createBindGroup({ layout: compiled[i].layout, entries }), [0]);
    const { across, down } = gridOf(groups(IMAGES));
    pass.dispatchWorkgroups(across, down);
  });
  pass.end();
  const read = ['activations1', 'deltas1', 'firstMoments'] as const;
  const staged = read.map((name) => {
    const source = bufferOf(name);
    const staging = gpu.createBuffer({ size: source.size, usage: COPY_DST | MAP_READ });
    encoder.copyBufferToBuffer(source, 0, staging, 0, source.size);
    return { name, staging };
  });
  gpu.queue.submit([encoder.finish()]);
  const results = new Map<string, Float32Array>();
  for (const { name, staging } of staged) {
    await staging.mapAsync(GPUMapMode.READ);
    results.set(name, new Float32Array(staging.getMappedRange().slice(0)));
    staging.destroy();
  }
  for (const buffer of buffers.values()) buffer.destroy();
  expect(device.fault()).toBeNull();
  return (name) => results.get(name) ?? new Float32Array();
}
