/** Gradients of the families with adversarial training, phase by phase, and of MADE. */
import { describe, it } from 'vitest';
import type { Config } from '../experiment/config';
import { hyperWith } from '../experiment/specOf';
import { gradientsAgree } from './gradients.checks';
import type { Hyper } from './spec';
import { tiny } from './testing';

const families: [name: string, config: Partial<Config>, hyper?: Partial<Hyper>][] = [
  ['a GAN', { model: 'gan' }],
  ['a GAN in ReLU', { model: 'gan', activation: 'relu' }],
  ['a GAN with the minimax loss', { model: 'gan' }, { ganLoss: 'minimax' }],
  ['a GAN whose discriminator has no hidden layers', { model: 'gan', discriminator: [] }],
  ['a conditional GAN', { model: 'gan', condition: 'label' }],
  ['a conditional GAN with the minimax loss', { model: 'gan', condition: 'label' }, { ganLoss: 'minimax' }],
  ['an adversarial autoencoder', { model: 'aae' }],
  // Squared errors: next to 540 nats of Bernoulli loss, rounding hides what so few leaky units let through.
  [
    'an adversarial autoencoder, leaky ReLU, Gaussian',
    { model: 'aae', activation: 'leakyRelu', likelihood: 'gaussian' },
  ],
  ['an adversarial autoencoder with the minimax loss', { model: 'aae' }, { ganLoss: 'minimax' }],
  ['a VAE-GAN', { model: 'vaegan' }, { beta: 0.7, gamma: 0.3 }],
  ['a VAE-GAN, ELU, minimax', { model: 'vaegan', activation: 'elu' }, { gamma: 3, ganLoss: 'minimax' }],
  [
    'a VAE-GAN whose discriminator has no hidden layers, and likeness is that of pixels',
    { model: 'vaegan', discriminator: [] },
    { gamma: 0.1 },
  ],
  ['MADE without hidden layers', { model: 'made', encoder: [] }],
  ['MADE with one hidden layer', { model: 'made', encoder: [7] }],
  ['MADE with two hidden layers', { model: 'made', encoder: [9, 7] }],
  ['MADE with two hidden layers in ReLU', { model: 'made', encoder: [9, 7], activation: 'relu' }],
];

// Some thousand losses per test: half a second, or more where the machine is busy.
describe('gradients of', { timeout: 60_000 }, () => {
  it.each(families)('%s', (_, config, hyper = {}) => {
    gradientsAgree(tiny({ imageSide: 12, ...config }), hyperWith(hyper));
  });
});
