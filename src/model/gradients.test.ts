/** Gradients of AE and VAE, with every setting of the objective. */
import { describe, expect, it } from 'vitest';
import type { Config } from '../experiment/config';
import { hyperWith } from '../experiment/specOf';
import { compileModel, layoutOf } from './compile';
import { gradientsAgree, klOfCoordinates } from './gradients.checks';
import { referenceGradient, referenceValues } from './reference';
import { type Hyper, imageSize } from './spec';
import { activeParameters, COLOUR, greyBatch, tiny } from './testing';

// Some thousand losses per test: half a second, or more where the machine is busy.
const timeout = 60_000;

/** With images of 12 × 12 pixels: the sums that are differentiated are the same, and a fifth as long. */
const small = (settings: Partial<Config>) => tiny({ imageSide: 12, ...settings });

describe.each(['ae', 'vae'] as const)('gradients of the %s', { timeout }, (model) => {
  describe.each(['bernoulli', 'gaussian'] as const)('with %s likelihood', (likelihood) => {
    it.each(['relu', 'tanh', 'leakyRelu', 'elu'] as const)('and %s', (activation) => {
      // Of so few pixels, the perturbation of a bias may always move a unit of some image across zero.
      const of = activation === 'elu' ? tiny : small;
      gradientsAgree(of({ model, likelihood, activation }), hyperWith({ beta: 0.7 }));
    });
  });
});

const settings: [name: string, config: Partial<Config>, hyper?: Partial<Hyper>][] = [
  [
    'a linear AE: no hidden layers, Gaussian',
    { model: 'ae', encoder: [], decoder: [], likelihood: 'gaussian' },
  ],
  ['a VAE without hidden layers', { encoder: [], decoder: [] }],
  ['an AE with a sigmoid code', { model: 'ae', code: 'sigmoid' }],
  ['an AE with a ReLU code', { model: 'ae', code: 'relu' }],
  ['an AE with L1', { model: 'ae', penalty: 'l1' }, { penaltyWeight: 3 }],
  ['an AE with L1 on a ReLU code', { model: 'ae', penalty: 'l1', code: 'relu' }, { penaltyWeight: 3 }],
  ['an AE with L2', { model: 'ae', penalty: 'l2' }, { penaltyWeight: 3 }],
  [
    'an AE with KL sparsity',
    { model: 'ae', penalty: 'sparsity', code: 'sigmoid' },
    { penaltyWeight: 30, sparsity: 0.1 },
  ],
  ['a contractive AE', { model: 'contractive' }, { penaltyWeight: 0.7 }],
  ['a contractive AE, Gaussian', { model: 'contractive', likelihood: 'gaussian' }, { penaltyWeight: 3 }],
  ['an AE with Gaussian noise', { model: 'ae', corruption: 'gaussian' }, { noise: 0.4 }],
  ['an AE with masking', { model: 'ae', corruption: 'masking' }, { noise: 0.3 }],
  ['a VAE with salt and pepper', { corruption: 'saltPepper' }, { noise: 0.2 }],
  ['a VAE with β = 0', {}, { beta: 0 }],
  ['a VAE in its linear warm-up', {}, { beta: 40, warmUp: 'linear', warmUpSteps: 10 }],
  ['a VAE in its cyclical warm-up', {}, { beta: 40, warmUp: 'cyclical', warmUpSteps: 10 }],
  ['a conditional AE', { model: 'ae', condition: 'label' }],
  ['a conditional VAE', { condition: 'label' }],
  ['a conditional VAE without hidden layers', { condition: 'label', encoder: [], decoder: [] }],
];

describe('gradients of', { timeout }, () => {
  it.each(settings)('%s', (_, config, hyper = {}) => {
    gradientsAgree(small(config), hyperWith({ beta: 0.7, ...hyper }));
  });

  it('a VAE with free bits that some coordinates exceed and others do not', () => {
    const spec = tiny();
    const p = activeParameters(spec);
    const [phase] = compileModel(spec).phases;
    const kl = phase.losses.find((loss) => loss.loss === 'kl');
    expect(kl).toBeDefined();
    if (!kl) return;
    const values = referenceValues(spec, phase, p, greyBatch(2), hyperWith({}));
    const of = ({ id }: { id: number }) => values.get(id) ?? new Float64Array();
    const [low, , high] = klOfCoordinates(of(kl.mu), of(kl.logVar), spec.latent).sort((a, b) => a - b);
    const freeBits = (low + high) / 2;
    expect(high - low).toBeGreaterThan(0.01);
    gradientsAgree(spec, hyperWith({ beta: 20, freeBits }), greyBatch(2), p);

    // Not vacuous: the coordinates below the free bits change the gradient.
    const gradient = (f: number) =>
      referenceGradient(spec, 0, p, greyBatch(2), hyperWith({ beta: 20, freeBits: f })).gradient;
    expect(gradient(freeBits)).not.toEqual(gradient(0));
    expect(gradient(freeBits)).not.toEqual(gradient(high + 1));
  });

  it.each([1, 3] as const)('a convolutional AE of %i layers', (layers) => {
    const channels = [2, 3, 2].slice(0, layers);
    const spec = small({ model: 'ae', architecture: 'conv', encoder: channels, decoder: channels });
    gradientsAgree(spec, hyperWith({}));
  });

  it.each([1, 3] as const)('a convolutional VAE of %i layers that repeats pixels', (layers) => {
    const channels = [2, 3, 2].slice(0, layers);
    const spec = small({ architecture: 'conv', encoder: channels, decoder: channels, upsampling: 'nearest' });
    gradientsAgree(spec, hyperWith({ beta: 0.7 }));
  });

  it('a normalised VAE', () => {
    const spec = small({ normalisation: 'group', encoder: [7, 5], decoder: [5, 7] });
    gradientsAgree(spec, hyperWith({ beta: 0.7 }));
  });

  it('a normalised convolutional AE', () => {
    const channels = { encoder: [2, 8], decoder: [8, 3] };
    gradientsAgree(
      small({ model: 'ae', architecture: 'conv', ...channels, normalisation: 'group' }),
      hyperWith({}),
    );
  });

  it('a convolutional VAE', () => {
    const spec = tiny({ architecture: 'conv', encoder: [2, 3], decoder: [3, 2], likelihood: 'gaussian' });
    gradientsAgree(spec, hyperWith({ beta: 0.7 }));
  });
});

it('gradients of a conditional VAE of 47 classes', { timeout }, () => {
  const spec = small({ condition: 'label', dataset: 'own', classCount: 47 });
  const batch = { ...greyBatch(2, 4, imageSize(spec.data)), labels: Uint8Array.of(40, 46) };
  gradientsAgree(spec, hyperWith({ beta: 0.7 }), batch);
  // The rows of the two labels of the batch, and no others, have a gradient.
  const p = activeParameters(spec);
  const { gradient } = referenceGradient(spec, 0, p, batch, hyperWith({}));
  const [{ weight, inputs, outputs }] = layoutOf(spec).encoder;
  const rows = Array.from({ length: 47 }, (_, label) => weight + (inputs - 47 + label) * outputs);
  const learning = rows.map((row) => gradient.subarray(row, row + outputs).some((g) => g !== 0));
  expect(learning.flatMap((some, label) => (some ? [label] : []))).toEqual([40, 46]);
});

describe('gradients for images in colour, of', { timeout }, () => {
  const models: [name: string, config: Partial<Config>][] = [
    ['an AE', { model: 'ae' }],
    ['a VAE', { likelihood: 'gaussian' }],
    ['a conditional VAE', { condition: 'label' }],
    ['a convolutional VAE', { architecture: 'conv', encoder: [2, 3], decoder: [3, 2] }],
    [
      'a convolutional VAE that repeats pixels',
      { architecture: 'conv', encoder: [2], decoder: [2], upsampling: 'nearest' },
    ],
  ];
  it.each(models)('%s', (_, config) => {
    gradientsAgree(small({ ...COLOUR, imageSide: 12, ...config }), hyperWith({ beta: 0.7 }));
  });
});
