/**
 * What a model needs of memory, and where it lies: a pure function of (spec, rows, threads), so that threads
 * agree on it without a word. Nothing is computed here.
 */
import { headOf, type LayerLayout, layoutOf } from '../../model/layout';
import { INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { Arena, type Matrix, roundUp } from './arena';
import { BOARD_BYTES } from './crew';
import { BLOCK, PANEL, TILE } from './kernels';
import { type Layer, layLayer } from './layer';

/** Bytes of four images without their paper; see `packSparseRows`. */
export const SPARSE_TILE_BYTES = 16 + INPUT_SIZE * (4 + 4 * TILE);

/** A layer that learns: beside what it needs for the way forward, what it needs for the way back. */
export interface LearningLayer extends Layer {
  input: Matrix;
  /** δ before the activation, as rows and in panels of eight outputs. */
  delta: Matrix;
  deltaPanels: number;
  /** Wᵀ in panels of eight inputs, good until the weights change; null where nobody asks for ∂ of the input. */
  rowPanels: number | null;
}

/** What each thread has for itself. */
interface Scratch {
  tiles: number;
  gradient: number;
  strip: number;
}

/** `rows`: how many images there may be at once; `threads`: how many at most compute. */
export function planNetwork(spec: ModelSpec, rows: number, threads: number) {
  const layout = layoutOf(spec);
  const arena = new Arena();
  const board = arena.bytes(BOARD_BYTES);
  const parameters = arena.floats(layout.size);
  const m = arena.floats(layout.size);
  const v = arena.floats(layout.size);
  const bytes = arena.bytes(rows * INPUT_SIZE);
  const x = arena.matrix(rows, INPUT_SIZE);
  /** The images again, packed without their paper. */
  const sparse = arena.bytes(Math.ceil(rows / TILE) * SPARSE_TILE_BYTES);
  const epsilon = arena.floats(rows * spec.latent);
  /** Loss terms of each image, in float64. */
  const recon = arena.bytes(8 * rows);
  const kl = arena.bytes(8 * rows);

  function lay(from: LayerLayout, input: Matrix): LearningLayer {
    const layer = layLayer(arena, from, spec.activation, rows);
    const { inputs, outputs, output } = layer;
    // Over the logits themselves goes their own gradient.
    const delta = from.name === 'output' ? output : arena.matrix(rows, outputs);
    const deltaPanels = arena.panels(rows, outputs);
    const rowPanels = input === x ? null : arena.floats(roundUp(inputs, PANEL) * outputs);
    return { ...layer, input, delta, deltaPanels, rowPanels };
  }

  const encoder: LearningLayer[] = [];
  let input = x;
  for (const l of layout.encoder) {
    encoder.push(lay(l, input));
    input = encoder[encoder.length - 1].output;
  }
  const mu = lay(headOf(layout), input);
  const logVar = layout.logVar && lay(layout.logVar, input);
  const sampled = logVar ? arena.matrix(rows, spec.latent) : mu.output;
  const decoder: LearningLayer[] = [];
  input = sampled;
  for (const l of layout.decoder) {
    decoder.push(lay(l, input));
    input = decoder[decoder.length - 1].output;
  }

  const widest = roundUp(Math.max(...layout.layers.map((l) => Math.max(l.inputs, l.outputs))), PANEL);
  const zeros = arena.floats(widest);
  const scratch = Array.from(
    { length: threads },
    (): Scratch => ({
      tiles: arena.floats(roundUp(rows, TILE) * Math.min(widest, BLOCK)),
      gradient: arena.floats(TILE * widest),
      strip: arena.floats(rows * (TILE + 1)),
    }),
  );
  const state = { parameters, m, v, size: layout.size };
  const losses = { recon, kl };
  const layers = { encoder, mu, logVar, sampled, decoder };
  return {
    spec,
    rows,
    arena,
    board,
    state,
    images: { bytes, x, sparse },
    epsilon,
    losses,
    ...layers,
    zeros,
    scratch,
  };
}
export type Plan = ReturnType<typeof planNetwork>;
