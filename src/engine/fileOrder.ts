/** The order of a tensor's values in memory and in a file, where `torch.nn` uses another order. */
import type { TensorLayout } from '../model/layout';

/** For each axis of the file, its position in memory. */
const orderOf = (shape: readonly number[]): readonly number[] =>
  shape.length === 4 ? [3, 2, 0, 1] : shape.length === 2 ? [1, 0] : [0];

/**
 * The shape in a file: [out, in] for a weight, [out, in, 4, 4] for a convolution, [in, out, 4, 4] for a
 * transposed one.
 */
export const fileShape = ({ shape }: TensorLayout): number[] => orderOf(shape).map((axis) => shape[axis]);

/** Values in the order of memory, in the order of a file. */
export function toFile(values: Float32Array, { shape }: TensorLayout): Float32Array {
  return arranged(shape, (memory, file, out) => {
    out[file] = values[memory];
  });
}

/** The inverse of `toFile`. */
export function fromFile(values: Float32Array, { shape }: TensorLayout): Float32Array {
  return arranged(shape, (memory, file, out) => {
    out[memory] = values[file];
  });
}

/** A new array of the tensor's size; `put` copies each value, given its index in memory and in the file. */
function arranged(
  shape: readonly number[],
  put: (memory: number, file: number, out: Float32Array) => void,
): Float32Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const out = new Float32Array(size);
  /** For each axis of memory, the distance of neighbours in the file. */
  const strides = shape.map(() => 1);
  let stride = 1;
  for (const axis of [...orderOf(shape)].reverse()) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  const at = shape.map(() => 0);
  let file = 0;
  for (let memory = 0; memory < size; memory++) {
    put(memory, file, out);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      file += strides[axis];
      if (++at[axis] < shape[axis]) break;
      at[axis] = 0;
      file -= strides[axis] * shape[axis];
    }
  }
  return out;
}
