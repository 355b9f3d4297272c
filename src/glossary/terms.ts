/**
 * The data of the glossary's entries besides their words: formulas, one per line, in the syntax of
 * `formula.ts`, and sources. Sources are the same in every language.
 */
import type { TermId } from '../i18n/en/glossary';

interface Term {
  formulas: readonly string[];
  source: string;
}

const DEEP_LEARNING = 'Goodfellow, Bengio & Courville 2016, Deep Learning';
const BISHOP = 'Bishop 2006, Pattern Recognition and Machine Learning';
const VAE = 'Kingma & Welling 2013, Auto-Encoding Variational Bayes, arXiv:1312.6114';
const GAN = 'Goodfellow et al. 2014, Generative Adversarial Nets, arXiv:1406.2661';

/** By id; a term without its line does not compile, and neither does a line without a term. */
export const terms: Readonly<Record<TermId, Term>> = {
  autoencoder: {
    formulas: ['\\hat{x} = g(f(x))'],
    source:
      'Hinton & Salakhutdinov 2006, Reducing the Dimensionality of Data with Neural Networks, Science 313',
  },
  encoder: {
    formulas: ['z = f(x)', 'q(z|x) = N(μ(x), diag σ(x)^2)'],
    source: `${DEEP_LEARNING}, ch. 14; ${VAE}`,
  },
  decoder: { formulas: ['\\hat{x} = g(z)'], source: `${DEEP_LEARNING}, ch. 14` },
  bottleneck: {
    formulas: ['dim z ≪ dim x'],
    source:
      'Hinton & Salakhutdinov 2006, Reducing the Dimensionality of Data with Neural Networks, Science 313',
  },
  code: { formulas: ['z = f(x)', 'z ∼ q(z|x)'], source: `${DEEP_LEARNING}, ch. 14` },
  'latent-space': { formulas: ['z ∈ ℝ^d'], source: `${BISHOP}, ch. 12` },
  'latent-plane': { formulas: ['(a, b) ↦ g(z_0 + a u + b v)'], source: `${VAE}, appendix A` },
  manifold: {
    formulas: ['M = \\{ g(z) : z ∈ ℝ^2 \\}'],
    source: `${DEEP_LEARNING}, sections 5.11.3 and 14.6`,
  },
  vae: { formulas: ['−ELBO = E_q[−log p(x|z)] + KL(q(z|x) ‖ p(z))'], source: VAE },
  pca: {
    formulas: ['\\hat{x} = m + V V^T (x − m)'],
    source: `Pearson 1901, On Lines and Planes of Closest Fit to Systems of Points in Space, Philosophical Magazine 2; ${BISHOP}, section 12.1`,
  },
  'principal-component': { formulas: ['C v = λ v'], source: `${BISHOP}, section 12.1` },
  'sparse-code': {
    formulas: ['λ ‖z‖_1', 'λ ∑_j (ρ log \\frac{ρ}{\\hat{ρ}_j} + (1 − ρ) log \\frac{1 − ρ}{1 − \\hat{ρ}_j})'],
    source: `Ng 2011, Sparse Autoencoder, CS294A lecture notes; ${DEEP_LEARNING}, section 14.2.1`,
  },
  denoising: {
    formulas: ['−log p(x | f(\\tilde{x}))'],
    source: 'Vincent et al. 2008, Extracting and Composing Robust Features with Denoising Autoencoders, ICML',
  },
  'contractive-penalty': {
    formulas: ['λ ‖\\frac{∂h}{∂x}‖_F^2 = λ ∑_j f′(a_j)^2 ∑_i W_{j i}^2'],
    source:
      'Rifai et al. 2011, Contractive Auto-Encoders: Explicit Invariance During Feature Extraction, ICML',
  },
  autoregressive: {
    formulas: ['p(x) = ∏_i p(x_i | x_1, …, x_{i − 1})'],
    source: 'Germain et al. 2015, MADE: Masked Autoencoder for Distribution Estimation, arXiv:1502.03509',
  },
  gan: { formulas: ['min_G max_D E_x[log D(x)] + E_z[log (1 − D(G(z)))]'], source: GAN },
  generator: { formulas: ['L_G = −log D(G(z))', 'z ∼ N(0, I)'], source: GAN },
  discriminator: {
    formulas: ['L_D = −log D(x) − log (1 − D(G(z)))', 'D^*(x) = \\frac{p(x)}{p(x) + q(x)}'],
    source: `${GAN}, section 4.1`,
  },
  'mode-collapse': {
    formulas: [],
    source: 'Metz et al. 2017, Unrolled Generative Adversarial Networks, arXiv:1611.02163',
  },
  aae: {
    formulas: ['L_{AE} = −log p(x|z) + λ (−log D(f(x)))', 'L_D = −log D(z) − log (1 − D(f(x)))'],
    source:
      'Makhzani et al. 2015, Adversarial Autoencoders, arXiv:1511.05644; Tolstikhin et al. 2018, Wasserstein Auto-Encoders, arXiv:1711.01558',
  },
  'vae-gan': {
    formulas: ['\\frac{1}{2} ‖f(x) − f(\\hat{x})‖^2'],
    source:
      'Larsen et al. 2016, Autoencoding beyond Pixels Using a Learned Similarity Metric, arXiv:1512.09300',
  },
  'conditional-model': {
    formulas: ['p(x, z | y) = p(z) p(x | z, y)'],
    source:
      'Sohn, Lee & Yan 2015, Learning Structured Output Representation Using Deep Conditional Generative Models, NIPS; Mirza & Osindero 2014, Conditional Generative Adversarial Nets, arXiv:1411.1784',
  },
  prior: { formulas: ['p(z) = N(0, I)'], source: `${VAE}; ${BISHOP}, section 1.2.3` },
  'learned-prior': {
    formulas: ['q(z) = \\frac{1}{N} ∑_n q(z | x_n)'],
    source:
      'Hoffman & Johnson 2016, ELBO surgery: yet another way to carve up the variational evidence lower bound; Vahdat, Kreis & Kautz 2021, Score-based Generative Modeling in Latent Space, arXiv:2106.05931',
  },
  'flow-matching': {
    formulas: [
      'x_t = (1 − t) x_0 + t x_1',
      'v(x, t) = E[x_1 − x_0 | x_t = x]',
      '\\frac{d x_t}{d t} = v(x_t, t)',
    ],
    source: 'Lipman et al. 2023, Flow Matching for Generative Modeling, arXiv:2210.02747',
  },
  diffusion: {
    formulas: ['y_k = \\sqrt{α_k} x + \\sqrt{1 − α_k} ε', 'ε ∼ N(0, I)'],
    source: 'Ho, Jain & Abbeel 2020, Denoising Diffusion Probabilistic Models, arXiv:2006.11239',
  },
  score: {
    formulas: ['s(x, t) = ∇_x log p_t(x)', 's(x, t) = \\frac{t v(x, t) − x}{1 − t}'],
    source:
      'Hyvärinen 2005, Estimation of Non-Normalized Statistical Models by Score Matching, JMLR 6; Song et al. 2021, Score-Based Generative Modeling through Stochastic Differential Equations, arXiv:2011.13456',
  },
  posterior: {
    formulas: ['p(z|x) = \\frac{p(x|z) p(z)}{p(x)}', 'q(z|x) = N(μ, diag σ^2)'],
    source: `${VAE}; ${BISHOP}, section 1.2.3`,
  },
  likelihood: {
    formulas: ['p(x) = ∫ p(x|z) p(z) d z', 'log p(x|z) = ∑_i log p(x_i | z)'],
    source: `${BISHOP}, sections 1.2.3 and 12.2`,
  },
  'bernoulli-likelihood': {
    formulas: ['−∑_i (x_i log \\hat{x}_i + (1 − x_i) log (1 − \\hat{x}_i))'],
    source: `${VAE}, appendix C.1; Loaiza-Ganem & Cunningham 2019, The Continuous Bernoulli: Fixing a Pervasive Error in Variational Autoencoders, arXiv:1907.06845`,
  },
  'gaussian-likelihood': {
    formulas: ['−log p(x|z) = \\frac{1}{2} ‖x − \\hat{x}‖^2 + const'],
    source: `${VAE}, appendix C.2; ${BISHOP}, section 3.1.1`,
  },
  'reconstruction-error': { formulas: ['E_q[−log p(x|z)]'], source: `${VAE}, section 2.3` },
  kl: {
    formulas: [
      'KL(q ‖ p) = E_q[log \\frac{q(z)}{p(z)}]',
      'KL(N(μ, σ^2) ‖ N(0, 1)) = \\frac{1}{2} (μ^2 + σ^2 − 1 − log σ^2)',
    ],
    source: `Kullback & Leibler 1951, On Information and Sufficiency, Ann. Math. Statist. 22; ${VAE}, appendix B`,
  },
  elbo: {
    formulas: ['ELBO = E_q[log p(x|z)] − KL(q(z|x) ‖ p(z))', 'log p(x) = ELBO + KL(q(z|x) ‖ p(z|x))'],
    source: `${VAE}, section 2.2`,
  },
  beta: {
    formulas: ['L = E_q[−log p(x|z)] + β KL(q(z|x) ‖ p(z))'],
    source:
      'Higgins et al. 2017, beta-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework, ICLR',
  },
  'free-bits': {
    formulas: ['∑_j max (λ, E_x[KL_j])'],
    source:
      'Kingma et al. 2016, Improving Variational Inference with Inverse Autoregressive Flow, appendix C.8, eq. 15, arXiv:1606.04934',
  },
  'warm-up': {
    formulas: ['β_t = β min (1, \\frac{t}{T})'],
    source:
      'Bowman et al. 2016, Generating Sentences from a Continuous Space, arXiv:1511.06349; Fu et al. 2019, Cyclical Annealing Schedule: A Simple Approach to Mitigating KL Vanishing, arXiv:1903.10145',
  },
  'posterior-collapse': {
    formulas: ['q(z|x) = p(z)'],
    source:
      'Bowman et al. 2016, Generating Sentences from a Continuous Space, arXiv:1511.06349; Lucas et al. 2019, Don’t Blame the ELBO! A Linear VAE Perspective on Posterior Collapse, arXiv:1911.02469',
  },
  'active-units': {
    formulas: ['Var_x[μ_j(x)] > 0.01'],
    source:
      'Burda, Grosse & Salakhutdinov 2016, Importance Weighted Autoencoders, section 5.2, arXiv:1509.00519',
  },
  reparameterisation: {
    formulas: ['z = μ + σ ⊙ ε', 'ε ∼ N(0, I)'],
    source: `${VAE}, section 2.4`,
  },
  nats: {
    formulas: ['I = −ln p'],
    source: 'Cover & Thomas 2006, Elements of Information Theory, section 2.1',
  },
  'hidden-layer': { formulas: ['h = f(W x + b)'], source: `${DEEP_LEARNING}, ch. 6` },
  activation: {
    formulas: [
      'ReLU(a) = max (0, a)',
      'LeakyReLU(a) = max (0.01 a, a)',
      'ELU(a) = max (0, a) + min (0, e^a − 1)',
      'tanh(a) = \\frac{e^a − e^{−a}}{e^a + e^{−a}}',
      'σ(a) = \\frac{1}{1 + e^{−a}}',
    ],
    source: `${DEEP_LEARNING}, section 6.3; Clevert et al. 2016, Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs), arXiv:1511.07289`,
  },
  convolution: {
    formulas: ['y_{i, j} = b + ∑_{m, n = 0}^3 w_{m, n} x_{2 i + m − 1, 2 j + n − 1}'],
    source: 'LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition, Proc. IEEE 86',
  },
  'transposed-convolution': {
    formulas: ['y = C x', '\\tilde{x} = C^T y'],
    source:
      'Dumoulin & Visin 2016, A Guide to Convolution Arithmetic for Deep Learning, ch. 4, arXiv:1603.07285',
  },
  'nearest-upsampling': {
    formulas: ['y_{i, j} = x_{⌊i / 2⌋, ⌊j / 2⌋}'],
    source: 'Odena, Dumoulin & Olah 2016, Deconvolution and Checkerboard Artifacts, Distill',
  },
  'group-normalisation': {
    formulas: ['\\hat{x} = \\frac{x − μ}{\\sqrt{σ^2 + ϵ}}', 'y = γ \\hat{x} + β'],
    source:
      'Wu & He 2018, Group Normalization, arXiv:1803.08494; Ba, Kiros & Hinton 2016, Layer Normalization, arXiv:1607.06450',
  },
  gradient: {
    formulas: ['∇_θ L = (\\frac{∂L}{∂θ_1}, …, \\frac{∂L}{∂θ_n})'],
    source: `${DEEP_LEARNING}, sections 4.3 and 8.1.3`,
  },
  backpropagation: {
    formulas: ['\\frac{∂L}{∂h_l} = \\frac{∂L}{∂h_{l + 1}} \\frac{∂h_{l + 1}}{∂h_l}'],
    source:
      'Rumelhart, Hinton & Williams 1986, Learning Representations by Back-Propagating Errors, Nature 323',
  },
  batch: { formulas: ['L = \\frac{1}{B} ∑_b L(x_b)'], source: `${DEEP_LEARNING}, section 8.1.3` },
  step: { formulas: ['θ_{t + 1} = θ_t − η ∇_θ L'], source: `${DEEP_LEARNING}, section 8.3.1` },
  epoch: { formulas: ['\\frac{N}{B} = \\frac{60000}{128} ≈ 469'], source: `${DEEP_LEARNING}, section 8.1.3` },
  'learning-rate': { formulas: ['w ← w − η g'], source: `${DEEP_LEARNING}, sections 8.3.1 and 11.4.1` },
  schedule: {
    formulas: ['η_t = \\frac{η}{2} (1 + cos \\frac{π t}{N})', 'η_t = η · 10^{−⌊t / N⌋}'],
    source:
      'Loshchilov & Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts, arXiv:1608.03983',
  },
  optimiser: { formulas: [], source: `${DEEP_LEARNING}, ch. 8` },
  sgd: {
    formulas: ['w ← w − η g'],
    source: `Robbins & Monro 1951, A Stochastic Approximation Method, Ann. Math. Statist. 22; ${DEEP_LEARNING}, section 8.3.1`,
  },
  momentum: {
    formulas: ['m ← α m + g', 'w ← w − η m'],
    source:
      'Polyak 1964, Some Methods of Speeding Up the Convergence of Iteration Methods, USSR Comput. Math. Math. Phys. 4; Sutskever et al. 2013, On the Importance of Initialization and Momentum in Deep Learning, ICML',
  },
  rmsprop: {
    formulas: ['v ← ρ v + (1 − ρ) g^2', 'w ← w − η \\frac{g}{\\sqrt{v} + ϵ}'],
    source: 'Tieleman & Hinton 2012, Neural Networks for Machine Learning (Coursera), lecture 6.5',
  },
  adam: {
    formulas: [
      'm ← β_1 m + (1 − β_1) g',
      'v ← β_2 v + (1 − β_2) g^2',
      '\\hat{m} = \\frac{m}{1 − β_1^t}, \\hat{v} = \\frac{v}{1 − β_2^t}',
      'w ← w − η \\frac{\\hat{m}}{\\sqrt{\\hat{v}} + ϵ}',
    ],
    source: 'Kingma & Ba 2014, Adam: A Method for Stochastic Optimization, arXiv:1412.6980',
  },
  'weight-decay': {
    formulas: ['w ← w − η λ w'],
    source: 'Loshchilov & Hutter 2019, Decoupled Weight Decay Regularization, arXiv:1711.05101',
  },
  overfitting: { formulas: [], source: `${DEEP_LEARNING}, section 5.2` },
  'train-test': { formulas: [], source: `${DEEP_LEARNING}, sections 5.2 and 5.3` },
  seed: {
    formulas: [],
    source: 'Salmon et al. 2011, Parallel Random Numbers: As Easy as 1, 2, 3, SC11',
  },
  knn: {
    formulas: ['d(z_1, z_2) = ‖z_1 − z_2‖_2'],
    source: 'Cover & Hart 1967, Nearest Neighbor Pattern Classification, IEEE Trans. Inf. Theory 13',
  },
  'linear-probe': {
    formulas: ['p(y|z) = softmax(W z + b)'],
    source:
      'Alain & Bengio 2016, Understanding Intermediate Layers Using Linear Classifier Probes, arXiv:1610.01644',
  },
  'energy-distance': {
    formulas: ['D^2 = 2 E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖'],
    source:
      'Székely & Rizzo 2013, Energy statistics: A class of statistics based on distances, J. Stat. Plan. Inference 143',
  },
  nmi: {
    formulas: ['\\frac{2 I(A; B)}{H(A) + H(B)}'],
    source:
      'Vinh, Epps & Bailey 2010, Information Theoretic Measures for Clusterings Comparison: Variants, Properties, Normalization and Correction for Chance, JMLR 11',
  },
  'anomaly-score': {
    formulas: ['s(x) = −log p(x | z = μ) + KL(q(z|x) ‖ p(z))'],
    source:
      'An & Cho 2015, Variational Autoencoder Based Anomaly Detection Using Reconstruction Probability, Special Lecture on IE 2; Nalisnick et al. 2019, Do Deep Generative Models Know What They Don’t Know?, arXiv:1810.09136',
  },
  auroc: {
    formulas: ['A = P(s_1 > s_0) + \\frac{1}{2} P(s_1 = s_0)'],
    source:
      'Hanley & McNeil 1982, The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve, Radiology 143',
  },
  interpolation: {
    formulas: [
      'z_t = (1 − t) z_0 + t z_1',
      'z_t = \\frac{sin ((1 − t) ω)}{sin ω} z_0 + \\frac{sin (t ω)}{sin ω} z_1',
    ],
    source: 'White 2016, Sampling Generative Networks, arXiv:1609.04468',
  },
  psnr: {
    formulas: ['PSNR = 10 log_{10} \\frac{1}{MSE}'],
    source:
      'Huynh-Thu & Ghanbari 2008, Scope of Validity of PSNR in Image/Video Quality Assessment, Electronics Letters 44',
  },
  ssim: {
    formulas: ['\\frac{(2 μ_x μ_y + c_1) (2 σ_{x y} + c_2)}{(μ_x^2 + μ_y^2 + c_1) (σ_x^2 + σ_y^2 + c_2)}'],
    source:
      'Wang et al. 2004, Image Quality Assessment: From Error Visibility to Structural Similarity, IEEE Trans. Image Process. 13',
  },
};
