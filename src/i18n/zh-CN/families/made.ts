import type { words as english } from '../../en/families/made';

export const words = {
  'settings.model.options.made': '自回归模型 (MADE)',
  'presets.made.name': 'MADE（自回归）',
  'presets.made.line': '逐像素生成；似然是精确的。',
  'presets.made.difference': '掩码：每个像素只由它之前的像素预测',
  'loss.sentence.made':
    '单位：每张图像的奈特，即 −log p(x)，对黑白图像是精确的。实线为训练集，虚线为测试集。',
} as const satisfies Record<keyof typeof english, string>;
