/** The words of the loss chart. */
export const charts = {
  'loss.region': 'Loss',
  'loss.total': 'total',
  'loss.recon': 'reconstruction',
  'loss.kl': 'KL',
  'loss.nll': '−log p(x)',
  'loss.penalty': 'penalty',
  'loss.feature': 'feature',
  'loss.discriminator': 'discriminator',
  'loss.generator': 'generator',
  'loss.encoder': 'encoder',
  // With free bits: the KL as it counts in the loss, and as it is.
  'loss.kl.counted': 'KL as it counts',
  'loss.kl.raw': 'raw KL',
  // For the legend of many terms.
  'loss.short.recon': 'recon.',
  'loss.short.discriminator': 'D loss',
  'loss.short.generator': 'G loss',
  'loss.short.encoder': 'E loss',
  'loss.train': 'training',
  'loss.test': 'test',
  'loss.train.corrupted': 'training, damaged',
  'loss.test.clean': 'test, clean',
  'loss.sentence.vae':
    'Nats per image: total = reconstruction + β · KL. Solid: training; dashed: test images.',
  'loss.sentence.ae':
    'Nats per image: the total is the reconstruction loss. Solid: training; dashed: test images.',
  'loss.sentence.ae.penalty':
    'Nats per image: total = reconstruction + λ · penalty. Solid: training; dashed: test images.',
  'loss.sentence.warmUp': 'β is that of the step.',
  'loss.sentence.freeBits':
    "In the loss each coordinate's KL counts as at least {free, plural, one {# nat} other {# nats}}; the KL shown is the raw one.",
  'loss.sentence.corrupted': 'The encoder sees damaged images in training, and clean ones in the test.',
  'loss.sentence.pca':
    'Nats per image: half the squared error that PCA leaves. It is computed once, not learned.',
  'loss.sentence.gan':
    'Nats: what each player loses, and what the discriminator believes of real images, D(x), and of made ones, D(G(z)).',
  'loss.sentence.aae':
    'Nats: reconstruction per image, what each player loses, and what the discriminator believes of draws of the prior, D(z), and of codes, D(E(x)).',
  'loss.sentence.vaegan':
    "Nats: reconstruction (measured only), KL, likeness in the discriminator's eyes, what each player loses, and what the discriminator believes of real images, D(x), and of reconstructions and samples, D(x̂) and D(G(z)) together.",
  'loss.sentence.made':
    'Nats per image: −log p(x), exact for black and white images. Solid: training; dashed: test images.',
  'loss.at': 'step {step}',
  'loss.mean': 'mean of steps {from}–{to}',
  'loss.mean.from': 'mean of {count, plural, one {# value} other {# values}} from step {from} on',
  'loss.untrained': 'before the first step',
  'loss.show': 'Show {what}',
  'loss.axis.loss': 'loss, nats',
  'loss.axis.cost': 'cost, nats',
  'loss.axis.game': 'losses, nats',
  'loss.axis.belief': 'probability of “real”',
  'loss.axis.kl': 'KL, nats',
  'loss.steps': 'steps',
  'loss.epochs': 'epochs',
  'loss.inEpochs': 'Epochs',
  'loss.log': 'Log scale',
  'loss.resetZoom': 'Reset zoom',
  'loss.plot': 'Step that is read out. Arrow keys move it, plus and minus zoom, Escape shows everything.',
  'loss.readout': '{when}: {list}',
  'loss.empty': 'The losses will be drawn here, step by step, once training begins.',
} as const;
