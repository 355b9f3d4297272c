import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { headOf } from '../model/layout';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint';
import { freshState, type TrainingState } from './engine';
import { readPretrained, writePretrained } from './pretrainedFile';
import {
  floatBytes,
  readSafeTensors,
  type SafeTensors,
  type Tensor,
  toFloats,
  writeSafeTensors,
} from './safetensors';

const small: Config = {
  ...defaultConfig(),
  encoder: [7, 5],
  decoder: [3],
  latent: 3,
  activation: 'elu',
  beta: 0.5,
};
const parameters = initialParameters(specOf(small), 9);
/** A file of a run whose optimiser has made no update. */
const fileOf = ({ config, step, parameters }: Checkpoint) =>
  writeCheckpoint({ config, step, state: freshState(specOf(config), parameters) });
/** The part of a read file that every checkpoint holds. */
const modelIn = (...given: Parameters<typeof readCheckpoint>): Checkpoint => {
  const { config, step, state } = readCheckpoint(...given);
  return { config, step, parameters: state.parameters };
};
const file = fileOf({ config: small, step: 42, parameters });

/** The given header before the bytes of a valid file. */
function withHeader(
  change: (header: Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>) => void,
) {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  change(header);
  const json = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(8 + json.length + file.length - 8 - length);
  new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
  out.set(json, 8);
  out.set(file.subarray(8 + length), 8 + json.length);
  return out;
}

const codeOf = (bytes: Uint8Array) => {
  try {
    readCheckpoint(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return null;
};

test('a checkpoint is read back bit for bit, with its settings', () => {
  const back = modelIn(file, { ...defaultConfig(), speed: 5 });
  expect(back.parameters).toEqual(parameters);
  expect(back.config).toEqual({ ...small, speed: 5 });
  expect(back.step).toBe(42);
});

test('names and shapes are those of torch.nn.Linear, float32', () => {
  const { tensors, metadata } = readSafeTensors(file);
  const model = [...tensors].filter(([name]) => !name.startsWith('optimizer.'));
  expect(model.map(([name, t]) => [name, t.dtype, ...t.shape])).toEqual([
    ['encoder.0.weight', 'F32', 7, 784],
    ['encoder.0.bias', 'F32', 7],
    ['encoder.1.weight', 'F32', 5, 7],
    ['encoder.1.bias', 'F32', 5],
    ['mu.weight', 'F32', 3, 5],
    ['mu.bias', 'F32', 3],
    ['logVar.weight', 'F32', 3, 5],
    ['logVar.bias', 'F32', 3],
    ['decoder.0.weight', 'F32', 3, 3],
    ['decoder.0.bias', 'F32', 3],
    ['output.weight', 'F32', 784, 3],
    ['output.bias', 'F32', 784],
  ]);
  expect(JSON.parse(metadata.config)).toMatchObject({ model: 'vae', latent: 3, beta: 0.5 });
  // In memory [in, out], in the file [out, in]: element (out 2, in 100) of the first layer.
  const first = tensors.get('encoder.0.weight');
  const view = new DataView(first!.bytes.buffer, first!.bytes.byteOffset);
  expect(view.getFloat32(4 * (2 * 784 + 100), true)).toBe(parameters[100 * 7 + 2]);
});

test('a file without our settings is read by its shapes', () => {
  const bare = withHeader((h) => {
    delete h.__metadata__;
  });
  const { config, parameters: back } = modelIn(bare);
  expect(config).toMatchObject({
    model: 'vae',
    encoder: [7, 5],
    decoder: [3],
    latent: 3,
    activation: 'relu',
  });
  expect(back).toEqual(parameters);
});

test('settings missing from a file do not depend on the present model', () => {
  const other: Config = {
    ...defaultConfig(),
    dataset: 'own',
    architecture: 'conv',
    condition: 'label',
    activation: 'tanh',
    speed: 5,
  };
  const bare = withHeader((h) => {
    delete h.__metadata__;
  });
  const guessed = { ...other, architecture: 'mlp', condition: 'none', activation: 'relu' };
  expect(modelIn(bare, other)).toEqual({
    config: { ...guessed, encoder: [7, 5], decoder: [3], latent: 3 },
    step: 0,
    parameters,
  });
  // Of a version without convolutions and conditions.
  const older = withHeader((h) => {
    const metadata = h.__metadata__ as unknown as Record<string, string>;
    const { architecture: _, condition: __, ...known } = JSON.parse(metadata.config);
    metadata.config = JSON.stringify(known);
  });
  expect(modelIn(older, other)).toEqual({ config: { ...small, speed: 5 }, step: 42, parameters });
});

const FAMILIES: Partial<Config>[] = [
  { model: 'pca' },
  { model: 'ae', code: 'sigmoid', penalty: 'sparsity', corruption: 'masking' },
  { model: 'vae', condition: 'label' },
  { model: 'gan', condition: 'label' },
  { model: 'aae' },
  { model: 'vaegan' },
  { model: 'made' },
];

test.each(FAMILIES)('$model is saved under the names that PyTorch would use, and read back', (settings) => {
  const config: Config = { ...small, ...settings, discriminator: [6, 4] };
  const layout = layoutOf(specOf(config));
  const values = initialParameters(specOf(config), 9);
  const written = fileOf({ config, step: 3, parameters: values });
  expect(modelIn(written, { ...defaultConfig(), architecture: 'conv' })).toEqual({
    config,
    step: 3,
    parameters: values,
  });
  const { tensors } = readSafeTensors(written);
  const model = [...tensors.keys()].filter((name) => !name.startsWith('optimizer.'));
  expect(model).toHaveLength(2 * layout.layers.length);
  for (const { name, inputs, outputs } of layout.layers) {
    expect(tensors.get(`${name}.weight`)?.shape).toEqual([outputs, inputs]);
    expect(tensors.get(`${name}.bias`)?.shape).toEqual([outputs]);
  }
});

test('the defect of a file is named', () => {
  expect(codeOf(new Uint8Array(3))).toBe('checkpoint.unreadable');
  expect(codeOf(new TextEncoder().encode('<!doctype html><html></html>'))).toBe('checkpoint.unreadable');
  expect(codeOf(file.subarray(0, file.length - 1))).toBe('checkpoint.truncated');
  expect(codeOf(withHeader((h) => void delete h['mu.bias']))).toBe('checkpoint.hole');
  expect(codeOf(withHeader((h) => (h.extra = h['mu.bias'])))).toBe('checkpoint.overlap');
  expect(codeOf(withHeader((h) => (h['mu.bias'].dtype = 'I64')))).toBe('checkpoint.dtype');
  expect(codeOf(withHeader((h) => h['mu.weight'].shape.reverse()))).toBe('checkpoint.shape');
  expect(codeOf(withHeader((h) => (h['mu.bias'].data_offsets = [0, 2 ** 40])))).toBe('checkpoint.shape');
  expect(codeOf(withHeader((h) => (h['mu.bias'].data_offsets = [-4, 8])))).toBe('checkpoint.unreadable');
  expect(
    codeOf(withHeader((h) => ((h.__metadata__ as unknown as Record<string, string>).config = '{'))),
  ).toBe('checkpoint.settings');
  expect(
    codeOf(
      withHeader((h) => ((h.__metadata__ as unknown as Record<string, string>).config = '{"latent":99}')),
    ),
  ).toBe('checkpoint.settings');
  // Settings that no run can have had, so that no such network exists.
  for (const impossible of [
    { architecture: 'conv', encoder: [8], decoder: [] },
    { architecture: 'conv', encoder: [8], decoder: [8, 8, 8, 8, 8, 8] },
    { architecture: 'conv', encoder: [500], decoder: [8] },
  ]) {
    const changed = withHeader((h) => {
      const metadata = h.__metadata__ as unknown as Record<string, string>;
      metadata.config = JSON.stringify({ ...JSON.parse(metadata.config), ...impossible });
    });
    expect(codeOf(changed)).toBe('checkpoint.settings');
  }
  const poisoned = fileOf({
    config: small,
    step: 1,
    parameters: parameters.slice().fill(Number.NaN, 5, 6),
  });
  expect(codeOf(poisoned)).toBe('checkpoint.notFinite');
});

test('random damage is refused with a problem, or harmless', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1500), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      fc.nat(200),
      (edits, cut) => {
        const damaged = file.slice(0, file.length - cut);
        for (const [at, value] of edits) damaged[at] = value;
        codeOf(damaged);
      },
    ),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => codeOf(bytes) !== null),
    { numRuns: 200 },
  );
});

test('the pretrained file keeps biases exactly and weights to half a step of 1/127', () => {
  const config: Config = { ...small, encoder: [16], decoder: [16], latent: 2 };
  const spec = specOf(config);
  const layout = layoutOf(spec);
  const given = {
    config,
    step: 7,
    parameters: initialParameters(spec, 3).map((v, i) => (i === headOf(layout).bias ? 0.125 : v)),
    preview: {
      points: Float32Array.from([1, 2, 3, 4]),
      labels: Uint8Array.from([4, 2]),
      manifold: { side: 2, extent: 3, tiles: new Uint8Array(4 * 784).fill(17) },
    },
    losses: null,
  };
  const bytes = writePretrained(given);
  const back = readPretrained(bytes);
  expect(back).toMatchObject({
    config,
    step: 7,
    preview: given.preview,
    losses: null,
  });
  expect(back.parameters[headOf(layout).bias]).toBe(0.125);
  const { inputs, outputs, weight } = layout.encoder[0];
  for (let o = 0; o < outputs; o++) {
    const column = Array.from({ length: inputs }, (_, i) => weight + i * outputs + o);
    const largest = Math.max(...column.map((i) => Math.abs(given.parameters[i])));
    for (const i of column) {
      expect(Math.abs(back.parameters[i] - given.parameters[i])).toBeLessThanOrEqual(largest / 254 + 1e-7);
    }
  }
  const rows = layout.layers.reduce((sum, l) => sum + l.outputs, 0);
  const body = layout.size - rows + 8 * rows + 4 * 784 + 2 * 9;
  expect(bytes.length - body).toBeGreaterThan(0);
  expect(bytes.length - body).toBeLessThan(2500); // the header
  expect(() => readPretrained(bytes.subarray(0, 5000))).toThrow(ProblemError);
});

test('convolutions are saved in the order of PyTorch, and read back', () => {
  const settings: Partial<Config> = { architecture: 'conv', encoder: [2, 3], decoder: [3, 2] };
  const config = { ...defaultConfig(), ...settings };
  const layout = layoutOf(specOf(config));
  const parameters = Float32Array.from({ length: layout.size }, (_, i) => Math.fround(Math.sin(i)));
  const file = fileOf({ config, step: 3, parameters });
  const back = modelIn(file);
  expect(back.parameters).toEqual(parameters);
  expect(back.config).toEqual(config);
  const { tensors } = readSafeTensors(file);
  const at = (name: string, index: number[]) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(name);
    const flat = index.reduce((sum, n, axis) => sum * tensor.shape[axis] + n, 0);
    return toFloats(name, tensor)[flat];
  };
  // Conv2d: [out, in, row, column]; in memory [row, column, in, out].
  const down = layout.encoder[1];
  expect(tensors.get('encoder.1.weight')?.shape).toEqual([3, 2, 4, 4]);
  expect(at('encoder.1.weight', [2, 1, 3, 0])).toBe(parameters[down.weight + ((3 * 4 + 0) * 2 + 1) * 3 + 2]);
  // ConvTranspose2d: [in, out, row, column]; in memory [row, column, out, in].
  const up = layout.decoder[1];
  expect(tensors.get('decoder.1.weight')?.shape).toEqual([3, 2, 4, 4]);
  expect(at('decoder.1.weight', [2, 1, 3, 0])).toBe(parameters[up.weight + ((3 * 4 + 0) * 2 + 1) * 3 + 2]);
});

/** A state in which all numbers differ. */
function busyState(config: Config): TrainingState {
  const spec = specOf(config);
  const { m, v, updates, optimiser } = freshState(spec, new Float32Array(0));
  return {
    optimiser,
    parameters: initialParameters(spec, 9),
    m: m.map((_, i) => Math.sin(i)),
    v: v.map((_, i) => (1 + i) * 1e-9),
    updates: { ...updates, encoder: 12, decoder: 13 },
  };
}

test.each([...FAMILIES, { architecture: 'conv', encoder: [2, 3], decoder: [3, 2] } as Partial<Config>])(
  '$model: the optimiser is read back bit for bit',
  (settings) => {
    const config: Config = { ...small, discriminator: [6, 4], ...settings };
    const state = busyState(config);
    const back = readCheckpoint(writeCheckpoint({ config, step: 25, state }));
    expect(back.complete).toBe(true);
    expect(back.state).toEqual(state);
  },
);

test.each(['sgd', 'momentum', 'rmsprop'] as const)(
  'a file of %s holds the moments that the optimiser keeps, bit for bit',
  (optimiser) => {
    const config: Config = { ...small, optimiser };
    const state = { ...busyState(config), optimiser };
    const bytes = writeCheckpoint({ config, step: 25, state });
    const names = [...readSafeTensors(bytes).tensors.keys()].filter((name) => name.startsWith('optimizer.'));
    const kept = new Set(names.map((name) => name.split('.')[2]));
    expect([...kept]).toEqual({ sgd: [], momentum: ['m'], rmsprop: ['v'] }[optimiser]);
    const back = readCheckpoint(bytes);
    const zeros = new Float32Array(state.m.length);
    expect(back).toMatchObject({ complete: true, step: 25, config: { optimiser } });
    expect(back.state).toEqual({
      ...state,
      m: kept.has('m') ? state.m : zeros,
      v: kept.has('v') ? state.v : zeros,
    });
  },
);

test('a file from before the choice of optimisers is read as Adam', () => {
  const state = busyState(small);
  const whole = readSafeTensors(writeCheckpoint({ config: small, step: 25, state }));
  const { optimiser: _, ...known } = JSON.parse(whole.metadata.config);
  const metadata = { ...whole.metadata, config: JSON.stringify(known) };
  const base: Config = { ...defaultConfig(), optimiser: 'sgd' };
  const back = readCheckpoint(writeSafeTensors({ ...whole, metadata }), base);
  expect(back.config).toEqual(small);
  expect(back.state).toEqual(state);
});

test('a file without an optimiser is otherwise complete; one with a damaged optimiser is refused', () => {
  const state = busyState(small);
  const whole = readSafeTensors(writeCheckpoint({ config: small, step: 25, state }));
  const { updates: _, ...metadata } = whole.metadata;
  const plain = new Map([...whole.tensors].filter(([name]) => !name.startsWith('optimizer.')));
  const back = readCheckpoint(writeSafeTensors({ tensors: plain, metadata }));
  expect(back.complete).toBe(false);
  expect(back.state).toEqual(freshState(specOf(small), state.parameters));

  const damage: [string, (file: SafeTensors) => void][] = [
    ['checkpoint.missing', ({ tensors }) => tensors.delete('optimizer.encoder.v.mu.bias')],
    ['checkpoint.unexpected', ({ tensors }) => tensors.set('optimizer.encoder.w.mu.bias', bias(1))],
    ['checkpoint.shape', ({ tensors }) => tensors.set('optimizer.encoder.v.mu.bias', bias(1, 4))],
    ['checkpoint.notFinite', ({ tensors }) => tensors.set('optimizer.encoder.v.mu.bias', bias(-1))],
    ['checkpoint.notFinite', ({ tensors }) => tensors.set('optimizer.encoder.m.mu.bias', bias(Number.NaN))],
    ['checkpoint.settings', ({ metadata }) => void Object.assign(metadata, { updates: '{"encoder":-1}' })],
    ['checkpoint.settings', ({ metadata }) => void Object.assign(metadata, { updates: '{"encoder":1e300}' })],
    ['checkpoint.settings', ({ metadata }) => void Object.assign(metadata, { updates: '[' })],
  ];
  for (const [code, change] of damage) {
    const file = { tensors: new Map(whole.tensors), metadata: { ...whole.metadata } };
    change(file);
    expect(codeOf(writeSafeTensors(file)), code).toBe(code);
  }
});

const bias = (value: number, count = 3): Tensor => ({
  dtype: 'F32',
  shape: [count],
  bytes: floatBytes(new Float32Array(count).fill(value)),
});
