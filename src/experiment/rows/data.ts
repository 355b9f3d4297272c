/** The settings of what is learned from. */
import { type Row, saved } from './row';

export const dataRows: readonly Row[] = [
  {
    key: 'dataset',
    kind: 'choice',
    group: 'data',
    applies: 'data',
    persists: saved,
    default: 'mnist',
    label: { en: 'Data', zh: '数据' },
    help: { en: 'The pictures that the model learns from.', zh: '模型学习所用的图片。' },
    options: [
      { value: 'mnist', label: { en: 'MNIST digits', zh: 'MNIST 手写数字' } },
      { value: 'fashion-mnist', label: { en: 'Fashion-MNIST', zh: 'Fashion-MNIST 服饰' } },
      { value: 'kmnist', label: { en: 'KMNIST characters', zh: 'KMNIST 日文草书' } },
      { value: 'drawn', label: { en: 'Drawn digits', zh: '程序绘制的数字' } },
      { value: 'own', label: { en: 'Your own files', zh: '自己的文件' } },
    ],
  },
  {
    key: 'pixels',
    kind: 'choice',
    group: 'data',
    applies: 'data',
    persists: saved,
    default: 'grey',
    label: { en: 'Pixels', zh: '像素' },
    help: {
      en: 'Grey as they are, or ink and paper only: then a likelihood in nats is exact.',
      zh: '保留灰度，或只有墨与纸两种：此时以 nat 计的似然是精确的。',
    },
    options: [
      { value: 'grey', label: { en: 'Grey', zh: '灰度' } },
      { value: 'binary', label: { en: 'Black and white', zh: '黑白' } },
    ],
  },
];
