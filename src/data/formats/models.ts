/**
 * Models of other tools, known by their content but not readable here, with the line of Python that makes a
 * safetensors file of them.
 */
export interface ForeignModel {
  format: string;
  python: string;
}

const PYTORCH: ForeignModel = {
  format: 'PyTorch',
  python:
    'from safetensors.torch import save_file; save_file(torch.load("model.pt", map_location="cpu"), "model.safetensors")',
};
const KERAS: ForeignModel = {
  format: 'Keras',
  python:
    'from safetensors.numpy import save_file; save_file({w.path: w.numpy() for w in model.weights}, "model.safetensors")',
};
const ONNX: ForeignModel = {
  format: 'ONNX',
  python:
    'from safetensors.numpy import save_file; save_file({t.name: onnx.numpy_helper.to_array(t) for t in onnx.load("model.onnx").graph.initializer}, "model.safetensors")',
};

/** By the first bytes of a file: some kilobytes are enough. */
export function foreignModel(head: Uint8Array): ForeignModel | null {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 8192));
  if (text.startsWith('PK\x03\x04')) {
    const first = text.slice(30, 30 + head[26] + 256 * head[27]);
    if (/(^|\/)(data\.pkl|constants\.pkl|\.format_version|\.data\/serialization_id|byteorder)$/.test(first))
      return PYTORCH;
    return /^(metadata|config)\.json$|\.weights\.h5$/.test(first) && /model\.weights\.h5|keras/i.test(text)
      ? KERAS
      : null;
  }
  // A pickle that begins with PyTorch's magic number, as before version 1.6.
  if (text.startsWith('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.')) return PYTORCH;
  if (text.startsWith('\x89HDF\r\n'))
    return /model_weights|layer_names|keras_version|layers|_layer_checkpoint/.test(text) ? KERAS : null;
  // A protocol buffer: the version of the format (field 1), then the producer (field 2), a text.
  if (
    head[0] === 8 &&
    head[1] > 0 &&
    head[1] < 32 &&
    head[2] === 0x12 &&
    /^[\w.-]+$/.test(text.slice(4, 4 + head[3])) &&
    head[3] > 0
  )
    return ONNX;
  return null;
}
