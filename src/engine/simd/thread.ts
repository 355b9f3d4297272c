/** What a thread works with, and the parameters of one task. */

import type { Kernels } from './kernels';
import type { Plan } from './plan';
import type { ThreadGroup } from './threadGroup';

export interface Thread {
  plan: Plan;
  kernels: Kernels;
  group: ThreadGroup;
  /** All of the memory. */
  floats: Float32Array;
  doubles: Float64Array;
  bytes: Uint8Array;
  /** Memory of its own. */
  tiles: number;
  gradient: number;
  strip: number;
}

/** The parameters of a command, in this order; everything that a step needs besides the images. */
export const TASK = [
  'count',
  'seed',
  'step',
  'first',
  'noise',
  'beta',
  'penaltyWeight',
  'sparsity',
  'freeBits',
  'gamma',
  'minimax',
  'learns',
] as const;
export type Task = Record<(typeof TASK)[number], number>;

export const NO_TASK: Task = Object.freeze(Object.fromEntries(TASK.map((name) => [name, 0])) as Task);
