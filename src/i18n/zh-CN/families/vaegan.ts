import type { words as english } from '../../en/families/vaegan';

export const words = {
  'settings.model.options.vaegan': 'VAE-GAN',
  'presets.vaegan.name': 'VAE-GAN',
  'presets.vaegan.line': '在判别器的特征上计算重构误差：笔画比 VAE 的更清晰。',
  'presets.vaegan.difference': '在判别器的特征上衡量重构误差',
  'loss.sentence.vaegan':
    '单位：奈特。重构（仅测量）、KL、判别器的特征损失，以及各网络的损失。概率：判别器对真实图像的输出 D(x)，以及对重构与样本的平均输出 D(x̂)、D(G(z))。',
} as const satisfies Record<keyof typeof english, string>;
