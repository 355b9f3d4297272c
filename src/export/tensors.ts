/** The tensors of the page's own checkpoint, which `engine/safetensors.ts` has written: nothing is checked here. */
export interface FileTensor {
  shape: readonly number[];
  /** float32, little endian, in the order of a file: outputs first, as PyTorch has them. */
  bytes: Uint8Array<ArrayBuffer>;
}

interface Header {
  [name: string]: { dtype: string; shape: number[]; data_offsets: [number, number] };
}

function headerOf(checkpoint: Uint8Array): {
  start: number;
  header: Header;
  metadata: Record<string, string>;
} {
  const start = 8 + Number(new DataView(checkpoint.buffer, checkpoint.byteOffset).getBigUint64(0, true));
  const { __metadata__: metadata = {}, ...header } = JSON.parse(
    new TextDecoder().decode(checkpoint.subarray(8, start)),
  );
  return { start, header, metadata };
}

/** The step whose weights a checkpoint holds. */
export const stepIn = (checkpoint: Uint8Array): number => Number(headerOf(checkpoint).metadata.step ?? 0);

/** The float32 tensors of a checkpoint by their names; the model's own, its moments, and its history. */
export function tensorsIn(checkpoint: Uint8Array): Map<string, FileTensor> {
  const { start, header } = headerOf(checkpoint);
  const found = new Map<string, FileTensor>();
  for (const [name, { dtype, shape, data_offsets: range }] of Object.entries(header)) {
    if (dtype !== 'F32') continue;
    found.set(name, { shape, bytes: checkpoint.slice(start + range[0], start + range[1]) });
  }
  return found;
}
