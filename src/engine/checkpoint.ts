/**
 * A trained model as one safetensors file that opens in Python as it is: names and shapes as
 * `torch.nn.Linear` stores them (`encoder.0.weight` [out, in], `encoder.0.bias` [out] … `output.bias`), convolutions as
 * `Conv2d` and `ConvTranspose2d` do (between them and dense layers an image is flattened with its channels last),
 * float32, and the settings as JSON under `config` in `__metadata__`. The optimiser's moments stay out
 * of it: a strict `load_state_dict` should find nothing that it does not know.
 */
import type { Config } from '../experiment/config';
import { settle } from '../experiment/conflicts';
import { ProblemError } from '../experiment/problem';
import { restore } from '../experiment/restore';
import { defaultConfig, schema } from '../experiment/schema';
import { layoutOf, type TensorLayout, tensorsOf } from '../model/layout';
import { INPUT_SIZE, sameSpec, specOf } from '../model/spec';
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
    const values = toFile(parameters.subarray(t.offset, t.offset + t.size), t);
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

/**
 * `base` supplies what a checkpoint does not keep (speed, engine); what it could have kept and does not name is
 * at its default, whatever model `base` is of. Throws `checkpoint.*` problems.
 */
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
  // What is in conflict here and now can be settled; a model that no run can have had is no model.
  if (!sameSpec(specOf(settle(config).config), specOf(config))) throw new ProblemError('checkpoint.settings');
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
    parameters.set(fromFile(decode(t, tensor), t), t.offset);
  }
  return { config, step, parameters };
}

function readSettings({ metadata, tensors }: SafeTensors, present: Config): { config: Config; step: number } {
  const kept = schema.filter((row) => row.persists.checkpoint).map((row) => [row.key, row.default]);
  const base: Config = { ...present, ...structuredClone(Object.fromEntries(kept)) };
  if (metadata.config === undefined) {
    // It says nothing of any images: those that are there stay.
    const { dataset, pixels } = present;
    return { config: guessSettings(tensors, { ...base, dataset, pixels }), step: 0 };
  }
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

/** Places of the axes of a shape in memory that come first, second … in a file. */
const orderOf = (shape: readonly number[]): readonly number[] =>
  shape.length === 4 ? [3, 2, 0, 1] : shape.length === 2 ? [1, 0] : [0];

/** The shape in a file: [out, in] for a weight, [out, in, 4, 4] of a convolution, [in, out, 4, 4] of its transpose. */
export const fileShape = ({ shape }: TensorLayout): number[] => orderOf(shape).map((axis) => shape[axis]);

/** Values in memory, as they lie in a file. */
export function toFile(values: Float32Array, { shape }: TensorLayout): Float32Array {
  return arranged(shape, (memory, file, out) => {
    out[file] = values[memory];
  });
}

/** And back. */
export function fromFile(values: Float32Array, { shape }: TensorLayout): Float32Array {
  return arranged(shape, (memory, file, out) => {
    out[memory] = values[file];
  });
}

/** A new array of a tensor's size, to which `put` brings each value: its index in memory, and in a file. */
function arranged(
  shape: readonly number[],
  put: (memory: number, file: number, out: Float32Array) => void,
): Float32Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const out = new Float32Array(size);
  /** How far apart in a file the neighbours along each axis of memory lie. */
  const strides = shape.map(() => 1);
  let stride = 1;
  for (const axis of [...orderOf(shape)].reverse()) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  const at = shape.map(() => 0);
  let file = 0;
  for (let memory = 0; memory < size; memory++) {
    put(memory, file, out);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      file += strides[axis];
      if (++at[axis] < shape[axis]) break;
      at[axis] = 0;
      file -= strides[axis] * shape[axis];
    }
  }
  return out;
}
