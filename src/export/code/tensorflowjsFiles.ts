/** Functions that the printed TensorFlow.js program reads files with. */

export const READ_IDX = `
/** The bytes in a gzipped IDX file, without its header. */
async function readIdx(name) {
  const response = await fetch(DATA + name);
  if (!response.ok) throw new Error(name + ': ' + response.status);
  const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  return bytes.subarray(4 + 4 * bytes[3]);
}`.split('\n');

export const READ_NPZ = `
/** The bytes of arrays of bytes in an npz file, by name: a zip of .npy files, as NumPy writes it. */
async function readNpz(name) {
  const bytes = await readFile(name);
  if (!bytes) throw new Error(name + ' is not there.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  const found = {};
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [method, packed] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [title, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    let array = bytes.slice(from, from + packed);
    if (method === 8) {
      const unpacked = new Blob([array]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
      array = new Uint8Array(await new Response(unpacked).arrayBuffer());
    }
    const key = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + title));
    // Magic, version, length of a header, header.
    found[key.replace('.npy', '')] = array.subarray(10 + array[8] + 256 * array[9]);
    at += 46 + title + extra + comment;
  }
  return found;
}`.split('\n');

export const READ_FILES = `
/** A file beside this one; null if there is none. */
async function readFile(name) {
  if (typeof window === 'undefined') {
    const files = await import('node:fs/promises');
    return files.readFile(name).catch(() => null);
  }
  const response = await fetch(name);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Tensors by name: eight bytes of header length, a header in JSON, then the numbers. */
function readSafetensors(bytes) {
  const start = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  const found = {};
  for (const [name, { dtype, shape, data_offsets: range }] of Object.entries(header)) {
    if (dtype !== 'F32') continue;
    const own = bytes.slice(start + range[0], start + range[1]);
    found[name] = tf.tensor(new Float32Array(own.buffer), shape);
  }
  return found;
}`.split('\n');
