import { expect, test } from 'vitest';
import { canExecute, missingCapabilities } from '../engine/engineCapabilities';
import type { Config } from '../experiment/config';
import { presets } from '../experiment/presets';
import { defaultConfig } from '../experiment/schema';
import { specOf, specWith } from '../experiment/specOf';
import { backwardPass } from './backward';
import { capabilitiesOf } from './capabilities';
import { compileModel, type Pass } from './compile';
import type { Loss, Op, Value } from './operations';

const ae = compileModel(specWith({ model: 'ae', encoder: [], decoder: [], latent: 3 }));
const { layout } = ae;
const [mu, output] = layout.layers;
let ids = 0;
const value = (width: number, stack = 1): Value => ({ id: ids++, stack, width });

const images: Op = { op: 'images', out: value(784) };
const code: Op = { op: 'layer', layer: mu, from: [images.out], out: value(3) };
const drawn: Op = { op: 'layer', layer: output, from: [code.out], out: value(784) };
const recon: Loss = { loss: 'recon', weight: 'one', term: 'recon', output: drawn.out, target: images.out };

function needs(ops: Op[], losses: Loss[]): string[] {
  const back = backwardPass(ops, losses, layout.layers);
  const pass: Pass = { ops, losses, discriminatorMeans: [], back };
  const phase = { ...pass, turn: 'generator', learners: [], learning: [] } as const;
  return [...capabilitiesOf({ ...ae, phases: [phase], encode: null, decode: null, evaluate: null })].sort();
}

test('a plain autoencoder needs dense layers and its loss', () => {
  expect(needs([images, code, drawn], [recon])).toEqual(['dense', 'recon']);
});

test('capabilities of the general engine are derived from the passes', () => {
  const of = (ops: Op[], losses: Loss[]) => needs(ops, losses).filter((c) => c !== 'dense' && c !== 'recon');
  const penalty: Loss = { loss: 'penalty', weight: 'penalty', term: 'penalty', code: code.out };
  expect(of([images, code, drawn], [recon, penalty, penalty])).toEqual(['penalty', 'repeatedLoss']);
  expect(of([images, code, drawn], [{ ...recon, target: drawn.out }])).toEqual(['otherTarget']);
  const other: Op = { op: 'normal', purpose: 1, draw: 0, out: value(3) };
  const beside: Op = { op: 'layer', layer: output, from: [code.out, other.out], out: value(784) };
  expect(of([images, code, other, beside], [{ ...recon, output: beside.out }])).toEqual(['concatenation']);
  const labels: Op = { op: 'labels', out: value(10) };
  const conditioned: Op = { op: 'layer', layer: output, from: [code.out, labels.out], out: value(784) };
  expect(of([images, code, labels, conditioned], [{ ...recon, output: conditioned.out }])).toEqual([]);
  const stack: Op = { op: 'stack', from: [code.out, code.out], out: value(3, 2) };
  const both: Op = { op: 'layer', layer: output, from: [stack.out], out: value(784, 2) };
  const fooled: Loss = {
    loss: 'adversarial',
    weight: 'one',
    term: 'generator',
    logits: both.out,
    roles: ['fool', 'fool'],
  };
  expect(of([images, code, stack, both], [fooled])).toEqual(['adversarial', 'branchingStack']);
  const pixels: Op = { op: 'pixels', from: drawn.out, out: value(784) };
  const seen: Loss = { ...fooled, logits: pixels.out, roles: ['fool'] };
  expect(of([images, code, drawn, pixels], [recon, seen])).toEqual(['adversarial', 'branchingOutput']);
  const silu: Op = { op: 'silu', from: drawn.out, out: value(784) };
  const activated: Loss = { ...recon, output: silu.out };
  expect(of([images, code, drawn, silu], [activated])).toEqual(['silu']);
  expect(of([images, code, drawn, silu], [activated, { ...fooled, logits: drawn.out }])).toEqual([
    'adversarial',
    'branchingOutput',
    'silu',
  ]);
  const given: Op = { op: 'given', name: 'rows', out: value(784) };
  expect(of([given, images, code, drawn], [{ ...recon, target: given.out }])).toEqual([
    'given',
    'otherTarget',
  ]);
});

test('convolutions over repeated pixels, and those of images in colour, are capabilities of their own', () => {
  const conv = (settings: Partial<Config>) => specWith({ dataset: 'own', architecture: 'conv', ...settings });
  const cases = [
    ['upsampledConvolution', conv({ upsampling: 'nearest' })],
    ['colourConvolution', conv({ imageChannels: 3 })],
  ] as const;
  for (const [capability, one] of cases) {
    expect([...capabilitiesOf(compileModel(one))]).toContain(capability);
    for (const id of ['webgpu', 'simd', 'tfjs-cpu'] as const)
      expect(missingCapabilities(id, one)).toEqual([]);
    expect(missingCapabilities('tfjs-wasm', one)).toContain(capability);
  }
  for (const plain of [conv({ imageSide: 64 }), specWith({ dataset: 'own', imageChannels: 3 })])
    for (const [capability] of cases)
      expect([...capabilitiesOf(compileModel(plain))]).not.toContain(capability);
});

test.each(presets.map(({ id, settings }) => [id, settings] as const))(
  '%s: our engines and tfjs, but no convolutions on its WebAssembly',
  (_, settings) => {
    const spec = specOf({ ...defaultConfig(), ...settings });
    for (const id of ['webgpu', 'simd', 'tfjs-cpu'] as const)
      expect(missingCapabilities(id, spec)).toEqual([]);
    const conv = spec.architecture === 'conv' ? ['convolution', 'transposedConvolution'] : [];
    expect([...missingCapabilities('tfjs-wasm', spec)].sort()).toEqual(conv);
    expect(canExecute('tfjs-wasm', spec)).toBe(conv.length === 0);
  },
);
