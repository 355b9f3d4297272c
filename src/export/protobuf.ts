/**
 * Protocol Buffers, as far as an ONNX file needs them (https://protobuf.dev/programming-guides/encoding): a message is
 * its fields one after another, each a tag (number and wire type) and a value.
 */
import { joined } from './joined';

export type Field = readonly [number: number, value: Uint8Array | string | number | Float | Message];

/** A nested message. */
export interface Message {
  fields: readonly Field[];
}

/** A float of 32 bits; plain numbers are integers. */
export interface Float {
  float: number;
}

const VARINT = 0;
const BYTES = 2;
const FIXED_32 = 5;

/** The bytes of a message. */
export function encode(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') parts.push(varint((number << 3) | VARINT), varint(value));
    else if (typeof value === 'object' && 'float' in value) {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setFloat32(0, value.float, true);
      parts.push(varint((number << 3) | FIXED_32), bytes);
    } else {
      const bytes =
        typeof value === 'string'
          ? new TextEncoder().encode(value)
          : 'fields' in value
            ? encode(value.fields)
            : value;
      parts.push(varint((number << 3) | BYTES), varint(bytes.length), bytes);
    }
  }
  return joined(parts);
}

/** Seven bits a byte, the lowest first; a negative integer is one of 64 bits. */
function varint(value: number): Uint8Array {
  const out: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  do {
    const more = left > 127n;
    out.push(Number(left & 127n) | (more ? 128 : 0));
    left >>= 7n;
  } while (left > 0n);
  return Uint8Array.from(out);
}
