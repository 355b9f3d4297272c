import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Classify', 'zh-CN': '分类' },
  hint: { en: 'How well codes tell the classes apart', 'zh-CN': '编码能多好地区分类别' },
  place: 30,
  offered: (spec, labelled) => hasEncoder(spec) && labelled,
};
