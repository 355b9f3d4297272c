import { hasEncoder, hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Shrink', 'zh-CN': '压缩' },
  hint: { en: 'How few bits of the code are enough', 'zh-CN': '编码用多少位就够' },
  place: 40,
  offered: (spec) => hasEncoder(spec) && hasLatent(spec),
};
