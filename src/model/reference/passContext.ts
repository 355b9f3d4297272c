/** What one pass of the reference reads and writes. */
import type { GradientWrite } from '../backward';
import type { Value } from '../operations';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../spec';

/** What is learned from, and where its draws come from. */
export interface ReferenceBatch {
  images: Uint8Array;
  /** A byte an image; zeros where a conditional model is given none. */
  labels?: Uint8Array;
  seed: number;
  step: number;
  /** Index of the first image among those that draws are counted for; 0 in training. */
  first?: number;
}

/** All that the operations of a pass read and write. */
export interface PassContext {
  spec: ModelSpec;
  parameters: Float64Array;
  batch: ReferenceBatch;
  count: number;
  hyper: Hyper;
  /** The codes that are decoded, where they are given. */
  codes: Float64Array | null;
  /** By a value's id. */
  values: Map<number, Float64Array>;
  gradients: Map<number, Float64Array>;
}

export function passContext(
  spec: ModelSpec,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
  codes: Float64Array | null = null,
): PassContext {
  const count = codes ? codes.length / spec.latent : batch.images.length / INPUT_SIZE;
  return { spec, parameters, batch, count, hyper, codes, values: new Map(), gradients: new Map() };
}

export const numbersOf = (numbers: ReadonlyMap<number, Float64Array>, { id }: Value) =>
  expectDefined(numbers.get(id));

export const valuesOf = (context: PassContext, value: Value): Float64Array =>
  numbersOf(context.values, value);

/** Writes ∂objective/∂value number by number, or adds to what has been written before. */
export function writeGradient(
  context: PassContext,
  write: GradientWrite | null,
  number: (i: number) => number,
): void {
  if (!write) return;
  const { value, after } = write;
  if (after === 'nothing') {
    const size = value.stack * context.count * value.width;
    const numbers = new Float64Array(size);
    for (let i = 0; i < size; i++) numbers[i] = number(i);
    context.gradients.set(value.id, numbers);
  } else {
    const there = numbersOf(context.gradients, value);
    for (let i = 0; i < there.length; i++) there[i] += number(i);
  }
}

export function expectDefined<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a value before its time');
  return value;
}
