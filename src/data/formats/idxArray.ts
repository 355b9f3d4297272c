/**
 * IDX as the world writes it: all six element types, one to four axes, and headers whose counts are too
 * small. (The strict reader of the known data sets is `../idx.ts`.)
 */
import { ProblemError } from '../../experiment/problem';
import type { Budget } from './budget';
import type { Note } from './notes';
import { decode, ELEMENT_BYTES, type ElementType, type NumberArray, sizeOf } from './numbers';

const TYPES: Record<number, ElementType> = {
  8: 'uint8',
  9: 'int8',
  11: 'int16',
  12: 'int32',
  13: 'float32',
  14: 'float64',
};

/** Throws `idx.short`, `idx.empty`, `idx.truncated`, `data.tooLarge`. */
export function readIdx(
  bytes: Uint8Array,
  name: string,
  budget: Budget,
): { array: NumberArray; notes: Note[] } {
  const axes = bytes[3];
  const header = 4 + 4 * axes;
  if (bytes.length < header) throw new ProblemError('idx.short', { file: name, actual: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const type = TYPES[bytes[2]];
  let body = bytes.subarray(header);
  const declared = sizeOf(shape) * ELEMENT_BYTES[type];
  if (declared === 0) throw new ProblemError('idx.empty', { file: name });
  if (body.length < declared)
    throw new ProblemError('idx.truncated', {
      file: name,
      expected: header + declared,
      actual: bytes.length,
    });
  const notes: Note[] = [];
  if (body.length > declared) {
    const each = declared / shape[0];
    const found = Math.floor(body.length / each);
    if (type === 'uint8' && body.length === 2 * declared && isWidened(body)) {
      // Widened by a script, in its machine's byte order: one of the two bytes is always zero.
      notes.push({ code: 'twoBytes', params: { file: name } });
      body = everySecond(body);
    } else if (found > shape[0] && body.length % each === 0) {
      notes.push({ code: 'headerCount', params: { file: name, header: shape[0], found } });
      shape[0] = found;
    } else {
      notes.push({ code: 'trailing', params: { file: name, extra: body.length - declared } });
      body = body.subarray(0, declared);
    }
  }
  const values = decode(body.subarray(0, sizeOf(shape) * ELEMENT_BYTES[type]), type, false, (more) =>
    budget.take(more, name),
  );
  return { array: { name, type, shape, values }, notes };
}

/** Whether every second byte is zero, and not all are. */
function isWidened(body: Uint8Array): boolean {
  let [even, odd] = [false, false];
  for (let i = 0; i < body.length; i += 2) {
    even ||= body[i] !== 0;
    odd ||= body[i + 1] !== 0;
    if (even && odd) return false;
  }
  return even || odd;
}

function everySecond(body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = body[2 * i] | body[2 * i + 1];
  return out;
}
