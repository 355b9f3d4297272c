/**
 * The table that every engine is tested with: models of every family, with each of its settings, small and of
 * awkward sizes that are not multiples of any tile. Rows are selected by name.
 *
 * Images are of 12 × 12 pixels, which cost a fifth of 28 × 28 and are as awkward: 144 numbers are 16 · 9 as 784 are
 * 16 · 49, and sides halve to 6, 3 and 2 as to 14, 7 and 4. Some rows of each kind have MNIST's
 * size (`REAL`), and `SHAPE_CASES` have colours.
 */
import type { Config } from '../../experiment/config';
import { hyperWith, specWith } from '../../experiment/specOf';
import type { Learner } from '../../model/layout';
import { isStochastic } from '../../model/predicates';
import type { Hyper, ModelSpec, Optimiser, Schedule } from '../../model/spec';

export interface Case {
  name: string;
  spec: ModelSpec;
  hyper: Hyper;
}

/** Rows whose images are of 28 × 28 pixels. */
const REAL: readonly string[] = [
  'vae bernoulli relu',
  'conditional vae',
  'ae with one hidden unit',
  'convolutional vae',
  'convolutional vae, repeated pixels',
];

function aCase(name: string, settings: Partial<Config>, hyper: Partial<Hyper> = {}): Case {
  const small: Partial<Config> = {
    imageSide: REAL.includes(name) ? 28 : 12,
    encoder: [33, 7],
    decoder: [3, 50],
    discriminator: [17, 5],
    latent: 3,
    activation: 'relu',
    likelihood: 'bernoulli',
  };
  return {
    name,
    spec: specWith({ ...small, ...settings }),
    hyper: hyperWith({ learningRate: 2e-3, beta: 0.5, ...hyper }),
  };
}

/** AE and VAE with every likelihood and activation, and without hidden layers. */
export const PLAIN_CASES: readonly Case[] = [
  ...(['ae', 'vae'] as const).flatMap((model) =>
    (['bernoulli', 'gaussian'] as const).flatMap((likelihood) =>
      (['relu', 'tanh', 'leakyRelu', 'elu'] as const).map((activation) =>
        aCase(`${model} ${likelihood} ${activation}`, { model, likelihood, activation }),
      ),
    ),
  ),
  aCase('vae without hidden layers', { encoder: [], decoder: [] }),
  aCase('ae with one hidden unit', { model: 'ae', encoder: [1], decoder: [1], latent: 1 }),
];

/** AE and VAE with each setting of the objective. */
export const SETTING_CASES: readonly Case[] = [
  aCase('ae, sigmoid code', { model: 'ae', code: 'sigmoid' }),
  aCase('ae, ReLU code', { model: 'ae', code: 'relu' }),
  aCase('ae, L1', { model: 'ae', penalty: 'l1' }, { penaltyWeight: 0.7 }),
  aCase('ae, L2', { model: 'ae', penalty: 'l2' }, { penaltyWeight: 0.7 }),
  aCase(
    'ae, KL sparsity',
    { model: 'ae', code: 'sigmoid', penalty: 'sparsity' },
    { penaltyWeight: 3, sparsity: 0.2 },
  ),
  aCase('ae, Gaussian noise', { model: 'ae', corruption: 'gaussian' }, { noise: 0.4 }),
  aCase('ae, masking', { model: 'ae', corruption: 'masking' }, { noise: 0.3 }),
  aCase('vae, salt and pepper', { corruption: 'saltPepper' }, { noise: 0.2 }),
  aCase('vae, linear warm-up', {}, { beta: 4, warmUp: 'linear', warmUpSteps: 15 }),
  aCase('vae, cyclical warm-up', {}, { beta: 4, warmUp: 'cyclical', warmUpSteps: 15 }),
  aCase('vae, free nats', {}, { freeBits: 0.2 }),
  aCase('conditional vae', { condition: 'label' }),
  aCase('conditional vae of 47 classes', { condition: 'label', dataset: 'own', classCount: 47 }),
  aCase('conditional ae without hidden layers', {
    model: 'ae',
    condition: 'label',
    encoder: [],
    decoder: [],
  }),
];

/** The other families in dense layers. */
export const FAMILY_CASES: readonly Case[] = [
  aCase('gan', { model: 'gan' }),
  aCase('gan, minimax, leaky ReLU', { model: 'gan', activation: 'leakyRelu' }, { ganLoss: 'minimax' }),
  aCase('conditional gan', { model: 'gan', condition: 'label' }),
  aCase('gan, only the discriminator', { model: 'gan' }, { turn: 'discriminator' }),
  aCase('gan, only the generator', { model: 'gan' }, { turn: 'generator' }),
  aCase('gan, a slower discriminator', { model: 'gan' }, { discriminatorRate: 0.1 }),
  aCase('adversarial autoencoder', { model: 'aae' }),
  aCase(
    'adversarial autoencoder, Gaussian, minimax, ELU',
    { model: 'aae', likelihood: 'gaussian', activation: 'elu' },
    { ganLoss: 'minimax', penaltyWeight: 0.4, discriminatorRate: 0.3 },
  ),
  aCase('vae-gan', { model: 'vaegan' }, { gamma: 0.3, discriminatorRate: 0.3 }),
  aCase(
    'vae-gan, minimax, tanh, with warm-up and free nats',
    { model: 'vaegan', activation: 'tanh' },
    { ganLoss: 'minimax', warmUp: 'linear', warmUpSteps: 15, freeBits: 0.2 },
  ),
  aCase('contractive autoencoder, Gaussian', {
    model: 'contractive',
    latent: 13,
    likelihood: 'gaussian',
  }),
  aCase('contractive autoencoder', { model: 'contractive', latent: 13 }, { penaltyWeight: 0.7 }),
  aCase('made', { model: 'made', encoder: [33] }),
  aCase('made with two hidden layers of ELU', { model: 'made', encoder: [50, 33], activation: 'elu' }),
];

export const OPTIMISERS = ['sgd', 'momentum', 'rmsprop', 'adam'] as const satisfies readonly Optimiser[];

/** Shrinks weights by a hundredth a step. */
export const DECAYS: Partial<Hyper> = { weightDecay: 5 };

const SCHEDULES = ['constant', 'cosine', 'step'] as const satisfies readonly Schedule[];

/**
 * Every optimiser with every schedule, with and without weight decay; also with two networks, and with masked
 * weights. Six steps go beyond the end of a cosine schedule, and down three steps of a step schedule.
 */
export const OPTIMISER_CASES: readonly Case[] = [
  ...SCHEDULES.flatMap((schedule) =>
    [{}, DECAYS].flatMap((decays) =>
      OPTIMISERS.map((optimiser) =>
        aCase(
          `vae, ${optimiser}, ${schedule}${decays === DECAYS ? ', weights decay' : ''}`,
          { encoder: [5], decoder: [5] },
          { optimiser, schedule, scheduleSteps: schedule === 'cosine' ? 4 : 2, ...decays },
        ),
      ),
    ),
  ),
  aCase('gan, weights decay', { model: 'gan' }, { discriminatorRate: 0.3, ...DECAYS }),
  aCase('made, weights decay', { model: 'made', encoder: [9] }, DECAYS),
  aCase('gan by momentum', { model: 'gan' }, { optimiser: 'momentum', discriminatorRate: 0.3 }),
  aCase('gan by rmsprop', { model: 'gan' }, { optimiser: 'rmsprop', discriminatorRate: 0.3 }),
  aCase('made by momentum', { model: 'made', encoder: [9] }, { optimiser: 'momentum' }),
];

/** Each optimiser once, with everything that can accompany it. */
export const EACH_OPTIMISER = OPTIMISER_CASES.filter(
  ({ hyper, spec }) => isStochastic(spec) && hyper.schedule === 'cosine' && hyper.weightDecay > 0,
);

export const CONVOLUTION_CASES: readonly Case[] = [
  aCase('convolutional ae', { model: 'ae', architecture: 'conv', encoder: [3], decoder: [2] }),
  aCase('convolutional vae', { architecture: 'conv', encoder: [2, 3, 5], decoder: [5, 3, 2] }),
];

/** Convolutions in other families, and as many channels as fill a panel of the SIMD kernels. */
export const CONVOLUTION_FAMILY_CASES: readonly Case[] = [
  aCase('convolutional denoising ae, 8 and 4 channels', {
    model: 'ae',
    architecture: 'conv',
    corruption: 'masking',
    encoder: [8, 4],
    decoder: [4, 8],
  }),
  aCase('convolutional conditional vae', {
    architecture: 'conv',
    condition: 'label',
    encoder: [3],
    decoder: [2],
  }),
  aCase('convolutional conditional gan', {
    model: 'gan',
    architecture: 'conv',
    condition: 'label',
    decoder: [3, 2],
    discriminator: [2, 3],
  }),
  aCase('convolutional vae-gan', {
    model: 'vaegan',
    architecture: 'conv',
    encoder: [2],
    decoder: [3],
    discriminator: [2, 3],
  }),
];

/** Decoders that repeat pixels before convolutions, from sides of 4, 7 and 14, or of 2, 3 and 6. */
export const UPSAMPLING_CASES: readonly Case[] = [
  aCase('convolutional vae, repeated pixels', {
    architecture: 'conv',
    encoder: [2, 3, 5],
    decoder: [5, 3, 2],
    upsampling: 'nearest',
  }),
  aCase('convolutional vae-gan, repeated pixels, 8 channels', {
    model: 'vaegan',
    architecture: 'conv',
    encoder: [2],
    decoder: [8, 3],
    discriminator: [2, 3],
    upsampling: 'nearest',
  }),
  aCase('convolutional ae, repeated pixels', {
    model: 'ae',
    architecture: 'conv',
    encoder: [2],
    decoder: [3],
    upsampling: 'nearest',
  }),
  aCase('convolutional conditional gan, repeated pixels', {
    model: 'gan',
    architecture: 'conv',
    condition: 'label',
    decoder: [3, 2],
    discriminator: [2, 3],
    upsampling: 'nearest',
  }),
];

/** Images in colour, two of them of 32 × 32 pixels: `checks.ts` draws them. */
export const SHAPE_CASES: readonly Case[] = (
  [
    ['vae', { imageSide: 32 }],
    ['conditional ae, masking', { model: 'ae', condition: 'label', corruption: 'masking' }, { noise: 0.3 }],
    ['vae-gan', { model: 'vaegan', discriminator: [5] }],
    ['made', { model: 'made', encoder: [9] }],
    ['convolutional vae', { architecture: 'conv', encoder: [3, 2], decoder: [2, 3], imageSide: 32 }],
    [
      'convolutional conditional gan',
      { model: 'gan', architecture: 'conv', condition: 'label', decoder: [3], discriminator: [2] },
    ],
    [
      'convolutional vae, repeated pixels',
      { architecture: 'conv', encoder: [2], decoder: [5, 3], upsampling: 'nearest' },
    ],
  ] as [string, Partial<Config>, Partial<Hyper>?][]
).map(([name, settings, hyper]) =>
  aCase(`${name}, in colour`, { dataset: 'own', imageChannels: 3, ...settings }, hyper),
);

/** Layers that are normalised, in groups of channels or all units of a dense layer. */
export const NORMALISATION_CASES: readonly Case[] = [
  aCase('convolutional vae, normalised', {
    architecture: 'conv',
    encoder: [8, 3],
    decoder: [5, 8],
    normalisation: 'group',
  }),
  aCase('ae, normalised', {
    model: 'ae',
    activation: 'tanh',
    encoder: [9],
    decoder: [13],
    normalisation: 'group',
  }),
  aCase('smooth convolutional vae, normalised', {
    ...{ architecture: 'conv', activation: 'elu', normalisation: 'group' },
    // Four groups of six, three of eleven.
    ...{ encoder: [2, 24], decoder: [33, 2] },
  }),
  aCase(
    'vae, normalised, weights decay',
    { activation: 'elu', encoder: [33, 7], decoder: [13, 50], normalisation: 'group' },
    DECAYS,
  ),
  aCase('convolutional conditional gan, normalised', {
    ...{ model: 'gan', architecture: 'conv', condition: 'label', activation: 'leakyRelu' },
    ...{ decoder: [13, 4], discriminator: [2, 8], normalisation: 'group' },
  }),
  aCase('adversarial autoencoder, normalised', { model: 'aae', decoder: [13, 50], normalisation: 'group' }),
  aCase('convolutional vae-gan, repeated pixels, normalised', {
    ...{ model: 'vaegan', architecture: 'conv', upsampling: 'nearest' },
    ...{ encoder: [8], decoder: [8, 2], discriminator: [2, 2], normalisation: 'group' },
  }),
];

/** Models with outputs so saturated that their gradients are tiny: see `saturatedState`. */
export const SATURATED_CASES: readonly (Case & { makes: Learner })[] = [
  { ...aCase('vae', {}), makes: 'decoder' },
  { ...aCase('made', { model: 'made', encoder: [33] }), makes: 'encoder' },
  { ...aCase('gan', { model: 'gan' }, { ganLoss: 'minimax', turn: 'generator' }), makes: 'decoder' },
];

export const CASES: readonly Case[] = [
  ...PLAIN_CASES,
  ...SETTING_CASES,
  ...FAMILY_CASES,
  ...OPTIMISER_CASES,
  ...CONVOLUTION_CASES,
  ...CONVOLUTION_FAMILY_CASES,
  ...UPSAMPLING_CASES,
  ...NORMALISATION_CASES,
];

/** A row of the table by its name. Throws where there is none. */
export function caseOf(name: string): Case {
  const found = CASES.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
}
