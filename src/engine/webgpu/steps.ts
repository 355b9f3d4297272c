/**
 * What changes from one pass to the next: one slot per pass of a submit, in one block of bytes that is
 * reused.
 */
import { memoryOf, struct } from './struct';

/** Bytes from one slot or list of products to the next: an alignment that every adapter supports. */
export const SLOT_BYTES = 256;
/** Blocks of normal numbers, and learners' updates, that fit into a step. */
export const MAX_BLOCKS = 2;
export const MAX_UPDATES = 4;

/**
 * Kernels of a pass read theirs as a uniform with a dynamic offset; kernels of a whole submit read all of
 * them.
 */
const STEP_STRUCT = struct('Step', {
  /** Images of this pass; buffers are laid out for the next multiple of four. */
  rows: 'u32',
  /** Offsets of this pass in buffers that hold several passes; for the losses, a row. */
  picksAt: 'u32',
  noiseAt: 'u32',
  partialsAt: 'u32',
  lossesAt: 'u32',
  /** Number of images that the epoch's permutation picks from; with 0, row i is image i. */
  images: 'u32',
  /** The generator's key and first counter. */
  seed: 'u32',
  draw: 'u32',
  /** The epoch, and the position in it at which the batch starts. */
  epoch: 'u32',
  position: 'u32',
  /** Normal numbers per row. */
  latent: 'u32',
  /** 1 where the generator's loss is log(1 − D(G(z))). */
  minimax: 'u32',
  /** Of each block of normal numbers. */
  normals: { count: MAX_BLOCKS, type: 'u32', components: ['purpose', 'first'] },
  /** The weights of the losses in the objective, averaged over the batch: 1, β, λ and γ. */
  one: 'f32',
  beta: 'f32',
  penalty: 'f32',
  gamma: 'f32',
  freeBits: 'f32',
  sparsity: 'f32',
  noise: 'f32',
  /** The numbers of each learner's update (model/optimiser.ts); rest1 is 1 − dampening. */
  moments: { count: MAX_UPDATES, type: 'f32', components: ['beta1', 'rest1', 'beta2', 'squares'] },
  moves: { count: MAX_UPDATES, type: 'f32', components: ['rate', 'epsilon', 'keep'] },
});

export type Step = typeof STEP_STRUCT.zero;

export const NO_STEP: Step = STEP_STRUCT.zero;

/** The declaration in WGSL; `Slot` is a Step padded to the distance between two slots. */
export const STEP_WGSL = `${STEP_STRUCT.wgsl}
struct Slot {
  @size(${SLOT_BYTES}) step: Step,
}
fn paddedRows(rows: u32) -> u32 {
  return (rows + 3u) & ~3u;
}
`;

export function createSlots(count: number): { bytes: ArrayBuffer; set(slot: number, step: Step): void } {
  const bytes = new ArrayBuffer(count * SLOT_BYTES);
  const memory = memoryOf(bytes);
  return { bytes, set: (slot, step) => STEP_STRUCT.write(memory, (slot * SLOT_BYTES) / 4, step) };
}
