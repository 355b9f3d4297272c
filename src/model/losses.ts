/** The terms of the objective for one image, in nats: value, and derivative where the network ends. */
import type { Likelihood } from '../experiment/config';
import { sigmoid, softplus } from './activations';

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

/** Its derivative by the output: what is drawn minus what was there, for both. */
export function reconSlope(likelihood: Likelihood, output: number, x: number): number {
  return (likelihood === 'bernoulli' ? sigmoid(output) : output) - x;
}

/** The pixel that an output stands for, in [0, 1]. */
export function pixel(likelihood: Likelihood, output: number): number {
  return likelihood === 'bernoulli' ? sigmoid(output) : Math.min(1, Math.max(0, output));
}

/**
 * KL(N(μ, σ²) ‖ N(0, 1)) of one latent coordinate: ½ (σ² + μ² − 1 − log σ²)
 * (Kingma & Welling 2013, appendix B).
 */
export function klTerm(mu: number, logVar: number): number {
  return 0.5 * (Math.exp(logVar) + mu * mu - 1 - logVar);
}
