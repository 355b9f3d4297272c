import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';
import View from './View';

export const use: Use = {
  name: { en: 'Rebuild', 'zh-CN': '重构' },
  hint: {
    en: 'Test images, and what the model makes of their codes',
    'zh-CN': '测试图像，以及模型由其编码重构的图像',
  },
  place: 10,
  offered: hasEncoder,
  View,
};
