/** Checkpoints as other tools write them, and damaged ones. */
import { expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { freshState } from './engine';
import { type Dtype, readSafeTensors, type Tensor, toFloats, writeSafeTensors } from './safetensors';

const config: Config = { ...defaultConfig(), encoder: [7], decoder: [5], latent: 2 };
const spec = specOf(config);
const parameters = initialParameters(spec, 9);
const file = writeCheckpoint({ config, step: 42, state: freshState(spec, parameters) });
/** The model only, as another tool would write it. */
const { tensors: all } = readSafeTensors(file);
const model = new Map([...all].filter(([name]) => !/^(optimizer|history)\./.test(name)));

const problemIn = (bytes: Uint8Array) => {
  try {
    readCheckpoint(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
};

/** The file with the text of its header edited. */
function edited(bytes: Uint8Array, edit: (header: string) => string, more = new Uint8Array(0)): Uint8Array {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const json = new TextEncoder().encode(edit(new TextDecoder().decode(bytes.subarray(8, 8 + length))));
  const out = new Uint8Array([...new Uint8Array(8), ...json, ...bytes.subarray(8 + length), ...more]);
  new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
  return out;
}
const bare = writeSafeTensors({ tensors: model, metadata: {} });

test('metadata that is null, empty or absent means a file from elsewhere', () => {
  for (const text of ['"__metadata__":null,', '"__metadata__":{},', '']) {
    const read = readCheckpoint(edited(bare, (h) => h.replace('"__metadata__":{},', text)));
    expect(read.config).toMatchObject({ model: 'vae', encoder: [7], decoder: [5], latent: 2 });
    expect(read.state.parameters).toEqual(parameters);
  }
});

test('a tensor that is named twice is refused by name, and so is a duplicate key inside one', () => {
  const twice = edited(bare, (h) => h.replace('"mu.bias"', '"mu\\u002ebias":{},"mu.bias"'));
  expect(problemIn(twice)).toEqual({ code: 'checkpoint.twice', params: { name: 'mu.bias' } });
  const inside = edited(bare, (h) =>
    h.replace('"mu.bias":{"dtype":"F32"', '"mu.bias":{"dtype":"F16","dtype":"F32"'),
  );
  expect(problemIn(inside)).toEqual({ code: 'checkpoint.twice', params: { name: 'mu.bias' } });
});

test('bytes that belong to no tensor are counted', () => {
  const trailing = edited(bare, (h) => h, new Uint8Array(16));
  expect(problemIn(trailing)).toEqual({ code: 'checkpoint.extra', params: { extra: 16 } });
  const hole = edited(
    bare,
    (h) =>
      h.replace(
        /("output\.bias":\{[^}]*"data_offsets":)\[(\d+),(\d+)\]/,
        (_, head, a, b) => `${head}[${+a + 8},${+b + 8}]`,
      ),
    new Uint8Array(8),
  );
  expect(problemIn(hole)).toEqual({ code: 'checkpoint.hole', params: { name: 'output.bias', extra: 8 } });
});

test('a missing tensor is named', () => {
  const { config: settings = '' } = readSafeTensors(file).metadata;
  const tensors = new Map([...model].filter(([name]) => name !== 'mu.bias'));
  const without = writeSafeTensors({ tensors, metadata: { config: settings } });
  expect(problemIn(without)).toEqual({ code: 'checkpoint.missing', params: { name: 'mu.bias' } });
});

test('a dtype is named as in the file, whatever it is', () => {
  const of = (dtype: string) =>
    problemIn(edited(bare, (h) => h.replace('"mu.bias":{"dtype":"F32"', `"mu.bias":{"dtype":${dtype}`)));
  expect(of('"I64"')).toMatchObject({ params: { name: 'mu.bias', dtype: 'I64' } });
  expect(of('{"a":1}')).toMatchObject({ params: { dtype: '{"a":1}' } });
  expect(of('null')).toMatchObject({ params: { dtype: 'null' } });
});

/** Number formats of other tools. */
const WRITERS: Partial<Record<Dtype, (values: Float32Array) => Uint8Array>> = {
  F64: (values) => new Uint8Array(Float64Array.from(values).buffer),
  // Below 2 ** -14, steps of 2 ** -24.
  F16: (values) => {
    const halves = Uint16Array.from(values, (value) => {
      const size = Math.abs(value);
      const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -14)));
      const fraction = Math.round((size / 2 ** exponent) * 1024);
      return (value < 0 ? 0x8000 : 0) + (fraction < 1024 ? fraction : (exponent + 14) * 1024 + fraction);
    });
    return new Uint8Array(halves.buffer);
  },
  BF16: (values) => {
    const bits = new Uint32Array(values.slice().buffer);
    // Rounded to the nearest, like PyTorch.
    return new Uint8Array(Uint16Array.from(bits, (b) => (b + 0x7fff + ((b >> 16) & 1)) >>> 16).buffer);
  },
};

test.each(['F64', 'BF16', 'F16'] as const)('C07: %s is read', (dtype) => {
  const write = WRITERS[dtype];
  const tensors = new Map(
    [...model].map(([name, t]): [string, Tensor] => [
      name,
      { dtype, shape: t.shape, bytes: write?.(toFloats(name, t)) ?? new Uint8Array(0) },
    ]),
  );
  const read = readCheckpoint(writeSafeTensors({ tensors, metadata: {} })).state.parameters;
  const relative = { F64: 0, BF16: 2 ** -8, F16: 2 ** -10 }[dtype];
  expect(
    read.every(
      (v, i) =>
        Math.abs(v - parameters[i]) <= relative * Math.abs(parameters[i]) + (dtype === 'F16' ? 2 ** -24 : 0),
    ),
  ).toBe(true);
});

test('weights that are finite but too large to compute with are refused by name', () => {
  const huge = (at: number, value: number) => {
    const values = parameters.slice();
    values[at] = value;
    return problemIn(writeCheckpoint({ config, step: 1, state: freshState(spec, values) }));
  };
  expect(huge(3, 3e38)).toEqual({ code: 'checkpoint.huge', params: { name: 'encoder.0.weight' } });
  expect(huge(parameters.length - 1, -3e38)).toEqual({
    code: 'checkpoint.huge',
    params: { name: 'output.bias' },
  });
  expect(huge(3, 50)).toBeNull();
});

test('of normalised layers, squares must be finite; what they pass on does not depend on what came before', () => {
  const normalised: Config = { ...config, normalisation: 'group' };
  const { layers, size } = layoutOf(specOf(normalised));
  const huge = (index: number, value: number) => {
    const values = new Float32Array(size).fill(0.1);
    values[layers[index].weight] = value;
    return problemIn(
      writeCheckpoint({ config: normalised, step: 1, state: freshState(specOf(normalised), values) }),
    );
  };
  expect(layers[1].kind).toBe('groupNormalisation');
  expect(huge(0, 1e16)).toBeNull();
  expect(huge(0, 1e19)).toEqual({ code: 'checkpoint.huge', params: { name: 'encoder.0.weight' } });
  expect(huge(1, 1e36)).toEqual({ code: 'checkpoint.huge', params: { name: 'encoder.1.weight' } });
});

test('an impossible count of steps is refused', () => {
  const of = (step: number) =>
    problemIn(writeCheckpoint({ config, step, state: freshState(spec, parameters) }));
  expect(of(2 ** 53 - 1)).toEqual({
    code: 'checkpoint.step',
    params: { step: '9007199254740991', limit: 1e9 },
  });
  expect(of(1e9)).toBeNull();
});

test('an earlier name of the discriminator’s output is understood, but not beside the present one', () => {
  const gan: Config = { ...defaultConfig(), model: 'gan', discriminator: [6], decoder: [5], latent: 2 };
  const state = freshState(specOf(gan), initialParameters(specOf(gan), 9));
  state.m.forEach((_, i) => {
    state.m[i] = i / 1000;
  });
  const present = writeCheckpoint({ config: gan, step: 3, state });
  const earlier = edited(present, (h) => h.replaceAll('discriminator.logit.', 'judge.'));
  expect(new TextDecoder().decode(earlier)).not.toContain('logit');
  expect(readCheckpoint(earlier)).toEqual(readCheckpoint(present));
  expect(readCheckpoint(earlier).state.m).toEqual(state.m);
  const { tensors, metadata } = readSafeTensors(present);
  const bias = tensors.get('discriminator.logit.bias');
  if (!bias) throw new Error('no bias');
  const both = writeSafeTensors({ tensors: new Map([...tensors, ['judge.bias', bias]]), metadata });
  expect(problemIn(both)).toEqual({ code: 'checkpoint.unexpected', params: { name: 'judge.bias' } });
});
