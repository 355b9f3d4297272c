/** The words about use without a network. */
import { defineWords } from '../../i18n/words';

export const words = defineWords({
  en: {
    'offline.title': 'Without a network',
    'offline.stored':
      'This page works without a network, training on MNIST included. Stored in this browser: {size}.',
    'offline.storing': 'The page is being stored, so that it works without a network. So far: {size}.',
    'offline.none': 'The page is not stored in this browser and needs a network to open.',
    'offline.remove': 'Remove',
    'offline.store': 'Store it',
  },
  'zh-CN': {
    'offline.title': '离线使用',
    'offline.stored': '本页面无需网络即可使用，包括用 MNIST 训练。已存入此浏览器：{size}。',
    'offline.storing': '正在存储本页面，以便离线使用。目前已存：{size}。',
    'offline.none': '本页面未存入此浏览器，打开时需要网络。',
    'offline.remove': '移除',
    'offline.store': '存储',
  },
});
