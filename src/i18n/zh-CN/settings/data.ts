import type { words as english } from '../../en/settings/data';

export const words = {
  'settings.dataset.label': '数据',
  'settings.dataset.help': '模型学习所用的图片。',
  'settings.dataset.options.mnist': 'MNIST 手写数字',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST 服饰',
  'settings.dataset.options.kmnist': 'KMNIST 日文草书',
  'settings.dataset.options.drawn': '程序绘制的数字',
  'settings.dataset.options.own': '自己的文件',
  'settings.pixels.label': '像素',
  'settings.pixels.help': '保留灰度，或只有墨与纸两种：此时以 nat 计的似然是精确的。',
  'settings.pixels.options.grey': '灰度',
  'settings.pixels.options.binary': '黑白',
} as const satisfies Record<keyof typeof english, string>;
