/** The glossary's entries on measures, and on paths through the latent space. */
export const measures = {
  'glossary.knn': 'kNN accuracy',
  'glossary.knn.text':
    'Measures how well the classes separate in the [latent space](latent-space). Each code is assigned the class that is most frequent among its k = 10 nearest neighbours, by Euclidean distance; the accuracy is the share of codes whose true class is found. The model itself needs no labels for it.',
  'glossary.linear-probe': 'Linear probe',
  'glossary.linear-probe.text':
    'A linear classifier, here logistic regression, trained on fixed [codes](code) to predict the class. Its accuracy shows how much of the class can be read from the code by a linear function.',
  'glossary.energy-distance': 'Energy distance',
  'glossary.energy-distance.text':
    'Measures how different two distributions are, from a sample of each: twice the mean distance between points of different samples, minus the mean distances within each sample. It is zero only for equal distributions. The estimate from finite samples has no bias, so for equal ones it can be slightly below zero.',
  'glossary.nmi': 'Normalised mutual information (NMI)',
  'glossary.nmi.text':
    'The information that two groupings share, divided by the mean of their entropies: 1 if they agree, 0 if they are independent. Here one grouping is the classes, the other consists of as many k-means clusters of the codes, found without labels.',
  'glossary.anomaly-score': 'Anomaly score',
  'glossary.anomaly-score.text':
    'A number that says how unusual the model finds an image. This page uses the loss of that image alone: the [reconstruction error](reconstruction-error) of its code, plus the [KL divergence](kl) where the model has one; for an [autoregressive model](autoregressive), −log p(x). A high score is a hint, not a proof: simple images that are unlike the data can score low, too.',
  'glossary.auroc': 'ROC area (AUROC)',
  'glossary.auroc.text':
    'The area under the receiver operating characteristic, the curve of detections against false alarms as the threshold moves. It equals the probability that a random anomaly scores higher than a random normal image, ties counting one half. A value of 1 means perfect separation, 0.5 chance level, and it does not depend on a threshold.',
  'glossary.interpolation': 'Interpolation',
  'glossary.interpolation.text':
    'A path of codes from one point to another, decoded step by step. Linear interpolation follows the straight line. Spherical interpolation follows an arc; in many dimensions, where almost all samples of a normal [prior](prior) lie at about the same distance from the origin, it avoids the unlikely region near the centre.',
  'glossary.psnr': 'PSNR',
  'glossary.psnr.text':
    'The peak signal-to-noise ratio, in decibels, compares an image with its reconstruction by their mean squared error; the peak value of a pixel is here 1. Higher is better: 10 dB more means a tenth of the squared error.',
  'glossary.ssim': 'SSIM',
  'glossary.ssim.text':
    'The structural similarity index compares two images within small windows by their means μ, variances σ² and covariance, and averages over the windows. It is 1 for equal images and agrees better with what people see than the squared error does.',
} as const;
