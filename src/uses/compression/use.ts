import { hasEncoder, hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Compression', 'zh-CN': '压缩' },
  place: 40,
  offered: (spec) => hasEncoder(spec) && hasLatent(spec),
};
