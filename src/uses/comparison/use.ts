import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Compare', 'zh-CN': '比较' },
  hint: {
    en: 'What differs between the pinned run and the present one',
    'zh-CN': '固定的训练与当前训练的差别',
  },
  place: 5,
  offered: (_spec, _labelled, compares) => compares,
};
