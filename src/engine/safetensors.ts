/**
 * The safetensors container: eight bytes of header length (little endian), a JSON header that names each
 * tensor's dtype, shape and byte range, then the bytes. Knows nothing of models. The input is not trusted:
 * every range, size and overlap is checked before anything is read.
 */
import { ProblemError } from '../experiment/problem';
import { halfToFloat } from '../math/half';

export type Dtype = 'F64' | 'F32' | 'F16' | 'BF16' | 'I8' | 'U8';
export const ELEMENT_BYTES: Record<Dtype, number> = { F64: 8, F32: 4, F16: 2, BF16: 2, I8: 1, U8: 1 };

export interface Tensor {
  dtype: Dtype;
  shape: readonly number[];
  /** Little endian, C order. */
  bytes: Uint8Array;
}

export interface SafeTensors {
  tensors: Map<string, Tensor>;
  metadata: Record<string, string>;
}

/** Larger than the largest model that the settings allow, with its optimiser's state. */
export const MAX_FILE_BYTES = 768 * 2 ** 20;
const MAX_HEADER_BYTES = 2 ** 20;

export function writeSafeTensors({ tensors, metadata }: SafeTensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, t] of tensors) {
    header[name] = { dtype: t.dtype, shape: t.shape, data_offsets: [offset, offset + t.bytes.length] };
    offset += t.bytes.length;
  }
  // Padded with spaces to a multiple of eight, so that readers may map the tensors in place.
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength);
  file.set(json, 8);
  let at = 8 + headerLength;
  for (const t of tensors.values()) {
    file.set(t.bytes, at);
    at += t.bytes.length;
  }
  return file;
}

/** Throws `checkpoint.*` problems; the tensors are views into `file`. */
export function readSafeTensors(file: Uint8Array): SafeTensors {
  if (file.length > MAX_FILE_BYTES) throw new ProblemError('checkpoint.tooLarge', { limit: MAX_FILE_BYTES });
  if (file.length < 8) throw new ProblemError('checkpoint.unreadable');
  const declared = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (declared > BigInt(MAX_HEADER_BYTES)) throw new ProblemError('checkpoint.unreadable');
  const headerLength = Number(declared);
  const start = 8 + headerLength;
  if (start > file.length)
    throw new ProblemError('checkpoint.truncated', { expected: start, actual: file.length });
  const header = parseHeader(file.subarray(8, start));

  const tensors = new Map<string, Tensor>();
  const ranges: { name: string; begin: number; end: number }[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: range } = asEntry(name, entry);
    const [begin, end] = range;
    const size = shape.reduce((a, b) => a * b, ELEMENT_BYTES[dtype]);
    if (!Number.isSafeInteger(size) || end - begin !== size) {
      throw new ProblemError('checkpoint.shape', { name, expected: `${end - begin} B`, actual: `${size} B` });
    }
    if (start + end > file.length) {
      throw new ProblemError('checkpoint.truncated', { expected: start + end, actual: file.length });
    }
    ranges.push({ name, begin, end });
    tensors.set(name, { dtype, shape, bytes: file.subarray(start + begin, start + end) });
  }
  refuseGaps(ranges, file.length - start);
  return { tensors, metadata: asMetadata(header.__metadata__) };
}

/** Tensors must lie one after another and fill the file, as the format requires. */
function refuseGaps(ranges: { name: string; begin: number; end: number }[], length: number): void {
  let at = 0;
  for (const { name, begin, end } of ranges.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < at) throw new ProblemError('checkpoint.overlap', { name });
    if (begin > at) throw new ProblemError('checkpoint.hole', { name, extra: begin - at });
    at = end;
  }
  if (at < length) throw new ProblemError('checkpoint.extra', { extra: length - at });
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new ProblemError('checkpoint.unreadable');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProblemError('checkpoint.unreadable');
  }
  refuseTwice(text);
  return value as Record<string, unknown>;
}

/** Refuses duplicate keys: `JSON.parse` silently keeps the last one. `text` is valid JSON. */
function refuseTwice(text: string): void {
  const open: Set<string>[] = [];
  let top = '';
  let before = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const name: string = JSON.parse(before);
      if (open.length === 1) top = name;
      const names = open.at(-1);
      if (names?.has(name)) throw new ProblemError('checkpoint.twice', { name: top });
      names?.add(name);
    }
    before = token;
  }
}

const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

function asEntry(
  name: string,
  entry: unknown,
): { dtype: Dtype; shape: number[]; data_offsets: [number, number] } {
  const { dtype, shape, data_offsets } = (entry ?? {}) as Record<string, unknown>;
  if (typeof dtype !== 'string' || !Object.hasOwn(ELEMENT_BYTES, dtype)) {
    throw new ProblemError('checkpoint.dtype', {
      name,
      dtype: typeof dtype === 'string' ? dtype : (JSON.stringify(dtype) ?? '—'),
    });
  }
  const range = data_offsets;
  if (
    !Array.isArray(shape) ||
    shape.length > 8 ||
    !shape.every(isCount) ||
    !Array.isArray(range) ||
    range.length !== 2 ||
    !range.every(isCount) ||
    range[0] > range[1]
  ) {
    throw new ProblemError('checkpoint.unreadable');
  }
  return { dtype: dtype as Dtype, shape, data_offsets: [range[0], range[1]] };
}

function asMetadata(value: unknown): Record<string, string> {
  // Some writers use `null` for none.
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw new ProblemError('checkpoint.unreadable');
  return Object.fromEntries(Object.entries(value).filter(([, v]) => typeof v === 'string'));
}

/**
 * The values of a tensor as float32; F16 and BF16 are widened, F64 is rounded. Throws `checkpoint.notFinite`
 * where one is not finite.
 */
export function toFloats(name: string, tensor: Tensor): Float32Array {
  const view = new DataView(tensor.bytes.buffer, tensor.bytes.byteOffset, tensor.bytes.length);
  const count = tensor.bytes.length / ELEMENT_BYTES[tensor.dtype];
  const out = new Float32Array(count);
  switch (tensor.dtype) {
    case 'F64':
      for (let i = 0; i < count; i++) out[i] = view.getFloat64(8 * i, true);
      break;
    case 'F32':
      for (let i = 0; i < count; i++) out[i] = view.getFloat32(4 * i, true);
      break;
    case 'F16':
      for (let i = 0; i < count; i++) out[i] = halfToFloat(view.getUint16(2 * i, true));
      break;
    case 'BF16': {
      // BF16 is the upper half of a float32.
      const bits = new Uint32Array(out.buffer);
      for (let i = 0; i < count; i++) bits[i] = view.getUint16(2 * i, true) << 16;
      break;
    }
    case 'I8':
    case 'U8':
      throw new ProblemError('checkpoint.dtype', { name, dtype: tensor.dtype });
    default:
      tensor.dtype satisfies never;
  }
  if (!out.every(Number.isFinite)) throw new ProblemError('checkpoint.notFinite', { name });
  return out;
}

/** float32 values as little-endian bytes. */
export function floatBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i], true);
  return bytes;
}

/** The values of a tensor written by `doubleBytes`. Throws `checkpoint.notFinite` where one is not finite. */
export function toDoubles(name: string, tensor: Tensor): Float64Array {
  if (tensor.dtype !== 'F64') throw new ProblemError('checkpoint.dtype', { name, dtype: tensor.dtype });
  const view = new DataView(tensor.bytes.buffer, tensor.bytes.byteOffset, tensor.bytes.length);
  const out = Float64Array.from({ length: tensor.bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
  if (!out.every(Number.isFinite)) throw new ProblemError('checkpoint.notFinite', { name });
  return out;
}

/** float64 values as little-endian bytes. */
export function doubleBytes(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i], true);
  return bytes;
}
