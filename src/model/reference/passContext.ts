/** The state of one pass of the reference. */
import type { GradientWrite } from '../backward';
import type { Traits } from '../compile';
import type { Value } from '../operations';
import { type Hyper, imageSize } from '../spec';

/** A batch of images, and where its draws come from. */
export interface ReferenceBatch {
  images: Uint8Array;
  /** One byte per image; zeros if a conditional model gets none. */
  labels?: Uint8Array;
  seed: number;
  step: number;
  /** Index of the batch's first image, which its draws are numbered from; 0 in training. */
  first?: number;
  /** In place of images: how many rows there are, and the numbers of each name, count × width. */
  given?: { count: number; rows: GivenRows };
}

/** Rows of numbers by the name of the operation that reads them, count × width. */
export type GivenRows = Readonly<Record<string, Float64Array>>;

/** All that the operations of a pass read and write. */
export interface PassContext {
  spec: Traits;
  parameters: Float64Array;
  batch: ReferenceBatch;
  count: number;
  hyper: Hyper;
  /** The codes to decode, if given. */
  codes: Float64Array | null;
  /** By a value's id. */
  values: Map<number, Float64Array>;
  gradients: Map<number, Float64Array>;
}

export function passContext(
  spec: Traits,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
  codes: Float64Array | null = null,
): PassContext {
  const count =
    batch.given?.count ?? (codes ? codes.length / spec.latent : batch.images.length / imageSize(spec.data));
  return { spec, parameters, batch, count, hyper, codes, values: new Map(), gradients: new Map() };
}

export const numbersOf = (numbers: ReadonlyMap<number, Float64Array>, { id }: Value) =>
  expectDefined(numbers.get(id));

export const valuesOf = (context: PassContext, value: Value): Float64Array =>
  numbersOf(context.values, value);

/** Writes ∂objective/∂value number by number, or adds to what was written before. */
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
  if (value === null || value === undefined) throw new Error('a value is read before it is computed');
  return value;
}
