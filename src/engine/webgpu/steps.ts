/** What changes from one pass to the next: a slot for each pass of a submit, in one block of bytes that is reused. */
import { memoryOf, struct } from './struct';

/** Bytes from one slot or list of products to the next: what every adapter can bind at. */
export const SLOT_BYTES = 256;
/** Blocks of normal numbers, and updates, that a step has room for. */
export const MOST_BLOCKS = 2;
export const MOST_UPDATES = 4;

/** Kernels of a pass see theirs as a uniform by a dynamic offset, kernels of a whole submit see all of them. */
const STEP_STRUCT = struct('Step', {
  /** Images of this pass; buffers are laid out for the next multiple of four. */
  rows: 'u32',
  /** Where this pass has its own in buffers that hold several; of the losses, which row. */
  picksAt: 'u32',
  noiseAt: 'u32',
  partialsAt: 'u32',
  lossesAt: 'u32',
  /** How many images there are to pick from by the epoch's permutation; 0: pick row i for row i. */
  images: 'u32',
  /** The generator's key and first counter. */
  seed: 'u32',
  draw: 'u32',
  /** Where in the endless stream of epochs the batch begins. */
  epoch: 'u32',
  position: 'u32',
  /** Normal numbers a row. */
  latent: 'u32',
  /** 1 where the generator's loss is log(1 − D(G(z))). */
  minimax: 'u32',
  /** Of each block of normal numbers. */
  normals: { count: MOST_BLOCKS, type: 'u32', components: ['purpose', 'first'] },
  /** The weights of losses in the objective, over the batch: 1, β, λ and γ. */
  one: 'f32',
  beta: 'f32',
  penalty: 'f32',
  gamma: 'f32',
  freeBits: 'f32',
  sparsity: 'f32',
  noise: 'f32',
  /** The numbers of the update (model/optimiser.ts) of each learner of each phase; rest1 is 1 − dampening. */
  moments: { count: MOST_UPDATES, type: 'f32', components: ['beta1', 'rest1', 'beta2', 'squares'] },
  moves: { count: MOST_UPDATES, type: 'f32', components: ['rate', 'epsilon', 'keep'] },
});

export type Step = typeof STEP_STRUCT.zero;

export const NO_STEP: Step = STEP_STRUCT.zero;

/** In WGSL; `Slot` is a Step with the distance to the next. */
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
