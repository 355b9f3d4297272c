import type { words as english } from '../../en/settings/data';

export const words = {
  'settings.dataset.label': '数据',
  'settings.dataset.help': '用于训练模型的图像。',
  'settings.dataset.options.mnist': 'MNIST 手写数字',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST 服饰',
  'settings.dataset.options.kmnist': 'KMNIST 日文草书',
  'settings.dataset.options.drawn': '程序绘制的数字',
  'settings.dataset.options.own': '自己的文件',
  'settings.trainImages.label': '训练图像数',
  'settings.trainImages.help': '只用前若干张训练图像。太少则过拟合：测试损失上升。',
  'settings.trainImages.special.0': '全部',
  'settings.classes.label': '类别',
  'settings.classes.help': '用于训练的类别。其余类别仍在测试集中，其分数见“异常”。',
  'settings.pixels.label': '像素',
  'settings.pixels.help': '灰度，或按阈值二值化为黑白；对黑白图像，伯努利似然是精确的。',
  'settings.pixels.options.grey': '灰度',
  'settings.pixels.options.binary': '黑白',
} as const satisfies Record<keyof typeof english, string>;
