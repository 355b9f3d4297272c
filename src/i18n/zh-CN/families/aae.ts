import type { words as english } from '../../en/families/aae';

export const words = {
  'settings.model.options.aae': '对抗自编码器 (AAE)',
  'presets.aae.name': '对抗自编码器',
  'presets.aae.line': '对抗训练使编码的分布与先验一致。',
  'presets.aae.difference': '判别器使编码服从 N(0, 1)',
  'loss.sentence.aae':
    '单位：奈特。每张图像的重构损失，以及判别器和编码器的损失。概率：判别器对先验样本的输出 D(z) 与对编码的输出 D(E(x))。',
} as const satisfies Record<keyof typeof english, string>;
