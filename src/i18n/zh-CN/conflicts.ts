import type { conflicts as english } from '../en/conflicts';

export const conflicts = {
  'conflicts.sparsityWithoutSigmoid': 'KL 稀疏比较的是 0 与 1 之间的激活：请把编码设为 sigmoid。',
  'conflicts.classesWithoutLabels': '数据没有标签，因此无法区分类别。',
  'conflicts.dataWithoutLabels': '数据没有标签，因此无法告诉模型它看到的是哪个数字。',
  'conflicts.labelWithConvolutions': '标签只能接入全连接层：请选择全连接层，或不设条件。',
  'conflicts.convolutionCount': '每次卷积把图像缩小一半：可以有 1 到 {most} 层。',
  'conflicts.convolutionChannels': '每层卷积最多 {most} 个通道。',
  'conflicts.engineWithoutConvolutions':
    '该引擎不支持卷积：请选择 TensorFlow.js（WebGPU 或 WebGL），或自动。',
} as const satisfies Record<keyof typeof english, string>;
