/** The criteria of the trials: claims about medians over seeds, fixed before the runs. */

export const NAMES = [
  'linear-ae',
  'vae',
  'vae-10',
  'conv-vae',
  'conv-vae-10',
  'cvae',
  'vae-10-binary',
  'made',
  'shallow-ae',
  'denoising',
  'sparse-kl',
  'contractive',
  'gan',
  'dcgan',
  'cgan',
  'aae',
  'vaegan',
  'prior-ae',
  'prior-vae',
];

/** Where codes are drawn from: the AE's has a criterion, the rest is a comparison. */
export const SOURCES = {
  normal: 'N(0, I)',
  gaussian: 'a fitted Gaussian',
  posterior: 'the aggregate posterior',
  learned: 'the learned prior',
};

/** The default VAE with each optimiser: a comparison without criteria. */
export const OPTIMISERS = {
  'vae-sgd': 'SGD',
  'vae-momentum': 'momentum',
  'vae-rmsprop': 'RMSProp',
  'vae-adam': 'Adam',
};

/** By how much a learned prior cuts the AE's energy distance from codes of test images, at least. */
const CUT = 5;

/** Largest relative distance from the float64 run. */
const NEAR = 0.02;
/**
 * Limits for the linear AE's error above PCA's, and for the largest angle between the two planes, in degrees.
 * The error alone says little about the plane: the third component explains nearly as much as the second, and
 * a plane that is half way to it, at 45°, costs 0.6%. At 10° it costs 0.03%; nearer, Adam's steps of fixed
 * size keep it moving.
 */
const LINEAR = { error: 0.01, angle: 10 };

/** What a convolutional VAE with ten coordinates reaches at least, in nats. */
const CONVOLUTIONAL = 102;

/**
 * Limits for the contractive autoencoder, relative to a plain one: the Jacobian's norm, with and without its
 * scale, and the loss.
 */
const CONTRACTED = { norm: 0.67, relative: 0.75, recon: 1.02 };

/**
 * Limits for the adversarial autoencoder's codes, which should be N(0, 1), and for what they are good for.
 */
const HELD = { variance: [0.7, 1.3], distance: 0.12, classes: 10, knn: 0.6 };

/**
 * @typedef {{ claim: string, target: string, measured: string, holds: boolean, trials: string[] }} Verdict
 * @param {(trial: string, key: string) => number} median
 * @param {Record<string, { nats: number }>} references Float64 runs by preset.
 * @returns {Verdict[]}
 */
export function verdicts(median, references) {
  const nats = (/** @type {number} */ value) => `${value.toFixed(2)} nats`;
  /** @param {string} trial @param {string} claim */
  const near = (trial, claim) => {
    const [found, expected] = [median(trial, 'nats'), references[trial]?.nats ?? Number.NaN];
    return {
      claim,
      target: trial in references ? `${nats(expected)} ± ${100 * NEAR}%` : 'not run in float64 yet',
      measured: nats(found),
      holds: Math.abs(found / expected - 1) <= NEAR,
      trials: [trial],
    };
  };
  /** @param {string} better @param {string} worse @param {string} claim */
  const below = (better, worse, claim) => {
    const [a, b] = [median(better, 'nats'), median(worse, 'nats')];
    return { claim, target: `< ${nats(b)}`, measured: nats(a), holds: a < b, trials: [better, worse] };
  };
  const ratio = median('linear-ae', 'ratio');
  const angle = median('linear-ae', 'angle');
  const rho = median('sparse-kl', 'rho');
  const mean = median('sparse-kl', 'mean');
  const contracted = (/** @type {string} */ key, /** @type {string} */ plain) =>
    median('contractive', key) / median('contractive', plain);
  const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)}%`;
  /** @param {string} claim @param {number} found @param {number} most */
  const atMost = (claim, found, most) => ({
    claim,
    target: `≤ ${percent(most)}`,
    measured: percent(found),
    holds: found <= most,
    trials: ['contractive'],
  });
  const classes = median('gan', 'classes');
  const matchingLabel = median('cgan', 'matchingLabel');
  const aae = (/** @type {string} */ key) => median('aae', key);
  const [least, most] = HELD.variance;
  const gradient = (/** @type {string} */ key) => median('vaegan', key);
  const short = (/** @type {string} */ key) => Math.abs(gradient(key) - gradient('ofData'));
  return [
    {
      claim: "linear AE's squared error against PCA's",
      target: `≤ ${100 * LINEAR.error}% above`,
      measured: `${(100 * (ratio - 1)).toFixed(2)}%`,
      holds: ratio <= 1 + LINEAR.error,
      trials: ['linear-ae'],
    },
    {
      claim: "linear AE's plane against PCA's (largest principal angle)",
      target: `≤ ${LINEAR.angle}°`,
      measured: `${angle.toFixed(1)}°`,
      holds: angle <= LINEAR.angle,
      trials: ['linear-ae'],
    },
    near('vae', "VAE's −ELBO after 10 epochs against a run in float64"),
    near('vae-10', "VAE's −ELBO, latent 10, after 10 epochs against a run in float64"),
    below('conv-vae', 'vae', "convolutional VAE's −ELBO against the VAE's, with a twelfth of its parameters"),
    {
      claim: "convolutional VAE's −ELBO, latent 10, after 10 epochs",
      target: `≤ ${nats(CONVOLUTIONAL)}`,
      measured: nats(median('conv-vae-10', 'nats')),
      holds: median('conv-vae-10', 'nats') <= CONVOLUTIONAL,
      trials: ['conv-vae-10'],
    },
    below('cvae', 'vae', "conditional VAE's −ELBO below the VAE's of the same size"),
    below('denoising', 'shallow-ae', 'denoising AE restores masked images better than the plain AE'),
    below('made', 'vae-10-binary', "MADE's −log p below the VAE's −ELBO (latent 10, black and white)"),
    {
      claim: 'sparse AE reaches its ρ',
      target: `${rho} ± 10%`,
      measured: mean.toFixed(4),
      holds: Math.abs(mean / rho - 1) <= 0.1,
      trials: ['sparse-kl'],
    },
    atMost("contractive AE's ‖J‖² against the plain AE's", contracted('norm', 'plainNorm'), CONTRACTED.norm),
    atMost(
      'the same, each relative to the variance of its codes',
      contracted('relative', 'plainRelative'),
      CONTRACTED.relative,
    ),
    atMost(
      "contractive AE's reconstruction loss against the plain AE's",
      contracted('recon', 'plainRecon'),
      CONTRACTED.recon,
    ),
    {
      claim: 'GAN covers the classes (at least 1% of 1,000 samples each)',
      target: '≥ 8 of 10',
      measured: `${classes} of 10`,
      holds: classes >= 8,
      trials: ['gan'],
    },
    {
      claim: 'DCGAN covers the classes (at least 1% of 1,000 samples each)',
      target: '≥ 9 of 10',
      measured: `${median('dcgan', 'classes')} of 10`,
      holds: median('dcgan', 'classes') >= 9,
      trials: ['dcgan'],
    },
    {
      claim: "DCGAN's samples: classifier score (1 to 10) above the dense GAN's of four times as many epochs",
      target: `> ${median('dcgan', 'dense.score').toFixed(2)}`,
      measured: `${median('dcgan', 'score').toFixed(2)} (test images ${median('dcgan', 'data.score').toFixed(2)})`,
      holds: median('dcgan', 'score') > median('dcgan', 'dense.score'),
      trials: ['dcgan'],
    },
    {
      claim: "DCGAN's samples: the classifier's mean confidence above that of the dense GAN's",
      target: `> ${percent(median('dcgan', 'dense.confidence'))}`,
      measured: `${percent(median('dcgan', 'confidence'))} (test images ${percent(median('dcgan', 'data.confidence'))})`,
      holds: median('dcgan', 'confidence') > median('dcgan', 'dense.confidence'),
      trials: ['dcgan'],
    },
    {
      claim: "conditional GAN's samples match their labels",
      target: '≥ 90%',
      measured: `${(100 * matchingLabel).toFixed(1)}%`,
      holds: matchingLabel >= 0.9,
      trials: ['cgan'],
    },
    {
      claim: "AAE's codes: the variance of each coordinate",
      target: `${least} … ${most}`,
      measured: `${aae('lowest').toFixed(2)} … ${aae('highest').toFixed(2)}`,
      holds: aae('lowest') >= least && aae('highest') <= most,
      trials: ['aae'],
    },
    {
      claim: "AAE's codes: their radius against the prior's (K–S distance)",
      target: `≤ ${HELD.distance}`,
      measured: aae('distance').toFixed(3),
      holds: aae('distance') <= HELD.distance,
      trials: ['aae'],
    },
    {
      claim: 'AAE generates every class (1,000 samples of the prior)',
      target: `${HELD.classes} of 10`,
      measured: `${aae('classes')} of 10`,
      holds: aae('classes') >= HELD.classes,
      trials: ['aae'],
    },
    {
      claim: "AAE's codes: accuracy of kNN",
      target: `≥ ${HELD.knn.toFixed(2)}`,
      measured: aae('knn').toFixed(3),
      holds: aae('knn') >= HELD.knn,
      trials: ['aae'],
    },
    {
      claim: "VAE-GAN's codes: accuracy of kNN",
      target: '≥ 80%',
      measured: `${(100 * median('vaegan', 'knn')).toFixed(1)}%`,
      holds: median('vaegan', 'knn') >= 0.8,
      trials: ['vaegan'],
    },
    {
      claim: "VAE-GAN's reconstructions have the class of their image",
      target: '≥ 80%',
      measured: `${(100 * median('vaegan', 'classed')).toFixed(1)}%`,
      holds: median('vaegan', 'classed') >= 0.8,
      trials: ['vaegan'],
    },
    {
      claim: "VAE-GAN's reconstructions: sharpness (mean gradient), nearer to the images' than the VAE's",
      target: `${gradient('ofData').toFixed(3)}, nearer than ${gradient('ofVae').toFixed(3)}`,
      measured: gradient('gradient').toFixed(3),
      holds: short('gradient') < short('ofVae'),
      trials: ['vaegan'],
    },
    {
      claim: "AE's codes: the energy distance of a learned prior below that of N(0, I)",
      target: `≤ ${(median('prior-ae', 'normal.distance') / CUT).toFixed(3)} (a ${CUT}th of it)`,
      // An estimate without bias: of a distance that is 0, it may be below 0.
      measured: median('prior-ae', 'learned.distance').toFixed(3),
      holds: CUT * median('prior-ae', 'learned.distance') <= median('prior-ae', 'normal.distance'),
      trials: ['prior-ae'],
    },
  ];
}
