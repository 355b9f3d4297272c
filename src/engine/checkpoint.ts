/**
 * A trained model as one safetensors file that Python opens as it is: names and shapes as `torch.nn.Linear`
 * stores them (`encoder.0.weight` [out, in], `encoder.0.bias` [out] … `output.bias`), convolutions like
 * `Conv2d` and `ConvTranspose2d` (between them and dense layers an image is flattened with its channels
 * last), float32, and the settings as JSON under `config` in `__metadata__`. The state from which training
 * continues has names of its own, `optimizer.…` and `history.…`
 * (`optimiserState.ts`, `history.ts`); the reader's probes are JSON under `probes` in `__metadata__`.
 */
import type { Config } from '../experiment/config';
import { resolveConflicts } from '../experiment/conflicts';
import { formOfSize, imageSize, shapeOf, shapeSettings } from '../experiment/dataShape';
import { ProblemError } from '../experiment/problem';
import { restore, restoreStored } from '../experiment/restore';
import { defaultConfig, schema } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { type TensorLayout, tensorsOf } from '../model/layout';
import { sameSpec } from '../model/spec';
import { freshState, type TrainingState } from './engine';
import { fileShape, fromFile, toFile } from './fileOrder';
import { isOurs, listed, renamed } from './foreignNames';
import { HISTORY, type LossHistory, readHistory, writeHistory } from './history';
import { expectFiniteOutputs } from './magnitude';
import { checkShape, OPTIMISER, readOptimiser, writeOptimiser } from './optimiserState';
import {
  floatBytes,
  readSafeTensors,
  type SafeTensors,
  type Tensor,
  toFloats,
  writeSafeTensors,
} from './safetensors';

/** The model, which every file holds, wherever it comes from. */
export interface Checkpoint {
  config: Config;
  step: number;
  parameters: Float32Array;
}

/** A run, with everything needed to continue as if it had never been interrupted. */
export interface SavedRun {
  config: Config;
  step: number;
  state: TrainingState;
  /** Its losses; null or absent where they are not known. */
  history?: LossHistory | null;
  /** The reader's probes as text, which only the page understands (`state/savedProbes.ts`). */
  probes?: string | null;
}

/** How the names of a file from elsewhere were understood. */
export interface Mapped {
  names: string;
}

export function writeCheckpoint({ config, step, state, history, probes }: SavedRun): Uint8Array {
  const file: SafeTensors = { tensors: new Map(), metadata: metadataOf(config, step) };
  const spec = specOf(config);
  for (const t of tensorsOf(layoutOf(spec))) {
    const values = toFile(state.parameters.subarray(t.offset, t.offset + t.size), t);
    file.tensors.set(t.name, { dtype: 'F32', shape: fileShape(t), bytes: floatBytes(values) });
  }
  writeOptimiser(spec, state, file);
  if (history) writeHistory(history, file);
  if (probes) file.metadata.probes = probes;
  return writeSafeTensors(file);
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
 * `base` supplies what a checkpoint does not keep (speed, engine); other settings that the file does not name
 * have their defaults, whatever model `base` describes. `complete`: whether the file has the optimiser's
 * state; otherwise the moments start from zero. Throws `checkpoint.*` problems.
 */
export function readCheckpoint(
  file: Uint8Array,
  base: Config = defaultConfig(),
): SavedRun & {
  history: LossHistory | null;
  probes: string | null;
  complete: boolean;
  mapped: Mapped | null;
} {
  const { tensors: stored, metadata } = readSafeTensors(file);
  const named = withPresentNames(stored);
  const foreign = metadata.config === undefined && !isOurs(named) ? renamed(named, shapeOf(base)) : null;
  const tensors = foreign?.tensors ?? named;
  const ours = ([name]: [string, Tensor]) => name.startsWith(OPTIMISER) || name.startsWith(HISTORY);
  const model = new Map([...tensors].filter((entry) => !ours(entry)));
  const { config, step, parameters } = assemble({ tensors: model, metadata }, base, (t, tensor) =>
    toFloats(t.name, tensor),
  );
  const spec = specOf(config);
  const optimiser = readOptimiser(spec, config.optimiser, { tensors, metadata });
  return {
    config,
    step,
    state: optimiser ? { parameters, ...optimiser } : freshState(spec, parameters),
    history: readHistory({ tensors, metadata }),
    probes: metadata.probes ?? null,
    complete: optimiser !== null,
    mapped: foreign && { names: foreign.names.map((pair) => pair.join(' → ')).join(', ') },
  };
}

/** Files of earlier versions call the discriminator's output layer `judge`. */
function withPresentNames(tensors: Map<string, Tensor>): Map<string, Tensor> {
  const present = (name: string) => name.replace(/(^|\.)judge\.(weight|bias)$/, '$1discriminator.logit.$2');
  // A file with both names keeps the old one too, which is then reported as unexpected.
  return new Map([...tensors].map(([name, t]) => [tensors.has(present(name)) ? name : present(name), t]));
}

/** Puts the tensors of a file in their places, each read by `decode`, after checking shapes and names. */
export function assemble(
  safe: SafeTensors,
  base: Config,
  decode: (target: TensorLayout, tensor: Tensor) => Float32Array,
): Checkpoint {
  const { config, step } = readSettings(safe, base);
  // Conflicts with the present settings are resolved; a model that no run can have had is refused.
  if (!sameSpec(specOf(resolveConflicts(config).config), specOf(config)))
    throw new ProblemError('checkpoint.settings');
  const layout = layoutOf(specOf(config));
  const targets = tensorsOf(layout);
  const known = new Set(targets.map((t) => t.name));
  for (const name of safe.tensors.keys()) {
    if (!known.has(name)) throw new ProblemError('checkpoint.unexpected', { name });
  }
  const parameters = new Float32Array(layout.size);
  for (const t of targets) {
    const tensor = safe.tensors.get(t.name);
    if (!tensor) throw new ProblemError('checkpoint.missing', { name: t.name });
    checkShape(t.name, t, tensor.shape);
    parameters.set(fromFile(decode(t, tensor), t), t.offset);
  }
  expectFiniteOutputs(specOf(config), parameters);
  return { config, step, parameters };
}

/** Far more steps than anyone trains; a larger count is damaged. */
const MAX_STEPS = 1e9;

function readSettings({ metadata, tensors }: SafeTensors, present: Config): { config: Config; step: number } {
  const kept = schema.filter((row) => row.persists.checkpoint).map((row) => [row.key, row.default]);
  const base: Config = { ...present, ...structuredClone(Object.fromEntries(kept)) };
  if (metadata.config === undefined) {
    // The file says nothing about images: the present data set stays.
    const { dataset, pixels } = present;
    return { config: guessSettings(tensors, { ...base, dataset, pixels }, present), step: 0 };
  }
  let stored: unknown;
  try {
    stored = JSON.parse(metadata.config);
  } catch {
    throw new ProblemError('checkpoint.settings');
  }
  const { config, problems } = restoreStored(base, stored);
  if (problems.length > 0) throw new ProblemError('checkpoint.settings');
  const step = Number(metadata.step ?? 0);
  if (step > MAX_STEPS) throw new ProblemError('checkpoint.step', { step: metadata.step, limit: MAX_STEPS });
  return { config, step: Number.isSafeInteger(step) && step >= 0 ? step : 0 };
}

/** The names and shapes of a VAE for images of `size` numbers; widths and the size of the code are free. */
const expectedNames = (size: number): string =>
  `encoder.0.weight [512, ${size}], encoder.0.bias [512], encoder.1.weight [256, 512], …, mu.weight [2, 256], logVar.weight [2, 256], decoder.0.weight [256, 2], …, output.weight [${size}, 512]`;

/** A file from elsewhere lacks our settings: family and widths are derived from its shapes. */
function guessSettings(tensors: Map<string, Tensor>, base: Config, present: Config): Config {
  const rows = (name: string) => tensors.get(`${name}.weight`)?.shape[0];
  const widths = (part: string) => {
    const found: number[] = [];
    for (let w = rows(`${part}.0`); w !== undefined; w = rows(`${part}.${found.length}`)) found.push(w);
    return found;
  };
  const latent = rows('mu');
  const form = formOfSize(rows('output') ?? 0);
  if (latent === undefined || !form) {
    const expected = expectedNames(imageSize(shapeOf(present)));
    throw new ProblemError('checkpoint.names', { expected, found: listed(tensors) || '—' });
  }
  const { config, problems } = restore(base, {
    model: tensors.has('logVar.weight') ? 'vae' : 'ae',
    encoder: widths('encoder'),
    decoder: widths('decoder'),
    latent,
  });
  if (problems.length > 0) throw new ProblemError('checkpoint.settings');
  // The file says nothing about classes.
  return { ...config, ...shapeSettings({ ...form, classes: present.classCount }) };
}
