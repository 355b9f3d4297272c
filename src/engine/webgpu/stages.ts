/**
 * A model as the shaders see it: a chain of stages, one matrix product each, with every row of numbers
 * padded to whole vec4s, and the way between the flat parameters of model/layout.ts and the padded ones.
 *
 * A VAE's two heads are one stage with columns μ₀, log σ²₀, μ₁, log σ²₁ …, so that whoever holds a vec4
 * of it has all that a latent coordinate needs; the code that follows has z in the even columns and
 * zeros in the odd ones. A bias is the weight of one more input, which is always 1: the last row of its
 * matrix. All padding is zero and, as its gradient is zero too, stays so.
 */
import { headOf, type LayerLayout, type Layout, layoutOf } from '../../model/layout';
import type { ModelSpec } from '../../model/spec';

export interface Stage {
  name: string;
  kind: 'hidden' | 'heads' | 'output';
  /** Numbers a row, with the gaps of the latent but without the padding at the end. */
  inputs: number;
  outputs: number;
  /** vec4s in a row of weights, and of the stage's outputs. */
  stride: number;
  /** First vec4 of the weights, whose rows are inputs 0 … inputs − 1 and the bias. */
  weights: number;
}

/** A tensor of the flat parameters and where its numbers go. */
interface Segment {
  flat: number;
  rows: number;
  columns: number;
  /** In numbers, not vec4s. */
  at: number;
  rowStep: number;
  columnStep: number;
}

export interface Stages {
  list: readonly Stage[];
  /** Columns from one latent coordinate to the next: 2 in a VAE. */
  spread: number;
  /** vec4s of all weights. */
  size: number;
  segments: readonly Segment[];
  layout: Layout;
}

/** vec4s that hold n numbers. */
export function quads(n: number): number {
  return Math.ceil(n / 4);
}

export function stagesOf(spec: ModelSpec): Stages {
  const layout = layoutOf(spec);
  const spread = layout.logVar ? 2 : 1;
  const list: Stage[] = [];
  const segments: Segment[] = [];
  let size = 0;

  const stage = (name: string, kind: Stage['kind'], inputs: number, outputs: number) => {
    const added = { name, kind, inputs, outputs, stride: quads(outputs), weights: size };
    // Products take rows four at a time.
    size += 4 * quads(inputs + 1) * added.stride;
    list.push(added);
    return added;
  };
  const place = (layer: LayerLayout, to: Stage, first: number, columnStep: number, spacing: number) => {
    const at = 4 * to.weights + first;
    const row = 4 * to.stride;
    segments.push(
      {
        flat: layer.weight,
        rows: layer.inputs,
        columns: layer.outputs,
        at,
        rowStep: spacing * row,
        columnStep,
      },
      {
        flat: layer.bias,
        rows: 1,
        columns: layer.outputs,
        at: at + to.inputs * row,
        rowStep: row,
        columnStep,
      },
    );
  };

  for (const layer of layout.encoder) {
    place(layer, stage(layer.name, 'hidden', layer.inputs, layer.outputs), 0, 1, 1);
  }
  const heads = stage('heads', 'heads', headOf(layout).inputs, spread * spec.latent);
  place(headOf(layout), heads, 0, spread, 1);
  if (layout.logVar) place(layout.logVar, heads, 1, spread, 1);
  layout.decoder.forEach((layer, i) => {
    const spacing = i === 0 ? spread : 1;
    const kind = layer.activated ? 'hidden' : 'output';
    place(layer, stage(layer.name, kind, spacing * layer.inputs, layer.outputs), 0, 1, spacing);
  });
  return { list, spread, size, segments, layout };
}

/** The flat numbers in the padded order. */
export function pack({ segments, size }: Stages, flat: Float32Array): Float32Array<ArrayBuffer> {
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

/** Where in the padded numbers the flat ones from `from` on begin; a multiple of four. */
export function paddedStart({ segments, list, size }: Stages, from: number): number {
  const first = segments.find((s) => s.flat + s.rows * s.columns > from);
  if (!first) return 4 * size;
  const stage = list.findLast((s) => 4 * s.weights <= first.at);
  return stage ? 4 * stage.weights : 0;
}

/** The flat numbers from `from` on; `padded` begins at `paddedStart` of it. */
export function unpack(stages: Stages, padded: Float32Array, from = 0): Float32Array {
  const { segments, layout } = stages;
  const start = paddedStart(stages, from);
  const flat = new Float32Array(Math.max(0, layout.size - from));
  for (const s of segments) {
    for (let r = 0; r < s.rows; r++) {
      const to = s.flat + r * s.columns - from;
      const at = s.at + r * s.rowStep - start;
      for (let c = Math.max(0, -to); c < s.columns; c++) flat[to + c] = padded[at + c * s.columnStep];
    }
  }
  return flat;
}
