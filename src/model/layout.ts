/**
 * Where each parameter lives in the one flat Float32Array that every engine, snapshot,
 * checkpoint and optimiser shares.
 *
 * Order: encoder.0 … encoder.n, mu, logVar (VAE only), decoder.0 … decoder.m, output; of each
 * layer first the weight, then the bias. So the decoder is one slice at the end.
 * In memory a weight is [in, out], rows of outputs: a forward product needs no transpose and a
 * decode runs along contiguous rows. (A checkpoint stores [out, in], as torch.nn.Linear does.)
 */
import { INPUT_SIZE, type ModelSpec } from './spec';

export interface LayerLayout {
  /** `encoder.0`, `mu`, `logVar`, `decoder.0`, `output` … */
  name: string;
  part: 'encoder' | 'latent' | 'decoder';
  inputs: number;
  outputs: number;
  /** Offset of the weight ([inputs, outputs]) and of the bias ([outputs]) in the flat array. */
  weight: number;
  bias: number;
  /** Whether the activation follows; heads and the output stay linear. */
  activated: boolean;
}

export interface Layout {
  layers: readonly LayerLayout[];
  /** Hidden layers of the encoder, then mu and logVar, which both read the last of them. */
  encoder: readonly LayerLayout[];
  mu: LayerLayout;
  logVar: LayerLayout | null;
  /** Hidden layers of the decoder, then the output layer (logits, or means). */
  decoder: readonly LayerLayout[];
  /** Count of all parameters. */
  size: number;
  /** Offset of the first parameter of the decoder, which reaches to the end. */
  decoderStart: number;
}

export interface TensorLayout {
  /** `encoder.0.weight`, `encoder.0.bias`, … */
  name: string;
  offset: number;
  size: number;
  /** As held in memory: [in, out] for a weight, [out] for a bias. */
  shape: readonly number[];
}

export function layoutOf(spec: ModelSpec): Layout {
  let offset = 0;
  const layer = (
    name: string,
    part: LayerLayout['part'],
    inputs: number,
    outputs: number,
    activated: boolean,
  ): LayerLayout => {
    const weight = offset;
    const bias = weight + inputs * outputs;
    offset = bias + outputs;
    return { name, part, inputs, outputs, weight, bias, activated };
  };
  let width = INPUT_SIZE;
  const encoder = spec.encoder.map((w, i) => {
    const l = layer(`encoder.${i}`, 'encoder', width, w, true);
    width = w;
    return l;
  });
  const mu = layer('mu', 'latent', width, spec.latent, false);
  const logVar = spec.family === 'vae' ? layer('logVar', 'latent', width, spec.latent, false) : null;
  const decoderStart = offset;
  width = spec.latent;
  const decoder = spec.decoder.map((w, i) => {
    const l = layer(`decoder.${i}`, 'decoder', width, w, true);
    width = w;
    return l;
  });
  decoder.push(layer('output', 'decoder', width, INPUT_SIZE, false));
  const layers = [...encoder, mu, ...(logVar ? [logVar] : []), ...decoder];
  return { layers, encoder, mu, logVar, decoder, size: offset, decoderStart };
}

/** Every parameter tensor, in the order of the flat array. */
export function tensorsOf(layout: Layout): TensorLayout[] {
  return layout.layers.flatMap((l) => [
    { name: `${l.name}.weight`, offset: l.weight, size: l.inputs * l.outputs, shape: [l.inputs, l.outputs] },
    { name: `${l.name}.bias`, offset: l.bias, size: l.outputs, shape: [l.outputs] },
  ]);
}
