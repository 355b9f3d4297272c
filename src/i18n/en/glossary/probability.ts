/** The glossary's entries on probability and on the terms of the loss. */
export const probability = {
  'glossary.prior': 'Prior',
  'glossary.prior.text':
    'The distribution of [codes](code) that is assumed before any image is seen, here a standard normal distribution. To generate an image, a code is drawn from the prior and decoded.',
  'glossary.learned-prior': 'Learned prior',
  'glossary.learned-prior.text':
    'A distribution that is fitted to the codes of all images after the autoencoder has been trained, and then takes the place of the [prior](prior) when images are generated. The codes of a plain autoencoder are not distributed like N(0, I), and those of a VAE only roughly, so draws of N(0, I) decode to poor images where there are no codes. Here it is learned by [flow matching](flow-matching).',
  'glossary.flow-matching': 'Flow matching',
  'glossary.flow-matching.text':
    'A way to learn a distribution as a flow: a velocity field v moves draws of N(0, I), from t = 0 to t = 1, to where the data are. A draw and a data point are joined by a straight line, and a network learns the mean velocity of the lines that pass through each place at each time. Paths of the flow do not cross, so they are curved although the lines are straight.',
  'glossary.diffusion': 'Denoising diffusion',
  'glossary.diffusion.text':
    'A way to generate data by removing noise step by step. Data are mixed with more and more noise until only N(0, I) is left; a network learns the mean noise in a noisy point; and drawing goes the way back, with a little new noise in every step. It needs the same expectation as [flow matching](flow-matching), so here one network serves both.',
  'glossary.score': 'Score',
  'glossary.score.text':
    'The gradient of the log density: at each place, the direction in which the density grows fastest, and how fast. Of a density that is blurred by noise, it points from a noisy point towards the mean of the data that it may have come from. A network that has learned one of score, noise or the velocity of a [flow](flow-matching) knows all three.',
  'glossary.posterior': 'Posterior',
  'glossary.posterior.text':
    'The distribution of codes given an image, p(z | x). It follows from Bayes’ theorem but cannot be computed for a neural [decoder](decoder). The [encoder](encoder) of a [VAE](vae) therefore returns an approximation to it, q(z | x), a normal distribution with independent coordinates.',
  'glossary.likelihood': 'Likelihood',
  'glossary.likelihood.text':
    'The probability, or density, that the model assigns to an image. Training lowers its negative logarithm. Given a code, the pixels are taken to be independent, so the log-likelihood is a sum over pixels; whether a pixel is [Bernoulli](bernoulli-likelihood) or [Gaussian](gaussian-likelihood) determines the form of each summand.',
  'glossary.bernoulli-likelihood': 'Bernoulli likelihood',
  'glossary.bernoulli-likelihood.text':
    'Takes each pixel as a coin that shows ink with probability x̂, the output of a sigmoid. Its negative logarithm is the binary cross-entropy. For black and white pixels it is a true likelihood; for grey ones, whose value counts as a probability of ink, it is a common approximation, and its minimum is not zero.',
  'glossary.gaussian-likelihood': 'Gaussian likelihood',
  'glossary.gaussian-likelihood.text':
    'Takes each pixel as normally distributed around the output x̂, here with variance 1. Up to a constant, its negative logarithm is half the squared error, so that maximising it is least squares.',
  'glossary.reconstruction-error': 'Reconstruction error',
  'glossary.reconstruction-error.text':
    'How much the decoded image x̂ differs from the original x: the negative [log-likelihood](likelihood) of x given its code, summed over pixels. In a [VAE](vae) it is an expectation over codes drawn from q(z | x), estimated with one draw per image in each step.',
  'glossary.kl': 'KL divergence',
  'glossary.kl.text':
    'The Kullback–Leibler divergence measures how far a distribution q is from a distribution p: the mean of log q/p under q. It is zero only if the two are equal, never negative, and not symmetric. In a [VAE](vae) it measures how far the distribution of an image’s codes is from the [prior](prior); averaged over all images, it is an upper bound on the information, in [nats](nats), that codes carry about images. For normal distributions it has the closed form in the second line.',
  'glossary.elbo': 'ELBO (evidence lower bound)',
  'glossary.elbo.text':
    'A lower bound on log p(x), the log-evidence of an image: expected log-likelihood minus [KL divergence](kl). The gap between the two is the divergence of q(z | x) from the true [posterior](posterior). This page minimises the negative, −ELBO = [reconstruction error](reconstruction-error) + KL.',
  'glossary.beta': 'β',
  'glossary.beta.text':
    'Weight of the [KL](kl) term in the loss. With β = 1 the loss is −[ELBO](elbo). A larger β makes codes carry less information and stay closer to the [prior](prior): reconstructions become blurrier, and at some point the [posterior collapses](posterior-collapse). A smaller one gives sharper reconstructions but leaves gaps between the codes.',
  'glossary.free-bits': 'Free bits (free nats)',
  'glossary.free-bits.text':
    'An allowance λ of [KL](kl) for each latent coordinate, below which lowering the KL further does not lower the loss. It removes the incentive to switch coordinates off and so helps against [posterior collapse](posterior-collapse). The KL is averaged over the batch before it is compared with λ; this page states λ in [nats](nats).',
  'glossary.warm-up': 'KL warm-up (KL annealing)',
  'glossary.warm-up.text':
    'Raises the weight of the [KL](kl) term from 0 to [β](beta) during the first T steps, so that the decoder learns to use the code before the code is penalised. The cyclical variant repeats this: β rises in the first half of each cycle and stays constant in the second.',
  'glossary.posterior-collapse': 'Posterior collapse',
  'glossary.posterior-collapse.text':
    'The state in which q(z | x) equals the [prior](prior) for every image, so that the code carries no information and the decoder ignores it. Its [KL](kl) is then zero and every reconstruction is the same mean image. It can affect single coordinates or all of them; a large [β](beta) provokes it, [warm-up](warm-up) and [free bits](free-bits) counteract it.',
  'glossary.active-units': 'Active units',
  'glossary.active-units.text':
    'Latent coordinates that respond to the image. A coordinate counts as active if its mean μ varies from image to image with a variance above 0.01; the others have [collapsed](posterior-collapse) to the prior.',
  'glossary.reparameterisation': 'Reparameterisation',
  'glossary.reparameterisation.text':
    'Writes a random code as a deterministic function of μ, σ and noise ε that does not depend on the parameters. The [gradient](gradient) of the loss can then pass through the sample to the [encoder](encoder), which would otherwise be cut off by the random draw.',
  'glossary.nats': 'Nat',
  'glossary.nats.text':
    'The unit of information when logarithms are natural; one nat is about 1.44 bits. An event of probability p has an information content of −log p nats. Losses on this page are in nats per image.',
} as const;
