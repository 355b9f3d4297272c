import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Drawing', 'zh-CN': '手绘' },
  place: 70,
  offered: hasEncoder,
};
