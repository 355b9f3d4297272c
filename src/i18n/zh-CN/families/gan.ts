import type { words as english } from '../../en/families/gan';

export const words = {
  'settings.model.options.gan': '生成对抗网络 (GAN)',
  'presets.gan.name': 'GAN（生成对抗网络）',
  'presets.gan.line': '生成器学习骗过判别器；没有编码器。',
  'presets.dcgan.name': 'DCGAN（深度卷积 GAN）',
  'presets.dcgan.line': '采用卷积；分类器对其生成的数字更有把握。',
  'presets.dcgan.difference': '卷积层；组归一化',
  'presets.cgan.name': '条件 GAN',
  'presets.cgan.line': '按给定标签生成数字：在 MNIST 上训练 40 轮后约九成正确。',
  'presets.cgan.difference': '标签是两个网络的输入',
  'loss.sentence.gan':
    '单位：奈特。两个网络各自的损失。概率：判别器对真实图像的输出 D(x) 与对生成图像的输出 D(G(z))。',
} as const satisfies Record<keyof typeof english, string>;
