/** The slots of `Step` (step.wgsl) of a submit, written into one block of bytes that is reused. */

/** Bytes from one slot or list of products to the next: what every adapter can bind at. */
export const SLOT_BYTES = 256;
/** Blocks of normal numbers, and turns of learners, that a step has room for. */
export const MOST_BLOCKS = 2;
export const MOST_TURNS = 4;

/** The fields of `Step`. */
export interface Step {
  rows: number;
  picksAt: number;
  noiseAt: number;
  partialsAt: number;
  lossesAt: number;
  images: number;
  seed: number;
  draw: number;
  epoch: number;
  position: number;
  latent: number;
  minimax: number;
  normals: readonly { purpose: number; first: number }[];
  one: number;
  beta: number;
  penalty: number;
  gamma: number;
  freeBits: number;
  sparsity: number;
  noise: number;
  adam: readonly { rate: number; epsilon: number }[];
}

export const NO_STEP: Step = {
  rows: 0,
  picksAt: 0,
  noiseAt: 0,
  partialsAt: 0,
  lossesAt: 0,
  images: 0,
  seed: 0,
  draw: 0,
  epoch: 0,
  position: 0,
  latent: 0,
  minimax: 0,
  normals: [],
  one: 0,
  beta: 0,
  penalty: 0,
  gamma: 0,
  freeBits: 0,
  sparsity: 0,
  noise: 0,
  adam: [],
};

const WORDS = [
  'rows',
  'picksAt',
  'noiseAt',
  'partialsAt',
  'lossesAt',
  'images',
  'seed',
  'draw',
  'epoch',
  'position',
  'latent',
  'minimax',
] as const;
const FLOATS = ['one', 'beta', 'penalty', 'gamma', 'freeBits', 'sparsity', 'noise'] as const;
const NORMALS_AT = WORDS.length;
const FLOATS_AT = NORMALS_AT + 4 * MOST_BLOCKS;
/** At the next vec4. */
const ADAM_AT = 4 * Math.ceil((FLOATS_AT + FLOATS.length) / 4);

export function createSlots(count: number): { bytes: ArrayBuffer; set(slot: number, step: Step): void } {
  const bytes = new ArrayBuffer(count * SLOT_BYTES);
  const [words, floats] = [new Uint32Array(bytes), new Float32Array(bytes)];
  return {
    bytes,
    set(slot, step) {
      const at = (slot * SLOT_BYTES) / 4;
      WORDS.forEach((name, i) => {
        words[at + i] = step[name];
      });
      step.normals.forEach(({ purpose, first }, i) => {
        words.set([purpose, first], at + NORMALS_AT + 4 * i);
      });
      FLOATS.forEach((name, i) => {
        floats[at + FLOATS_AT + i] = step[name];
      });
      step.adam.forEach(({ rate, epsilon }, i) => {
        floats.set([rate, epsilon], at + ADAM_AT + 4 * i);
      });
    },
  };
}
