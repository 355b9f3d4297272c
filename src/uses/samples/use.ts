import { hasLatent } from '../../model/predicates';
import type { Use } from '../use';

export const use: Use = {
  name: { en: 'Samples', 'zh-CN': '采样' },
  place: 20,
  offered: hasLatent,
};
