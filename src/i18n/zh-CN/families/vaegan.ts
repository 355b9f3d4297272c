import type { words as english } from '../../en/families/vaegan';

export const words = {
  'settings.model.options.vaegan': 'VAE-GAN',
  'presets.vaegan.name': 'VAE-GAN',
  'presets.vaegan.line': '以判别器的特征比较图像：笔画比 VAE 的更清晰。',
  'presets.vaegan.difference': '由判别器来衡量相似度',
  'loss.sentence.vaegan':
    '单位：奈特。重构（仅测量）、KL、判别器眼中的特征差异、双方的损失，以及判别器对真实图像 D(x)、对重构与样本 D(x̂)、D(G(z)) 的平均判断。',
} as const satisfies Record<keyof typeof english, string>;
