/**
 * The members of the family that have a name in the field, as data: what each is set to, in one line what it
 * shows, which member it descends from and the one thing that tells it from that one. What can be asked of
 * the family as a whole is in `family.ts`.
 */
import type { Config } from './config';
import type { Text } from './rows/row';

export interface Preset {
  id: string;
  name: Text;
  /** What it does, or what there is to see. */
  line: Text;
  /** Only what differs from the defaults; each of `family.ts`'s PRESET_KEYS that is not here is at its default. */
  settings: Partial<Config>;
  /** Its place in the tree is under the first; where two lines of the family meet, there is a second. */
  parents: readonly string[];
  /** The one thing that tells it from its first parent; null where there is none. */
  difference: Text | null;
  /** Authors and year; null for what is nobody's. */
  source: string | null;
}

/** Channels of convolutional models, from the image to the code and back; as many as dense layers have units take minutes a step. */
export const CHANNELS = { encoder: [16, 32], decoder: [32, 16] };

export const presets: readonly Preset[] = [
  {
    id: 'pca',
    name: { en: 'PCA', zh: 'PCA（主成分分析）' },
    line: {
      en: 'The best flat plane through the data, computed in one go.',
      zh: '一次算出的、穿过数据的最佳平面。',
    },
    settings: { model: 'pca' },
    parents: [],
    difference: null,
    source: 'Pearson 1901',
  },
  {
    id: 'linear-ae',
    name: { en: 'Linear AE', zh: '线性自编码器' },
    line: { en: 'Finds the same plane as PCA, step by step.', zh: '一步步找到与 PCA 相同的平面。' },
    settings: { model: 'ae', encoder: [], decoder: [], likelihood: 'gaussian' },
    parents: ['pca'],
    difference: { en: 'learned by gradient steps instead of computed', zh: '由梯度步学得，而非直接算出' },
    source: 'Baldi & Hornik 1989',
  },
  {
    id: 'shallow-ae',
    name: { en: 'AE 784–32–784', zh: '自编码器 784–32–784' },
    line: { en: 'One layer of 32 units is the code.', zh: '一层 32 个单元就是编码。' },
    settings: { model: 'ae', encoder: [], decoder: [], latent: 32, code: 'relu' },
    parents: ['linear-ae'],
    difference: { en: 'a code of 32 ReLU units', zh: '编码为 32 个 ReLU 单元' },
    source: 'Rumelhart et al. 1986',
  },
  {
    id: 'sparse-l1',
    name: { en: 'Sparse AE, L1', zh: '稀疏自编码器，L1' },
    line: {
      en: 'Each unit pays for its activation, so most are zero.',
      zh: '每个单元都要为激活付出代价，因此多数为零。',
    },
    settings: {
      model: 'ae',
      encoder: [],
      decoder: [],
      latent: 32,
      code: 'relu',
      penalty: 'l1',
    },
    parents: ['shallow-ae'],
    difference: { en: 'the code pays for its size', zh: '编码要为其大小付出代价' },
    source: 'Ng 2011',
  },
  {
    id: 'sparse-kl',
    name: { en: 'Sparse AE, KL', zh: '稀疏自编码器，KL' },
    line: {
      en: '64 units, each with a mean activation of a fifth.',
      zh: '64 个单元，每个的平均激活约为五分之一。',
    },
    settings: {
      model: 'ae',
      encoder: [],
      decoder: [],
      latent: 64,
      code: 'sigmoid',
      penalty: 'sparsity',
      penaltyWeight: 30,
      sparsity: 0.2,
    },
    parents: ['sparse-l1'],
    difference: {
      en: 'a target ρ for the mean activation of each unit',
      zh: '为每个单元的平均激活设定目标 ρ',
    },
    source: 'Ng 2011',
  },
  {
    id: 'denoising',
    name: { en: 'Denoising AE', zh: '去噪自编码器' },
    line: { en: 'Sees half an image, gives back the whole.', zh: '只看到一半图像，还原出整张。' },
    settings: {
      model: 'ae',
      encoder: [],
      decoder: [],
      latent: 32,
      code: 'relu',
      corruption: 'masking',
      noise: 0.5,
    },
    parents: ['shallow-ae'],
    difference: { en: 'the encoder sees a damaged image', zh: '编码器看到的是被破坏的图像' },
    source: 'Vincent et al. 2008',
  },
  {
    id: 'made',
    name: { en: 'MADE', zh: 'MADE（自回归）' },
    line: { en: 'Draws pixel by pixel; its likelihood is exact.', zh: '逐像素地画；似然是精确的。' },
    settings: { model: 'made', encoder: [512], pixels: 'binary' },
    parents: ['shallow-ae'],
    difference: {
      en: 'masks: each pixel is predicted from those before it',
      zh: '掩码：每个像素只由它之前的像素预测',
    },
    source: 'Germain et al. 2015',
  },
  {
    id: 'ae',
    name: { en: 'AE', zh: '自编码器' },
    line: { en: 'Hidden layers, and two numbers that fill the plane.', zh: '有隐藏层，两个数铺满平面。' },
    settings: { model: 'ae' },
    parents: ['linear-ae'],
    difference: { en: 'hidden layers: the plane becomes a curved surface', zh: '有隐藏层：平面变为曲面' },
    source: 'Hinton & Zemel 1993',
  },
  {
    id: 'deep-ae',
    name: { en: 'Deep AE', zh: '深度自编码器' },
    line: {
      en: '784‑1000‑500‑250‑2, the model that revived the field.',
      zh: '784‑1000‑500‑250‑2，复兴这一领域的模型。',
    },
    settings: { model: 'ae', encoder: [1000, 500, 250], decoder: [250, 500, 1000] },
    parents: ['ae'],
    difference: { en: 'a third hidden layer on each side', zh: '每侧多一个隐藏层' },
    source: 'Hinton & Salakhutdinov 2006',
  },
  {
    id: 'l2-ae',
    name: { en: 'AE with L2', zh: 'L2 自编码器' },
    line: { en: 'A tidy cloud without any noise: half of a VAE.', zh: '没有噪声也有整齐的点云：半个 VAE。' },
    settings: { model: 'ae', penalty: 'l2' },
    parents: ['ae'],
    difference: { en: 'codes are pulled towards the origin', zh: '编码被拉向原点' },
    source: 'Ghosh et al. 2020',
  },
  {
    id: 'conv-ae',
    name: { en: 'Convolutional AE', zh: '卷积自编码器' },
    line: { en: 'Small windows find strokes wherever they are.', zh: '小窗口在任何位置都能找到笔画。' },
    settings: { model: 'ae', architecture: 'conv', ...CHANNELS },
    parents: ['ae'],
    difference: { en: 'convolutions in place of dense layers', zh: '以卷积代替全连接层' },
    source: 'Masci et al. 2011',
  },
  {
    id: 'vae',
    name: { en: 'VAE', zh: 'VAE（变分自编码器）' },
    line: {
      en: 'Each image is a small cloud; the plane can be drawn from.',
      zh: '每张图像是一小团云；可从平面上采样作画。',
    },
    settings: {},
    parents: ['ae'],
    difference: {
      en: 'codes are distributions, held near N(0, 1)',
      zh: '编码是分布，并保持在 N(0, 1) 附近',
    },
    source: 'Kingma & Welling 2013',
  },
  {
    id: 'conv-vae',
    name: { en: 'Convolutional VAE', zh: '卷积 VAE' },
    line: { en: 'The same cloud, seen through small windows.', zh: '同样的点云，透过小窗口看到。' },
    settings: { architecture: 'conv', ...CHANNELS },
    parents: ['vae', 'conv-ae'],
    difference: { en: 'convolutions in place of dense layers', zh: '以卷积代替全连接层' },
    source: 'Salimans et al. 2015',
  },
  {
    id: 'vae-10',
    name: { en: 'VAE, latent 10', zh: 'VAE，10 维' },
    line: {
      en: 'Sharper digits; the plane is one slice of ten.',
      zh: '数字更清晰；平面只是十维中的一个切片。',
    },
    settings: { latent: 10 },
    parents: ['vae'],
    difference: { en: 'ten latent coordinates instead of two', zh: '潜变量有十维而非两维' },
    source: 'Kingma & Welling 2013',
  },
  {
    id: 'beta-vae',
    name: { en: 'β-VAE', zh: 'β-VAE' },
    line: {
      en: 'β = 4: the code carries less, in fewer coordinates, and digits are blurrier.',
      zh: 'β = 4：编码携带的信息更少，集中在更少的维度，数字也更模糊。',
    },
    settings: { latent: 10, beta: 4 },
    parents: ['vae-10'],
    difference: { en: 'the KL term weighs four times as much', zh: 'KL 项的权重是四倍' },
    source: 'Higgins et al. 2017',
  },
  {
    id: 'collapsed-vae',
    name: { en: 'VAE that collapses', zh: '坍缩的 VAE' },
    line: {
      en: 'β = 30: nothing gets through, every digit is the mean.',
      zh: 'β = 30：信息无法通过，每个数字都是均值。',
    },
    settings: { beta: 30 },
    parents: ['vae'],
    difference: { en: 'the KL term outweighs every digit', zh: 'KL 项压倒一切数字' },
    source: 'Bowman et al. 2016',
  },
  {
    id: 'free-bits',
    name: { en: 'VAE with free nats', zh: '带自由 nat 的 VAE' },
    line: { en: 'The same β = 30, and yet it draws digits.', zh: '同样的 β = 30，却能画出数字。' },
    settings: { beta: 30, freeBits: 2 },
    parents: ['collapsed-vae'],
    difference: { en: 'two nats a coordinate cost nothing', zh: '每一维有两个 nat 不计代价' },
    source: 'Kingma et al. 2016',
  },
  {
    id: 'cvae',
    name: { en: 'Conditional VAE', zh: '条件 VAE' },
    line: {
      en: 'Given the label, the latent plane only has to encode style.',
      zh: '给定标签，潜平面只需编码笔迹风格。',
    },
    settings: { condition: 'label' },
    parents: ['vae'],
    difference: { en: 'the label is an input of encoder and decoder', zh: '标签是编码器和解码器的输入' },
    source: 'Sohn et al. 2015',
  },
  {
    id: 'vaegan',
    name: { en: 'VAE-GAN', zh: 'VAE-GAN' },
    line: {
      en: "Compares images by a discriminator's features: sharper strokes than the VAE's.",
      zh: '以判别器的特征比较图像：笔画比 VAE 的更清晰。',
    },
    // One wide layer, whose features keep what an image shows; a discriminator that learns more slowly than the others,
    // so that it does not win; and likeness that outweighs fooling it.
    settings: {
      model: 'vaegan',
      latent: 10,
      discriminator: [512],
      beta: 0.1,
      gamma: 3,
      discriminatorRate: 0.3,
    },
    parents: ['vae', 'gan'],
    difference: {
      en: 'a discriminator measures likeness',
      zh: '由判别器来衡量相似度',
    },
    source: 'Larsen et al. 2016',
  },
  {
    id: 'aae',
    name: { en: 'Adversarial AE', zh: '对抗自编码器' },
    line: { en: 'A discriminator shapes the cloud, no KL term.', zh: '由判别器塑造点云，没有 KL 项。' },
    // A discriminator that learns faster than who answers it (Heusel et al. 2017) sees where the codes are, and what it
    // asks of them counts ten times (λ of Tolstikhin et al. 2018 on MNIST).
    settings: { model: 'aae', discriminator: [128], discriminatorRate: 3, penaltyWeight: 10 },
    parents: ['ae', 'gan'],
    difference: {
      en: 'a discriminator holds codes to N(0, 1)',
      zh: '判别器让编码服从 N(0, 1)',
    },
    source: 'Makhzani et al. 2015',
  },
  {
    id: 'gan',
    name: { en: 'GAN', zh: 'GAN（生成对抗网络）' },
    line: {
      en: 'A generator against a discriminator: no encoder, it only draws.',
      zh: '生成器与判别器对抗：没有编码器，只会作画。',
    },
    settings: {
      model: 'gan',
      latent: 32,
      decoder: [128],
      discriminator: [128],
      activation: 'leakyRelu',
      learningRate: 3e-4,
    },
    parents: [],
    difference: null,
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'cgan',
    name: { en: 'Conditional GAN', zh: '条件 GAN' },
    line: {
      en: 'Learns to draw the digit that it is asked for: 9 in 10 after 40 epochs of MNIST.',
      zh: '学会画出所要求的数字：在 MNIST 上 40 轮后约九成正确。',
    },
    settings: {
      model: 'gan',
      latent: 32,
      decoder: [128],
      discriminator: [128],
      activation: 'leakyRelu',
      condition: 'label',
    },
    parents: ['gan'],
    difference: { en: 'the label is an input of both networks', zh: '标签是两个网络的输入' },
    source: 'Mirza & Osindero 2014',
  },
];
