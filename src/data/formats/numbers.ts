/** Arrays of numbers as files hold them, whatever their format: IDX, NumPy or text. */
import { halfToFloat } from '../../math/half';

export const ELEMENT_BYTES = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  uint64: 8,
  int64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
} as const;
export type ElementType = keyof typeof ELEMENT_BYTES;

export type Values =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

export interface NumberArray {
  /** The file, and within an archive the entry: `mnist.npz/x_train`. */
  name: string;
  type: ElementType;
  shape: readonly number[];
  /** In C order: the last axis varies fastest. */
  values: Values;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Little-endian elements that a typed array shows as they lie: all machines of browsers are little-endian. */
const VIEWS: Partial<
  Record<ElementType, new (buffer: ArrayBufferLike, offset: number, length: number) => Values>
> = {
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/**
 * The elements in `bytes`, which are as many as fit; 64-bit integers become float64. A view of `bytes` where
 * they can be read as they lie, otherwise a copy, whose size is told to `take` before.
 */
export function decode(
  bytes: Uint8Array,
  type: ElementType,
  littleEndian: boolean,
  take: (bytes: number) => void,
): Values {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = ELEMENT_BYTES[type];
  const count = Math.floor(bytes.length / size);
  const Here = littleEndian && bytes.byteOffset % size === 0 ? VIEWS[type] : undefined;
  if (Here) return new Here(bytes.buffer, bytes.byteOffset, count);
  take(count * decodedBytes(type));
  const filled = <T extends Values>(out: T, at: (offset: number) => number): T => {
    for (let i = 0; i < count; i++) out[i] = at(i * size);
    return out;
  };
  switch (type) {
    case 'bool':
    case 'uint8':
      return bytes;
    case 'int8':
      return new Int8Array(bytes.buffer, bytes.byteOffset, count);
    case 'uint16':
      return filled(new Uint16Array(count), (o) => view.getUint16(o, littleEndian));
    case 'int16':
      return filled(new Int16Array(count), (o) => view.getInt16(o, littleEndian));
    case 'uint32':
      return filled(new Float64Array(count), (o) => view.getUint32(o, littleEndian));
    case 'int32':
      return filled(new Int32Array(count), (o) => view.getInt32(o, littleEndian));
    case 'uint64':
      return filled(new Float64Array(count), (o) => Number(view.getBigUint64(o, littleEndian)));
    case 'int64':
      return filled(new Float64Array(count), (o) => Number(view.getBigInt64(o, littleEndian)));
    case 'float16':
      return filled(new Float32Array(count), (o) => halfToFloat(view.getUint16(o, littleEndian)));
    case 'float32':
      return filled(new Float32Array(count), (o) => view.getFloat32(o, littleEndian));
    case 'float64':
      return filled(new Float64Array(count), (o) => view.getFloat64(o, littleEndian));
    default:
      return type satisfies never;
  }
}

/** Bytes of an element that is copied. */
const decodedBytes = (type: ElementType): number =>
  type === 'bool' || type === 'uint8' || type === 'int8'
    ? 0
    : type === 'float16'
      ? 4
      : type === 'uint32'
        ? 8
        : ELEMENT_BYTES[type];
