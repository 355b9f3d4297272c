import { hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Vary', 'zh-CN': '变化' },
  hint: {
    en: 'One latent coordinate at a time, from end to end',
    'zh-CN': '每次只改变一个潜变量，从一端到另一端',
  },
  place: 22,
  // The plane itself varies two.
  offered: (spec) => hasLatent(spec) && spec.latent > 2,
};
