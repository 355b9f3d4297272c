/** The kernels of convolutions against the plain loops of the model in float64, for awkward sides and channels. */
import { it } from 'vitest';
import { convolve, convolveBack } from '../../model/convolution';
import type { ConvolutionalLayer, ConvolutionShape } from '../../model/layout';
import { UPDATE } from '../../model/optimiser';
import { windowsOf } from '../../model/windows';
import { type Matrix, roundUp } from './arena';
import { type Build, PANEL, TILE } from './kernels';
import { expectClose, NUMBERS, random, workshop } from './kernels.testing';
import {
  pixelsOf,
  reserveWindows,
  scratchSize,
  stripSize,
  windowSize,
  writeWindows,
  zerosSize,
} from './windows';

/** Side, and that of the smaller image by a kernel, a stride and a padding. */
const SIDES: [side: number, small: number, kernel: number, stride: number, padding: number][] = [
  [28, 14, 4, 2, 1],
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
const IMAGES = 3;

export function checkConvolutions(build: Build): void {
  for (const kind of ['convolution', 'transposedConvolution'] as const)
    it(`compute a ${kind}, its gradients and its update, for every side and number of channels`, async () => {
      for (const [large, small, kernel, stride, padding] of SIDES)
        for (const [largeChannels, smallChannels] of CHANNELS) {
          const windows = { kernel, stride, padding };
          const shape =
            kind === 'convolution'
              ? {
                  side: large,
                  channels: largeChannels,
                  outSide: small,
                  outChannels: smallChannels,
                  ...windows,
                }
              : {
                  side: small,
                  channels: smallChannels,
                  outSide: large,
                  outChannels: largeChannels,
                  ...windows,
                };
          await checkLayer(layerOf(kind, shape));
        }
    });

  async function checkLayer(layer: ConvolutionalLayer) {
    const { inputs, outputs, bias, biasSize, shape } = layer;
    const isDown = layer.kind === 'convolution';
    const what = `${layer.kind} ${JSON.stringify(shape)}`;
    const w = windowsOf(layer);
    const [window, pixels, columns] = [windowSize(w), pixelsOf(w), w.smallChannels];
    const size = bias + biasSize;
    const place = {
      p: 0,
      m: 0,
      v: 0,
      panels: 0,
      rowPanels: 0,
      small: 0,
      scratch: 0,
      zeros: 0,
      gradient: 0,
      strip: 0,
      update: 0,
      windows: 0,
    };
    let [x, y, dx, delta]: Matrix[] = [0, 0, 0, 0].map(() => ({ at: 0, ld: 0, columns: 0 }));
    const { kernels, at, write, read, bytes } = await workshop(build, (arena) => {
      for (const key of ['p', 'm', 'v'] as const) place[key] = arena.floats(size);
      place.panels = arena.panels(window, columns);
      place.rowPanels = arena.panels(columns, window);
      place.small = arena.panels(IMAGES * pixels, columns);
      place.scratch = arena.floats(scratchSize(w));
      place.zeros = arena.floats(zerosSize(w));
      place.gradient = arena.floats(TILE * roundUp(Math.max(columns, biasSize), PANEL));
      place.strip = arena.floats(stripSize(w));
      place.update = arena.floats(UPDATE.length);
      place.windows = reserveWindows(arena);
      x = arena.matrix(IMAGES, inputs);
      dx = arena.matrix(IMAGES, inputs);
      y = arena.matrix(IMAGES, outputs);
      delta = arena.matrix(IMAGES, outputs);
    });
    writeWindows(bytes.buffer, place.windows, w);
    at(place.zeros, zerosSize(w)).fill(0);
    at(place.update, UPDATE.length).set(UPDATE.map((name) => NUMBERS[name]));
    const parameters = random(size);
    const [xs, ds] = [random(IMAGES * inputs), random(IMAGES * outputs)];
    const ms = random(size);
    const vs = random(size).map((v) => v * v);
    at(place.p, size).set(parameters);
    at(place.m, size).set(ms);
    at(place.v, size).set(vs);
    write(x, xs);
    write(delta, ds);

    // In float64.
    const p64 = Float64Array.from(parameters);
    const [forward, back] = [new Float64Array(IMAGES * outputs), new Float64Array(IMAGES * inputs)];
    const gradient = new Float64Array(size);
    for (let n = 0; n < IMAGES; n++) {
      const [i, o] = [n * inputs, n * outputs];
      const input = Float64Array.from(xs.subarray(i, i + inputs));
      const d = Float64Array.from(ds.subarray(o, o + outputs));
      convolve(p64, layer, input, forward.subarray(o, o + outputs));
      convolveBack(p64, layer, input, d, back.subarray(i, i + inputs), gradient);
    }

    kernels.packColumns(place.p, window, columns, 4 * columns, place.panels, window);
    kernels.packRows(place.p, window, columns, place.rowPanels, 0, Math.ceil(window / PANEL));
    const down = (from: Matrix, to: Matrix, start: number, adds: boolean) =>
      kernels.down(
        from.at,
        from.ld,
        IMAGES,
        place.windows,
        place.panels,
        start,
        adds,
        to.at,
        to.ld,
        place.scratch,
      );
    const up = (from: Matrix, to: Matrix, start: number, adds: boolean) =>
      kernels.up(
        from.at,
        from.ld,
        IMAGES,
        place.windows,
        place.rowPanels,
        start,
        adds,
        to.at,
        to.ld,
        place.zeros,
        place.scratch,
      );
    const [go, goBack] = isDown ? [down, up] : [up, down];
    go(x, y, place.p + 4 * bias, false);
    const rounding = 1e-6 * Math.max(8, window, columns);
    expectClose(read(y, IMAGES), [...forward], rounding, `${what} y`);
    goBack(delta, dx, isDown ? 0 : place.zeros, false);
    expectClose(read(dx, IMAGES), [...back], rounding, `${what} ∂x`);
    goBack(delta, dx, 0, true);
    expectClose(
      read(dx, IMAGES),
      [...back].map((d) => 2 * d),
      2 * rounding,
      `${what} ∂x added`,
    );

    const [larger, smaller] = isDown ? [x, delta] : [delta, x];
    for (let n = 0; n < IMAGES; n++) {
      const to = place.small + 4 * PANEL * n * pixels;
      kernels.packColumns(smaller.at + n * smaller.ld, pixels, columns, 4 * columns, to, IMAGES * pixels);
    }
    // In two pieces, as two threads take them.
    const middle = Math.min(window, roundUp(Math.floor(window / 2), TILE));
    for (const [from, to] of [
      [middle, window],
      [0, middle],
    ])
      kernels.learnFilter(
        larger.at,
        larger.ld,
        IMAGES,
        place.windows,
        place.small,
        place.p,
        place.m,
        place.v,
        0,
        place.update,
        place.zeros,
        place.gradient,
        place.strip,
        from,
        to,
        false,
      );
    kernels.learnChannelBias(
      delta.at,
      delta.ld,
      IMAGES,
      shape.outSide ** 2,
      biasSize,
      place.p,
      place.m,
      place.v,
      bias,
      place.update,
      place.gradient,
      false,
    );
    const { beta1, dampening, beta2, squares, rate, epsilon, keep } = NUMBERS;
    const m = [...gradient].map((g, i) => beta1 * ms[i] + (1 - dampening) * g);
    const v = [...gradient].map((g, i) => beta2 * vs[i] + squares * g * g);
    const before = [...parameters].map((q, i) => (i < bias ? keep * q : q));
    const p = before.map((q, i) => q - (rate * m[i]) / (Math.sqrt(v[i]) + epsilon));
    const learned = 1e-6 * Math.max(8, IMAGES * Math.max(pixels, shape.outSide ** 2));
    expectClose(at(place.m, size), m, learned, `${what} m`);
    expectClose(at(place.v, size), v, learned * 10, `${what} v`);
    // Where v is near zero the step is steep in it, so those parameters are not compared.
    expectClose(
      at(place.p, size),
      p.map((q, i) => (v[i] > 1e-2 ? q : at(place.p, size)[i])),
      1e-5,
      `${what} p`,
    );
  }
}

/** A layer with its filter at offset 0, and its bias after it. */
function layerOf(kind: ConvolutionalLayer['kind'], shape: ConvolutionShape): ConvolutionalLayer {
  return {
    kind,
    name: kind,
    learner: 'encoder',
    inputs: shape.side ** 2 * shape.channels,
    outputs: shape.outSide ** 2 * shape.outChannels,
    weight: 0,
    bias: shape.kernel ** 2 * shape.channels * shape.outChannels,
    weightShape: [],
    biasSize: shape.outChannels,
    activation: null,
    shape,
  };
}
