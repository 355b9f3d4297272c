import type { words as english } from '../../en/families/aae';

export const words = {
  'settings.model.options.aae': '对抗自编码器 (AAE)',
  'presets.aae.name': '对抗自编码器',
  'presets.aae.line': '由判别器塑造点云，没有 KL 项。',
  'presets.aae.difference': '判别器让编码服从 N(0, 1)',
  'loss.sentence.aae':
    '单位：奈特。每张图像的重构损失、双方的损失，以及判别器对先验样本 D(z) 与编码 D(E(x)) 的判断。',
} as const satisfies Record<keyof typeof english, string>;
