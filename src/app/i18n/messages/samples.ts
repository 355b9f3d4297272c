import type { Text } from '../../../experiment/schema';

/** What a model draws by itself, and of what. */
export const samples = {
  'samples.region': { en: 'Samples', zh: '采样' },
  'samples.from': { en: 'From', zh: '来自' },
  'samples.prior': { en: 'the prior', zh: '先验' },
  'samples.gaussian': { en: 'fitted Gaussian', zh: '拟合的高斯' },
  'samples.posterior': { en: 'image codes', zh: '图像编码' },
  'samples.again': { en: 'New draws', zh: '重新采样' },
  'samples.sheet': { en: 'Decoded draws', zh: '解码后的样本' },
  'samples.is.prior': {
    en: 'N(0, 1), decoded; the same codes while it trains.',
    zh: '解码取自 N(0, 1) 的编码；训练时编码不变。',
  },
  'samples.is.noEncoder': {
    en: 'N(0, 1), decoded. No encoder: no image has a place here.',
    zh: '解码取自 N(0, 1) 的编码。没有编码器，图像没有位置。',
  },
  'samples.is.gaussian': {
    en: 'It has no prior: a Gaussian fitted to its codes instead.',
    zh: '此模型没有先验：改用拟合其编码的高斯分布。',
  },
  'samples.is.posterior': {
    en: 'Codes of random test images, each spread by its own σ.',
    zh: '随机测试图像的编码，各按自己的 σ 抽取。',
  },
  'samples.is.codes': {
    en: 'Codes of random test images as they are: reconstructions.',
    zh: '随机测试图像的编码，不加改变：即重构。',
  },
  'samples.is.conditional': {
    en: 'A code a row, under the labels 0 to 9 from left to right.',
    zh: '每行一个编码，从左到右配标签 0 到 9。',
  },
  'samples.covers': { en: 'Covers {covered} of {all} classes', zh: '覆盖 {all} 类中的 {covered} 类' },
  'samples.covers.hint': {
    en: 'Each draw is classed by its five nearest test images, by pixels. A class is covered when at least 1% of the draws fall into it',
    zh: '每个样本按像素距离最近的五张测试图像归类；某类至少占样本的 1% 即算覆盖',
  },
  'samples.asAsked': { en: '{share}% classed as asked', zh: '{share}% 与所给标签一致' },
  'samples.class': { en: '{label}: {count}', zh: '{label}：{count}' },
  'samples.how': { en: 'Classed by the nearest test images.', zh: '按最近的测试图像归类。' },
  'samples.least': {
    en: 'A class counts from {least} of {count} {count:draw|draws} on. Step {step}',
    zh: '{count} 个样本中至少 {least} 个才算覆盖。第 {step} 步',
  },
  'samples.classing': { en: 'Classing the draws …', zh: '正在归类样本……' },
} as const satisfies Record<string, Text>;
