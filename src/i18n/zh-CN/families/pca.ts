import type { words as english } from '../../en/families/pca';

export const words = {
  'settings.model.options.pca': 'PCA（主成分分析）',
  'presets.pca.name': 'PCA（主成分分析）',
  'presets.pca.line': '一次算出的、穿过数据的最佳平面。',
  'loss.sentence.pca': '单位：每张图像的奈特，即 PCA 留下的平方误差之半。一次算出，无需学习。',
} as const satisfies Record<keyof typeof english, string>;
