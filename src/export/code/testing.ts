/**
 * For tests only: what the reference computes for a configuration, in a file that the runner of a library
 * (`e2e/code/check.py`) compares its own numbers with.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawDigits } from '../../data/glyphs';
import { drawShapes } from '../../data/shapes';
import { writeCheckpoint } from '../../engine/checkpoint';
import { freshState } from '../../engine/engine';
import { floatBytes, type SafeTensors, writeSafeTensors } from '../../engine/safetensors';
import type { Config } from '../../experiment/config';
import { configOf } from '../../experiment/members';
import { presets } from '../../experiment/presets';
import { defaultConfig } from '../../experiment/schema';
import { hyperOf, specOf } from '../../experiment/specOf';
import { fillNormal, fillUniform, Purpose } from '../../math/random';
import { compileModel } from '../../model/compile';
import { reachOf } from '../../model/layout';
import { fitPca } from '../../model/pca';
import {
  type ReferenceBatch,
  referenceDecode,
  referenceEncode,
  referenceState,
  referenceStep,
  referenceValues,
} from '../../model/reference';
import { imageSize, NO_HYPER } from '../../model/spec';
import { activeParameters } from '../../model/testing';
import type { Subject } from './settings';

/** Images of the forward pass, and of a batch of training. */
export const COUNT = 100;
export const BATCH = 8;
/** Steps that are compared: later than the first, so that schedules are on their way. */
export const STEPS = [40, 41];

const base: Config = { ...defaultConfig(), batch: BATCH, seed: 5 };

/** `npm run code` takes the presets as they are; among all tests their layers are an eighth as wide, for the sake of time. */
const WHOLE = import.meta.env.MODE === 'code';
const narrower = (widths: readonly number[]): number[] =>
  WHOLE ? [...widths] : widths.map((width) => Math.ceil(width / 8));

function narrow(config: Config): Config {
  const { encoder, decoder, discriminator } = config;
  return {
    ...config,
    encoder: narrower(encoder),
    decoder: narrower(decoder),
    discriminator: narrower(discriminator),
  };
}

/** Every preset, and configurations with the settings that no preset has. */
export const configurations: readonly { id: string; config: Config }[] = [
  ...presets.map((preset) => ({ id: preset.id, config: narrow(configOf(preset, base)) })),
  {
    id: 'free-bits-warm-up-rmsprop',
    config: {
      ...base,
      ...{
        warmUp: 'linear',
        warmUpSteps: 100,
        freeBits: 0.2,
        optimiser: 'rmsprop',
        schedule: 'cosine',
        scheduleSteps: 100,
      },
      ...{ corruption: 'gaussian', activation: 'elu', weightDecay: 0.3, learningRate: 1e-4 },
    },
  },
  {
    id: 'conv-three-layers-momentum',
    config: {
      ...base,
      ...{ model: 'ae', architecture: 'conv', encoder: [3, 4, 5], decoder: [5, 4, 3], latent: 3 },
      ...{
        optimiser: 'momentum',
        schedule: 'step',
        scheduleSteps: 20,
        likelihood: 'gaussian',
        activation: 'tanh',
      },
      ...{ corruption: 'saltPepper', penalty: 'l1' },
    },
  },
  {
    id: 'conv-repeated-pixels',
    config: {
      ...base,
      ...{ architecture: 'conv', encoder: [3, 4, 5], decoder: [5, 4, 3], upsampling: 'nearest' },
    },
  },
  {
    id: 'normalised-weights-decay',
    config: { ...base, normalisation: 'group', encoder: [12, 7], decoder: [9], weightDecay: 0.3 },
  },
  {
    id: 'conv-gan-normalised',
    config: {
      ...base,
      ...{ model: 'gan', architecture: 'conv', normalisation: 'group', activation: 'leakyRelu' },
      ...{ decoder: [12, 8, 4], discriminator: [3, 8], latent: 4, upsampling: 'nearest' },
    },
  },
  {
    id: 'minimax-sgd',
    config: {
      ...base,
      ...{
        model: 'gan',
        ganLoss: 'minimax',
        optimiser: 'sgd',
        activation: 'leakyRelu',
        decoder: [20],
        discriminator: [],
      },
      ...{ latent: 4, discriminatorRate: 2, condition: 'label' },
    },
  },
  {
    id: 'cyclical-vaegan',
    config: {
      ...base,
      model: 'vaegan',
      discriminator: [],
      encoder: [],
      decoder: [8],
      warmUp: 'cyclical',
      warmUpSteps: 100,
    },
  },
  ...(
    [
      ['conv-colour', { architecture: 'conv', encoder: [3, 4], decoder: [4, 3] }],
      ['conditional-colour', { condition: 'label', encoder: [9], decoder: [9] }],
      ['made-colour', { model: 'made', encoder: [20] }],
    ] as [string, Partial<Config>][]
  ).map(([id, settings]) => ({
    id,
    config: {
      ...base,
      ...{ dataset: 'shapes' as const, imageSide: 32, imageChannels: 3 as const, classCount: 8 },
      ...settings,
    },
  })),
];

export const subjectOf = (id: string, config: Config): Subject => ({
  config,
  step: STEPS[0],
  weights: `${id}.safetensors`,
  link: 'https://example.org/#v=1',
  title: id,
});

interface Case {
  /** The page's file with the weights. */
  checkpoint: Uint8Array;
  /** The same for programs, with ones where masks are: they must not be read. */
  masked: Uint8Array;
  /** Inputs and expected numbers, by name, with the losses of the steps as JSON in the metadata. */
  expected: SafeTensors;
  losses: Record<string, number>[];
  /** Draws of the steps, in the order in which a program makes them; uniform where it corrupts by masks. */
  draws: { values: Float32Array; width: number }[];
}

const floats = (values: ArrayLike<number>, width: number) => ({
  dtype: 'F32' as const,
  shape: [values.length / width, width],
  bytes: floatBytes(Float32Array.from(values)),
});

/** What the reference computes, of `count` images. */
export async function caseOf(config: Config, count = COUNT): Promise<Case> {
  const spec = specOf(config);
  const model = compileModel(spec);
  const size = imageSize(spec.data);
  const { images, labels } = pictures(count, config);
  const closed = model.phases.length === 0 ? await fitPca(spec, images, async () => {}) : null;
  const parameters = closed ? closed.parameters : Float32Array.from(activeParameters(spec, 3));
  const p = Float64Array.from(parameters);
  const { classes } = spec.data;
  const hot = (all: Uint8Array) =>
    Float32Array.from({ length: all.length * classes }, (_, i) =>
      all[Math.floor(i / classes)] === i % classes ? 1 : 0,
    );

  const tensors: SafeTensors['tensors'] = new Map();
  tensors.set(
    'x',
    floats(
      Array.from(images, (byte) => byte / 255),
      size,
    ),
  );
  tensors.set('y', floats(hot(labels), classes));
  let z = new Float64Array(count * spec.latent);
  fillNormal(z, 1, Purpose.selfTest, 0);
  if (model.encode) {
    const { mu, logVar } = referenceEncode(spec, p, images, labels);
    tensors.set('mu', floats(mu, spec.latent));
    if (logVar) tensors.set('log_var', floats(logVar, spec.latent));
    z = Float64Array.from(mu, Math.fround);
  }
  if (model.decode) {
    tensors.set('z', floats(z, spec.latent));
    tensors.set('pixels', floats(referenceDecode(spec, p, z, labels), size));
  } else if (model.evaluate) {
    const batch = { images, labels, seed: 0, step: 0 };
    const values = referenceValues(spec, model.evaluate, p, batch, NO_HYPER);
    tensors.set('output', floats([...values.values()].at(-1) ?? [], size));
  }

  const hyper = hyperOf(config);
  const state = referenceState(spec, parameters);
  state.optimiser = hyper.optimiser;
  const few = { images: images.slice(0, BATCH * size), labels: labels.slice(0, BATCH) };
  const losses: Record<string, number>[] = [];
  const draws: Case['draws'] = [];
  if (closed) {
    losses.push({ recon: (closed.total - closed.variances.reduce((a, b) => a + b, 0)) / 2 });
  } else {
    for (const step of STEPS) {
      const batch = { ...few, seed: config.seed, step };
      draws.push(...drawsOf(config, batch));
      losses.push(referenceStep(spec, state, batch, hyper) as Record<string, number>);
    }
  }
  draws.forEach(({ values, width }, i) => {
    tensors.set(`draw.${i}`, floats(values, width));
  });
  const metadata = {
    losses: JSON.stringify(losses),
    batch: String(BATCH),
    steps: JSON.stringify(STEPS),
    likelihood: spec.likelihood,
    conditional: String(spec.condition !== 'none'),
  };
  const fileOf = (values: Float32Array) =>
    writeCheckpoint({ config, step: STEPS[0], state: freshState(spec, values) });
  const ones = parameters.slice();
  for (const layer of model.layout.layers)
    reachOf(layer)?.forEach(
      (from, i) =>
        void ones.fill(1, layer.weight + i * layer.outputs, layer.weight + i * layer.outputs + from),
    );
  const checkpoint = fileOf(parameters);
  const masked = fileOf(ones);
  return { checkpoint, masked, expected: { tensors, metadata }, losses, draws };
}

/** The draws of a step, phase by phase. */
function drawsOf(config: Config, { seed, step, labels }: ReferenceBatch): Case['draws'] {
  const count = labels?.length ?? 0;
  const spec = specOf(config);
  return compileModel(spec).phases.flatMap(({ ops }) =>
    ops.flatMap((o) => {
      if (o.op !== 'normal' && o.op !== 'corrupt') return [];
      const { width } = o.out;
      const values = new Float32Array(count * width);
      if (o.op === 'normal') fillNormal(values, seed, o.purpose, step, o.draw * count * width);
      else if (spec.corruption === 'gaussian') fillNormal(values, seed, Purpose.corruption, step);
      else fillUniform(values, seed, Purpose.corruption, step);
      return [{ values, width }];
    }),
  );
}

function pictures(count: number, { dataset, pixels }: Config) {
  const drawn = dataset === 'shapes' ? drawShapes(count, 1) : drawDigits(count, 1);
  const [images, labels] = [drawn.images.slice(), drawn.labels.slice()];
  if (pixels === 'binary') for (let i = 0; i < images.length; i++) images[i] = images[i] < 128 ? 0 : 255;
  return { images, labels };
}

/** Writes a case into a folder of its own, with the program; returns the losses that it should find. */
export async function writeCase(
  folder: string,
  id: string,
  config: Config,
  program: string,
): Promise<Case['losses']> {
  const own = join(folder, id);
  mkdirSync(own, { recursive: true });
  const { masked, expected, losses } = await caseOf(config);
  writeFileSync(join(own, 'program.py'), program);
  writeFileSync(join(own, `${id}.safetensors`), masked);
  writeFileSync(join(own, 'expected.safetensors'), writeSafeTensors(expected));
  return losses;
}

/** A Python that has the module; null where none of the usual ones does. `LATENT_PYTHON` names a further one. */
export function pythonWith(module: string): string | null {
  const candidates = [process.env.LATENT_PYTHON, 'python3', '/usr/bin/python3'].filter(
    (name) => name !== undefined,
  );
  return (
    candidates.find((python) => {
      if (python.startsWith('/') && !existsSync(python)) return false;
      return spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
    }) ?? null
  );
}
