import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Features', 'zh-CN': '特征' },
  place: 30,
  offered: (spec, labelled) => hasEncoder(spec) && labelled,
};
