/** How tensors lie in memory, and how in a file, where `torch.nn` has them in another order. */
import type { TensorLayout } from '../model/layout';

/** Places of the axes of a shape in memory that come first, second … in a file. */
const orderOf = (shape: readonly number[]): readonly number[] =>
  shape.length === 4 ? [3, 2, 0, 1] : shape.length === 2 ? [1, 0] : [0];

/** The shape in a file: [out, in] for a weight, [out, in, 4, 4] of a convolution, [in, out, 4, 4] of its transpose. */
export const fileShape = ({ shape }: TensorLayout): number[] => orderOf(shape).map((axis) => shape[axis]);

/** Values in memory, as they lie in a file. */
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

/** A new array of a tensor's size, to which `put` brings each value: its index in memory, and in a file. */
function arranged(
  shape: readonly number[],
  put: (memory: number, file: number, out: Float32Array) => void,
): Float32Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const out = new Float32Array(size);
  /** How far apart in a file the neighbours along each axis of memory lie. */
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
