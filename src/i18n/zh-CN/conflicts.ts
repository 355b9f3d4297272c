import type { conflicts as english } from '../en/conflicts';

export const conflicts = {
  'conflicts.sparsityWithoutSigmoid': 'KL 稀疏惩罚要求激活在 0 与 1 之间：请把编码设为 sigmoid。',
  'conflicts.classesWithoutLabels': '数据没有标签，因此无法选择类别。',
  'conflicts.dataWithoutLabels': '数据没有标签，模型无法以标签为条件。',
  'conflicts.convolutionCount': '每个卷积层使图像边长减半：可以有 1 到 {most} 层。',
  'conflicts.convolutionChannels': '每个卷积层最多 {most} 个通道。',
  'conflicts.engineWithoutConvolutions':
    '该引擎不支持卷积：请选择 WebGPU、WebAssembly SIMD、TensorFlow.js（WebGPU 或 WebGL），或自动。',
  'conflicts.pcaSize': 'PCA 只能计算每幅图像不超过 {most} 个数的数据（32 × 32 彩色）。',
} as const satisfies Record<keyof typeof english, string>;
