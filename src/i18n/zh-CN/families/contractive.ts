import type { words as english } from '../../en/families/contractive';

export const words = {
  'settings.model.options.contractive': '收缩自编码器 (CAE)',
  'presets.contractive.name': '收缩自编码器',
  'presets.contractive.line': '图像的微小变化几乎不改变编码。',
  'presets.contractive.difference': '以对编码器雅可比矩阵的惩罚代替噪声',
  'loss.penalty.contractive': '‖J‖²',
  'loss.sentence.contractive':
    '单位：每张图像的奈特。总损失 = 重构 + λ · ‖J‖²。‖J‖² 是编码器雅可比矩阵 ∂z/∂x 的 Frobenius 范数的平方，衡量像素的微小变化会引起编码多大的变化。实线为训练集，虚线为测试集。',
} as const satisfies Record<keyof typeof english, string>;
