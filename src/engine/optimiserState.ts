/**
 * An optimiser's state as tensors of a checkpoint, named after the model's own:
 * `optimizer.<learner>.m.<tensor>` and `optimizer.<learner>.v.<tensor>`, in the shapes of the parameters that
 * they belong to; only the moments that the optimiser keeps. The counts of updates are JSON under `updates`
 * in the metadata.
 */
import { ProblemError } from '../experiment/problem';
import { layoutOf } from '../model/compile';
import { type TensorLayout, tensorsOf } from '../model/layout';
import { MOMENTS_OF, NO_UPDATES, type Updates } from '../model/optimiser';
import type { ModelSpec, Optimiser } from '../model/spec';
import type { TrainingState } from './engine';
import { fileShape, fromFile, toFile } from './fileOrder';
import { floatBytes, type SafeTensors, toFloats } from './safetensors';

/** Prefix of the names in a checkpoint. */
export const OPTIMISER = 'optimizer.';

/** Each tensor of moments: its name in a file, and its parameters, whose layout it shares in m or v. */
function momentsOf(spec: ModelSpec, optimiser: Optimiser) {
  return tensorsOf(layoutOf(spec)).flatMap((target) =>
    MOMENTS_OF[optimiser].map((moment) => ({
      name: `${OPTIMISER}${target.layer.learner}.${moment}.${target.name}`,
      moment,
      target,
    })),
  );
}

/** Adds an optimiser's state to a file. */
export function writeOptimiser(
  spec: ModelSpec,
  state: TrainingState,
  { tensors, metadata }: SafeTensors,
): void {
  for (const { name, moment, target } of momentsOf(spec, state.optimiser)) {
    const { offset, size } = target;
    const values = toFile(state[moment].subarray(offset, offset + size), target);
    tensors.set(name, { dtype: 'F32', shape: fileShape(target), bytes: floatBytes(values) });
  }
  metadata.updates = JSON.stringify(state.updates);
}

/**
 * Reads what `writeOptimiser` wrote; null where a file has none. Throws `checkpoint.*` problems where it is
 * damaged.
 */
export function readOptimiser(
  spec: ModelSpec,
  optimiser: Optimiser,
  { tensors, metadata }: SafeTensors,
): Omit<TrainingState, 'parameters'> | null {
  if (metadata.updates === undefined) return null;
  const { size } = layoutOf(spec);
  const state = {
    optimiser,
    m: new Float32Array(size),
    v: new Float32Array(size),
    updates: updatesIn(metadata.updates),
  };
  const known = momentsOf(spec, optimiser);
  const names = new Set(known.map(({ name }) => name));
  for (const name of tensors.keys())
    if (name.startsWith(OPTIMISER) && !names.has(name))
      throw new ProblemError('checkpoint.unexpected', { name: name.slice(0, 60) });
  for (const { name, moment, target } of known) {
    const tensor = tensors.get(name);
    if (!tensor) throw new ProblemError('checkpoint.missing', { name });
    checkShape(name, target, tensor.shape);
    const values = toFloats(name, tensor);
    // Updates divide by √v.
    if (moment === 'v' && values.some((value) => value < 0))
      throw new ProblemError('checkpoint.notFinite', { name });
    state[moment].set(fromFile(values, target), target.offset);
  }
  return state;
}

export function checkShape(name: string, target: TensorLayout, shape: readonly number[]): void {
  const expected = fileShape(target);
  if (shape.length === expected.length && shape.every((n, i) => n === expected[i])) return;
  throw new ProblemError('checkpoint.shape', { name, expected: expected.join('×'), actual: shape.join('×') });
}

function updatesIn(text: string): Updates {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError('checkpoint.settings');
  }
  const given = (value ?? {}) as Record<string, unknown>;
  const counts = Object.keys(NO_UPDATES).map((name) => [name, given[name] ?? 0] as const);
  if (!counts.every(([, n]) => Number.isSafeInteger(n) && Number(n) >= 0 && Number(n) <= MAX_UPDATES))
    throw new ProblemError('checkpoint.settings');
  return Object.fromEntries(counts) as unknown as Updates;
}

/** Far more updates than anyone makes; β₂ᵗ is zero long before. */
const MAX_UPDATES = 1e9;
