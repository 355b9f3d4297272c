/**
 * A model's parameters as the shaders see them: stages of one matrix each, with every row padded to whole
 * vec4s, and the conversion between these and the flat parameters of model/layout.ts.
 *
 * Two heads are one stage with columns μ₀, log σ²₀, μ₁, log σ²₁ …, so that one vec4 holds all that a latent
 * coordinate needs; the code that follows has z in the even columns and zeros in the odd ones. A label
 * selects one of the rows of weights, one per class, after the inputs. A bias is the weight of one more input
 * that is always 1: the last row. All padding is zero and stays so, as its gradient is zero.
 */

import { layoutOf } from '../../model/compile';
import { conditionSize, isConvolutional, type Layer, type Layout, type Learner } from '../../model/layout';
import { discriminatorInput } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import {
  deviceWindows,
  filterRows,
  filterSegments,
  type PlacedWindows,
  placeWindows,
  type Tap,
} from './gather';
import { quads, type Segment } from './memory';

export interface Stage {
  /** The layer; μ where log σ² shares the stage. */
  layer: Layer;
  learner: Learner;
  /**
   * Inputs with the gaps of the latent and of pixels, without labels and without the padding at the end; of a
   * convolution, rows of the filter.
   */
  inputs: number;
  /** Classes with a row of weights each, or 0. */
  labels: number;
  /** Likewise; of a convolution, channels of the smaller image. */
  outputs: number;
  /** vec4s in a row of weights, and of the stage's outputs. */
  stride: number;
  /** First vec4 of the weights, whose rows are inputs, labels, and the bias. */
  weights: number;
  /** Offset in `reach` of a masked layer's rows. */
  reach: number;
  /** Of a convolution. */
  windows: PlacedWindows | null;
}

export interface Stages {
  list: readonly Stage[];
  /** The stage of a layer. */
  of(layer: Layer): Stage;
  /** Columns from one latent coordinate to the next: 2 where there are two heads. */
  spread: number;
  /** All weights; Adam's moments have the same layout. */
  parameters: Padded;
  /** For each row of weights of the masked layers, the first output that it reaches. */
  reach: Uint32Array<ArrayBuffer>;
  /** What convolutions gather. */
  taps: readonly Tap[];
  layout: Layout;
}

/** A flat array of `count` numbers, and the place of each. */
export interface Padded {
  segments: readonly Segment[];
  count: number;
  /** vec4s. */
  size: number;
}

/** Rows of weights: one for each input, each class, and the bias. */
export const rowsOf = ({ inputs, labels }: Stage): number => inputs + labels + 1;

/** vec4s of a stage's weights; products take rows four at a time. */
const sizeOf = (stage: Stage): number =>
  stage.windows
    ? stage.inputs * stage.stride + quads(stage.layer.biasSize)
    : 4 * quads(rowsOf(stage)) * stage.stride;

/** Numbers of `count` pixels and all their channels, with the gaps between pixels. */
export const withGaps = (count: number, channels: number): number => (count / channels) * 4 * quads(channels);

/** `count` numbers in contiguous pieces: all, or one for each pixel of so many channels. */
function pieces(count: number, channels: number | null): { from: number; size: number; to: number }[] {
  if (channels === null || channels % 4 === 0) return [{ from: 0, size: count, to: 0 }];
  return Array.from({ length: count / channels }, (_, pixel) => ({
    from: pixel * channels,
    size: channels,
    to: pixel * 4 * quads(channels),
  }));
}

/** Rows one by one. */
const eachOf = (rows: number) => Array.from({ length: rows }, (_, from) => ({ from, rows: 1 }));

/** Channels of the images that a layer normalises; null where it has units, or is another. */
export const channelsIn = (layer: Layer | undefined): number | null =>
  layer?.kind === 'groupNormalisation' && layer.normalised.pixels > 1 ? layer.normalised.channels : null;

export function stagesOf(spec: ModelSpec): Stages {
  const layout = layoutOf(spec);
  const { mu, logVar, encoder, decoder, discriminator } = layout;
  const spread = logVar ? 2 : 1;
  const list: Stage[] = [];
  const byName = new Map<string, Stage>();
  const segments: Segment[] = [];
  const reach: number[] = [];
  const taps: Tap[] = [];
  let size = 0;

  /** The layers with an input for the label: the first of each network, or the first dense one after convolutions. */
  const firstOf = (hidden: readonly Layer[], last: Layer | null | undefined) =>
    hidden.some(isConvolutional) ? last : (hidden[0] ?? last);
  const labelled = [
    firstOf(encoder, mu),
    decoder[0],
    firstOf(discriminator.slice(0, -1), discriminator.at(-1)),
  ];
  const readsCode = (layer: Layer) =>
    layer === decoder[0] || (discriminatorInput(spec) === 'codes' && layer === discriminator[0]);
  /** Channels of the pixels that a dense layer reads and writes. */
  const channelsRead = (layer: Layer): number | null => {
    const before =
      layer === mu || layer === logVar
        ? encoder.at(-1)
        : layer === discriminator.at(-1)
          ? discriminator.at(-2)
          : undefined;
    return before && isConvolutional(before) ? before.shape.outChannels : channelsIn(before);
  };
  const channelsWritten = (layer: Layer): number | null => {
    const after = layer === decoder[0] ? decoder[1] : undefined;
    return after && isConvolutional(after) ? after.shape.channels : channelsIn(after);
  };
  /** The layers whose large images are images of the data set, or like them. */
  const facesImages = (layer: Layer) =>
    layer === encoder[0] || layer === discriminator[0] || layer === decoder.at(-1);

  const stage = (layer: Layer, heads: number): Stage => {
    const { learner } = layer;
    const common = { layer, learner, weights: size, reach: reach.length };
    if (isConvolutional(layer)) {
      const placed = placeWindows(deviceWindows(layer), facesImages(layer) ? 'packed' : 'padded', taps);
      const outputs = placed.smallChannels;
      const inputs = filterRows(placed, placed.form);
      return { ...common, inputs, labels: 0, outputs, stride: quads(outputs), windows: placed };
    }
    if (layer.kind === 'groupNormalisation') {
      // A row of scales, and one of shifts.
      const { channels } = layer.normalised;
      return { ...common, inputs: 1, labels: 0, outputs: channels, stride: quads(channels), windows: null };
    }
    const labels = labelled.includes(layer) ? conditionSize(spec) : 0;
    const [read, written] = [channelsRead(layer), channelsWritten(layer)];
    const numbers = layer.inputs - labels;
    const inputs = read ? withGaps(numbers, read) : (readsCode(layer) ? spread : 1) * numbers;
    const outputs = heads * (written ? withGaps(layer.outputs, written) : layer.outputs);
    return { ...common, inputs, labels, outputs, stride: quads(outputs), windows: null };
  };
  const add = (layer: Layer, heads: number): Stage => {
    const added = stage(layer, heads);
    size += sizeOf(added);
    if (layer.kind === 'masked') reach.push(...layer.reach, 0);
    list.push(added);
    return added;
  };
  const placeFilter = (layer: Layer, { windows, inputs, weights, stride }: Stage): void => {
    if (!windows) return;
    for (const { flat, at, ...segment } of filterSegments(windows, windows.form))
      segments.push({ ...segment, flat: layer.weight + flat, at: 4 * weights + at });
    const at = 4 * (weights + inputs * stride);
    segments.push({ flat: layer.bias, rows: 1, columns: layer.biasSize, at, rowStep: 0, columnStep: 1 });
  };
  const place = (layer: Layer, to: Stage, first: number, columnStep: number): void => {
    byName.set(layer.name, to);
    if (to.windows) {
      placeFilter(layer, to);
      return;
    }
    const row = 4 * to.stride;
    if (layer.kind === 'groupNormalisation') {
      // Scales and shifts lie side by side.
      const [columns, at] = [layer.biasSize, 4 * to.weights];
      segments.push({ flat: layer.weight, rows: 2, columns, at, rowStep: row, columnStep: 1 });
      return;
    }
    const read = layer.inputs - to.labels;
    const columns = pieces(layer.outputs, channelsWritten(layer));
    const segment = (flat: number, rows: number, toRow: number, step: number) => {
      // In the order of the flat numbers.
      const groups = columns.length === 1 ? [{ from: 0, rows }] : eachOf(rows);
      for (const { from, rows: some } of groups)
        for (const piece of columns)
          segments.push({
            flat: flat + from * layer.outputs + piece.from,
            rows: some,
            columns: piece.size,
            at: 4 * to.weights + first + columnStep * piece.to + (toRow + step * from) * row,
            rowStep: step * row,
            columnStep,
          });
    };
    const channels = channelsRead(layer);
    for (const { from, size: rows, to: toRow } of pieces(read, channels))
      segment(layer.weight + from * layer.outputs, rows, toRow, channels ? 1 : to.inputs / read);
    if (to.labels > 0) segment(layer.weight + read * layer.outputs, to.labels, to.inputs, 1);
    segment(layer.bias, 1, to.inputs + to.labels, 1);
  };

  for (const layer of layout.layers) {
    if (layer === logVar) continue;
    const heads = layer === mu ? spread : 1;
    const added = add(layer, heads);
    place(layer, added, 0, heads);
    if (layer === mu && logVar) place(logVar, added, 1, heads);
  }
  return {
    list,
    of(layer) {
      const found = byName.get(layer.name);
      if (!found) throw new Error(`no stage for ${layer.name}`);
      return found;
    },
    spread,
    parameters: { segments, count: layout.size, size },
    reach: Uint32Array.from(reach),
    taps,
    layout,
  };
}

/** Copies flat numbers into the padded order. */
export function pack({ segments, size }: Padded, flat: Float32Array): Float32Array<ArrayBuffer> {
  const padded = new Float32Array(4 * size);
  for (const s of segments) {
    for (let r = 0; r < s.rows; r++) {
      const from = s.flat + r * s.columns;
      const to = s.at + r * s.rowStep;
      for (let c = 0; c < s.columns; c++) padded[to + c * s.columnStep] = flat[from + c];
    }
  }
  return padded;
}

/** Offset in the padded numbers from which all flat ones from `from` on can be read; a multiple of four. */
export function paddedStart({ list, parameters }: Stages, from: number): number {
  const { segments, size } = parameters;
  const first = segments.find((s) => s.flat + s.rows * s.columns > from);
  if (!first) return 4 * size;
  const stage = list.findLast((s) => 4 * s.weights <= first.at);
  return stage ? 4 * stage.weights : 0;
}

/** The flat numbers from `from` on; `padded` starts at offset `start` of the padded numbers. */
export function unpack({ segments, count }: Padded, padded: Float32Array, from = 0, start = 0): Float32Array {
  const flat = new Float32Array(Math.max(0, count - from));
  for (const s of segments) {
    for (let r = 0; r < s.rows; r++) {
      const to = s.flat + r * s.columns - from;
      const at = s.at + r * s.rowStep - start;
      for (let c = Math.max(0, -to); c < s.columns; c++) flat[to + c] = padded[at + c * s.columnStep];
    }
  }
  return flat;
}
