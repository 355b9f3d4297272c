/**
 * Codes to decode, drawn in three ways: from the prior, from a Gaussian fitted to the codes of a model
 * without a prior, and from the aggregate posterior, the codes of all images together (Makhzani et al. 2015).
 * The random numbers are kept separate from the model: during training, the same numbers give other codes,
 * and the change becomes visible.
 */
import { fillNormal, Purpose, randomBits } from '../math/random';
import { hasEncoder, hasPrior } from '../model/predicates';
import type { ModelSpec } from '../model/spec';

export type Source = 'prior' | 'gaussian' | 'posterior' | 'normal';

/** The sources that codes can be drawn from, the default one first. */
export function sourcesOf(spec: ModelSpec): Source[] {
  if (hasPrior(spec)) return hasEncoder(spec) ? ['prior', 'posterior'] : ['prior'];
  return hasEncoder(spec) ? ['gaussian', 'posterior', 'normal'] : ['gaussian'];
}

/** Number of codes that a Gaussian is fitted to, at most. */
const FITTED = 500;

export interface SampleNoise {
  /** For the aggregate posterior, the image of each draw: a number in [0, 2³²). */
  picks: Uint32Array;
  /** ε, count × latent. */
  epsilon: Float32Array;
  /** The coefficients of the first codes in a Gaussian draw: count × FITTED; empty for other sources. */
  shares: Float32Array;
}

/** For `count` draws; the same for the same `seed` and `round`. */
export function drawNoise(
  source: Source,
  count: number,
  latent: number,
  seed: number,
  round: number,
): SampleNoise {
  const epsilon = new Float32Array(count * latent);
  const shares = new Float32Array(source === 'gaussian' ? count * FITTED : 0);
  fillNormal(epsilon, seed, Purpose.draws, 3 * round);
  fillNormal(shares, seed, Purpose.draws, 3 * round + 1);
  const picks = Uint32Array.from({ length: count }, (_, i) =>
    randomBits(seed, Purpose.draws, 3 * round + 2, i),
  );
  return { picks, epsilon, shares };
}

/** μ of some images, and log σ² where codes are distributions: count × latent. */
export interface Codes {
  mu: Float32Array;
  logVar: Float32Array | null;
}

/** The first `count` draws, count × latent; null where codes are needed and there are none. */
export function drawCodes(
  source: Source,
  { picks, epsilon, shares }: SampleNoise,
  count: number,
  latent: number,
  codes: Codes | null,
): Float32Array | null {
  if (source === 'prior' || source === 'normal') return epsilon.slice(0, count * latent);
  if (!codes || codes.mu.length < latent) return null;
  const { mu, logVar } = codes;
  const all = Math.floor(mu.length / latent);
  const z = new Float32Array(count * latent);
  if (source === 'posterior') {
    for (let i = 0; i < z.length; i++) {
      const draw = Math.floor(i / latent);
      const at = (picks[draw] % all) * latent + (i % latent);
      z[i] = mu[at] + (logVar ? Math.exp(0.5 * logVar[at]) * epsilon[i] : 0);
    }
    return z;
  }
  // mean + n^−½ Σ ε (code − mean) has the mean and covariance of the codes, without computing a matrix.
  const n = Math.min(FITTED, all);
  const mean = new Float64Array(latent);
  for (let i = 0; i < n * latent; i++) mean[i % latent] += mu[i] / n;
  for (let draw = 0; draw < count; draw++) {
    for (let d = 0; d < latent; d++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += shares[draw * FITTED + i] * (mu[i * latent + d] - mean[d]);
      z[draw * latent + d] = mean[d] + sum / Math.sqrt(n);
    }
  }
  return z;
}
