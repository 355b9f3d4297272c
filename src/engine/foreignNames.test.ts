/** The case C08 of `shared/facts/cases.md`: models of other programs under other names. */
import { describe, expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { freshState } from './engine';
import { floatBytes, readSafeTensors, type Tensor, toFloats, writeSafeTensors } from './safetensors';

/** Symmetric, as most people's are: of its layers two read from 7 numbers, and two from 5. */
const settings = { encoder: [7, 5], decoder: [5, 7], latent: 2 };

function modelOf(patch: Partial<Config>) {
  const config: Config = { ...defaultConfig(), ...patch };
  const spec = specOf(config);
  const parameters = initialParameters(spec, 9).map((value, i) => value + i / 1e5);
  const { tensors } = readSafeTensors(
    writeCheckpoint({ config, step: 1, state: freshState(spec, parameters) }),
  );
  const model = [...tensors].filter(([name]) => !/^(optimizer|history)\./.test(name));
  return { parameters, model };
}
const vae = modelOf({ model: 'vae', ...settings });
const ae = modelOf({ model: 'ae', ...settings });

type Entry = [string, Tensor];
const read = (entries: Entry[], present?: Config) =>
  readCheckpoint(writeSafeTensors({ tensors: new Map(entries), metadata: {} }), present);
const turned = (tensor: Tensor): Tensor => {
  const [rows, columns = 1] = tensor.shape;
  if (tensor.shape.length < 2) return tensor;
  const values = toFloats('', tensor);
  const out = Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
  return { ...tensor, shape: [columns, rows], bytes: floatBytes(out) };
};
/** The layers by other names, in the given order. */
const named = (model: Entry[], names: Record<string, string>, ends = ['.weight', '.bias']): Entry[] =>
  Object.entries(names).flatMap(([ours, theirs]) =>
    ['.weight', '.bias'].map((end, i): Entry => {
      const found = model.find(([name]) => name === ours + end);
      if (!found) throw new Error(ours + end);
      return [theirs + ends[i], found[1]];
    }),
  );
const zeros = (shape: number[]): Tensor => ({
  dtype: 'F32',
  shape,
  bytes: new Uint8Array(4 * shape.reduce((a, b) => a * b)),
});
const problemOf = (entries: Entry[], present?: Config) => {
  try {
    read(entries, present);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
};

test.each(['module.', 'model.', '_orig_mod.module.'])('C08: the prefix %s is taken off', (prefix) => {
  const found = read(vae.model.map(([name, tensor]) => [prefix + name, tensor]));
  expect(found.config).toMatchObject({ model: 'vae', ...settings });
  expect(found.state.parameters).toEqual(vae.parameters);
  expect(found.mapped).toEqual({ names: `${prefix}… → …` });
});

test('C08c: fc1 … fc4 of PyTorch’s VAE example', () => {
  const { model, parameters } = modelOf({ model: 'vae', encoder: [9], decoder: [9], latent: 4 });
  const names = { 'encoder.0': 'fc1', mu: 'fc21', logVar: 'fc22', 'decoder.0': 'fc3', output: 'fc4' };
  const found = read(named(model, names));
  expect(found.config).toMatchObject({ model: 'vae', encoder: [9], decoder: [9], latent: 4 });
  expect(found.state.parameters).toEqual(parameters);
  expect(found.mapped?.names).toContain('fc21 → mu, fc22 → logVar');
});

test('C08d: weights as Keras stores them, [in, out], under its names or under ours', () => {
  const keras = {
    'encoder.0': 'dense',
    'encoder.1': 'dense_1',
    mu: 'z_mean',
    logVar: 'z_log_var',
    'decoder.0': 'dense_2',
    'decoder.1': 'dense_3',
    output: 'dense_4',
  };
  const layers = named(vae.model, keras, ['/kernel:0', '/bias:0']);
  for (const entries of [layers, vae.model]) {
    const found = read(entries.map(([name, tensor]) => [name, turned(tensor)]));
    expect(found.config).toMatchObject({ model: 'vae', ...settings });
    expect(found.state.parameters).toEqual(vae.parameters);
    expect(found.mapped?.names).toContain('[in, out] → [out, in]');
  }
});

test('the layers of a Sequential, of a VAE and of a plain autoencoder', () => {
  const sequential = (code: Record<string, string>) => ({
    'encoder.0': 'encoder.0',
    'encoder.1': 'encoder.2',
    ...code,
    'decoder.0': 'decoder.0',
    'decoder.1': 'decoder.2',
    output: 'decoder.4',
  });
  const one = read(named(vae.model, sequential({ mu: 'fc_mu', logVar: 'fc_logvar' })));
  expect(one.state.parameters).toEqual(vae.parameters);
  const two = read(named(ae.model, sequential({ mu: 'encoder.4' })));
  expect(two.config).toMatchObject({ model: 'ae', ...settings });
  expect(two.state.parameters).toEqual(ae.parameters);
});

describe('what is not unambiguous is not guessed: the sentence lists what is expected and what was found', () => {
  const layers = { 'encoder.0': 'a', 'encoder.1': 'b', 'decoder.0': 'e', 'decoder.1': 'f', output: 'g' };
  test.each<[string, () => Entry[]]>([
    [
      'two codes whose names do not tell which is the mean',
      () => named(vae.model, { ...layers, mu: 'c', logVar: 'd' }),
    ],
    ['a deviation instead of a variance', () => named(vae.model, { ...layers, mu: 'mu', logVar: 'log_std' })],
    ['a layer too many', () => [...named(ae.model, { ...layers, mu: 'c' }), ...named(ae.model, { mu: 'h' })]],
    ['something else', () => [['embedding.weight', ae.model[0][1]]]],
    ['a layer without its bias', () => named(ae.model, { ...layers, mu: 'c' }).slice(1)],
    [
      'layers that may come in two orders',
      () =>
        [
          ['a', 784, 5],
          ['b', 5, 7],
          ['c', 7, 5],
          ['d', 5, 6],
          ['e', 6, 5],
          ['f', 5, 784],
        ].flatMap(([name, from, to]): Entry[] => [
          [`${name}.weight`, zeros([Number(to), Number(from)])],
          [`${name}.bias`, zeros([Number(to)])],
        ]),
    ],
  ])('%s', (_, entries) => {
    const problem = problemOf(entries());
    expect(problem?.code).toBe('checkpoint.names');
    expect(problem?.params).toMatchObject({ expected: expect.stringContaining('mu.weight [2, 256]') });
    const [[name, { shape }]] = entries();
    expect(problem?.params).toMatchObject({
      found: expect.stringContaining(`${name} [${shape.join(', ')}]`),
    });
  });
});

describe('models for images of other forms', () => {
  const of = (side: number, channels: 1 | 3, more: Partial<Config> = {}) => ({
    ...modelOf({ model: 'vae', ...settings, ...more, imageSide: side, imageChannels: channels }),
    form: { imageSide: side, imageChannels: channels },
  });
  const layers = {
    'encoder.0': 'dense',
    'encoder.1': 'dense_1',
    mu: 'z_mean',
    logVar: 'z_log_var',
    'decoder.0': 'dense_2',
    'decoder.1': 'dense_3',
    output: 'dense_4',
  };
  const here: Config = { ...defaultConfig(), dataset: 'own', imageSide: 32, imageChannels: 3, classCount: 4 };

  test.each([
    [32, 1],
    [32, 3],
    [8, 1],
    [64, 3],
  ] as const)('%i × %i: by our names, and as Keras has them', (side, channels) => {
    const { model, parameters, form } = of(side, channels);
    for (const entries of [
      model,
      named(model, layers, ['/kernel', '/bias']).map(([name, t]): Entry => [name, turned(t)]),
    ]) {
      const found = read(entries, here);
      expect(found.config).toMatchObject({
        model: 'vae',
        ...settings,
        ...form,
        dataset: 'own',
        classCount: 4,
      });
      expect(found.state.parameters).toEqual(parameters);
    }
  });

  test('colours that lie in planes, as in PyTorch, are put beside each other', () => {
    const { model, parameters } = of(8, 3);
    const planes = ([name, tensor]: Entry): Entry => {
      const axis = tensor.shape.indexOf(192);
      if (axis < 0) return [name, tensor];
      const values = toFloats('', tensor);
      const inner = tensor.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
      const out = new Float32Array(values.length);
      values.forEach((value, at) => {
        const [outer, i, rest] = [Math.floor(at / (192 * inner)), Math.floor(at / inner) % 192, at % inner];
        out[(outer * 192 + (i % 3) * 64 + Math.floor(i / 3)) * inner + rest] = value;
      });
      return [name, { ...tensor, bytes: floatBytes(out) }];
    };
    const found = read(named(model, layers).map(planes));
    expect(found.state.parameters).toEqual(parameters);
    expect(found.mapped?.names).toContain('[3, 8, 8] → [8, 8, 3]');
  });

  test('a hidden layer as wide as an image is not taken for one', () => {
    const names = { 'encoder.0': 'fc1', mu: 'fc21', logVar: 'fc22', 'decoder.0': 'fc3', output: 'fc4' };
    // 400 = 20 × 20, 1024 = 32 × 32: whatever the page has, or is wider.
    for (const [side, width] of [
      [28, 400],
      [28, 1024],
      [32, 784],
      [20, 784],
    ]) {
      // Of different widths, the layers lead from 400 to 784 and back in one way only.
      const [decoder, imageSide] = [[9], Math.sqrt(width)];
      for (const more of [{ decoder: [width] }, { decoder }, { decoder, imageSide }]) {
        const { model, parameters } = of(side, 1, { encoder: [width], decoder: more.decoder, latent: 3 });
        const present: Config = { ...here, imageSide: more.imageSide ?? side, imageChannels: 1 };
        const found = read(named(model, names), present);
        expect(found.config).toMatchObject({ imageSide: side, imageChannels: 1, encoder: [width] });
        expect(found.state.parameters).toEqual(parameters);
      }
    }
  });

  test('the sentence about names has the size of the page’s images', () => {
    const entries = named(ae.model, { mu: 'embedding' });
    expect(problemOf(entries, here)?.params).toMatchObject({
      expected: expect.stringContaining('[512, 3072]'),
    });
  });
});
