import type { words as english } from '../../en/families/pca';

export const words = {
  'settings.model.options.pca': 'PCA（主成分分析）',
  'presets.pca.name': 'PCA（主成分分析）',
  'presets.pca.line': '穿过数据且平方误差最小的平面。',
  'loss.sentence.pca': '单位：每张图像的奈特，即 PCA 重构的平方误差的一半，由闭式解算出。',
} as const satisfies Record<keyof typeof english, string>;
