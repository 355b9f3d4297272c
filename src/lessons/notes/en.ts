import type { NotesByLesson } from './notes';

export const en: NotesByLesson = {
  compression: {
    goal: 'An autoencoder is a compressor that learns; in the linear case it finds what PCA computes.',
    misconception: 'Autoencoders are something entirely different from older methods of compression.',
    questions: [
      [
        'Why can the linear autoencoder not be better than PCA?',
        'Whatever its weights, all it can return lies on one plane, and PCA is the plane with the least squared error.',
      ],
      [
        'Its plane is that of PCA, but its two coordinates are not. Why?',
        'The decoder can undo any turning and stretching of the code, so the loss does not prefer one pair of axes.',
      ],
    ],
  },
  'loss-units': {
    goal: 'A loss has a unit: nats or bits, per image or per pixel. Its least possible value need not be 0.',
    misconception:
      'Two papers with losses of 0.2 and 150 have very different models; a good model reaches 0.',
    questions: [
      ['How many nats is one bit?', 'ln 2 ≈ 0.693.'],
      [
        'Which images would have a least loss of 0?',
        'Those with pixels of pure black and white: then the right probability is 0 or 1 and has no entropy.',
      ],
    ],
  },
  generation: {
    goal: 'Generating needs a decoder and a distribution of codes to draw from. A VAE is trained for both.',
    misconception: 'Any autoencoder generates: one only has to feed its decoder with random numbers.',
    questions: [
      [
        'Where on the plane of the plain autoencoder would you draw codes instead?',
        'Where its codes lie, for example from a Gaussian that is fitted to them: Sample offers it.',
      ],
      [
        'What does the VAE pay for its order?',
        'Reconstruction: at equal size its images are a little more blurred than those of the plain autoencoder.',
      ],
    ],
  },
  'kl-rises': {
    goal: 'KL is the price of the information in the code. It rises while the model learns, and the total falls.',
    misconception: 'Every term of a loss has to fall; a rising KL means that the training goes wrong.',
    questions: [
      [
        'What would a KL of exactly 0 mean?',
        'Every image has the same code, N(0, 1): the decoder cannot know which image it has to return.',
      ],
      [
        'When does KL stop rising?',
        'When another nat of KL would save less than one nat (with β: β nats) of reconstruction.',
      ],
    ],
  },
  collapse: {
    goal: 'Posterior collapse follows from the objective: a coordinate that costs more than it saves is given up.',
    misconception: 'More β is always better disentangled; an inactive coordinate is a programming error.',
    questions: [
      [
        'How do you see on the plane that a coordinate is inactive?',
        'All dots lie on a line: its mean is the same for every image, and moving along it changes no digit.',
      ],
      [
        'Why do free nats help, but longer training does not?',
        'The collapsed model is where the objective wants it; only another objective leads elsewhere.',
      ],
    ],
  },
  blur: {
    goal: 'Blur comes from averaging over the images that a code cannot tell apart.',
    misconception: 'The KL term makes the images of a VAE blurred, and without it they would be sharp.',
    questions: [
      [
        'Why is the mean the best answer under this loss?',
        'The expected cross-entropy of a pixel is least at the probability that it is ink, which is the mean of the images.',
      ],
      [
        'GANs draw sharp images with few latent numbers. How?',
        'Their loss does not compare pixel by pixel: an image must only look real, not be this one.',
      ],
    ],
  },
  axes: {
    goal: 'Neighbourhoods in a latent space mean something; axes, orientation and distances between groups do not.',
    misconception: 'z₁ has a meaning, and classes that are far apart on the plane are unlike.',
    questions: [
      [
        'What would have to be in the loss for axes to have a meaning?',
        'Something that distinguishes them, such as an ordering (PCA), labels, or a penalty on statistical dependence.',
      ],
      [
        'Which statement about the plane would you still dare to publish?',
        'One that holds for several seeds, such as which classes are neighbours, with the number of seeds.',
      ],
    ],
  },
  denoising: {
    goal: 'Losses are comparable only for the same inputs. Noise at the input makes a model learn structure.',
    misconception: 'A test loss below the training loss is an error; adding noise only harms.',
    questions: [
      [
        'How could the two losses be made comparable?',
        'Measure both on the same kind of image: training images without noise, or test images with it.',
      ],
      [
        'A model that was trained on masked images reconstructs whole images badly. Why?',
        'Whole images have twice the ink that it is used to: also a good input can be an unfamiliar one.',
      ],
    ],
  },
  'gan-losses': {
    goal: 'The losses of a GAN show which network is ahead. Quality and variety are seen in the samples.',
    misconception: 'The generator’s loss falls as its images improve.',
    questions: [
      [
        'What would both losses be in perfect balance?',
        'The discriminator guesses: D = ½ everywhere, so the generator’s loss is ln 2 ≈ 0.69 and the discriminator’s 2 ln 2.',
      ],
      [
        'Why does a generator collapse?',
        'Its loss rewards images that fool the discriminator, and nothing in it rewards variety.',
      ],
    ],
  },
  anomalies: {
    goal: 'A reconstruction error says how hard an image is for the model, not whether something is wrong with it.',
    misconception: 'A low error means that the input is normal.',
    questions: [
      [
        'What would happen if the threshold were set to catch everything?',
        'Many ordinary digits would be reported too: each threshold trades missed anomalies against false alarms.',
      ],
      [
        'Where would you trust such a detector, and where not?',
        'Where unusual means hard to draw, such as scratches; not where it means another meaning of the same strokes.',
      ],
    ],
  },
};
