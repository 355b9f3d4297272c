/** The terms of the objective for one image, in nats: value, and derivative by the outputs of the network. */

import { sigmoid, softplus } from './activations';
import { flushed } from './flush';
import type { Role } from './operations';
import type { GanLoss, Likelihood } from './spec';

/**
 * −log p(x | output) of one pixel x in [0, 1].
 * Bernoulli: the output is a logit o, and the loss log(1 + eᵒ) − o x; a grey pixel counts as a
 * probability of ink. Gaussian with σ = 1, without its constant: ½ (o − x)².
 */
export function reconTerm(likelihood: Likelihood, output: number, x: number): number {
  switch (likelihood) {
    case 'bernoulli':
      return softplus(output) - output * x;
    case 'gaussian':
      return 0.5 * (output - x) ** 2;
    default:
      return likelihood satisfies never;
  }
}

/** Its derivative by the output: for both likelihoods, the pixel minus its target. */
export function reconSlope(likelihood: Likelihood, output: number, x: number): number {
  return (likelihood === 'bernoulli' ? sigmoid(output) : output) - x;
}

/** The pixel that an output represents, in [0, 1], flushed. */
export function pixel(likelihood: Likelihood, output: number): number {
  return flushed(likelihood === 'bernoulli' ? sigmoid(output) : Math.min(1, Math.max(0, output)));
}

/**
 * KL(N(μ, σ²) ‖ N(0, 1)) of one latent coordinate: ½ (σ² + μ² − 1 − log σ²)
 * (Kingma & Welling 2013, appendix B).
 */
export function klTerm(mu: number, logVar: number): number {
  return 0.5 * (Math.exp(logVar) + mu * mu - 1 - logVar);
}

/** Its derivatives ∂/∂μ and ∂/∂log σ². */
export const klSlope = (mu: number, logVar: number): [number, number] => [mu, 0.5 * (Math.exp(logVar) - 1)];

/**
 * The loss of a logit s of "real", D = 1 / (1 + e⁻ˢ), in a role (Goodfellow et al. 2014): real −log D, fake
 * −log (1 − D), fool −log D, or log (1 − D) in the minimax game.
 */
export function adversarialTerm(role: Role, kind: GanLoss, s: number): number {
  if (role === 'fake') return softplus(s);
  if (role === 'fool' && kind === 'minimax') return -softplus(s);
  return softplus(-s);
}

export function adversarialSlope(role: Role, kind: GanLoss, s: number): number {
  if (role === 'fake') return sigmoid(s);
  if (role === 'fool' && kind === 'minimax') return -sigmoid(s);
  return sigmoid(s) - 1;
}

/** Means are clipped to [EDGE, 1 − EDGE]: keeps logarithms finite where a unit never, or always, fires. */
export const EDGE = 1e-6;

/**
 * KL(ρ ‖ ρ̂) of two Bernoulli distributions, ρ̂ the mean activation of a unit over the batch (Ng, "Sparse
 * autoencoder", 2011).
 */
export function sparsityTerm(rho: number, mean: number): number {
  const q = Math.min(1 - EDGE, Math.max(EDGE, mean));
  return rho * Math.log(rho / q) + (1 - rho) * Math.log((1 - rho) / (1 - q));
}

/** Its derivative by the mean; zero where the mean is clipped. */
export function sparsitySlope(rho: number, mean: number): number {
  if (mean <= EDGE || mean >= 1 - EDGE) return 0;
  return (1 - rho) / (1 - mean) - rho / mean;
}
