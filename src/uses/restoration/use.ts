import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Restoration', 'zh-CN': '修复' },
  place: 50,
  offered: hasEncoder,
};
