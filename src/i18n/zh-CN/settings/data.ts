import type { words as english } from '../../en/settings/data';

export const words = {
  'settings.dataset.label': '数据',
  'settings.dataset.help': '模型学习所用的图片。',
  'settings.dataset.options.mnist': 'MNIST 手写数字',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST 服饰',
  'settings.dataset.options.kmnist': 'KMNIST 日文草书',
  'settings.dataset.options.drawn': '程序绘制的数字',
  'settings.dataset.options.own': '自己的文件',
  'settings.trainImages.label': '训练图像',
  'settings.trainImages.help':
    '用训练集中的前多少张图像来学习。张数少时模型会过拟合：训练损失不断下降，测试损失却上升。',
  'settings.trainImages.special.0': '全部',
  'settings.classes.label': '类别',
  'settings.classes.help': '用哪些类别来学习。其余类别仍留在测试集中；“异常”会显示模型认为它们有多不寻常。',
  'settings.pixels.label': '像素',
  'settings.pixels.help': '保留灰度，或只有墨与纸两种：此时以 nat 计的似然是精确的。',
  'settings.pixels.options.grey': '灰度',
  'settings.pixels.options.binary': '黑白',
} as const satisfies Record<keyof typeof english, string>;
