/**
 * Weights as 8-bit integers with one float32 scale per output (symmetric, nearest) beside them as `<name>.scale`; biases
 * stay float32. Throws `checkpoint.*` problems.
 */
import { ProblemError } from '../experiment/problem';
import type { TensorLayout } from '../model/layout';
import { fileShape, toFile } from './fileOrder';
import { type Dtype, floatBytes, type Tensor, toFloats } from './safetensors';

/** Adds a tensor, whose values are in the order of memory, under a name. */
export function putQuantised(
  tensors: Map<string, Tensor>,
  name: string,
  t: TensorLayout,
  values: Float32Array,
): void {
  if (t.shape.length === 1) {
    tensors.set(name, { dtype: 'F32', shape: t.shape, bytes: floatBytes(values) });
    return;
  }
  const shape = fileShape(t);
  const { integers, scales } = quantise(toFile(values, t), shape[0]);
  tensors.set(name, { dtype: 'I8', shape, bytes: new Uint8Array(integers.buffer) });
  tensors.set(`${name}.scale`, { dtype: 'F32', shape: [scales.length], bytes: floatBytes(scales) });
}

/** The values of a tensor in the order of the file; its scale is among `tensors`. */
export function dequantised(
  name: string,
  tensor: Tensor,
  tensors: ReadonlyMap<string, Tensor>,
): Float32Array {
  if (tensor.dtype !== 'I8') return toFloats(name, tensor);
  const scale = tensors.get(`${name}.scale`);
  if (!scale) throw new ProblemError('checkpoint.missing', { name: `${name}.scale` });
  expectShape(`${name}.scale`, scale, 'F32', [tensor.shape[0]]);
  const scales = toFloats(`${name}.scale`, scale);
  return dequantise(new Int8Array(tensor.bytes.buffer, tensor.bytes.byteOffset, tensor.bytes.length), scales);
}

export function expectShape(
  name: string,
  tensor: Tensor,
  dtype: Dtype,
  shape: readonly (number | undefined)[],
): void {
  if (tensor.dtype !== dtype) throw new ProblemError('checkpoint.dtype', { name, dtype: tensor.dtype });
  const actual = tensor.shape;
  if (actual.length === shape.length && shape.every((n, i) => n === actual[i])) return;
  throw new ProblemError('checkpoint.shape', {
    name,
    expected: shape.map((n) => n ?? '?').join('×'),
    actual: actual.join('×'),
  });
}

/** Rows of equal length; each row is scaled so that its largest magnitude becomes 127. */
function quantise(values: Float32Array, rows: number): { integers: Int8Array; scales: Float32Array } {
  const length = values.length / rows;
  const integers = new Int8Array(values.length);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = values.subarray(r * length, (r + 1) * length);
    const largest = row.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    scales[r] = largest / 127;
    if (largest > 0)
      for (let i = 0; i < length; i++) integers[r * length + i] = Math.round(row[i] / scales[r]);
  }
  return { integers, scales };
}

function dequantise(integers: Int8Array, scales: Float32Array): Float32Array {
  const length = integers.length / scales.length;
  return Float32Array.from(integers, (v, i) => v * scales[Math.floor(i / length)]);
}
