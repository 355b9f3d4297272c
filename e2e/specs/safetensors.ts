/**
 * A second reader of checkpoints, written from the format's description and sharing no code with the page's
 * own: eight bytes of header length (little endian), JSON, then the tensors.
 */
export interface Entry {
  dtype: string;
  shape: number[];
  values: Float32Array;
}

export function parseSafeTensors(file: Buffer): {
  metadata: Record<string, string>;
  tensors: Map<string, Entry>;
} {
  const headerLength = Number(file.readBigUInt64LE(0));
  const start = 8 + headerLength;
  const header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }> =
    JSON.parse(file.toString('utf8', 8, start));
  const { __metadata__, ...entries } = header;
  const tensors = new Map<string, Entry>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    const [from, to] = data_offsets;
    const values = new Float32Array((to - from) / 4);
    for (let i = 0; i < values.length; i++) values[i] = file.readFloatLE(start + from + 4 * i);
    tensors.set(name, { dtype, shape, values });
  }
  return { metadata: __metadata__ as unknown as Record<string, string>, tensors };
}

/** The same file with its header changed; the tensors stay where they are. */
export function withHeader(file: Buffer, change: (header: Record<string, unknown>) => void): Buffer {
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, start));
  change(header);
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, file.subarray(start)]);
}
