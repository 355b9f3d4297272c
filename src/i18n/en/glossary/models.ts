/**
 * The glossary's entries on models. The message with a term's id is its name, and `[words](id)` links to
 * another entry.
 */
export const models = {
  'glossary.autoencoder': 'Autoencoder',
  'glossary.autoencoder.text':
    'A neural network trained to reproduce its input after passing it through a narrow [code](code). An [encoder](encoder) maps the image to the code, a [decoder](decoder) maps the code back to an image. Since the code is too small to copy every pixel, the network has to find what images have in common.',
  'glossary.encoder': 'Encoder',
  'glossary.encoder.text':
    'The half of an [autoencoder](autoencoder) that computes the [code](code) of an image. In a [VAE](vae) it returns a distribution rather than a point: a mean μ and a log-variance log σ² for each latent coordinate.',
  'glossary.decoder': 'Decoder',
  'glossary.decoder.text':
    'The half of an [autoencoder](autoencoder) that computes an image from a [code](code). It accepts any point of the [latent space](latent-space), not only the codes of images; that is how this page draws what lies between two digits.',
  'glossary.bottleneck': 'Bottleneck',
  'glossary.bottleneck.text':
    'The narrowest layer of an [autoencoder](autoencoder), usually the one that holds the [code](code). Every image has to pass through it, so its width limits how much about an image can be kept: here 784 pixels become as few as two numbers.',
  'glossary.code': 'Code',
  'glossary.code.text':
    'The numbers that stand for an image in the [latent space](latent-space), also called its latent representation. In a [VAE](vae) the code is random; what is plotted on the plane is its mean μ.',
  'glossary.latent-space': 'Latent space',
  'glossary.latent-space.text':
    'The space of all [codes](code). It is called latent, that is hidden, because its coordinates are not observed in the data but inferred by the model. Images that the model treats as similar tend to lie close together in it.',
  'glossary.latent-plane': 'Latent plane',
  'glossary.latent-plane.text':
    'The part of the [latent space](latent-space) that the screen can show. With two latent coordinates it is the whole space; with more, it is a two-dimensional slice through it. At each point the page draws the image that the [decoder](decoder) returns there.',
  'glossary.manifold': 'Manifold',
  'glossary.manifold.text':
    'A curved surface that locally looks like flat space of fewer dimensions. The manifold hypothesis says that natural data lie close to such a surface: of all 784-pixel images, hardly any are digits, and those that are can be changed continuously into one another along a few directions. The [decoder](decoder) bends the latent plane into a surface of this kind.',
  'glossary.vae': 'Variational autoencoder (VAE)',
  'glossary.vae.text':
    'An [autoencoder](autoencoder) whose [encoder](encoder) returns a distribution over codes and whose loss keeps these distributions close to a [prior](prior). It is trained to maximise the [ELBO](elbo), a lower bound on log p(x). Because nearby codes must decode to plausible images, samples from the prior decode to new digits.',
  'glossary.pca': 'Principal component analysis (PCA)',
  'glossary.pca.text':
    'Finds the flat subspace through the mean of the data that leaves the smallest squared [reconstruction error](reconstruction-error). It is the optimum of a linear [autoencoder](autoencoder), and it is computed directly from the covariance matrix instead of being learned step by step.',
  'glossary.principal-component': 'Principal component',
  'glossary.principal-component.text':
    'A direction along which the data vary most, given that it is orthogonal to the components before it. Principal components are the eigenvectors of the covariance matrix, in order of decreasing eigenvalue; the eigenvalue is the variance along that direction.',
  'glossary.sparse-code': 'Sparse code',
  'glossary.sparse-code.text':
    'A [code](code) of many units of which only a few are active for any one image. It is obtained by a penalty: the L1 norm of the code, or a [KL divergence](kl) between a target activation ρ and the mean activation ρ̂ of each unit. Single units then tend to respond to single features, such as a stroke.',
  'glossary.denoising': 'Denoising autoencoder',
  'glossary.denoising.text':
    'An [autoencoder](autoencoder) that is given a corrupted image x̃ and trained to restore the clean image x. Copying the input no longer helps, so the network must learn which images are likely, and it pulls what it sees towards them.',
  'glossary.contractive-penalty': 'Contractive penalty',
  'glossary.contractive-penalty.text':
    'The squared Frobenius norm of the Jacobian of the code h with respect to the image x. Added to the loss with a weight λ, it makes the [code](code) insensitive to small changes of the pixels, except along directions that the reconstruction needs. For a single layer h = f(a), a = W x + b, it has the closed form below.',
  'glossary.autoregressive': 'Autoregressive model (MADE)',
  'glossary.autoregressive.text':
    'Predicts each pixel from those before it in a fixed order, so that the product of the predictions is the exact [likelihood](likelihood) of the image. MADE computes all of these predictions in one pass by masking the weights of an autoencoder; drawing an image still takes one pass for each pixel. It has no latent code.',
  'glossary.gan': 'Generative adversarial network (GAN)',
  'glossary.gan.text':
    'Two networks trained against each other: a [generator](generator) turns random codes into images, and a [discriminator](discriminator) tries to tell these from real ones. Each one’s progress changes the other’s task, so the two losses need not fall: at the ideal equilibrium the discriminator can only guess.',
  'glossary.generator': 'Generator',
  'glossary.generator.text':
    'The network of a [GAN](gan) that turns a code z, drawn from the [prior](prior), into an image G(z). It never sees an image itself; it learns only from the [gradient](gradient) that passes through the [discriminator](discriminator). In the usual non-saturating form it minimises −log D(G(z)).',
  'glossary.discriminator': 'Discriminator',
  'glossary.discriminator.text':
    'A network that estimates the probability D(x) that its input is real rather than generated. An optimal discriminator returns the value below, where p is the density of the data and q that of the images of the [generator](generator). In an [adversarial autoencoder](aae) its inputs are codes instead of images.',
  'glossary.mode-collapse': 'Mode collapse',
  'glossary.mode-collapse.text':
    'A failure of [GANs](gan) in which the [generator](generator) produces only a few kinds of images, however many codes it is given, for example only ones and sevens. Since the [discriminator](discriminator) sees one image at a time, it does not directly penalise what is missing. On this page the number of classes covered, under Samples, shows it.',
  'glossary.aae': 'Adversarial autoencoder (AAE)',
  'glossary.aae.text':
    'An [autoencoder](autoencoder) in which a [discriminator](discriminator), instead of a KL term, makes the distribution of the codes match the [prior](prior). The discriminator learns to tell codes from draws of the prior; the encoder learns to fool it while the image is still reconstructed.',
  'glossary.vae-gan': 'VAE-GAN',
  'glossary.vae-gan.text':
    'A [VAE](vae) combined with a [GAN](gan): the decoder is also the [generator](generator). Images are compared by the features f of a hidden layer of the [discriminator](discriminator) instead of pixel by pixel, which gives sharper strokes, since an error in position costs less than blur.',
  'glossary.conditional-model': 'Conditional model',
  'glossary.conditional-model.text':
    'A model with an extra input y, here the class label as a one-hot vector, given to both of its networks. It learns the distribution of images for each label. The [code](code) no longer needs to say which digit it is and can describe style only: slant, width, weight of the stroke.',
} as const;
