/**
 * A trained model as one safetensors file that opens in Python as it is: names and shapes as
 * `torch.nn.Linear` stores them (`encoder.0.weight` [out, in], `encoder.0.bias` [out] … `output.bias`),
 * float32, and the settings as JSON under `config` in `__metadata__`. The optimiser's moments stay out
 * of it: a strict `load_state_dict` should find nothing that it does not know.
 */
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { restore } from '../experiment/restore';
import { defaultConfig, schema } from '../experiment/schema';
import { layoutOf, type TensorLayout, tensorsOf } from '../model/layout';
import { INPUT_SIZE, specOf } from '../model/spec';
import {
  floatBytes,
  readSafeTensors,
  type SafeTensors,
  type Tensor,
  toFloats,
  writeSafeTensors,
} from './safetensors';

export interface Checkpoint {
  config: Config;
  step: number;
  parameters: Float32Array;
}

export function writeCheckpoint({ config, step, parameters }: Checkpoint): Uint8Array {
  const tensors = new Map<string, Tensor>();
  for (const t of tensorsOf(layoutOf(specOf(config)))) {
    const values = transposed(parameters.subarray(t.offset, t.offset + t.size), t.shape);
    tensors.set(t.name, { dtype: 'F32', shape: fileShape(t), bytes: floatBytes(values) });
  }
  return writeSafeTensors({ tensors, metadata: metadataOf(config, step) });
}

export function metadataOf(config: Config, step: number): Record<string, string> {
  const kept = Object.fromEntries(
    schema.filter((r) => r.persists.checkpoint).map((r) => [r.key, config[r.key]]),
  );
  return {
    format: 'pt',
    generator: 'latent-playground',
    version: '1',
    config: JSON.stringify(kept),
    step: String(step),
  };
}

/** `base` supplies what a checkpoint does not keep (speed, engine). Throws `checkpoint.*` problems. */
export function readCheckpoint(file: Uint8Array, base: Config = defaultConfig()): Checkpoint {
  const safe = readSafeTensors(file);
  return assemble(safe, base, (t, tensor) => toFloats(t.name, tensor));
}

/** Puts the tensors of a file in their places, each read by `decode`; shapes and names are checked first. */
export function assemble(
  safe: SafeTensors,
  base: Config,
  decode: (target: TensorLayout, tensor: Tensor) => Float32Array,
): Checkpoint {
  const { config, step } = readSettings(safe, base);
  const layout = layoutOf(specOf(config));
  const targets = tensorsOf(layout);
  const known = new Set(targets.map((t) => t.name));
  for (const name of safe.tensors.keys()) {
    if (!known.has(name)) throw new ProblemError('checkpoint.unexpected', { name: name.slice(0, 60) });
  }
  const parameters = new Float32Array(layout.size);
  for (const t of targets) {
    const tensor = safe.tensors.get(t.name);
    if (!tensor) throw new ProblemError('checkpoint.missing', { name: t.name });
    const expected = fileShape(t);
    if (tensor.shape.length !== expected.length || tensor.shape.some((n, i) => n !== expected[i])) {
      throw new ProblemError('checkpoint.shape', {
        name: t.name,
        expected: expected.join('×'),
        actual: tensor.shape.join('×'),
      });
    }
    parameters.set(transposed(decode(t, tensor), expected), t.offset);
  }
  return { config, step, parameters };
}

function readSettings({ metadata, tensors }: SafeTensors, base: Config): { config: Config; step: number } {
  if (metadata.config === undefined) return { config: guessSettings(tensors, base), step: 0 };
  let stored: unknown;
  try {
    stored = JSON.parse(metadata.config);
  } catch {
    throw new ProblemError('checkpoint.settings');
  }
  const { config, problems } = restore(base, stored);
  if (problems.length > 0) throw new ProblemError('checkpoint.settings');
  const step = Number(metadata.step ?? 0);
  return { config, step: Number.isSafeInteger(step) && step >= 0 ? step : 0 };
}

/** A file from elsewhere has no settings of ours: family and widths can be read off its shapes. */
function guessSettings(tensors: Map<string, Tensor>, base: Config): Config {
  const rows = (name: string) => tensors.get(`${name}.weight`)?.shape[0];
  const widths = (part: string) => {
    const found: number[] = [];
    for (let w = rows(`${part}.0`); w !== undefined; w = rows(`${part}.${found.length}`)) found.push(w);
    return found;
  };
  const latent = rows('mu');
  if (latent === undefined || rows('output') !== INPUT_SIZE) throw new ProblemError('checkpoint.unreadable');
  const { config, problems } = restore(base, {
    model: tensors.has('logVar.weight') ? 'vae' : 'ae',
    encoder: widths('encoder'),
    decoder: widths('decoder'),
    latent,
  });
  if (problems.length > 0) throw new ProblemError('checkpoint.settings');
  return config;
}

/** The shape in a file: [out, in] for a weight. */
export const fileShape = (t: TensorLayout): number[] => [...t.shape].reverse();

/** The transpose of a matrix of the given shape; a vector is its own. */
export function transposed(values: Float32Array, shape: readonly number[]): Float32Array {
  if (shape.length < 2) return values;
  const [rows, columns] = shape;
  const out = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j];
  }
  return out;
}
