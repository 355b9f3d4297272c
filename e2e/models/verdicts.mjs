/** What the trials have to show: claims about medians over seeds that were fixed before. */

export const NAMES = [
  'vae',
  'vae-10',
  'cvae',
  'vae-10-binary',
  'made',
  'shallow-ae',
  'denoising',
  'sparse-kl',
  'gan',
  'cgan',
];

/**
 * @typedef {{ claim: string, asked: string, measured: string, holds: boolean, trials: string[] }} Verdict
 * @param {(trial: string, key: string) => number} median
 * @returns {Verdict[]}
 */
export function verdicts(median) {
  const nats = (/** @type {number} */ value) => `${value.toFixed(2)} nats`;
  /** @param {string} better @param {string} worse @param {string} claim */
  const below = (better, worse, claim) => {
    const [a, b] = [median(better, 'nats'), median(worse, 'nats')];
    return { claim, asked: `< ${nats(b)}`, measured: nats(a), holds: a < b, trials: [better, worse] };
  };
  const rho = median('sparse-kl', 'rho');
  const mean = median('sparse-kl', 'mean');
  const classes = median('gan', 'classes');
  const asAsked = median('cgan', 'asAsked');
  return [
    below('cvae', 'vae', "conditional VAE's −ELBO below the VAE's of the same size"),
    below('denoising', 'shallow-ae', 'denoising AE restores masked images better than the plain AE'),
    below('made', 'vae-10-binary', "MADE's −log p below the VAE's −ELBO (latent 10, black and white)"),
    {
      claim: 'sparse AE reaches its ρ',
      asked: `${rho} ± 10%`,
      measured: mean.toFixed(4),
      holds: Math.abs(mean / rho - 1) <= 0.1,
      trials: ['sparse-kl'],
    },
    {
      claim: 'GAN covers the classes (at least 1% of 1,000 samples each)',
      asked: '≥ 8 of 10',
      measured: `${classes} of 10`,
      holds: classes >= 8,
      trials: ['gan'],
    },
    {
      claim: "conditional GAN's samples are classed as asked",
      asked: '≥ 90%',
      measured: `${(100 * asAsked).toFixed(1)}%`,
      holds: asAsked >= 0.9,
      trials: ['cgan'],
    },
  ];
}
