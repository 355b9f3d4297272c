/** The tensors of the page's own checkpoint, which `engine/safetensors.ts` has written: nothing is checked here. */
export interface FileTensor {
  shape: readonly number[];
  /** float32, little endian, in the order of a file: outputs first, as PyTorch has them. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** The float32 tensors of a checkpoint by their names; the model's own, its moments, and its history. */
export function tensorsIn(checkpoint: Uint8Array): Map<string, FileTensor> {
  const view = new DataView(checkpoint.buffer, checkpoint.byteOffset);
  const start = 8 + Number(view.getBigUint64(0, true));
  const header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }> =
    JSON.parse(new TextDecoder().decode(checkpoint.subarray(8, start)));
  const found = new Map<string, FileTensor>();
  for (const [name, { dtype, shape, data_offsets: range }] of Object.entries(header)) {
    if (dtype !== 'F32') continue;
    found.set(name, { shape, bytes: checkpoint.slice(start + range[0], start + range[1]) });
  }
  return found;
}
