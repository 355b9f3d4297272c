import { hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Samples', 'zh-CN': '采样' },
  place: 20,
  offered: hasLatent,
};
