/**
 * NumPy's .npy: the magic, a version, and a Python literal `{'descr': '<u1', 'fortran_order': False, 'shape':
 * (60000, 28, 28), }`, then the elements. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { ProblemError } from '../../experiment/problem';
import type { Budget } from './budget';
import { decode, ELEMENT_BYTES, type ElementType, type NumberArray, sizeOf, type Values } from './numbers';

const TYPES: Record<string, ElementType> = {
  b1: 'bool',
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};
const MAGIC = 6;
const MOST_AXES = 5;

/** Throws `data.damaged`, `data.type`, `idx.empty`, `idx.truncated`, `data.tooLarge`. */
export function readNpy(bytes: Uint8Array, name: string, budget: Budget): NumberArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const broken = () => new ProblemError('data.damaged', { file: name, format: 'NumPy' });
  if (bytes.length < MAGIC + 6) throw broken();
  const long = bytes[MAGIC] >= 2;
  const start = MAGIC + (long ? 6 : 4);
  const length = long ? view.getUint32(MAGIC + 2, true) : view.getUint16(MAGIC + 2, true);
  const at = start + length;
  if (at > bytes.length) throw broken();
  const header = new TextDecoder().decode(bytes.subarray(start, at));
  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[))/.exec(header);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const sizes = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (!descr || fortran === undefined || sizes === undefined) throw broken();
  const [order, kind] = [descr[1]?.[0], descr[1]?.slice(1)];
  const type = TYPES[kind ?? ''];
  if (!type) throw new ProblemError('data.type', { file: name, type: descr[1] ?? 'record' });

  const shape = sizes
    .split(',')
    .map((s) => s.trim())
    .filter((s) => s !== '')
    .map(Number);
  if (shape.length > MOST_AXES || !shape.every((n) => Number.isSafeInteger(n) && n >= 0)) throw broken();
  const declared = sizeOf(shape) * ELEMENT_BYTES[type];
  if (declared === 0) throw new ProblemError('idx.empty', { file: name });
  if (at + declared > bytes.length)
    throw new ProblemError('idx.truncated', { file: name, expected: at + declared, actual: bytes.length });
  const values = decode(bytes.subarray(at, at + declared), type, order !== '>', (more) =>
    budget.take(more, name),
  );
  if (fortran === 'False' || shape.length < 2) return { name, type, shape, values };
  budget.take(values.byteLength, name);
  return { name, type, shape, values: inCOrder(values, shape) };
}

/** Elements stored with the first axis varying fastest, reordered so that the last one does. */
function inCOrder(values: Values, shape: readonly number[]): Values {
  const out = values.slice();
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = values[from];
    // The next element in C order.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return out;
}
