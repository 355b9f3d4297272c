import type { uses as english } from '../en/uses';

export const uses = {
  'uses.tabs': '模型的用途',
  'uses.basis': ' · ',
  'uses.details': '详情',
  'uses.step': '第 {step} 步',
  'uses.loading': '正在加载此标签页……',
  'uses.late': '此标签页仍在加载，完成后自动打开。其他部分可照常使用。',
  'uses.onPad': '画板只能绘制 28 × 28 的灰度图像，而该模型的图像为 {form}，因此此处无法绘制。',
  'uses.gone':
    '无法加载此标签页：网络已断开，或本站已更新。模型不受影响，训练照常进行。请重试；若仍不行，请先保存模型，再重新加载页面。',
  'uses.broken': '此标签页出错（{message}）。模型与训练不受影响。',
  'uses.retry': '重试',
  'uses.image': '测试图像 {index}',
  'uses.image.label': '测试图像 {index}，类别 {label}',
} as const satisfies Record<keyof typeof english, string>;
